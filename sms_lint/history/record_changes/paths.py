"""Which files each commit holds, worked out from what each commit changed."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from sms_lint.history.record_changes.blobs import HeldFile, Tree
from sms_lint.history.record_changes.recent import Recent
from sms_lint.model.controlled_files import holds_entries
from sms_lint.model.trust import TRUST_FILE
from sms_lint.outside.git import Commits, FileChange


def sides_of(changes: tuple[FileChange, ...]) -> tuple[Tree, Tree]:
    """The files that are read and that a commit changed, as they were and as they are."""
    read = [change for change in changes if holds_entries(change.path)]
    return (
        {
            file_change.path: HeldFile(file_change.old_mode, file_change.before)
            for file_change in read
            if file_change.before
        },
        {
            file_change.path: HeldFile(file_change.new_mode, file_change.after)
            for file_change in read
            if file_change.after
        },
    )


def under_trust(commits: Commits) -> frozenset[str]:
    """The commits that hold trust settings, whatever these say, or that build on one that did."""
    found: set[str] = set()
    for commit in reversed(tuple(commits.by_id)):
        brought = any(change.path == TRUST_FILE for side in commits.changes[commit] for change in side)
        if brought or not found.isdisjoint(commits.by_id[commit].parents):
            found.add(commit)
    return frozenset(found)


class LineFiles:
    """Every file at every step of the branch."""

    def __init__(self, commits: Commits, line: tuple[str, ...]) -> None:
        self._commits, self._line = commits, line
        self._recent = Recent[int, Tree]()

    @cached_property
    def _steps(self) -> Mapping[str, tuple[list[int], list[FileChange]]]:
        """For each path the steps that changed it, and what they made of it."""
        steps: dict[str, tuple[list[int], list[FileChange]]] = {}
        for position, commit in enumerate(self._line):
            for change in self._commits.first_parent_changes(commit):
                if holds_entries(change.path):
                    positions, changes = steps.setdefault(change.path, ([], []))
                    positions.append(position)
                    changes.append(change)
        return steps

    def at(self, path: str, position: int) -> HeldFile | None:
        """A file after a step; None where there was none."""
        steps = self._steps.get(path)
        if steps is None:
            return None
        place = bisect_right(steps[0], position)
        change = steps[1][place - 1] if place else None
        return HeldFile(change.new_mode, change.after) if change and change.after else None

    def tree(self, position: int) -> Tree:
        """All files after a step."""

        def made() -> Tree:
            every = ((path, self.at(path, position)) for path in self._steps)
            return {path: held for path, held in every if held is not None}

        return self._recent.get(position, made)


class Graph:
    """How commits descend from each other, and the files of any of them."""

    def __init__(self, commits: Commits, line: tuple[str, ...], files: LineFiles) -> None:
        self._commits, self._line, self._files = commits, line, files
        self._position = {commit: position for position, commit in enumerate(line)}
        self._order = {commit: place for place, commit in enumerate(commits.by_id)}
        self._under_trust = under_trust(commits)
        self._trees = Recent[str, Tree]()
        self._common: dict[tuple[str, str], str] = {}

    def forks(self) -> Mapping[str, int]:
        """For each commit the latest step of the branch that it builds on; itself, where it is one."""
        found: dict[str, int] = {}
        for commit in reversed(tuple(self._commits.by_id)):
            own = self._position.get(commit)
            parents = self._commits.by_id[commit].parents
            before = max((found.get(parent, -1) for parent in parents), default=-1)
            found[commit] = before if own is None else own
        return found

    def is_under_trust(self, commit: str) -> bool:
        """Whether a commit holds trust settings, or builds on one that did."""
        return commit in self._under_trust

    def tree(self, commit: str) -> Tree:
        """All files of a commit."""
        if commit in self._position:
            return self._files.tree(self._position[commit])
        return self._trees.get(commit, lambda: self._built(commit))

    def _built(self, newest: str) -> Tree:
        chain = [newest]
        while (parents := self._commits.by_id[chain[-1]].parents) and parents[0] in self._commits.by_id:
            if parents[0] in self._position or parents[0] in self._trees:
                break
            chain.append(parents[0])
        parents = self._commits.by_id[chain[-1]].parents
        tree = dict(self.tree(parents[0])) if parents and parents[0] in self._commits.by_id else {}
        for commit in reversed(chain):
            before, after = sides_of(self._commits.first_parent_changes(commit))
            for path in before:
                tree.pop(path, None)
            tree.update(after)
        return tree

    def ancestors(self, commit: str) -> frozenset[str]:
        """The commits that a commit builds on, including itself."""
        found: set[str] = set()
        waiting = [commit]
        while waiting:
            reached = waiting.pop()
            if reached not in found and reached in self._commits.by_id:
                found.add(reached)
                waiting.extend(self._commits.by_id[reached].parents)
        return frozenset(found)

    def common(self, first: str, second: str) -> str:
        """The latest commit that both build on; empty where there is none."""
        pair = (first, second) if first < second else (second, first)
        if pair not in self._common:
            both = self.ancestors(first) & self.ancestors(second)
            self._common[pair] = min(both, key=self._order.__getitem__, default="")
        return self._common[pair]
