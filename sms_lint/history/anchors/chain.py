"""The anchors that are kept, and the anchor to add next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors.entry import (
    ANCHOR_FILE,
    FOLDER,
    MOST_ENTRIES,
    AnchorEntry,
    AnchorError,
    read_entry,
)
from sms_lint.history.anchors.kept import anchors_ever_added
from sms_lint.outside.git import MISSING, Commits


class ChainFault(NamedTuple):
    """A file in the folder of anchors that is not an anchor, and why."""

    path: str
    why: str


@dataclass(frozen=True)
class Entries:
    """The anchors in the order of their numbers, and the files that are not anchors."""

    entries: tuple[AnchorEntry, ...] = ()
    flaws: tuple[ChainFault, ...] = ()

    @property
    def newest(self) -> AnchorEntry | None:
        """The anchor with the highest number; None where there is none."""
        return self.entries[-1] if self.entries else None

    @cached_property
    def by_number(self) -> Mapping[int, AnchorEntry]:
        """The anchors by their numbers."""
        return {anchor.number: anchor for anchor in self.entries}


def read_entries(files: Mapping[str, bytes]) -> Entries:
    """The anchors among files, which are named by their paths from the root.

    Files elsewhere are left out, and so are those whose name begins with a dot.
    """
    start = f"{FOLDER}/"
    names = sorted(path.removeprefix(start) for path in files if path.startswith(start))
    entries, flaws = [], []
    for name in names:
        path = start + name
        matched = ANCHOR_FILE.fullmatch(name)
        if matched is None:
            if not name.startswith("."):
                flaws.append(
                    ChainFault(path, "this file does not belong among the anchors; move it elsewhere")
                )
        elif matched[2] == "tsr":
            if f"{start}{matched[1]}.json" not in files:
                flaws.append(ChainFault(path, "this is the token of an anchor that does not exist"))
        else:
            try:
                entries.append(_entry(files, path, int(matched[1])))
            except AnchorError as error:
                flaws.append(ChainFault(path, str(error)))
    return Entries(tuple(entries), tuple(flaws))


def _entry(files: Mapping[str, bytes], path: str, number: int) -> AnchorEntry:
    anchor = read_entry(files[path], files.get(path.removesuffix("json") + "tsr"))
    if anchor.number != number:
        raise AnchorError(f"the file is named for anchor {number}, but it is anchor {anchor.number}")
    return anchor


def next_entry(
    entries: Entries,
    commits: Commits,
    tree_digest: Callable[[str], str],
    repository: str = "",
    branch: str = "",
) -> AnchorEntry:
    """The next anchor, for the head of `commits`, which were read with every path; `tree_digest` comes from `trees`.

    Raises SmsError where none is due: the newest one is for it already, or only anchors were added since; and where
    none may be added: the clone is shallow, or the anchors that are there are broken or of another history.
    """
    if not commits.complete:
        raise SmsError(f"the clone is shallow, so no anchor can be added; {MISSING}")
    if entries.flaws:
        path, why = entries.flaws[0]
        shown = path.encode("unicode_escape").decode()  # a name may hold what steers a terminal
        raise SmsError(f"no anchor can be added while {shown} is faulty: {why}")
    newest = entries.newest
    if newest is None:
        if lost := next(iter(anchors_ever_added(commits)), ""):
            raise SmsError(
                f"{lost} was deleted, so no anchor can continue it; bring it back from the history"
            )
        return AnchorEntry(1, commits.head, tree_digest(commits.head), "", repository, branch)
    if newest.number != len(entries.entries):
        raise SmsError(
            "no anchor can be added while one is missing from the numbers; see `sms-lint anchor --check`"
        )
    if newest.number >= MOST_ENTRIES:
        raise SmsError(f"there are {MOST_ENTRIES} anchors, and no number is left")
    _refuse_undue(newest, commits)
    tree = tree_digest(commits.head)
    return AnchorEntry(newest.number + 1, commits.head, tree, newest.digest, repository, branch)


def _refuse_undue(newest: AnchorEntry, commits: Commits) -> None:
    line = commits.line()
    if newest.head == commits.head:
        raise SmsError(
            f"anchor {newest.number} is for {commits.head[:9]} already; there is nothing new to anchor"
        )
    if newest.head not in line:
        raise SmsError(
            f"anchor {newest.number} is for {newest.head[:9]}, which is not a step of the branch that is checked out: "
            "this is another branch, or its history was rewritten; see `sms-lint anchor --check`"
        )
    since = line[line.index(newest.head) + 1 :]
    if all(only_anchors(commits, commit) for commit in since):
        raise SmsError(
            f"only anchors were added since anchor {newest.number}; there is nothing new to anchor"
        )


def only_anchors(commits: Commits, commit: str) -> bool:
    """Whether a step of the branch brought anchors and nothing else."""
    changes = commits.first_parent_changes(commit)
    return bool(changes) and all(change.path.startswith(f"{FOLDER}/") for change in changes)
