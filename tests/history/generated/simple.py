"""The judge that the product is held against: it compares facts, reads no file and asks no git."""

from dataclasses import dataclass, field
from itertools import pairwise

from tests.history.generated.building import PLAIN
from tests.history.generated.telling import Telling
from tests.history.generated.world import FORWARD, Rec, World

Found = set[tuple[int, str]]


@dataclass
class Simple:
    """What must be found in a history: by steps of the branch, and in commits beside it.

    `overridden` is what merges left out of what was closed in what they merged, and whether that still stands.
    """

    telling: Telling
    branch: Found = field(default_factory=set)
    beside: Found = field(default_factory=set)
    overridden: set[tuple[int, str, bool]] = field(default_factory=set)
    sound: list[dict[str, tuple[World, Rec]]] = field(default_factory=list)

    def judge(self) -> "Simple":
        line, start = self.telling.line(), self.telling.guarded_from()
        left_out = self.telling.ancestors(start) if start else set()
        self.sound.append({})
        for before, after in pairwise(line):
            self.sound.append(dict(self.sound[-1]))
            if after not in left_out:
                self._step(before, after)
        reached = self.telling.ancestors(self.telling.head)
        for commit in sorted(reached - left_out):
            fork = max(
                (place for place, step in enumerate(line) if step in self.telling.ancestors(commit)),
                default=0,
            )
            self._beside(commit, line, fork, commit in line)
        for place in range(1, len(line)):
            if line[place] in left_out:
                continue
            for parent in self.telling.parents[line[place]][1:]:
                self._merge(line, place, parent)
        return self

    def _merge(self, line: list[int], place: int, parent: int) -> None:
        """What was closed in what a step merged, and is not so afterwards; unless something else tells of that."""
        step, first = line[place], line[place - 1]
        old, new = self.telling.worlds[parent], self.telling.worlds[step]
        fork = self.telling.worlds[max(self.telling.ancestors(parent) & self.telling.ancestors(first))]
        for id_, rec in old.recs.items():
            now, base, was = new.recs.get(id_), fork.recs.get(id_), self.sound[place].get(id_)
            if (
                not rec.closed
                or not wrong(old, rec, new, now)
                or (now and self._put_back(now, self.sound[place]))
            ):
                continue
            told_here = was is not None and was[1].said == rec.said
            told_there = base is not None and base.closed and base.said != rec.said
            if not (told_here or told_there or self._taken(step, parent, rec, now)):
                later = (self.telling.worlds[commit] for commit in line[place + 1 :])
                back = any(
                    id_ in world.recs
                    and world.recs[id_].said == rec.said
                    and world.mode(world.recs[id_].path) == old.mode(rec.path)
                    for world in later
                )
                self.overridden.add((step, id_, not back))

    def _step(self, before: int, after: int) -> None:
        old, new, sound = self.telling.worlds[before], self.telling.worlds[after], self.sound[-1]
        for id_, rec in old.recs.items():
            now = new.recs.get(id_)
            if not (id_ in sound and now and self._is_sound(new, now, sound)) and wrong(old, rec, new, now):
                self.branch.add((after, id_))
                sound.setdefault(id_, (old, rec))
        for id_ in list(sound):
            now = new.recs.get(id_)
            if now and self._is_sound(new, now, sound):
                del sound[id_]
            elif now and id_ not in old.recs:
                self.branch.add((after, id_))
        for id_, doc in old.docs.items():
            later = new.docs.get(id_)
            lower = later and later.version < doc.version
            silent = later and later.text != doc.text and later.version == doc.version
            if later is None or lower or silent or (later.lifecycle == "draft" != doc.lifecycle):
                self.branch.add((after, id_))

    def _is_sound(self, world: World, rec: Rec, sound: dict[str, tuple[World, Rec]]) -> bool:
        return rec.id in sound and rec.said == sound[rec.id][1].said and world.mode(rec.path) == PLAIN

    def _beside(self, commit: int, line: list[int], fork: int, on_line: bool) -> None:
        parents, new = self.telling.parents[commit], self.telling.worlds[commit]
        base, sound = self.telling.worlds[line[fork]], self.sound[fork]
        for place, parent in enumerate(parents):
            if on_line and place == 0:
                continue
            old = self.telling.worlds[parent]
            for id_, rec in old.recs.items():
                now, there = new.recs.get(id_), base.recs.get(id_)
                if not self._touched(old, rec, new, now) or (now and self._put_back(now, sound)):
                    continue
                mine = there is not None and there.closed and wrong(base, there, new, now)
                merged = len(parents) > 1 and rec.closed and wrong(old, rec, new, now)
                if mine or (merged and not self._taken(commit, parent, rec, now)):
                    self.beside.add((commit, id_))

    def _touched(self, old: World, rec: Rec, new: World, now: Rec | None) -> bool:
        return now is None or now.said != rec.said or old.mode(rec.path) != new.mode(now.path)

    def _put_back(self, now: Rec, sound: dict[str, tuple[World, Rec]]) -> bool:
        return now.id in sound and now.said == sound[now.id][1].said

    def _taken(self, commit: int, parent: int, rec: Rec, now: Rec | None) -> bool:
        """Whether another parent had it as it is now, and this one had left it alone."""
        for other in self.telling.parents[commit]:
            if other != parent:
                common = max(self.telling.ancestors(parent) & self.telling.ancestors(other))
                base, there = (
                    self.telling.worlds[common].recs.get(rec.id),
                    self.telling.worlds[other].recs.get(rec.id),
                )
                same = there is now or (there and now and there.said == now.said)
                lost = self.telling.is_under_trust(parent) and not self.telling.is_under_trust(other)
                if base and base.said == rec.said and same and not lost:
                    return True
        return False


def wrong(old: World, rec: Rec, new: World, now: Rec | None) -> bool:
    """Whether a record became what it may not become."""
    if not rec.closed:
        if now is None:
            return False
        onward = _onward(rec.kind, rec.state)
        return now.kind != rec.kind or (now.state != rec.state and now.state not in onward)
    if now is None or now.said != rec.said:
        return True
    return old.mode(rec.path) == PLAIN != new.mode(now.path)


def _onward(kind: str, state: str) -> set[str]:
    """Every state that can be reached; a step may pass over some."""
    found: set[str] = set()
    waiting = [state]
    while waiting:
        for later in FORWARD.get(kind, {}).get(waiting.pop(), []):
            if later not in found:
                found.add(later)
                waiting.append(later)
    return found
