"""What the walk along a history has found so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sms_lint.history.record_changes.blobs import EntryVersion, ParsedFiles
from sms_lint.history.record_changes.comparing import UnreadFile, breach
from sms_lint.history.record_changes.report import CommittedBreach, Ledger, UnreadableFile
from sms_lint.history.record_changes.what_may_change import Verdict
from sms_lint.outside.git import Commit, Commits


@dataclass
class CommitCase:
    """Alterations, and what is known of those that nobody has put right yet.

    `sound` are entries of the branch as they were before they were altered, with their places in `altered`;
    `overridden` are entries as they were closed in what a merge left out, with theirs. `broken` are the places in
    `unreadable` of each text that cannot be read. `tables` are those that entries were moved out of beside the branch:
    the branch may hold them there still.
    """

    contents: ParsedFiles
    exempt: frozenset[str]
    altered: list[CommittedBreach] = field(default_factory=list)
    unreadable: list[UnreadableFile] = field(default_factory=list)
    sound: dict[str, tuple[EntryVersion, list[int]]] = field(default_factory=dict)
    overridden: dict[str, list[tuple[EntryVersion, int]]] = field(default_factory=dict)
    broken: dict[tuple[str, str], int] = field(default_factory=dict)
    tables: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(
        self,
        commit: Commit,
        side: int,
        on_branch: bool,
        step: tuple[EntryVersion, EntryVersion | None, Verdict],
        *,
        overridden: bool = False,
    ) -> None:
        """An alteration that a commit made, as seen from one of its parents."""
        before, after, verdict = step
        if self._is_exempt(before.id, commit.id):
            return
        if on_branch:
            self.sound.setdefault(before.id, (before, []))[1].append(len(self.altered))
        if overridden:
            self.overridden.setdefault(before.id, []).append((before, len(self.altered)))
        parent = commit.parents[side] if commit.parents else ""
        what = breach(self.contents, before, after, verdict)
        self.altered.append(
            CommittedBreach(what, commit.id, parent, commit.committer, on_branch, overridden=overridden)
        )

    def _is_exempt(self, id_: str, commit: str) -> bool:
        begun = f"{id_}@"
        return id_ in self.exempt or any(
            len(exempted) >= len(begun) + 7
            and exempted.startswith(begun)
            and commit.startswith(exempted[len(begun) :])
            for exempted in self.exempt
        )

    def unread(self, commit: str, unread_file: UnreadFile) -> None:
        """A file that cannot be read any more; each text is reported once."""
        key = (unread_file.path, unread_file.blob)
        if key not in self.broken:
            self.broken[key] = len(self.unreadable)
            self.unreadable.append(UnreadableFile(commit, unread_file.path, unread_file.reason))

    def compared(self, commit: str, path: str, blob: str) -> None:
        """A text that cannot be read was replaced by one that can, and was compared with the last one before."""
        place = self.broken.get((path, blob))
        if place is not None and not self.unreadable[place].compared:
            self.unreadable[place] = replace(self.unreadable[place], compared=commit)

    def is_sound(self, after: EntryVersion) -> bool:
        """Whether an altered entry says again what it said before."""
        known = self.sound.get(after.id)
        return known is not None and after.says_as(known[0])

    def restored(self, commit: str, after: EntryVersion | None) -> bool:
        """Note where a step of the branch put an altered entry back, in a file as plain as it was."""
        if after is None or not self.is_sound(after) or after.held.mode != self.sound[after.id][0].held.mode:
            return False
        for place in self.sound.pop(after.id)[1]:
            self.altered[place] = replace(self.altered[place], restored=commit)
        return True

    def taken_in(self, commit: str, arrived: Mapping[str, EntryVersion]) -> None:
        """Note where a step of the branch took in a record as it was closed in what a merge had left out."""
        for id_ in [id_ for id_ in self.overridden if id_ in arrived]:
            waiting = []
            for closed, place in self.overridden.pop(id_):
                if arrived[id_].says_as(closed) and arrived[id_].held.mode == closed.held.mode:
                    self.altered[place] = replace(self.altered[place], restored=commit)
                else:
                    waiting.append((closed, place))
            if waiting:
                self.overridden[id_] = waiting

    def waiting(self) -> Iterator[tuple[str, EntryVersion]]:
        """The entries that nobody has restored yet, as they were before."""
        return ((id_, entry) for id_, (entry, _) in tuple(self.sound.items()))

    def report(self, commits: Commits, judged: int) -> Ledger:
        """The report on everything that was found."""
        return Ledger(tuple(self.altered), tuple(self.unreadable), judged, commits.complete)
