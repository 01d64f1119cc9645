"""The anchors that were ever kept, on the branch or in what it merged: each of them is asked for."""

from collections.abc import Mapping
from typing import NamedTuple

from sms_lint.history.anchors.entry import ANCHOR_FILE, FOLDER
from sms_lint.outside.git import Commits


class AddedAnchor(NamedTuple):
    """A file of an anchor as a commit added it: git's id of it, and whether that commit is a step of the branch."""

    commit: str
    blob: str
    on_branch: bool


def anchors_ever_added(commits: Commits) -> Mapping[str, tuple[AddedAnchor, ...]]:
    """Every anchor and token that was ever added, by its path, in order; of the branch itself the first of each path.

    What a step of the branch added a second time, or altered, does not count: it has to be as it was at first. Of what
    was merged only that counts which was added there.
    """
    found: dict[str, dict[str, AddedAnchor]] = {}
    for commit in commits.line():
        for change in commits.first_parent_changes(commit):
            if change.after and _is_anchor(change.path) and change.path not in found:
                found[change.path] = {change.after: AddedAnchor(commit, change.after, on_branch=True)}
    line = set(commits.line())
    for commit in reversed(tuple(commits.by_id)):
        for change in commits.first_parent_changes(commit) if commit not in line else ():
            if change.after and not change.before and _is_anchor(change.path):
                added = AddedAnchor(commit, change.after, on_branch=False)
                found.setdefault(change.path, {}).setdefault(change.after, added)
    return {path: tuple(every.values()) for path, every in sorted(found.items())}


def _is_anchor(path: str) -> bool:
    return path.startswith(f"{FOLDER}/") and bool(ANCHOR_FILE.fullmatch(path.removeprefix(f"{FOLDER}/")))
