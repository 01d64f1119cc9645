"""From disk and git to one frozen `Sms`: the only reader."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.load.accepted import baseline_of, comments_of
from sms_lint.load.contents import Contents, Overlay
from sms_lint.load.earlier import Earlier
from sms_lint.load.files import Disk, decode, scan
from sms_lint.load.former_ids import rename_cells, with_ids_now
from sms_lint.load.from_git import GitReading, GitWants, read_from_git
from sms_lint.load.kind_named import may_be_missing
from sms_lint.load.mappings import MappingsRead, own_mappings
from sms_lint.load.nodes import FileNodes, read_file, unread_text
from sms_lint.load.own import (
    Own,
    SettingsRead,
    catalogues_of,
    judging_of,
    kinds_of,
    own_of,
    rules_of,
    settings_of,
)
from sms_lint.load.published import published_texts
from sms_lint.load.read_files import ReadFiles
from sms_lint.load.tables import TableCheck, check_tables
from sms_lint.load.translation import spoken_by
from sms_lint.load.trust import approval_faults, trust_file
from sms_lint.model.controlled_files import is_prose
from sms_lint.model.finding import ReadingFault, Unchecked
from sms_lint.model.former_ids import former_ids
from sms_lint.model.node import Node, Table
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.model.statement import FOLDER as STATEMENTS
from sms_lint.model.trust import TRUST_FILE
from sms_lint.system.sms import Sms
from sms_lint.translation import Translation

if TYPE_CHECKING:  # rules take long to import; a history is proven without them
    from sms_lint.load.own_catalogues import CataloguesRead
    from sms_lint.load.own_rules import OwnRules


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
    """Read everything below `root`. Raises SmsError without settings, and where a catalogue is unknown.

    `today` overrides the settings' `as_of` and the clock. History is read only when asked for. `earlier` says that
    `root` holds the files of an earlier commit, whose history is in the repository. `base` is where a proposed change
    starts: all after it is one step. `overlay` are texts by path that count instead of the disk, or all files as
    listed already; `read` is what an earlier run read. `judged_by` judges in place of what is below `root`.
    """
    read = read or ReadFiles()
    disk = overlay if isinstance(overlay, Disk) else scan(root, overlay)
    own = own_of(disk, read)
    settings, kinds, rules, proposed = judging_of(judged_by, disk, own, read)
    texts = _texts(disk, settings, kinds, own.unsettled, read)
    trust = trust_file(disk, kinds, own.unsettled, read)
    judged = bool(trust.file or settings.config.approval or _signed(disk))
    as_of = today or settings.config.as_of
    git = _git(disk, kinds, GitWants(with_history, earlier, base, judged, as_of, read), read)
    sms = _with_imports(_assembled(disk, settings, kinds, texts, git), disk)
    told = *texts.reading_faults, *trust.reading_faults, *_asked(disk, own, kinds), *sms.reading_faults
    sms = replace(
        sms,
        today=today or sms.today,
        trust=trust.file,
        own_rules=rules,
        proposed=proposed,
        reading_faults=told,
    )
    return _with_what_judges(sms, disk, own, settings, judged_by)


def _git(disk: Disk, kinds: Mapping[str, type[Node]], wants: GitWants, read: ReadFiles) -> GitReading:
    """What git says of the files, once for each state of the repository."""
    if read.git_state is None:
        return read_from_git(disk, kinds, wants)
    return read.once("git", read.git_state, lambda: read_from_git(disk, kinds, wants))


def _with_what_judges(sms: Sms, disk: Disk, own: Own, settings: SettingsRead, judged_by: Disk | None) -> Sms:
    """With the language, the catalogues and what is accepted; what is wrong with their files is told first."""
    translation, told = spoken_by(judged_by or disk, settings.config, settings.origin.at("translation"))
    written = catalogues_of(disk, own.settings.config, own.settings.origin, sms.kinds)
    books = catalogues_of(judged_by, settings.config, settings.origin, sms.kinds) if judged_by else written
    baseline = baseline_of(disk)
    published = published_texts(judged_by or disk, settings.config, settings.origin)
    before = (
        *disk.reading_faults,
        *own.reading_faults,
        *told,
        *written.reading_faults,
        *published.reading_faults,
        *baseline.reading_faults,
    )
    return replace(
        sms,
        translation=translation,
        catalogues=books.books,
        catalogue_lost=bool(books.unchecked),
        catalogue_rules=written.rules,
        unchecked=(*sms.unchecked, *books.unchecked, *published.unchecked),
        published=published.texts,
        ignores=comments_of(disk),
        baseline=baseline.baseline,
        reading_faults=(*before, *sms.reading_faults),
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
    own = own_of(disk, read)
    texts = _texts(disk, own.settings, own.kinds, own.unsettled, read, rows_of)
    sms = _assembled(disk, own.settings, own.kinds, texts, GitReading())
    return replace(sms, today=today or sms.today)


def _with_imports(sms: Sms, disk: Disk) -> Sms:
    """The system with the mappings by which its tables came in."""
    read = own_mappings(disk, sms.kinds)
    return replace(sms, mappings=read.mappings, reading_faults=(*sms.reading_faults, *read.reading_faults))


def _asked(disk: Disk, own: Own, kinds: Mapping[str, type[Node]]) -> Iterable[ReadingFault]:
    """What is wrong with what the settings ask of approvals."""
    there = TRUST_FILE in disk.paths
    return approval_faults(own.settings.config, own.settings.origin, kinds, own.unsettled, trust=there)


def load_proof(root: Path) -> Sms:
    """Read what the history of a system proves: its documents and its commits, no record of today, no catalogue.

    Raises SmsError without settings, and where git cannot be read.
    """
    read, disk = ReadFiles(), scan(root)
    settings = settings_of(disk)
    kinds, _, unsettled = kinds_of(disk, settings, read)
    # Documents are asked for their kind, to know how well their approval has to be proven.
    sources = tuple(filter(is_prose, disk.sources)) if settings.config.approval else ()
    texts = _texts(replace(disk, sources=sources), settings, kinds, unsettled, read)
    wants = GitWants(False, None, "", True, settings.config.as_of, only_proof=True)
    return _assembled(disk, settings, kinds, texts, read_from_git(disk, kinds, wants))


def _assembled(
    disk: Disk, settings: SettingsRead, kinds: Mapping[str, type[Node]], texts: "_Texts", git: GitReading
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


class _Texts(NamedTuple):
    """The documents, registers and records that were read, and their tables."""

    nodes: tuple[Node, ...]
    reading_faults: tuple[ReadingFault, ...]
    unread: frozenset[str]
    unchecked: tuple[Unchecked, ...]
    tables: TableCheck


def _texts(
    disk: Disk,
    settings: SettingsRead,
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
    settings = settings_of(disk)
    kinds, _, unsettled = kinds_of(disk, settings, ReadFiles())
    return rules_of(disk, settings, kinds, unsettled)


def settings_below(root: Path) -> SettingsRead:
    """The settings alone, with their places: nothing else below `root` is read."""
    return settings_of(Disk(Contents(root), (), frozenset()))


def language_below(root: Path) -> Translation:
    """The language that the settings name, with the organization's own texts: nothing else below `root` is read."""
    disk = Disk(Contents(root), (), frozenset())
    settings = settings_of(disk)
    return spoken_by(disk, settings.config, settings.origin.at("translation"))[0]


def mappings_below(root: Path) -> tuple[MappingsRead, Mapping[str, type[Node]]]:
    """The organization's mappings for imports, and every kind: no document and no record is read."""
    disk = scan(root)
    kinds, _, _ = kinds_of(disk, settings_of(disk), ReadFiles())
    return own_mappings(disk, kinds), kinds


def catalogues_below(root: Path, name: str = "") -> "CataloguesRead":
    """The catalogues of the settings, or the one file of them that is named: no document and no record is read."""
    disk = Disk(Contents(root), (), frozenset())
    settings = settings_of(disk)
    kinds, _, _ = kinds_of(disk, settings, ReadFiles())
    config = settings.config
    if name and name not in config.catalogues:
        config = config.model_copy(update={"catalogues": (*config.catalogues, name)})
    read = catalogues_of(disk, config, settings.origin, kinds)
    chosen = tuple(book for book in read.books if not name or book.path == name)
    return read._replace(books=chosen)


_NOT_READ = frozenset({"symbolic-link", "unreadable-file"})


def _incomplete(git: GitReading, settings: SettingsRead) -> Iterable[ReadingFault]:
    """The fault that approvals are asked for, and the repository does not hold the history to judge them."""
    if git.incomplete and settings.config.approval:
        yield ReadingFault("history-incomplete", settings.origin.at("approval"), git.incomplete)


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
