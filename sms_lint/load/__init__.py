"""From disk and git to one frozen `Sms`: the only reader."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sms_lint.catalogue import Catalogue, load_catalogue
from sms_lint.config import SETTINGS_FILE, Config, read_config
from sms_lint.errors import SmsError
from sms_lint.finding import Problem, Unchecked
from sms_lint.git import read_history
from sms_lint.load.files import FOLDERS, Disk, Read, decode, scan
from sms_lint.load.nodes import FileNodes, flaw_problems, read_file, words
from sms_lint.load.own_kinds import own_kind
from sms_lint.load.tables import check_tables
from sms_lint.models import kinds as built_in_kinds
from sms_lint.models.base import Node
from sms_lint.parse import places, read_yaml
from sms_lint.sms import Sms
from sms_lint.source import Origin, SourceFile


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


def load(root: Path, *, today: date | None = None, with_history: bool = False) -> Sms:
    """Read everything below `root`.

    `today` overrides the settings' `as_of` and the clock. History is read only when asked for, because most
    judgements need none. Raises SmsError where there are no settings, or an unknown catalogue is named.
    """
    disk = scan(root)
    settings, config, config_problems = _settings(disk)
    kinds, kind_problems = _kinds(disk, settings, config)
    done = [_file(disk, path, kinds) for path in disk.sources]
    nodes = tuple(node for part in done for node in part.nodes)
    problems = [
        *disk.problems,
        *config_problems,
        *kind_problems,
        *(p for part in done for p in part.problems),
    ]
    tables = check_tables(disk, nodes, kinds)
    return Sms(
        config=config,
        settings=settings,
        catalogues=_catalogues(config),
        kinds=kinds,
        nodes=nodes,
        problems=(*problems, *tables.problems),
        paths=disk.paths,
        today=today or config.as_of or date.today(),
        unread=frozenset().union(*(part.unread for part in done)),
        rows=tables.rows,
        unchecked=(*_unchecked(disk, done), *tables.unchecked),
        history=read_history(root, FOLDERS) if with_history else None,
    )


def _settings(disk: Disk) -> tuple[Origin, Config, list[Problem]]:
    read = decode(disk, SETTINGS_FILE)
    file = read.file or SourceFile(SETTINGS_FILE, "")
    parsed = read_yaml(file.text)
    origin = Origin(file, places)
    config, faults = read_config(parsed.values)
    problems = [*read.problems, *flaw_problems(file, parsed.flaws)]
    for fault in faults:
        at = origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route)
        problems.append(Problem("settings", at, fault.message))
    return origin, config, problems


def _kinds(disk: Disk, settings: Origin, config: Config) -> tuple[Mapping[str, type[Node]], list[Problem]]:
    kinds: dict[str, type[Node]] = dict(built_in_kinds())
    problems: list[Problem] = []
    for index, setting in enumerate(config.kinds):
        origin = settings.under("kinds", index)
        if setting.kind in kinds:
            problems.append(
                Problem(
                    "settings",
                    origin.at("kind"),
                    f"there is a kind `{setting.kind}` already; choose another name",
                )
            )
            continue
        model, fault = own_kind(disk, setting)
        if model is None:
            problems.append(Problem("settings", origin.at("schema"), fault))
        else:
            kinds[setting.kind] = model
    return kinds, problems


def _catalogues(config: Config) -> tuple[Catalogue, ...]:
    return tuple(load_catalogue(name) for name in config.catalogues)


def _file(disk: Disk, path: str, kinds: Mapping[str, type[Node]]) -> FileNodes:
    read: Read = decode(disk, path)
    if read.file is None:
        return FileNodes((), read.problems, words(read.rest), True)
    return read_file(read.file, kinds, read.problems)


def _unchecked(disk: Disk, done: Iterable[FileNodes]) -> Iterable[Unchecked]:
    broken = sum(part.stopped for part in done)
    if broken:
        files = "1 file" if broken == 1 else f"{broken} files"
        yield Unchecked(files, "could not be read to the end; links to what they may hold were not judged")
    yield from disk.unchecked
