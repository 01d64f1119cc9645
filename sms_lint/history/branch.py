"""The evidence in the history of the branch: texts of documents, statements and trust settings."""

from bisect import bisect
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from operator import itemgetter
from typing import NamedTuple

from sms_lint.history.anchors import AnchorGap, AnchorJudgement
from sms_lint.model.trust import TrustRead
from sms_lint.outside.git import Commit, Commits, FileChange, Origin

# The `id` of statements about the trust settings themselves.
TRUST_ID = "TRUST"


class ShownFile(NamedTuple):
    """A file that a text shows or leads to: the target as the text writes it, and the path that this leads to.

    `state` is git's id of its bytes, behind `link ` where it is a symbolic link; empty where no file is there.
    """

    target: str
    path: str
    state: str


@dataclass(frozen=True)
class TextVersion:
    """One text that a document had on the branch: what its front matter says, and its digests.

    `position` is the step of the branch that brought it, counted from 0; for a text that is not committed yet, the
    step that would come next. `commit` is then empty. `is_empty` says that there is nothing below the front matter.
    `control_days` are the days of its control data, by their names. `approved_part` is a digest of all the rest, where
    there is another text of the same version to compare it with; empty where that cannot be told from the other bytes.
    `shown` are the files that it shows or leads to, as they were then: other ones make it another text.
    """

    id: str
    kind: str
    version: str
    path: str
    sha256: str
    blob: str
    lifecycle: str
    owner: str
    approver: str
    effective: str
    position: int
    commit: str
    is_empty: bool = False
    control_days: tuple[tuple[str, str], ...] = ()
    approved_part: str = ""
    shown: tuple[ShownFile, ...] = ()

    @cached_property
    def shown_digest(self) -> str:
        """A digest of what it shows, wherever that lies; empty where it shows nothing."""
        lines = sorted(f"{file.state} {file.target}\n" for file in self.shown)
        return sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest() if lines else ""

    @cached_property
    def content(self) -> str:
        """What tells it from every other text: its bytes, and what it shows."""
        return f"{self.sha256} {self.shown_digest}".rstrip()

    def shown_otherwise(self, other: "TextVersion") -> tuple[str, ...]:
        """The paths of the files that it shows in another state than the same bytes did before."""
        before = {(file.target, file.state) for file in other.shown}
        changed = (file.path for file in self.shown if (file.target, file.state) not in before)
        return tuple(dict.fromkeys(changed)) if self.sha256 == other.sha256 else ()

    def says_as(self, other: "TextVersion") -> bool:
        """Whether it is the text that another one is, but for control data: days that its owner states beside it."""
        same = self.approved_part == other.approved_part and bool(self.approved_part)
        return (same or self.sha256 == other.sha256) and self.shown_digest == other.shown_digest

    @property
    def declared(self) -> date | None:
        """The day from which it says to be in force; None where it names none."""
        try:
            return date.fromisoformat(self.effective)
        except ValueError:
            return None


@dataclass(frozen=True)
class StoredStatement:
    """A statement as it is kept, and its signature, None where that is missing.

    `position` is the step of the branch that had both for the first time, `gone` the step that took one away.
    """

    path: str
    raw: bytes
    signature: bytes | None
    position: int
    gone: int | None = None


class TrustText(NamedTuple):
    """The trust settings as a step of the branch brought them."""

    position: int
    read: TrustRead


# How far the clocks of two computers may be apart, whatever their zones.
CLOCKS_DIFFER = timedelta(days=1)

# What the names of anchors among the marks begin with; no tag of git can be called so.
ANCHOR = "anchor "


class BranchMark(NamedTuple):
    """A tag or an anchor on a step of the branch."""

    name: str
    position: int


class DisplacedTrust(NamedTuple):
    """Trust settings that were in force in `merged`, until the step `merge` took it in and left them out."""

    merge: str
    merged: str
    version: int

    @property
    def sentence(self) -> str:
        """What happened, for people."""
        return (
            f"version {self.version} of the trust settings was in force in {self.merged[:9]}, and is no longer since "
            f"commit {self.merge[:9]} merged that"
        )

    @property
    def way_out(self) -> str:
        """What to do about it."""
        return (
            f"if {self.merged[:9]} was the branch, put it first again: check it out, and merge the rest into it (`git "
            "merge --no-ff`) or take over what is to stay (`git cherry-pick`); if it was not, the owners of those "
            "settings sign the ones in force: `sms-lint approve TRUST`"
        )


class LeftOutText(NamedTuple):
    """A version of a document that was approved in `merged`, and that the step `merge` took in without its text."""

    merge: str
    merged: str
    id: str
    version: str

    @property
    def sentence(self) -> str:
        """What happened, for people."""
        return (
            f"{self.id} {self.version} was approved in {self.merged[:9]}, and commit {self.merge[:9]} merged that "
            "without the text; no later version is on the branch"
        )

    @property
    def way_out(self) -> str:
        """What to do about it."""
        return (
            f"if {self.merged[:9]} was the branch, put it first again: check it out, and merge the rest into it (`git "
            "merge --no-ff`); if the version was decided against, one of those who approved it withdraws the approval, "
            "or a later version says so"
        )


class LevelsAsked(NamedTuple):
    """The levels of approval that the settings asked for from a step on, by kind of document.

    `is_merged` says that it was not the branch that did, but a line that the step merged.
    """

    position: int
    levels: Mapping[str, str]
    is_merged: bool = False


@dataclass(frozen=True)
class Anchors:
    """What the anchors prove, how far they reach, and when the newest anchored step was made."""

    judged: tuple[AnchorJudgement, ...]
    gap: AnchorGap
    newest: datetime | None


@dataclass(frozen=True)
class Branch:
    """The branch, step by step: `line` are its commits by their first parents, oldest first.

    `versions` are the texts of each document by its id, oldest first. `timestamps` are the earliest moments at which
    a trusted authority vouches for a commit of the line. `tricks` are what would make git show another history.
    `marks` are its tags and anchors, oldest first. `displaced` are trust settings that merges put out of force,
    `left_out` approved texts that merges left out.
    `texts` are the documents' texts by their SHA-256, where they were asked for. `now` is when it was read: what
    states to be later cannot be so. `shown` is the end of the day that is shown, which may lie before that.
    `proposed_from` is the first step that is only proposed; None where the branch is read as it is.
    `origins` are the commits that brought a content, by git's id of it, on whatever side of the history; they are
    worked out where approvals are judged. `levels` are those that each version of the settings asked for.
    """

    commits: Commits
    line: tuple[str, ...]
    versions: Mapping[str, tuple[TextVersion, ...]]
    stored_statements: tuple[StoredStatement, ...]
    trusts: tuple[TrustText, ...]
    timestamps: Mapping[str, datetime] = field(default_factory=dict)
    tricks: tuple[str, ...] = ()
    marks: tuple[BranchMark, ...] = ()
    proposed_from: int | None = None
    anchors: Anchors | None = None
    displaced: tuple[DisplacedTrust, ...] = ()
    left_out: tuple[LeftOutText, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    shown: datetime = field(default_factory=lambda: datetime.now(UTC))
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    levels: tuple[LevelsAsked, ...] = ()

    @cached_property
    def entered(self) -> Mapping[str, int]:
        """The step of the branch at which each commit became part of it."""
        found: dict[str, int] = {}
        for position, commit in enumerate(self.line):
            waiting = [commit]
            while waiting:
                reached = waiting.pop()
                if reached not in found and reached in self.commits.by_id:
                    found[reached] = position
                    waiting.extend(self.commits.by_id[reached].parents)
        return found

    @cached_property
    def moments(self) -> tuple[datetime, ...]:
        """When each step was made, as its commits say; never earlier than a step before it.

        A commit from the future says nothing of its day, so that it moves none of those after it.
        """
        moments, latest = [], datetime.fromtimestamp(0, UTC)
        for commit in self.line:
            said = self.commits.by_id[commit].committed
            if said is not None and not self.is_future(said):
                latest = max(latest, said)
            moments.append(latest)
        return tuple(moments)

    def is_future(self, moment: datetime) -> bool:
        """Whether a stated moment is further in the future than clocks differ."""
        return moment - self.now > CLOCKS_DIFFER

    def is_after_shown(self, moment: datetime) -> bool:
        """The same of the day that is shown, which may be an earlier one."""
        return moment - self.shown > CLOCKS_DIFFER

    @cached_property
    def _touched(self) -> Mapping[str, list[tuple[int, str]]]:
        """The commits that touched a path, each behind the step with which it became part of the branch, in order."""
        found: dict[str, list[tuple[int, str]]] = {}
        for commit, sides in self.commits.changes.items():
            # Whoever merges wrote only what none of the merged commits had.
            every = ({change.path for change in side} for side in sides)
            for path in set.intersection(*every):
                if commit in self.entered:
                    found.setdefault(path, []).append((self.entered[commit], commit))
        for commits in found.values():
            commits.sort()
        return found

    def came(self, commit: str) -> date:
        """The day of the step with which a commit became part of the branch: the proven one, else the stated one."""
        position = self.entered[commit]
        return (self.proven(position) or self.moments[position]).date()

    def proven(self, position: int) -> datetime | None:
        """The earliest moment at which an authority confirms a step; None where none does."""
        return self._proven[position] if position < len(self.line) else None

    @cached_property
    def _proven(self) -> tuple[datetime | None, ...]:
        moments: list[datetime | None] = []
        earliest: datetime | None = None
        for commit in reversed(self.line):
            stamped = self.timestamps.get(commit)
            earliest = min(filter(None, (earliest, stamped)), default=None)
            moments.append(earliest)
        return tuple(reversed(moments))

    def commits_to(self, paths: Set[str], after: int, until: int) -> tuple[Commit, ...]:
        """Every commit that touched one of the paths and became part of the branch in the steps after `after`."""
        within: set[str] = set()
        for path in paths:
            commits = self._touched.get(path, [])
            first, end = bisect(commits, after, key=itemgetter(0)), bisect(commits, until, key=itemgetter(0))
            within.update(commit for _, commit in commits[first:end])
        return tuple(self.commits.by_id[commit] for commit in sorted(within))

    def commits_behind(self, blob: str, settled: Set[str], until: int) -> tuple[Commit, ...]:
        """Every commit, on whatever side of the history, that brought a content or one that it was made from.

        `blob` is git's id of the content, and `until` the step that brought it: who moves or copies later what is
        there wrote nothing of it. What is `settled` was judged before, and is not followed further back.
        """
        found: set[str] = set()
        seen, waiting = {blob, ""}, [blob]
        while waiting:
            for origin in self.origins.get(waiting.pop(), ()):
                if self.entered.get(origin.commit, -1) > until <= self._built_on[origin.commit]:
                    continue
                found.add(origin.commit)
                if origin.before not in seen and origin.before not in settled:
                    seen.add(origin.before)
                    waiting.append(origin.before)
        return tuple(self.commits.by_id[commit] for commit in sorted(found))

    @cached_property
    def _built_on(self) -> Mapping[str, int]:
        """The newest step of the branch that each commit builds on, or is; -1 where it builds on none."""
        steps = {commit: position for position, commit in enumerate(self.line)}
        found: dict[str, int] = {}
        for commit in reversed(tuple(self.commits.by_id)):  # parents first
            parents = self.commits.by_id[commit].parents
            before = (found.get(parent, -1) for parent in parents)
            found[commit] = steps[commit] if commit in steps else max(before, default=-1)
        return found

    def changes_at(self, position: int) -> tuple[FileChange, ...]:
        """What a step of the branch changed."""
        return self.commits.first_parent_changes(self.line[position])
