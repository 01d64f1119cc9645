"""The repositories that an editor has open, and what it was told of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types as lsp
from pygls.uris import to_fs_path

from sms_lint.editor.diagnostics import by_file, stopped, uri_of
from sms_lint.editor.positions import Lines, range_of
from sms_lint.editor.session import Session, Told
from sms_lint.editor.watching import Watcher
from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Location
from sms_lint.load import find_root
from sms_lint.model.finding import Finding
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.report.style import Style

# Sends a notification to the editor; may be called from any thread.
Notify = Callable[[str, object], None]
# Told after each judgement, so that a program knows that nothing more is coming; editors ignore it.
JUDGED = "$/smsLint/judged"


@dataclass(repr=False)  # printed as a whole it would be megabytes
class Repository:
    """One repository: its session, the addresses that the editor uses for open files, and what it was told."""

    session: Session
    watcher: Watcher
    uris: dict[str, str] = field(default_factory=dict)
    told: dict[str, list[lsp.Diagnostic]] = field(default_factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    def uri(self, path: str) -> str:
        """The address of a file, as the editor writes it where it is open."""
        return self.uris.get(path) or uri_of(self.session.root, path)


class Spot(NamedTuple):
    """A place that an editor asks about: the repository, the file in it, its text of now, and the offset."""

    repository: Repository
    path: str
    text: str
    offset: int

    @property
    def session(self) -> Session:
        """The session of the repository."""
        return self.repository.session


class Desk:
    """All repositories of one editor."""

    def __init__(self, notify: Notify, started: Callable[[], None]) -> None:
        """`notify` sends, `started` is called when a first repository is being read."""
        self.encoding = "utf-16"
        self.can_move = False
        self._notify, self._started = notify, started
        self._repositories: dict[Path, Repository] = {}

    @property
    def repositories(self) -> tuple[Repository, ...]:
        """Those that are open."""
        return tuple(self._repositories.values())

    def open_folder(self, uri: str) -> None:
        """Judge the repository that a folder is, or is in; nothing where it is none of ours."""
        if folder := _path_of(uri):
            self._repository_of(folder)

    def close_folder(self, uri: str) -> None:
        """Judge a repository no more; what it was told is taken back."""
        folder = _path_of(uri)
        found = self._repositories.pop(folder, None) if folder else None
        if found:
            found.watcher.end()
            for path in found.told:
                self._publish(found, path, [], None)

    def put(self, uri: str, text: str | None, number: int | None = None) -> None:
        """Take a text as what a file holds; None once it is closed."""
        if place := self.place(uri):
            repository, path = place
            if text is None:
                repository.uris.pop(path, None)
            else:
                repository.uris[path] = uri
            repository.session.put(path, text, number)
            repository.watcher.wake()

    def disk_changed(self) -> None:
        """Files changed on the disk."""
        for repository in self.repositories:
            repository.session.disk_changed()
            repository.watcher.wake()

    def place(self, uri: str) -> tuple[Repository, str] | None:
        """The repository of a file and its path in it; None for what is no file of ours."""
        file = _path_of(uri)
        repository = self._repository_of(file.parent) if file else None
        if repository is None or file is None:
            return None
        return repository, file.relative_to(repository.session.root).as_posix()

    def spot(self, uri: str, position: lsp.Position) -> Spot | None:
        """The place of a question."""
        place = self.place(uri)
        if place is None:
            return None
        repository, path = place
        text = repository.session.text(path)
        return Spot(repository, path, text, Lines(text, self.encoding).offset(position))

    def location(self, repository: Repository, at: Location) -> lsp.Location:
        """A place in a file as it is now."""
        return lsp.Location(repository.uri(at.path), range_of(repository.session.now(at), self.encoding))

    def _repository_of(self, folder: Path) -> Repository | None:
        try:
            root = find_root(folder)
        except (SmsError, OSError):
            return None
        if root not in self._repositories:
            self._repositories[root] = self._opened(root)
        return self._repositories[root]

    def _opened(self, root: Path) -> Repository:
        session = Session(root)
        watcher = Watcher(
            session,
            lambda told: self._tell(repository, told),
            lambda why: self._cannot(repository, why),
            self._failed,
        )
        repository = Repository(session, watcher)
        self._started()
        watcher.start()
        return repository

    def _tell(self, repository: Repository, told: Told) -> None:
        """Show what was found in each file: of the open ones always, of the others where it changed."""
        session, sms = repository.session, told.sms
        handbook = f"{sms.config.site.rstrip('/')}/handbook" if sms.config.site else ""
        style = Style(version("sms-lint"), handbook=handbook)
        found = by_file(told.verdict.findings, session.root, style, self.encoding)
        repository.findings = _findings_by_file(told.verdict.findings)
        for path in {*found, *repository.told, *told.texts}:
            shown = found.get(path, [])
            if path in told.texts or shown != repository.told.get(path):
                kept = told.texts.get(path)
                self._publish(repository, path, shown, kept.version if kept else None)
        repository.told = found
        for fault in told.verdict.faults:
            self._failed(fault)
        self._notify(JUDGED, {"root": session.root.as_uri(), "whole": told.verdict.whole})

    def _cannot(self, repository: Repository, why: str) -> None:
        """Say in the settings why nothing can be judged; what was found before stays until something can."""
        shown = [*repository.told.get(SETTINGS_FILE, []), stopped(why)]
        self._publish(repository, SETTINGS_FILE, shown, None)
        repository.told = {**repository.told, SETTINGS_FILE: shown[:-1]}
        self._notify(JUDGED, {"root": repository.session.root.as_uri(), "whole": False})

    def _failed(self, fault: str) -> None:
        said = f"fault of sms-lint: {fault}; please report it"
        self._notify("window/logMessage", lsp.LogMessageParams(lsp.MessageType.Error, said))

    def _publish(
        self, repository: Repository, path: str, shown: list[lsp.Diagnostic], number: int | None
    ) -> None:
        params = lsp.PublishDiagnosticsParams(repository.uri(path), shown, number)
        self._notify("textDocument/publishDiagnostics", params)


def _findings_by_file(findings: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.at.path, []).append(finding)
    return {path: tuple(of_file) for path, of_file in found.items()}


def _path_of(uri: str) -> Path | None:
    """The file or folder of an address; None for one that is not on this machine."""
    path = to_fs_path(uri)
    return Path(path).resolve() if path else None
