"""The catalogues that the settings select: those of the program, and files of the organization's own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from sms_lint.ground.faults import Fault, model_faults, nearest, together
from sms_lint.ground.source import Location, Origin, SourceFile
from sms_lint.ground.text import character_flaws, conflict_flaws, places, read_yaml
from sms_lint.load.files import Disk, decode, leads_out
from sms_lint.load.nodes import flaw_faults
from sms_lint.load.plain_values import plain_value_faults
from sms_lint.model.catalogue import Catalogue, catalogue_names, load_catalogue
from sms_lint.model.catalogue.checks import (
    excluded_faults,
    head_faults,
    own_faults,
    stray_faults,
    transition_faults,
    unstated_faults,
)
from sms_lint.model.catalogue.own import CatalogueFile, extended
from sms_lint.model.catalogue.reading import catalogue_from, shipped_tree
from sms_lint.model.finding import ReadingFault, Severity, Unchecked
from sms_lint.model.node import Kinds
from sms_lint.model.settings import Config, is_catalogue_file

RULE = "clause-catalogue"


class CataloguesRead(NamedTuple):
    """The catalogues, what is wrong with their files, and the rules that own ones name, each with its place."""

    books: tuple[Catalogue, ...]
    reading_faults: tuple[ReadingFault, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    rules: tuple[tuple[str, Location], ...] = ()


class _Tree(NamedTuple):
    """A catalogue, and the tree of values that it was made from, for others to extend."""

    values: Mapping[str, Any]
    book: Catalogue


def read_catalogues(disk: Disk, config: Config, settings: Origin, kinds: Kinds) -> CataloguesRead:
    """Every catalogue that the settings name, in their order. Raises SmsError for a name that is unknown.

    One that another of the list extends under the same prefix is replaced by that one. A file that cannot be used is
    left out, and said to be unchecked.
    """
    trees: dict[str, _Tree] = {}
    faults: list[ReadingFault] = []
    lost: list[Unchecked] = []
    rules: list[tuple[str, Location]] = []
    for index, name in enumerate(config.catalogues):
        if not is_catalogue_file(name):
            trees[name] = _Tree(shipped_tree(name, config.language), load_catalogue(name, config.language))
            continue
        reading = _Reading(disk, name, settings.at("catalogues", index), config.language, kinds, trees)
        tree = reading.tree()
        faults += reading.faults
        rules += reading.rules
        if tree is None:
            lost.append(Unchecked(f"the catalogue {name}", "could not be used; its clauses were not judged"))
        else:
            trees[name] = tree
    books, twice = _without_extended(trees, config, settings)
    lost += [
        Unchecked(f"the catalogue {name}", "has the prefix of another one; its clauses were not judged")
        for name in twice
    ]
    return CataloguesRead(books, (*faults, *twice.values()), tuple(lost), tuple(rules))


def _without_extended(
    trees: Mapping[str, _Tree], config: Config, settings: Origin
) -> tuple[tuple[Catalogue, ...], Mapping[str, ReadingFault]]:
    """The catalogues, each prefix once, and what is left out; one that a later one extends makes room for it."""
    by_prefix: dict[str, tuple[str, Catalogue]] = {}
    faults: dict[str, ReadingFault] = {}
    for name, tree in trees.items():
        first = by_prefix.get(tree.book.prefix)
        if first and tree.book.extends != first[0]:
            said = (
                f"`{name}` has the prefix `{tree.book.prefix}`, as `{first[0]}` has; give it one of its own"
            )
            at = settings.at("catalogues", config.catalogues.index(name))
            faults[name] = ReadingFault(RULE, at, said)
            continue
        by_prefix[tree.book.prefix] = (name, tree.book)
    return tuple(book for _, book in by_prefix.values()), faults


class _Reading:
    """One file of a catalogue while it is read; `faults` and `rules` gather what is to be said of it."""

    def __init__(
        self, disk: Disk, path: str, at: Location, language: str, kinds: Kinds, trees: Mapping[str, _Tree]
    ) -> None:
        self._disk, self._path, self._at = disk, path, at
        self._language, self._kinds, self._trees = language, kinds, trees
        self.faults: list[ReadingFault] = []
        self.rules: list[tuple[str, Location]] = []

    def tree(self) -> _Tree | None:
        """The catalogue; None where the file cannot be used."""
        file = self._file()
        if file is None:
            return None
        parsed = read_yaml(file.text)
        flaws = (*character_flaws(file.text), *(conflict_flaws(file.text) or parsed.flaws))
        self.faults += flaw_faults(file, flaws)
        if not parsed.whole or parsed.flaws:
            return None
        origin = Origin(file, places)
        self.faults += plain_value_faults(file, CatalogueFile, {}, parsed.plain)
        read, faults = _as_file(parsed.values)
        lacking = head_faults(read) if read else []
        self._tell(origin, [*faults, *lacking])
        if read is None or lacking:
            return None
        found, base = self._base(read, origin)
        return self._made(read, parsed.values, base, origin) if found else None

    def _file(self) -> SourceFile | None:
        contents, why = self._disk.contents, ""
        if leads_out(self._path):
            why = "leads out of the repository"
        elif contents.link(self._path):
            why = "is a link, or is behind one; name the file itself"
        elif not contents.is_file(self._path):
            why = "does not exist"
        if why:
            self.faults.append(ReadingFault(RULE, self._at, f"`{self._path}` {why}"))
            return None
        text = decode(self._disk, self._path)
        self.faults += text.reading_faults
        return text.file

    def _base(self, read: CatalogueFile, origin: Origin) -> tuple[bool, Mapping[str, Any] | None]:
        """Whether what is extended is there, and its values; None where nothing is extended."""
        name = read.extends
        if name is None:
            return True, None
        if name in self._trees:
            return True, self._trees[name].values
        if name in catalogue_names():
            return True, shipped_tree(name, self._language)
        known = [*catalogue_names(), *self._trees]
        said = f"there is no catalogue `{name}`{nearest(name, known)}"
        if is_catalogue_file(name):
            said = f"`{name}` is not read before this file; name it before `{self._path}` in `catalogues`"
        self._tell(origin, [Fault(("extends",), said)])
        return False, None

    def _made(
        self, read: CatalogueFile, values: Mapping[str, Any], base: Mapping[str, Any] | None, origin: Origin
    ) -> _Tree | None:
        self._tell(origin, (*stray_faults(read, base), *transition_faults(read, base)))
        self._tell(origin, excluded_faults(read, base), "warning")
        self._tell(origin, unstated_faults(read, base), "warning")
        name = catalogue_id(self._path)
        tree = {**extended(values, base, name), "path": self._path}
        book = catalogue_from(tree)
        others = [each.book for each in self._trees.values()]
        faults = list(own_faults(read, base, book, self._kinds, others))
        self._tell(origin, faults)
        if faults:
            return None
        self.rules += _rules_named(read, origin)
        return _Tree(tree, book)

    def _tell(self, origin: Origin, faults: Iterable[Fault], severity: Severity | None = None) -> None:
        for fault in together(faults):
            at = origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route)
            where = at if fault.route else origin.heading()
            self.faults.append(ReadingFault(RULE, where, fault.message, severity=severity))


def catalogue_id(path: str) -> str:
    """The name of an own catalogue: that of its file, in small letters and hyphens."""
    stem = path.rpartition("/")[2].rpartition(".")[0].lower()
    return (
        "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in stem).split())
        or "own"
    )


def _as_file(values: object) -> tuple[CatalogueFile | None, list[Fault]]:
    try:
        return CatalogueFile.model_validate(values), []
    except ValidationError as error:
        return None, model_faults(error, CatalogueFile, "a catalogue")


def _rules_named(read: CatalogueFile, origin: Origin) -> Iterator[tuple[str, Location]]:
    """The rules by which obligations of the file are shown, each with its place."""
    for index, clause in enumerate(read.clauses):
        for number, obligation in enumerate(clause.obligations):
            for place, way in enumerate(obligation.shown):
                if way.rule:
                    route = ("clauses", index, "obligations", number, "shown", place, "rule")
                    yield way.rule, origin.at(*route)
    for index, obligation in enumerate(read.add):
        for place, way in enumerate(obligation.shown):
            if way.rule:
                yield way.rule, origin.at("add", index, "shown", place, "rule")
