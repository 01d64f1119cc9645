"""The walk along a history: the branch step by step, and after each step what was built on it."""

from collections.abc import Iterable, Iterator, Mapping

from sms_lint.history.record_changes.blobs import HeldFile, ParsedFiles, Tree
from sms_lint.history.record_changes.branch_step import step
from sms_lint.history.record_changes.commit_case import CommitCase
from sms_lint.history.record_changes.comparing import Sides, Whole
from sms_lint.history.record_changes.merged_commits import beside
from sms_lint.history.record_changes.parent_view import ParentOf, ParentView
from sms_lint.history.record_changes.paths import Graph, LineFiles, sides_of
from sms_lint.model.node import Node
from sms_lint.outside.git import Commits


class Walk:
    """The walk: `views` says where it leads, `prepare` and `judge` go along."""

    def __init__(
        self, commits: Commits, contents: ParsedFiles, kinds: Mapping[str, type[Node]], exempt: frozenset[str]
    ) -> None:
        self._commits, self._contents, self._kinds = commits, contents, kinds
        self._line = commits.line()
        self._files = LineFiles(commits, self._line)
        self._readable: dict[str, HeldFile] = {}
        self._sides: Mapping[ParentOf, tuple[Tree, Tree]] = {}
        self.graph = Graph(commits, self._line, self._files)
        self.found = CommitCase(contents, exempt)

    def views(self, left_out: frozenset[str]) -> Iterator[ParentOf]:
        """Every commit from each of its parents."""
        forks, steps = self.graph.forks(), set(self._line)
        others: dict[int, list[str]] = {}
        for commit in reversed(tuple(self._commits.by_id)):
            if commit not in steps and commit not in left_out:
                others.setdefault(forks[commit], []).append(commit)
        for position in range(-1, len(self._line)):
            own = self._line[position : position + 1] if position >= 0 else ()
            for commit in (*own, *others.get(position, ())):
                for side in range(len(self._commits.changes[commit])):
                    view = ParentOf(position, commit, side, commit in steps)
                    if commit not in left_out or self._merges_what_is_guarded(view):
                        yield view

    def _merges_what_is_guarded(self, view: ParentOf) -> bool:
        """Whether a step merged a commit under trust settings that the step before it does not know."""
        if not view.on_line or view.side == 0:
            return False
        return self.graph.is_under_trust(self._commits.by_id[view.commit].parents[view.side])

    def prepare(self, views: Iterable[ParentOf]) -> None:
        """Take in the texts that a number of views need."""
        needed = {held.blob for held in self._readable.values()}
        perhaps: set[str] = set()
        self._sides = {view: sides_of(self._commits.changes[view.commit][view.side]) for view in views}
        for view, (before, after) in self._sides.items():
            needed.update(held.blob for held in before.values())
            needed.update(held.blob for path, held in after.items() if path in before)
            new = {held.blob for path, held in after.items() if path not in before}
            (needed if before and new else perhaps).update(new)
            if not view.is_step:
                on_branch = (self._files.at(path, view.position) for path in before)
                needed.update(held.blob for held in on_branch if held is not None)
        self._contents.turn_to(needed, perhaps)

    def judge(self, view: ParentOf) -> None:
        """Judge one commit as seen from one parent, one of those last prepared."""
        before, after = self._sides[view]
        waiting = self.found.sound or self.found.overridden
        if not before and not (waiting and view.is_step):
            return
        if view.is_step:  # what cannot be read counts as what it was before
            before = {path: self._readable.get(path, held) for path, held in before.items()}
        sides = Sides(self._contents, before, after, *self._wholes(view))
        here = ParentView(view, self._commits.by_id[view.commit], sides, self._kinds, self.found)
        if view.is_step:
            step(here)
            self._keep_readable(sides)
        else:
            beside(here, self.graph, self._files, self._readable)
        self._note_compared(here)

    def _wholes(self, view: ParentOf) -> tuple[Whole, Whole]:
        parents = self._commits.by_id[view.commit].parents
        parent = parents[view.side] if view.side < len(parents) else ""
        known = parent in self._commits.by_id
        return (
            Whole(lambda: self.graph.tree(parent) if known else {}),
            Whole(lambda: self.graph.tree(view.commit)),
        )

    def _keep_readable(self, sides: Sides) -> None:
        for path, held in sides.before.items():
            if path in sides.after and not sides.can_read(path):
                if sides.then(path).raw:
                    self._readable[path] = held
            else:
                self._readable.pop(path, None)

    def _note_compared(self, here: ParentView) -> None:
        if self.found.broken:
            for change in self._commits.changes[here.view.commit][here.view.side]:
                if change.path not in here.sides.after or here.sides.can_read(change.path):
                    self.found.compared(here.commit.id, change.path, change.before)
