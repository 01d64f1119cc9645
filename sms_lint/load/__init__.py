"""From disk and git to one frozen `Sms`: the only reader."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Origin, SourceFile
from sms_lint.ground.text import character_flaws, conflict_flaws, places, read_yaml
from sms_lint.load.contents import Contents, Overlay, digest_of
from sms_lint.load.earlier import Earlier
from sms_lint.load.files import Disk, decode, leads_out, scan
from sms_lint.load.former_ids import rename_cells, with_ids_now
from sms_lint.load.from_git import GitReading, GitWants, read_from_git
from sms_lint.load.mappings import MappingsRead, own_mappings
from sms_lint.load.nodes import FileNodes, flaw_faults, may_be_missing, read_file, unread_text
from sms_lint.load.own_kinds import own_kind, own_kind_faults
from sms_lint.load.plain_values import plain_value_faults
from sms_lint.load.read_files import ReadFiles
from sms_lint.load.tables import TableCheck, check_tables
from sms_lint.load.translation import spoken_by
from sms_lint.load.trust import approval_faults, trust_file
from sms_lint.model.controlled_files import is_prose
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.former_ids import former_ids
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Node, Table
from sms_lint.model.settings import MAY_DIFFER, SETTINGS_FILE, Config, old_names, read_config
from sms_lint.model.statement import FOLDER as STATEMENTS
from sms_lint.model.trust import TRUST_FILE
from sms_lint.system.sms import ProposedSettings, Sms

if TYPE_CHECKING:  # rules and catalogues take long to import; a history is proven without them
    from sms_lint.language.declared import DeclaredRule
    from sms_lint.load.own_rules import OwnRules
    from sms_lint.model.catalogue import Catalogue


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds the settings. Raises SmsError where there is none."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS_FILE).is_file():
            return candidate
    raise SmsError(
        f"there is no {SETTINGS_FILE} in {folder} or in any folder above it; "
        "change to the repository of your service management system, or name it with --root"
    )


def load(
    root: Path,
    *,
    today: date | None = None,
    with_history: bool = False,
    earlier: Earlier | None = None,
    base: str = "",
    overlay: Overlay | Disk | None = None,
    read: ReadFiles | None = None,
    judged_by: Disk | None = None,
) -> Sms:
    """Read everything below `root`.

    `today` overrides the settings' `as_of` and the clock. History is read only when asked for. `earlier` says that
    `root` holds the files of an earlier commit, whose history is in the repository. `base` is where a proposed change
    starts: all after it is one step. `overlay` are texts by path that count instead of the disk, or all files as
    listed already; `read` is what an earlier run read. `judged_by` are the settings, schemas and rules that judge in
    place of those below `root`. Raises SmsError without settings, and where a catalogue is unknown.
    """
    read = read or ReadFiles()
    disk = overlay if isinstance(overlay, Disk) else scan(root, overlay)
    own = _own(disk, read)
    judging = _judging((judged_by, disk), own.settings, own.kinds, own.rules, read) if judged_by else None
    settings, kinds = (judging.settings, judging.kinds) if judging else (own.settings, own.kinds)
    texts = _texts(disk, settings, kinds, own.unsettled, read)
    trust = trust_file(disk, kinds, own.unsettled)
    judged, as_of = (
        bool(trust.file or settings.config.approval or _signed(disk)),
        today or settings.config.as_of,
    )
    git = read_from_git(disk, kinds, GitWants(with_history, earlier, base, judged, as_of, read.repository))
    translation, told = spoken_by(judged_by or disk, settings.config, settings.origin.at("translation"))
    before, asked = (*disk.reading_faults, *own.reading_faults, *told), _asked(disk, own, kinds)
    sms = _with_imports(_assembled(disk, settings, kinds, texts, git), disk)
    return replace(
        sms,
        catalogues=_catalogues(settings.config),
        translation=translation,
        today=today or sms.today,
        trust=trust.file,
        own_rules=judging.rules if judging else own.rules,
        proposed=judging.proposed if judging else None,
        reading_faults=(*before, *texts.reading_faults, *trust.reading_faults, *asked, *sms.reading_faults),
    )


def _signed(disk: Disk) -> bool:
    """Whether statements are kept: whoever takes away what asks for approvals does not end their judgement."""
    return any(path.startswith(f"{STATEMENTS}/") and path.endswith(".json") for path in disk.paths)


def load_records(root: Path, *, today: date | None = None, rows_of: Collection[str] = ()) -> Sms:
    """Read the documents and records below `root` and nothing else: nothing is judged.

    Only the tables of the kinds in `rows_of` have rows. For whoever asks the rows of the others something of their own.
    Raises SmsError as `load` does.
    """
    read, disk = ReadFiles(), scan(root)
    own = _own(disk, read)
    texts = _texts(disk, own.settings, own.kinds, own.unsettled, read, rows_of)
    sms = _assembled(disk, own.settings, own.kinds, texts, GitReading())
    return replace(sms, today=today or sms.today)


def _with_imports(sms: Sms, disk: Disk) -> Sms:
    """The system with the mappings by which its tables came in."""
    read = own_mappings(disk, sms.kinds)
    return replace(sms, mappings=read.mappings, reading_faults=(*sms.reading_faults, *read.reading_faults))


class _Own(NamedTuple):
    """What an organisation writes for itself: settings, kinds and rules; `unsettled` as in `read_file`."""

    settings: "SettingsRead"
    kinds: Mapping[str, type[Node]]
    unsettled: frozenset[str]
    rules: "tuple[DeclaredRule, ...]"
    reading_faults: tuple[ReadingFault, ...]


def _own(disk: Disk, read: ReadFiles) -> _Own:
    settings = _settings(disk)
    kinds, kind_faults, unsettled = _kinds(disk, settings, read)
    rules = _own_rules(disk, settings, kinds, unsettled)
    faults = (*settings.reading_faults, *kind_faults, *rules.reading_faults)
    return _Own(settings, kinds, unsettled, rules.rules, faults)


def _asked(disk: Disk, own: _Own, kinds: Mapping[str, type[Node]]) -> Iterable[ReadingFault]:
    """What is wrong with what the settings ask of approvals."""
    there = TRUST_FILE in disk.paths
    return approval_faults(own.settings.config, own.settings.origin, kinds, own.unsettled, trust=there)


def load_proof(root: Path) -> Sms:
    """Read what the history of a system proves: its documents and its commits, no record of today, no catalogue.

    Raises SmsError without settings, and where git cannot be read.
    """
    read, disk = ReadFiles(), scan(root)
    settings = _settings(disk)
    kinds, _, unsettled = _kinds(disk, settings, read)
    # Documents are asked for their kind, to know how well their approval has to be proven.
    sources = tuple(filter(is_prose, disk.sources)) if settings.config.approval else ()
    texts = _texts(replace(disk, sources=sources), settings, kinds, unsettled, read)
    wants = GitWants(False, None, "", True, settings.config.as_of, only_proof=True)
    return _assembled(disk, settings, kinds, texts, read_from_git(disk, kinds, wants))


def _assembled(
    disk: Disk, settings: "SettingsRead", kinds: Mapping[str, type[Node]], texts: "_Texts", git: GitReading
) -> Sms:
    """The system made from the files and git, with the faults of tables and of what is missing in git.

    It has no catalogues yet: the obligations of a standard have no say in what a history proves.
    """
    return Sms(
        config=settings.config,
        settings=settings.origin,
        catalogues=(),
        kinds=kinds,
        nodes=texts.nodes,
        reading_faults=(*texts.tables.reading_faults, *_incomplete(git, settings)),
        paths=disk.paths,
        today=settings.config.as_of or date.today(),  # noqa: DTZ011 - the day where the user is
        unread=texts.unread | texts.tables.unread,
        rows=texts.tables.rows,
        unchecked=(*texts.unchecked, *texts.tables.unchecked, *git.unchecked),
        file_changes=git.file_changes,
        branch=git.branch,
        breaches=git.breaches,
    )


class _Judging(NamedTuple):
    """What judges a proposed change, and what the change would put in its place."""

    settings: "SettingsRead"
    kinds: Mapping[str, type[Node]]
    rules: "tuple[DeclaredRule, ...]"
    proposed: ProposedSettings


def _judging(
    files: tuple[Disk, Disk],
    written: "SettingsRead",
    kinds: Mapping[str, type[Node]],
    rules: "tuple[DeclaredRule, ...]",
    read: ReadFiles,
) -> _Judging:
    """The settings, kinds and rules of the base; a kind that it does not know comes from the change.

    The places of settings are those in the change, where a reader looks them up.
    """
    base, disk = files
    settings = _settings(base)
    base_kinds, _, unsettled = _kinds(base, settings, read)
    known = {**kinds, **base_kinds}
    _catalogues(written.config)  # an unknown one would stop every run after the merge
    own = _own_rules(base, settings, known, unsettled)
    update = {name: getattr(written.config, name) for name in MAY_DIFFER} if written.whole else {}
    config = settings.config.model_copy(update=update)
    proposed = ProposedSettings(written.config, rules, tuple(_altered(base, disk, settings.config)))
    return _Judging(settings._replace(config=config, origin=written.origin), known, own.rules, proposed)


def _altered(base: Disk, disk: Disk, config: Config) -> Iterator[str]:
    """The schemas and files of rules that the settings name and that the change makes differ from those of the base."""
    for path in config.judging_files:
        there = not leads_out(path) and base.contents.overlay.get(path) is not None
        if there and digest_of(disk.contents, path) != digest_of(base.contents, path):
            yield path


class _Texts(NamedTuple):
    """The documents, registers and records that were read, and their tables."""

    nodes: tuple[Node, ...]
    reading_faults: tuple[ReadingFault, ...]
    unread: frozenset[str]
    unchecked: tuple[Unchecked, ...]
    tables: TableCheck


def _texts(
    disk: Disk,
    settings: "SettingsRead",
    kinds: Mapping[str, type[Node]],
    unsettled: frozenset[str],
    read: ReadFiles,
    rows_of: Collection[str] | None = None,
) -> _Texts:
    """All texts below the root; of the tables those of some kinds, where they are given, else all."""
    # Settings that end too early would make sound documents look wrong, so then nothing else is read.
    sources = disk.sources if settings.whole else ()
    done = [_file(disk, path, kinds, unsettled, read) for path in sources]
    read_nodes = tuple(node for part in done for node in part.nodes)
    now = former_ids(read_nodes)
    nodes = with_ids_now(read_nodes, now) if now else read_nodes
    # What was not read, because it is a link or no file at all, may be anything that others refer to.
    out_of_view = not settings.whole or any(fault.rule in _NOT_READ for fault in disk.reading_faults)
    cut_off = (may_be_missing("*"),) if out_of_view else ()
    unread = frozenset(cut_off).union(*(part.unread for part in done))
    judged = [node for node in nodes if rows_of is None or not isinstance(node, Table) or node.of in rows_of]
    tables = check_tables(disk, judged, kinds, unread, read, now)
    if now:
        rename_cells((node for node in nodes if isinstance(node, Table)), kinds, now)
    faults = tuple(fault for part in done for fault in part.reading_faults)
    return _Texts(nodes, faults, unread, tuple(_unchecked(disk, settings, done)), tables)


def declared_rules(root: Path) -> "OwnRules":
    """The organization's own rules alone, to list or explain them: nothing else below `root` is read."""
    disk = Disk(Contents(root), (), frozenset())
    settings = _settings(disk)
    kinds, _, unsettled = _kinds(disk, settings, ReadFiles())
    return _own_rules(disk, settings, kinds, unsettled)


def mappings_below(root: Path) -> tuple[MappingsRead, Mapping[str, type[Node]]]:
    """The organization's mappings for imports, and every kind: no document and no record is read."""
    disk = scan(root)
    kinds, _, _ = _kinds(disk, _settings(disk), ReadFiles())
    return own_mappings(disk, kinds), kinds


def _own_rules(
    disk: Disk, settings: "SettingsRead", kinds: Mapping[str, type[Node]], unsettled: frozenset[str]
) -> "OwnRules":
    from sms_lint.load.own_rules import OwnRules, from_disk, own_rules

    if not settings.config.own_rules:
        return OwnRules((), ())
    given = settings.config, settings.origin
    return own_rules(partial(from_disk, disk), given, kinds, _catalogues(settings.config), unsettled)


_NOT_READ = frozenset({"symbolic-link", "unreadable-file"})


def _incomplete(git: GitReading, settings: "SettingsRead") -> Iterable[ReadingFault]:
    """The fault that approvals are asked for, and the repository does not hold the history to judge them."""
    if git.incomplete and settings.config.approval:
        yield ReadingFault("history-incomplete", settings.origin.at("approval"), git.incomplete)


class SettingsRead(NamedTuple):
    """The settings, and what is wrong with them. `unsettled` are kinds that may still exist; `*` is any."""

    origin: Origin
    config: Config
    reading_faults: tuple[ReadingFault, ...]
    unsettled: frozenset[str]
    whole: bool


def _settings(disk: Disk) -> SettingsRead:
    text = decode(disk, SETTINGS_FILE)
    file = text.file or SourceFile(SETTINGS_FILE, "")
    parsed = read_yaml(file.text)
    origin = Origin(file, places)
    config, faults = read_config(parsed.values)
    reading_faults = [
        *text.reading_faults,
        *flaw_faults(file, (*character_flaws(file.text), *(conflict_flaws(file.text) or parsed.flaws))),
    ]
    whole = parsed.whole and text.file is not None
    if not whole:
        return SettingsRead(origin, config, tuple(reading_faults), frozenset(), False)
    for fault in faults:
        at = origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route)
        reading_faults.append(ReadingFault("settings", at, fault.message))
    for fault in old_names(parsed.values):
        at = origin.at_key(*fault.route)
        reading_faults.append(ReadingFault("settings", at, fault.message, severity="note"))
    reading_faults += plain_value_faults(file, Config, {}, parsed.plain)
    given = list(parsed.values) if isinstance(parsed.values, dict) else []
    # A fault in the last setting may mean that the file was cut off, and own kinds with it.
    lost = {(), ("kinds",), tuple(given[-1:])}
    unsettled = frozenset("*") if any(fault.route[:1] in lost for fault in faults) else frozenset()
    return SettingsRead(origin, config, tuple(reading_faults), unsettled, True)


def _kinds(
    disk: Disk, settings: SettingsRead, read: ReadFiles
) -> tuple[Mapping[str, type[Node]], list[ReadingFault], frozenset[str]]:
    """Every kind by its name, what is wrong with own kinds, and the names of those that may still be meant."""
    kinds: dict[str, type[Node]] = dict(built_in_kinds())
    reading_faults: list[ReadingFault] = []
    unsettled = set(settings.unsettled)
    for index, setting in enumerate(settings.config.kinds):
        origin = settings.origin.under("kinds", index)
        if setting.kind in kinds:
            said = f"there is a kind `{setting.kind}` already; choose another name"
            reading_faults.append(ReadingFault("settings", origin.at("kind"), said))
            continue
        model, fault = own_kind(disk, setting, read)
        if model is None:
            reading_faults.append(ReadingFault("settings", origin.at("schema"), fault))
            unsettled.add(setting.kind)
        else:
            kinds[setting.kind] = model
            for key, fault in own_kind_faults(setting, model.SCHEMA):
                reading_faults.append(ReadingFault("settings", origin.at(key), fault))
    return kinds, reading_faults, frozenset(unsettled)


def _catalogues(config: Config) -> "tuple[Catalogue, ...]":
    from sms_lint.model.catalogue import load_catalogue

    return tuple(load_catalogue(name, config.language) for name in config.catalogues)


def _file(
    disk: Disk, path: str, kinds: Mapping[str, type[Node]], unsettled: frozenset[str], read: ReadFiles
) -> FileNodes:
    try:
        raw = disk.contents.raw(path)
    except OSError:
        return _fresh(disk, path, kinds, unsettled)
    part = read.once(path, (raw, kinds, unsettled), lambda: _fresh(disk, path, kinds, unsettled))
    # A table is filled with its rows, which another run may find changed.
    return part._replace(nodes=tuple(copy(node) if isinstance(node, Table) else node for node in part.nodes))


def _fresh(disk: Disk, path: str, kinds: Mapping[str, type[Node]], unsettled: frozenset[str]) -> FileNodes:
    text = decode(disk, path)
    if text.file is None:
        return FileNodes((), text.reading_faults, unread_text(text.rest), True)
    return read_file(text.file, kinds, text.reading_faults, unsettled)


def _unchecked(disk: Disk, settings: SettingsRead, done: Iterable[FileNodes]) -> Iterable[Unchecked]:
    if not settings.whole:
        yield Unchecked("all documents and records", f"{SETTINGS_FILE} could not be read to the end")
    broken = sum(part.stopped for part in done)
    if broken:
        files = "1 file" if broken == 1 else f"{broken} files"
        yield Unchecked(
            files, "could not be read to the end; links to what they may contain were not checked"
        )
    yield from disk.unchecked
