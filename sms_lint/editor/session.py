"""One repository as an editor has it: the files on the disk, with the texts that are open in place of theirs."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from sms_lint.editor.judging import IsOutdated, Judge, Superseded, Verdict
from sms_lint.editor.moved import moved_location
from sms_lint.ground.source import Location, SourceFile
from sms_lint.load import load
from sms_lint.load.files import Disk, overlaid, scan
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.finding import Result
from sms_lint.model.node import Node
from sms_lint.model.translated import translated
from sms_lint.rules import checks_for
from sms_lint.system.sms import Sms

# Half of a pair of UTF-16, which an editor may send and no file can hold.
_HALF = re.compile("[\ud800-\udfff]")


class OpenText(NamedTuple):
    """A text that is open in the editor, and the number that the editor gives to this state of it."""

    file: SourceFile
    version: int | None


class Told(NamedTuple):
    """What is told of the repository: the verdict in the language of the settings, and the texts it is about."""

    sms: Sms
    verdict: Verdict
    texts: Mapping[str, OpenText]


class Session:
    """A repository that is being edited. Reading and judging may happen beside the answers to questions.

    A text that is half written loses nothing: what it said when it could last be read goes on being known.
    """

    def __init__(self, root: Path) -> None:
        """Read nothing yet; `root` holds the settings."""
        self.root = root
        self.texts: Mapping[str, OpenText] = {}
        self._changed = 0
        self._commit = 0
        self._read = ReadFiles()
        self._judge = Judge()
        self._is_rehearsed = False
        self._disk: Disk | None = None
        self._sms: Sms | None = None
        self._known: dict[str, Node] = {}
        self._reading, self._noting = Lock(), Lock()

    def put(self, path: str, text: str | None, version: int | None = None) -> None:
        """Take a text as what the file holds now; None for one that is no longer open."""
        with self._noting:
            texts = {other: kept for other, kept in self.texts.items() if other != path}
            if text is not None:
                texts[path] = OpenText(SourceFile(path, _HALF.sub("\ufffd", text)), version)
            self.texts = texts
            self._changed += 1

    def disk_changed(self) -> None:
        """Note that something on the disk changed, nobody knows what."""
        with self._noting:
            self._disk = None
            self._changed += 1

    @property
    def state(self) -> int:
        """A number that grows with every change."""
        return self._changed

    def system(self) -> Sms:
        """The system as it was read last; read now, where it was not yet. Raises SmsError where it cannot be read."""
        return self._sms or self._loaded(self.texts, fresh=False)

    def system_now(self) -> Sms:
        """The system with every open text as it is now. Raises SmsError where it cannot be read."""
        return self._loaded(self.texts, fresh=False)

    def node(self, identifier: str) -> Node | None:
        """What has an id; as it was when it could last be read, where its file or entry is half written."""
        sms = self.system()
        found = sms.get(identifier)
        return self._known.get(identifier) if found is None and identifier in sms.unread else found

    def text(self, path: str) -> str:
        """The text of a file as it is now; empty where there is none that can be read."""
        if path in self.texts:
            return self.texts[path].file.text
        try:
            return self._listed().contents.raw(path).decode("utf-8", "replace")
        except OSError:
            return ""

    def now(self, at: Location) -> Location:
        """A place that was found in an earlier state of a text, in the text as it is now."""
        kept = self.texts.get(at.path)
        return moved_location(at, kept.file) if kept else at

    def judged(self) -> Iterator[Told]:
        """What is found, first by the quick rules, then by all. Ends early where a text changes meanwhile.

        Raises SmsError where the system cannot be read.
        """
        state, texts = self._changed, self.texts
        try:
            sms = self._loaded(texts, fresh=False)
            files = {path: kept.file for path, kept in texts.items()}
            first = self._judge.at_once(sms, checks_for(sms), files, self._outdated(state))
            if first:
                yield _told(sms, first, texts)
        except Superseded:
            return
        if self._changed == state:
            yield from self._thoroughly(state, texts)

    def _thoroughly(self, state: int, texts: Mapping[str, OpenText]) -> Iterator[Told]:
        """What all rules find, of files and git as they are on the disk now."""
        try:
            sms = self._loaded(texts, fresh=True)
            yield _told(sms, self._judge.whole(sms, checks_for(sms), self._outdated(state)), texts)
            if not self._is_rehearsed:
                self._judge.rehearse(sms, checks_for(sms), self._outdated(state))
                self._is_rehearsed = True
        except Superseded:
            return

    def _outdated(self, state: int) -> IsOutdated:
        return lambda: self._changed != state

    def _listed(self) -> Disk:
        disk = self._disk
        if disk is None:
            disk = self._disk = scan(self.root)
        return disk

    def _loaded(self, texts: Mapping[str, OpenText], *, fresh: bool) -> Sms:
        """The system with some texts; `fresh` lists the files and asks git anew, else both are taken as they were."""
        with self._reading:
            if fresh:
                self._disk = None
                self._commit += 1
            self._read.git_state = self._commit
            overlay = {path: kept.file.text for path, kept in texts.items()}
            sms = load(self.root, overlay=overlaid(self._listed(), overlay), read=self._read)
            self._sms = sms
            self._known.update(sms.ids)
            return sms


def _told(sms: Sms, verdict: Verdict, texts: Mapping[str, OpenText]) -> Told:
    result = translated(Result(verdict.findings, (), sms.today.isoformat()), sms.translation)
    return Told(sms, verdict._replace(findings=result.findings), texts)
