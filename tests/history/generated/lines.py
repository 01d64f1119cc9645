"""Random graphs of commits with trust settings, their signatures and anchors; and a judge that asks no git.

Whatever is done to them is done here: merges both ways, sides that are dropped and come back, settings that strangers
write, anchors that are deleted, restored and written anew.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from tests.history.generated.building import PLAIN, Files, Story
from tests.history.generated.signing import OWNER, STRANGER, anchor, statement, trust


class Text(NamedTuple):
    """A text of the trust settings: its version, and who owns it."""

    version: int
    owner: str


TEXTS = {
    "first": Text(1, OWNER), "mended": Text(1, OWNER), "second": Text(2, OWNER), "other": Text(2, OWNER),
    "third": Text(3, OWNER), "stranger": Text(1, STRANGER), "stranger-2": Text(2, STRANGER),
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """What a commit holds: the text of the trust settings, what was signed, and the variant of each anchor.

    `signed` are the texts that somebody signed, by version and person; `used` those that somebody signed under.
    """

    trust: str = ""
    signed: Mapping[tuple[int, str], str] = field(default_factory=dict)
    used: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[int, str] = field(default_factory=dict)

    def files(self) -> Files:
        found: Files = {"policies/a.md": (PLAIN, "A text.\n")}
        if self.trust:
            found["trust.yml"] = (PLAIN, trust(self.trust, *TEXTS[self.trust]))
        for (version, person), name in self.signed.items():
            found |= statement(person, f"{version}", trust(name, *TEXTS[name]))
        for person, name in self.used.items():
            found |= statement(person, "", trust(name, *TEXTS[name]))
        for number, variant in self.anchors.items():
            found[f"records/anchors/{number:06}.json"] = (PLAIN, anchor(number, variant))
        return found


@dataclass
class Graph:
    """A history that is being told, and what has to be said of it."""

    rng: random.Random
    story: Story
    states: dict[int, State] = field(default_factory=dict)
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    head: int = 0

    def commit(self, state: State, *parents: int) -> int:
        number = self.story.commit(state.files(), parents)
        self.states[number], self.parents[number] = state, parents
        return number

    def tell(self) -> "Graph":
        tips = [self.commit(State())]
        for _ in range(self.rng.randint(6, 16)):
            first = self.rng.choice(tips[-4:])
            others = [tip for tip in tips[-5:] if tip != first]
            if others and self.rng.random() < 0.35:
                second = self.rng.choice(others)
                tips.append(self.commit(self.merged(first, second), first, second))
            else:
                tips.append(self.commit(self.deed(self.states[first]), first))
        if self.rng.random() < 0.4:  # the branch is merged into an old copy
            old = self.rng.choice(tips[: len(tips) // 2])
            copy = self.commit(self.deed(self.states[old]), old)
            tips.append(self.commit(self.merged(copy, tips[-1]), copy, tips[-1]))
        self.head = tips[-1]
        return self

    def merged(self, first: int, second: int) -> State:
        """What somebody makes of two sides: the one, the other, or both."""
        ours, theirs = self.states[first], self.states[second]
        both = State(
            theirs.trust or ours.trust,
            {**ours.signed, **theirs.signed},
            {**ours.used, **theirs.used},
            {**ours.anchors, **theirs.anchors},
        )
        return self.rng.choice((ours, ours, theirs, both, both))

    def deed(self, state: State) -> State:
        roll = self.rng.random()
        if roll < 0.35:
            onward = {"": "first", "first": "second", "second": "third"}.get(state.trust, "first")
            return replace(state, trust=self.rng.choice((onward, onward, onward, *TEXTS)))
        if roll < 0.55 and state.trust:
            person = self.rng.choice((OWNER, OWNER, STRANGER))
            return replace(state, signed={**state.signed, (TEXTS[state.trust].version, person): state.trust})
        if roll < 0.65 and state.trust:
            return replace(state, used={**state.used, TEXTS[state.trust].owner: state.trust})
        if roll < 0.85:
            number = self.rng.randint(1, len(state.anchors) + 1)
            return replace(state, anchors={**state.anchors, number: self.rng.choice("aaab")})
        if roll < 0.92:
            gone = self.rng.choice((set(state.anchors), set(list(state.anchors)[-1:])))
            return replace(
                state, anchors={number: it for number, it in state.anchors.items() if number not in gone}
            )
        return replace(state, trust="") if roll < 0.95 else state

    # The judge.

    def line(self, tip: int) -> list[int]:
        found = [tip]
        while self.parents[found[-1]]:
            found.append(self.parents[found[-1]][0])
        return found[::-1]

    def ancestors(self, commit: int) -> set[int]:
        found, waiting = set(), [commit]
        while waiting:
            reached = waiting.pop()
            if reached not in found:
                found.add(reached)
                waiting.extend(self.parents[reached])
        return found

    @cached_property
    def reached(self) -> set[int]:
        return self.ancestors(self.head)

    def before(self, commit: int) -> State:
        return self.states[self.parents[commit][0]] if self.parents[commit] else State()

    def missing_anchors(self) -> set[int]:
        """The numbers of anchors that were added somewhere and are not there, or not as they were added."""
        own, now = self.line(self.head), self.states[self.head].anchors
        wanted: dict[int, set[str]] = {}
        for commit in own:
            for number, variant in self.states[commit].anchors.items():
                wanted.setdefault(number, {variant})
        for commit in self.reached - set(own):
            for number, variant in self.states[commit].anchors.items():
                if number not in self.before(commit).anchors:
                    wanted.setdefault(number, set()).add(variant)
        return {number for number, variants in wanted.items() if variants != {now.get(number)}}

    def chain(self, line: list[int]) -> list[tuple[int, str]]:
        """Which texts counted on a line, and from which step."""
        texts = [
            (place, self.states[commit].trust)
            for place, commit in enumerate(line)
            if self.states[commit].trust and self.states[commit].trust != self.before(commit).trust
        ]
        found: list[tuple[int, str]] = []
        for number, (place, name) in enumerate(texts):
            until = texts[number + 1][0] if number + 1 < len(texts) else len(line)
            if not found:
                found.append((place, name))
                continue
            last = TEXTS[found[-1][1]]
            signed = self.signed_at(line, last.owner, name)
            on_time = signed is not None and max(signed, place) < until
            if name != found[-1][1] and TEXTS[name].version == last.version + 1 and on_time:
                found.append((max(signed or 0, place), name))
        return found

    def signed_at(self, line: list[int], person: str, name: str) -> int | None:
        key = (TEXTS[name].version, person)
        places = [place for place, commit in enumerate(line) if self.states[commit].signed.get(key) == name]
        return places[0] if places else None

    def displacing(self) -> set[int]:
        """The steps that put trust settings out of force."""
        own = self.line(self.head)
        chain, found = self.chain(own), set()
        held = [name for _, name in chain]
        merged = {parent for commit in self.reached for parent in self.parents[commit][1:]} - set(own)
        for tip in merged:
            change = self.last_change(tip, set(own))
            if not change:
                continue
            entered = next(place for place, step in enumerate(own) if change in self.ancestors(step))
            alone = not chain or chain[0][0] >= entered
            if self.binds(self.line(tip), own, held, alone=alone):
                found.add(own[entered])
        return found

    def last_change(self, tip: int, own: set[int]) -> int:
        for commit in reversed(self.line(tip)):
            if commit in own:
                return 0
            old, new = self.before(commit), self.states[commit]
            if (old.trust, old.signed) != (new.trust, new.signed):
                return commit
        return 0

    def binds(self, side: list[int], own: list[int], held: list[str], *, alone: bool) -> bool:
        """Whether the newest text that counted on a side binds the branch, which lacks it."""
        names = [name for _, name in self.chain(side)]
        at_last = next((self.states[commit].trust for commit in side[::-1] if self.states[commit].trust), "")
        for place, name in list(enumerate(names))[::-1]:
            if name in held:
                return False
            version, owner = TEXTS[name]
            later = [other for other in held if TEXTS[other].version >= version]
            if any(self.signed_at(own, owner, other) is not None for other in later):
                return False
            used = any(name in self.states[commit].used.values() for commit in self.reached)
            if place or used or (alone and at_last == name):
                return True
        return False
