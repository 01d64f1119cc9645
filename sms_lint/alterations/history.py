"""The whole history judged: the branch step by step, and every commit beside it as seen from each of its parents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from sms_lint.alterations.comparing import (
    Alteration,
    Sides,
    Touched,
    Unread,
    Whole,
    alteration,
    touched,
    verdict,
)
from sms_lint.alterations.content import TABLES
from sms_lint.alterations.contents import Contents, Entry, Held
from sms_lint.alterations.judging import Said, is_protected, new_text, step_fault
from sms_lint.alterations.paths import Graph, LineFiles, sides_of
from sms_lint.errors import SmsError
from sms_lint.git import Identity, Past
from sms_lint.models.base import Document, Node

_AT_ONCE = 500  # commits whose texts are in the memory at the same time


@dataclass(frozen=True)
class Altered:
    """An alteration, and the commit that made it, as seen from one of its parents.

    `on_branch` is False for commits beside the branch, and for merges as seen from what was merged. `restored` is the
    step of the branch that put everything back as it was; empty where none did.
    """

    alteration: Alteration
    commit: str
    parent: str
    committer: Identity
    on_branch: bool
    restored: str = ""


@dataclass(frozen=True)
class Unreadable:
    """A file that a commit made unreadable, so that nobody can tell what became of what it held.

    `compared` is the commit at which it could be read again and was compared with the last text before; empty where
    that never happened.
    """

    commit: str
    path: str
    reason: str
    compared: str = ""


@dataclass(frozen=True)
class Report:
    """What history did to documents and records that it may not do.

    `judged` is the number of commits looked at. Where `complete` is False the clone is shallow: nobody can tell what
    came before.
    """

    altered: tuple[Altered, ...]
    unreadable: tuple[Unreadable, ...]
    judged: int
    complete: bool

    @property
    def on_branch(self) -> tuple[Altered, ...]:
        """The steps of the branch itself."""
        return tuple(one for one in self.altered if one.on_branch)

    @property
    def standing(self) -> tuple[Altered, ...]:
        """The steps of the branch that nobody has put right since."""
        return tuple(one for one in self.on_branch if not one.restored)

    @property
    def beside(self) -> tuple[Altered, ...]:
        """What was done in commits that were merged, whether or not anything of it is left."""
        return tuple(one for one in self.altered if not one.on_branch)


class _View(NamedTuple):
    """A commit as seen from one of its parents; `position` is the step of the branch that it is or builds on."""

    position: int
    commit: str
    side: int
    is_step: bool


def over_history(
    past: Past,
    read_blobs: Callable[[Iterable[str]], Mapping[str, bytes]],
    kinds: Mapping[str, type[Node]],
    since: str = "",
    exempt: frozenset[str] = frozenset(),
) -> Report:
    """Judge every commit after `since`, from the first one where it is empty.

    The base judges: what was closed before a step may not be altered by it. `exempt` are ids that an exception is
    made for, or `ID@COMMIT` for what one commit did (seven characters of its id or more). Raises SmsError where
    `since` is no commit of this history.
    """
    if since and since not in past.commits:
        raise SmsError(
            f"the commit {since[:9]} is not part of this history, so nothing after it can be judged"
        )
    walk = _Walk(past, Contents(kinds, read_blobs), kinds, exempt)
    views = iter(list(walk.views(walk.graph.ancestors(since) if since else frozenset())))
    commits = set()
    while some := list(islice(views, _AT_ONCE)):
        walk.prepare(some)
        for view in some:
            commits.add(view.commit)
            walk.judge(view)
    return Report(tuple(walk.altered), tuple(walk.unreadable), len(commits), past.complete)


@dataclass
class _Walk:
    """The walk along the history, and what it has found so far.

    `sound` are entries of the branch that were altered, as they were before, with the places in `altered`. `readable`
    are the last versions that could be read of files of the branch that cannot be read now. `broken` are the places
    in `unreadable` of each text that cannot be read.
    """

    past: Past
    contents: Contents
    kinds: Mapping[str, type[Node]]
    exempt: frozenset[str]
    altered: list[Altered] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    sound: dict[str, tuple[Entry, list[int]]] = field(default_factory=dict)
    readable: dict[str, Held] = field(default_factory=dict)
    broken: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line = self.past.line()
        self.files = LineFiles(self.past, self.line)
        self.graph = Graph(self.past, self.line, self.files)

    def views(self, left_out: frozenset[str]) -> Iterator[_View]:
        """Every commit from each of its parents: the branch step by step, after each step what builds on it."""
        forks = self.graph.forks()
        steps = set(self.line)
        beside: dict[int, list[str]] = {}
        for commit in reversed(tuple(self.past.commits)):
            if commit not in steps and commit not in left_out:
                beside.setdefault(forks[commit], []).append(commit)
        for position in range(-1, len(self.line)):
            own = self.line[position : position + 1] if position >= 0 else ()
            for commit in (*own, *beside.get(position, ())):
                if commit not in left_out:
                    for side in range(len(self.past.changes[commit])):
                        yield _View(position, commit, side, commit in steps and side == 0)

    def prepare(self, views: Iterable[_View]) -> None:
        """Take in the texts that a number of views need."""
        needed: set[str] = set()
        perhaps: set[str] = set()
        for view in views:
            before, after = sides_of(self.past.changes[view.commit][view.side])
            needed.update(held.blob for held in before.values())
            needed.update(held.blob for path, held in after.items() if path in before)
            new = {held.blob for path, held in after.items() if path not in before}
            (needed if before and new else perhaps).update(new)
            if not view.is_step:
                held_there = (self.files.at(path, view.position) for path in before)
                needed.update(held.blob for held in held_there if held is not None)
        needed.update(held.blob for held in self.readable.values())
        self.contents.turn_to(needed, perhaps)

    def judge(self, view: _View) -> None:
        """Judge one commit as seen from one parent."""
        before, after = sides_of(self.past.changes[view.commit][view.side])
        if not before and not (self.sound and view.is_step):
            return
        if view.is_step:
            before = {path: self.readable.get(path, held) for path, held in before.items()}
        sides = Sides(self.contents, before, after, *self._wholes(view))
        if view.is_step:
            self._step(view, sides)
        else:
            self._beside(view, sides)
        self._compared(view, sides)

    def _wholes(self, view: _View) -> tuple[Whole, Whole]:
        parents = self.past.commits[view.commit].parents
        parent = parents[view.side] if view.side < len(parents) else ""
        known = parent in self.past.commits
        return (
            Whole(lambda: self.graph.tree(parent) if known else {}),
            Whole(lambda: self.graph.tree(view.commit)),
        )

    # The branch itself.

    def _step(self, view: _View, sides: Sides) -> None:
        seen = set()
        for one in touched(sides):
            seen.add(one.before.id)
            self._entry_step(view, sides, one)
        if self.sound:
            for id_ in set(self.sound) - seen:
                if id_ in sides.arrived:  # it was taken away, and comes back
                    self._came_back(view, sides.arrived[id_])
        self._keep_readable(sides)

    def _entry_step(self, view: _View, sides: Sides, one: Touched) -> None:
        if self._restored(view, one.after):
            return
        said = verdict(self.kinds, sides, one.before, one.after)
        if isinstance(said, Unread):
            self._unread(view, said)
        elif said is not None:
            self._add(view, one.before, one.after, said)
        elif one.after is not None and not self.past.commits[view.commit].subject:
            self._silent(view, one.before, one.after)

    def _silent(self, view: _View, before: Entry, after: Entry) -> None:
        model = self.kinds.get(before.kind)
        if model is not None and issubclass(model, Document) and new_text(before.values, after.values):
            said = Said(
                "no-summary",
                f"{before.id} has a new text, and the commit that brought it does not say what changed; "
                "write a first line for each commit",
            )
            self._add(view, before, after, said)

    def _restored(self, view: _View, after: Entry | None) -> bool:
        if after is None or after.id not in self.sound:
            return False
        sound, places = self.sound[after.id]
        if after.held.mode != sound.held.mode or not after.says_as(sound):
            return False
        for place in places:
            self.altered[place] = replace(self.altered[place], restored=view.commit)
        del self.sound[after.id]
        return True

    def _came_back(self, view: _View, after: Entry) -> None:
        before = self.sound[after.id][0]
        model = self.kinds[before.kind]
        if not self._restored(view, after) and (said := step_fault(model, before, after)):
            self._add(view, before, after, said)

    def _keep_readable(self, sides: Sides) -> None:
        for path, held in sides.before.items():
            now = sides.after.get(path)
            unread = now is not None and (not now.is_file or sides.now(path).fault)
            if unread and sides.then(path).raw:
                self.readable[path] = held
            elif not unread:
                self.readable.pop(path, None)

    # Beside the branch.

    def _beside(self, view: _View, sides: Sides) -> None:
        merge = len(self.past.commits[view.commit].parents) > 1
        for one in self._touched_beside(view, sides):
            said = self._against_branch(view, sides, one)
            if said is None and merge:
                said = self._against_parent(view, sides, one)
            if isinstance(said, Unread):
                self._unread(view, said)
            elif said is not None:
                self._add(view, one.before, one.after, said)

    def _touched_beside(self, view: _View, sides: Sides) -> Iterator[Touched]:
        yield from touched(sides)
        for path in sides.before:
            if not sides.then(path).raw:  # it could not be read: what the branch holds there counts
                held = self._on_branch_at(path, view.position)
                content = self.contents.of(path, held, sides.old.tree)
                for id_ in content.raw:
                    if held is not None:
                        yield Touched(Entry(id_, path, held, content), sides.entry_now(path, id_))

    def _on_branch_at(self, path: str, position: int) -> Held | None:
        return self.readable.get(path) or self.files.at(path, position)

    def _against_branch(self, view: _View, sides: Sides, one: Touched) -> Said | Unread | None:
        """What a commit does to something that is closed on the branch that it builds on."""
        base = self._base(view, one.before)
        if base is None or self._is_living(base) or self._is_as_before(one):
            return None
        return verdict(self.kinds, sides, base, one.after)

    def _base(self, view: _View, before: Entry) -> Entry | None:
        held = self._on_branch_at(before.path, view.position)
        if held is not None and held == before.held:
            return before
        if held is not None and not before.path.endswith(TABLES):
            content = self.contents.of(before.path, held, {})
            if before.id in content.raw:
                return Entry(before.id, before.path, held, content)
        if not is_protected(self.kinds.get(before.kind), before):
            return None
        return self.contents.find(before.id, self.files.tree(view.position))

    def _is_living(self, base: Entry) -> bool:
        model = self.kinds.get(base.kind)
        return model is None or issubclass(model, Document) or not is_protected(model, base)

    def _is_as_before(self, one: Touched) -> bool:
        """Whether nothing happened to it here, or it was only put back."""
        after = one.after
        if after is None:
            return False
        nothing = one.before.held.mode == after.held.mode and one.before.says_as(after)
        return nothing or self._is_sound(after)

    def _against_parent(self, view: _View, sides: Sides, one: Touched) -> Said | Unread | None:
        """What a merge does to something that is closed in what it merges."""
        if self._is_living(one.before):
            return None
        said = verdict(self.kinds, sides, one.before, one.after)
        if (
            said is None
            or (one.after is not None and self._is_sound(one.after))
            or self._taken_over(view, one)
        ):
            return None
        return said

    def _is_sound(self, after: Entry) -> bool:
        sound = self.sound.get(after.id)
        return sound is not None and after.says_as(sound[0])

    def _taken_over(self, view: _View, one: Touched) -> bool:
        """Whether the merge took what another parent did to it, and this one left alone: it is judged over there."""
        parents = self.past.commits[view.commit].parents
        mine = parents[view.side]
        for other in parents:
            if other != mine:
                there = self.contents.find(one.before.id, self.graph.tree(other))
                common = self.graph.common(mine, other)
                base = self.contents.find(one.before.id, self.graph.tree(common)) if common else None
                if base is not None and base.says_as(one.before) and _same(there, one.after):
                    return True
        return False

    # What is found.

    def _compared(self, view: _View, sides: Sides) -> None:
        """Files that could not be read, can be read again here, and were compared with the last text before."""
        if not self.broken:
            return
        for change in self.past.changes[view.commit][view.side]:
            place = self.broken.get((change.path, change.before))
            now = sides.after.get(change.path)
            if place is not None and (now is None or (now.is_file and not sides.now(change.path).fault)):
                found = self.unreadable[place]
                if not found.compared:
                    self.unreadable[place] = replace(found, compared=view.commit)

    def _unread(self, view: _View, said: Unread) -> None:
        key = (said.path, said.blob)
        if key not in self.broken:
            self.broken[key] = len(self.unreadable)
            self.unreadable.append(Unreadable(view.commit, said.path, said.reason))

    def _add(self, view: _View, before: Entry, after: Entry | None, said: Said) -> None:
        if self._is_exempt(before.id, view.commit):
            return
        commit = self.past.commits[view.commit]
        parent = commit.parents[view.side] if commit.parents else ""
        what = alteration(self.contents, before, after, said)
        if view.is_step:
            self.sound.setdefault(before.id, (before, []))[1].append(len(self.altered))
        self.altered.append(Altered(what, commit.id, parent, commit.committer, view.is_step))

    def _is_exempt(self, id_: str, commit: str) -> bool:
        begun = f"{id_}@"
        return id_ in self.exempt or any(
            len(one) >= len(begun) + 7 and one.startswith(begun) and commit.startswith(one[len(begun) :])
            for one in self.exempt
        )


def _same(one: Entry | None, other: Entry | None) -> bool:
    return one is other if one is None or other is None else one.says_as(other)
