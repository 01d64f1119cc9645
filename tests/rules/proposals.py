"""Random proposals on a small system that is full of faults, and a model of it that knows what each of them worsened."""

import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.example import example_values
from sms_lint.rules import checks
from sms_lint.rules.blame import blamed
from sms_lint.rules.lint import lint
from sms_lint.starter.example_files import flow
from sms_lint.system.difference import difference

TODAY = date(2026, 10, 31)
LATE, IN_TIME = "2026-09-30", "2026-12-31"
# Each is about one document or entry, or gathers those of a register.
SINGLE = ("objective-overdue", "overdue-review", "raw-html")
GATHERING = {"change": "change-without-test", "incident": "incidents-without-service"}
RULES = (*SINGLE, *GATHERING.values())
# The field that is empty in a faulty one.
FIELD = {"change": "test_result", "incident": "service"}
Worsened = set[tuple[str, str]]


@dataclass(frozen=True)
class Thing:
    """A document or an entry: what it was at the beginning, what it is called now, and where it is wrong.

    `late` is the day that it names and has missed; `marks` are pieces of HTML; `empty` says that a field is.
    """

    uid: str
    id: str
    late: str = ""
    marks: int = 0
    empty: bool = False
    text: str = "Words"


World = dict[str, list[Thing]]


def beginning() -> World:
    """A system with sound things and faulty ones of each sort."""

    def some(kind: str, prefix: str, *things: Mapping[str, Any]) -> list[Thing]:
        return [
            Thing(f"{kind} {number}", f"{prefix}-{number}", **thing) for number, thing in enumerate(things)
        ]

    return {
        "policy": some("policy", "POL-A", {}, {"late": "2025-01-10"}, {"marks": 1}, {"marks": 3}),
        "objective": some("objective", "OBJ-A", {}, {"late": LATE}, {"late": LATE}, {}),
        "change": some("change", "CHG-2026", {"empty": True}, {}, {"empty": True}, {"empty": True}, {}),
        "incident": some("incident", "INC-2026", {}, {"empty": True}, {"empty": True}, {"empty": True}),
    }


class Proposal:
    """Some edits of the system at its beginning. `told` is what was done."""

    def __init__(self, chance: random.Random, root: Path) -> None:
        self.root = root
        self.chance = chance
        self.world = beginning()
        self.paths = {kind: f"records/{kind}.yml" for kind in ("objective", *GATHERING)}
        self.comments: dict[str, int] = {}
        self.folders: dict[str, str] = {}
        self.told: list[str] = []
        self._numbers = count(10)
        # A register whose faults one finding gathers gets either better or worse: a mended fault and a new one even out.
        self._ways = {kind: chance.choice(["mend", "worsen", "edit"]) for kind in GATHERING}
        every = (
            self.add,
            *[self.worsen] * 4,
            self.mend,
            self.remove,
            self.rename,
            self.move,
            self.shuffle,
            self.edit,
            self.note,
        )
        for _ in range(chance.randint(1, 4)):
            act: Callable[[str], None] = chance.choice(every)
            kind = chance.choice(list(self.world))
            self.told.append(f"{act.__name__} {kind}")
            act(kind)

    def allowed(self, kind: str, way: str) -> bool:
        return self._ways.get(kind, way) == way

    def change(self, kind: str, wanted: Callable[[Thing], bool], **values: Any) -> None:
        fitting = [place for place, thing in enumerate(self.world[kind]) if wanted(thing)]
        if fitting:
            place = self.chance.choice(fitting)
            self.world[kind][place] = replace(self.world[kind][place], **values)

    def add(self, kind: str) -> None:
        """Something sound."""
        if self.allowed(kind, "edit"):
            number = next(self._numbers)
            self.world[kind].append(Thing(f"{kind} {number}", f"{self.world[kind][0].id[:-1]}{number}"))

    def worsen(self, kind: str) -> None:
        """Make a sound one faulty, or add a faulty one, or put one more fault into a faulty one."""
        fault: dict[str, Any] = {"late": "2026-09-01"} if kind == "objective" else {"empty": True}
        if kind == "policy":
            fault = self.chance.choice([{"late": "2025-02-01"}, {"marks": self.chance.randint(4, 6)}])
        if not self.allowed(kind, "worsen"):
            return
        if self.chance.random() < 0.5:
            number = next(self._numbers)
            self.world[kind].append(
                Thing(f"{kind} {number}", f"{self.world[kind][0].id[:-1]}{number}", **fault)
            )
        else:
            self.change(kind, lambda thing: not thing.empty, **fault)

    def mend(self, kind: str) -> None:
        """Put right what is wrong with one; of HTML a part."""
        if self.allowed(kind, "mend"):
            if kind == "policy" and self.chance.random() < 0.5:
                self.change(kind, lambda thing: thing.marks > 2, marks=2)
            else:
                self.change(
                    kind,
                    lambda thing: bool(thing.late or thing.empty or thing.marks),
                    late="",
                    empty=False,
                    marks=0,
                )

    def remove(self, kind: str) -> None:
        """Delete one, a faulty one or not."""
        if self.allowed(kind, "mend") and len(self.world[kind]) > 2:
            self.world[kind].remove(self.chance.choice(self.world[kind][1:]))

    def rename(self, kind: str) -> None:
        """Give one another id, and nothing else."""
        if kind not in GATHERING:
            number = next(self._numbers)
            self.change(
                kind, lambda thing: thing.uid[-1] in "0123", id=f"{self.world[kind][0].id[:4]}N-{number}"
            )

    def move(self, kind: str) -> None:
        """Put a file elsewhere."""
        if kind == "policy":
            self.folders[self.chance.choice(self.world[kind]).uid] = "more/"
        else:
            self.paths[kind] = f"records/registers/{kind}s.yml"

    def shuffle(self, kind: str) -> None:
        """Put what a register holds into another order."""
        if self.allowed(kind, "edit"):
            self.chance.shuffle(self.world[kind])

    def edit(self, kind: str) -> None:
        """Change what has nothing to do with a fault."""
        if kind not in GATHERING:
            self.change(kind, lambda _: True, text=f"Other words {next(self._numbers)}")

    def note(self, kind: str) -> None:
        """Add lines that say nothing, so that all others move."""
        self.comments[kind] = self.chance.randint(1, 5)

    def worsened(self) -> Worsened:
        """What is worse than at the beginning: the rule, and the uid of the thing or the kind that is gathered."""
        before = {thing.uid: thing for things in beginning().values() for thing in things}
        found: Worsened = set()
        for kind, things in self.world.items():
            for thing in things:
                then = before.get(thing.uid, Thing("", ""))
                if thing.late and thing.late != then.late:
                    found.add(("objective-overdue" if kind == "objective" else "overdue-review", thing.uid))
                if thing.marks > then.marks:
                    found.add(("raw-html", thing.uid))
                if thing.empty and not then.empty:
                    found.add((GATHERING[kind], kind))
        return found

    def files(self) -> dict[str, str]:
        """The system as files."""
        files = {self.paths[kind]: self._register(kind) for kind in self.paths}
        for thing in self.world["policy"]:
            path = f"policies/{self.folders.get(thing.uid, '')}{thing.uid.replace(' ', '-')}.md"
            files[path] = _policy(thing, self.comments.get("policy", 0))
        return files

    def _register(self, kind: str) -> str:
        entries = [_entry(kind, thing) for thing in self.world[kind]]
        head = {"kind": kind, "id": f"REG-{kind.upper()}", "title": kind, "owner": "owner"}
        review = {"every": "12 months", "last": "2026-10-01"}
        return "# A note\n" * self.comments.get(kind, 0) + flow(
            {**head, "review": review, "entries": entries}
        )


def _entry(kind: str, thing: Thing) -> Mapping[str, Any]:
    values = {**deepcopy(dict(example_values(kind))), "id": thing.id}
    if kind == "objective":
        for name in ("actual", "reason", "closed_at"):
            del values[name]
        values |= {"statement": thing.text, "due": thing.late or IN_TIME, "status": "open"}
    if thing.empty:
        del values[FIELD[kind]]
    return values


def _policy(thing: Thing, lines: int) -> str:
    marks = "".join("\n\n<b>bold</b>\n" for _ in range(thing.marks))
    last = thing.late or "2026-10-01"
    return (
        f'---\nkind: policy\nid: {thing.id}\ntitle: Policy\nversion: "1.0"\nlifecycle: active\nowner: owner\n'
        f"approver: approver\neffective: 2025-01-10\nreview: {{every: 12 months, last: {last}}}\n"
        f"classification: internal\nretention: 3 years\n---\n# Policy\n{chr(10) * lines}\n{thing.text}{marks}\n"
    )


_READ = ReadFiles()


def brought(proposal: Proposal) -> Worsened:
    """What the proposal is blamed for."""
    start = Proposal.__new__(Proposal)
    start.root, start.world, start.comments, start.folders = proposal.root, beginning(), {}, {}
    start.paths = {kind: f"records/{kind}.yml" for kind in proposal.paths}
    texts = [start.files(), proposal.files()]
    base, sms = (load(proposal.root, today=TODAY, overlay=files, read=_READ) for files in texts)
    changed = {path for path in {*texts[0], *texts[1]} if texts[0].get(path) != texts[1].get(path)}
    before, after = (lint(one, checks(), select=RULES) for one in (base, sms))
    result = blamed(after, before, difference(base, sms, changed), ())
    uids = {thing.id: thing.uid for things in proposal.world.values() for thing in things}
    gathered = {rule: kind for kind, rule in GATHERING.items()}
    return {(finding.rule, gathered.get(finding.rule) or uids[finding.node]) for finding in result.counted}
