"""Rules of the organization's own: from the YAML files that the settings name to declared rules."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sms_lint.ground.source import Location, Origin, SourceFile
from sms_lint.ground.text import character_flaws, conflict_flaws, places, read_yaml
from sms_lint.language.compiling import declared_rule
from sms_lint.language.declared import DeclaredRule, RuleFault, Surroundings
from sms_lint.language.rule_shape import is_rule_id
from sms_lint.load.files import Disk, decode, leads_out
from sms_lint.load.nodes import flaw_faults
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Node
from sms_lint.model.settings import Config

RULE = "own-rules"
MOST_RULES = 500


class OwnRules(NamedTuple):
    """The rules that could be made, and what is wrong with the others."""

    rules: tuple[DeclaredRule, ...]
    reading_faults: tuple[ReadingFault, ...]


# Reads a file of rules by its path; None where that cannot be done, and why is added to the faults.
ReadFile = Callable[[str, Location, list[ReadingFault]], SourceFile | None]


class _Stated(NamedTuple):
    """A rule as a file states it."""

    id: str
    values: object
    origin: Origin


def own_rules(
    read: ReadFile,
    settings: tuple[Config, Origin],
    kinds: Mapping[str, type[Node]],
    catalogues: Sequence[Catalogue],
    unsettled: Collection[str],
) -> OwnRules:
    """Every rule of the files that the settings name. Rules about `unsettled` kinds are not judged; `*` is any."""
    faults: list[ReadingFault] = []
    clauses = frozenset(ref for book in catalogues for ref in book.ids)
    around = Surroundings(kinds, clauses)
    rules: dict[str, DeclaredRule] = {}
    first: dict[str, Location] = {}
    stated = [
        written
        for index in range(len(settings[0].own_rules))
        for written in _file(read, settings, index, faults)
    ]
    for written in stated[:MOST_RULES]:
        fault = _id_fault(written, first)
        if fault:
            faults.append(ReadingFault(RULE, written.origin.at_key(), fault, node=written.id))
            continue
        first[written.id] = written.origin.at_key()
        rule, rule_faults = declared_rule(written.id, written.values, around, written.origin)
        if rule is not None:
            rules[written.id] = rule
        elif not _may_be_known(written.values, kinds, unsettled):
            faults += [
                ReadingFault(RULE, _at(written.origin, fault), fault.message, node=written.id)
                for fault in rule_faults
            ]
    if len(stated) > MOST_RULES:
        said = f"there are {len(stated)} rules; more than {MOST_RULES} are not read"
        faults.append(ReadingFault(RULE, stated[MOST_RULES].origin.at_key(), said))
    return OwnRules(tuple(rules.values()), tuple(faults))


def _id_fault(stated: _Stated, first: Mapping[str, Location]) -> str:
    if not is_rule_id(stated.id):
        said = f"`{stated.id[:60]}` is not a name for a rule"
        return f"{said}; write small letters and hyphens, such as `risk-without-date`"
    if stated.id in first:
        return f"there is a rule `{stated.id}` already, in {first[stated.id].path}; choose another name"
    return ""


def _file(
    read: ReadFile, settings: tuple[Config, Origin], index: int, faults: list[ReadingFault]
) -> Iterator[_Stated]:
    """The rules of one file, in their order."""
    path, at = settings[0].own_rules[index], settings[1].at("own_rules", index)
    file = read(path, at, faults)
    if file is None:
        return
    faults += flaw_faults(file, (*character_flaws(file.text), *(conflict_flaws(file.text) or ())))
    parsed = read_yaml(file.text)
    faults += flaw_faults(file, parsed.flaws)
    if not parsed.whole or parsed.values is None:
        return
    origin = Origin(file, places)
    if not isinstance(parsed.values, dict):
        said = "a file of rules has a group of keys for each rule: its name, a colon, and its content below"
        faults.append(ReadingFault(RULE, origin.heading(), said))
        return
    for id_, values in parsed.values.items():
        yield _Stated(str(id_), values, origin.under(id_))


def from_disk(disk: Disk, path: str, at: Location, faults: list[ReadingFault]) -> SourceFile | None:
    """The text of a file of rules; None where it cannot be read, and the reason is added to `faults`."""
    if leads_out(path):
        faults.append(ReadingFault(RULE, at, f"`{path}` leads out of the repository"))
        return None
    link = disk.contents.link(path)
    if link or not disk.contents.is_file(path):
        said = "is a link, or is behind one; name the file itself" if link else "does not exist"
        faults.append(ReadingFault(RULE, at, f"`{path}` {said}"))
        return None
    read = decode(disk, path)
    if read.file is None:
        faults += read.reading_faults
    return read.file


def _may_be_known(values: object, kinds: Mapping[str, type[Node]], unsettled: Collection[str]) -> bool:
    """Whether a rule is about a kind of the organization's own that could not be read: that is said elsewhere."""
    about: Any = values.get("about") if isinstance(values, dict) else None
    named = about if isinstance(about, list) else [about]
    unknown = [kind for kind in named if isinstance(kind, str) and kind not in kinds]
    return any(kind in unsettled or "*" in unsettled for kind in unknown)


def _at(origin: Origin, fault: RuleFault) -> Location:
    """The place of a fault: the very words, where the file contains the text as it was read."""
    if fault.on_key or not fault.route:
        return origin.at_key(*fault.route)
    at = origin.at(*fault.route)
    if fault.start < 0:
        return at
    raw = at.file.text[at.start : at.end]
    quoted = 1 if raw[:1] in ("'", '"') else 0
    if "\n" in raw or (quoted and (raw[0] in raw[1:-1] or "\\" in raw)):
        return at  # folded or escaped: the words are not at the same place as in the text that was read
    start = min(at.start + quoted + fault.start, at.end)
    return Location(at.file, start, max(start, min(at.start + quoted + fault.end, at.end)))
