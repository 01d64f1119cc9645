"""Stories: honest work with one deed in it, told at random. Each notes what its deed must be found as."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.history.generated.building import LINK, PLAIN, PROGRAM, Story
from tests.history.generated.world import BACK, FIRST, FORWARD, ODD, ODD_FORMS, TABLE, WORDS, Doc, Rec, World

NEW_ONLY = 9  # honest work that leaves alone what is there
TRUST = "trust.yml"
TRUST_TEXTS = ("version: 1\n", "version: 2\nsince: nothing\n", "version: [\n", "Nobody.\n")
KINDS = ("risk", "risk", "change", "incident", "awareness", "person")


@dataclass
class Telling:
    """A history that is being told: the world at each commit, its parents, and what has to be found."""

    rng: random.Random
    story: Story
    dates: tuple[int, int] | None = None  # between which seconds the commits are dated at random
    worlds: dict[int, World] = field(default_factory=dict)
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    sure: set[tuple[int, str]] = field(default_factory=set)
    count: int = 0
    head: int = 0

    def commit(self, world: World, *parents: int, subject: str = "Step") -> int:
        at = self.rng.randrange(*self.dates) if self.dates else None
        number = self.story.commit(world.files(), parents, subject, at)
        self.worlds[number], self.parents[number] = world, parents
        return number

    def step(self, world: World, subject: str = "Step") -> int:
        """A step of the branch."""
        self.head = self.commit(world, *([self.head] if self.head else []), subject=subject)
        return self.head

    @property
    def now(self) -> World:
        return self.worlds[self.head]

    # Honest work.

    def begin(self) -> None:
        world = World()
        for _ in range(self.rng.randint(6, 14)):
            world = world.put(self.new(closed=self.rng.random() < 0.5))
        for kind, state in (("risk", "closed"), ("change", "rejected"), ("incident", "closed")):
            world = world.put(replace(self.new(closed=True), kind=kind, state=state, path=self.place(kind)))
        for number in range(2):
            world = world.write(Doc(f"POL-{number}", (1, 8), "active", "First.", f"policies/p{number}.md"))
        self.step(world)
        self.work(self.rng.randint(1, 4))

    def new(self, closed: bool = False) -> Rec:
        self.count += 1
        kind = self.rng.choice(KINDS)
        state = FIRST[kind]
        while closed and FORWARD[kind].get(state):
            state = self.rng.choice(FORWARD[kind][state])
        id_ = f"{kind[:3].upper()}-{self.count:04}"
        return Rec(id_, kind, state, self.word(), self.place(kind), style=self.rng.randrange(12))

    def place(self, kind: str) -> str:
        own = f"records/{self.rng.choice('ab')}/{kind}-{self.count}.yml"
        places = [own, own, f"records/registers/{kind}.yml", *([TABLE] if kind == "incident" else [])]
        return self.rng.choice(places)

    def word(self) -> str:
        return f"{self.rng.choice(WORDS)} {self.rng.randrange(10**6)}"

    def work(self, steps: int) -> None:
        """Honest steps of the branch, some of them merges."""
        for _ in range(steps):
            if self.rng.random() < 0.35:
                self.merge(self.branch(self.rng.randint(1, 3)))
            else:
                self.step(self.honest(self.now))

    def branch(self, steps: int, start: int = 0) -> int:
        """An honest branch; what it works on, main leaves alone."""
        tip = start or self.head
        for _ in range(steps):
            tip = self.commit(self.honest(self.worlds[tip], parity=1), tip)
        return tip

    def merge(self, tip: int, world: World | None = None) -> int:
        if world is None and self.rng.random() < 0.5:
            self.step(self.honest(self.now, parity=0))
        merged = world or self.merged(self.head, tip)
        self.head = self.commit(merged, self.head, tip)
        return self.head

    def merged(self, main: int, tip: int) -> World:
        """What git would make of both: what the branch did, on top of what main holds."""
        return self.over(main, self.worlds[main], tip)

    def over(self, main: int, ours: World, tip: int) -> World:
        """The same, where something of `main` was changed already."""
        fork = max(self.ancestors(main) & self.ancestors(tip))
        old, theirs = self.worlds[fork], self.worlds[tip]
        recs = {
            id_: rec
            for id_ in dict.fromkeys([*ours.recs, *theirs.recs])
            if (rec := (theirs if theirs.recs.get(id_) != old.recs.get(id_) else ours).recs.get(id_))
            is not None
        }
        docs = {
            id_: (theirs if theirs.docs.get(id_) != old.docs.get(id_) else ours).docs[id_]
            for id_ in ours.docs
            if id_ in theirs.docs
        }
        return World(recs, docs, {**ours.modes, **theirs.modes}, {**ours.odd, **theirs.odd})

    def line(self) -> list[int]:
        """The steps of the branch."""
        found = [self.head]
        while self.parents[found[-1]]:
            found.append(self.parents[found[-1]][0])
        return found[::-1]

    def is_under_trust(self, commit: int) -> bool:
        """Whether a commit holds trust settings, or builds on one that did."""
        return any(TRUST in self.worlds[before].odd for before in self.ancestors(commit))

    def guarded_from(self) -> int:
        """The step with which the guard begins, of which nothing is told; 0 where it always was there."""
        return next((step for step in self.line() if self.is_under_trust(step)), 0)

    def ancestors(self, commit: int) -> set[int]:
        found, waiting = set(), [commit]
        while waiting:
            reached = waiting.pop()
            if reached not in found:
                found.add(reached)
                waiting.extend(self.parents[reached])
        return found

    def honest(self, world: World, parity: int | None = None) -> World:
        """One to three things that anybody may do."""
        for _ in range(self.rng.randint(1, 3)):
            world = self.deed(world, parity)
        return world

    def deed(self, world: World, parity: int | None) -> World:
        free = [
            rec
            for rec in world.recs.values()
            if (parity is None or int(rec.id[-1]) % 2 == parity)
            and rec.path not in world.odd
            and rec.path not in world.modes
        ]
        open_ = [rec for rec in free if not rec.closed]
        roll = self.rng.random()
        if roll < 0.3 or not free:
            return world.put(self.fresh(world, parity))
        if roll < 0.55 and open_:
            rec = self.rng.choice(open_)
            onward = FORWARD.get(rec.kind, {}).get(rec.state)
            return world.put(
                replace(rec, state=self.rng.choice(onward), note=self.word())
                if onward
                else replace(rec, note=self.word())
            )
        if roll < 0.65 and open_:
            return world.put(replace(self.rng.choice(open_), title=self.word()))
        if roll < 0.7 and open_:
            return world.take(self.rng.choice(open_).id)
        if roll < 0.8:  # written in another way
            return world.put(replace(self.rng.choice(free), style=self.rng.randrange(12)))
        if roll < 0.9:  # moved to another file
            rec = self.rng.choice(free)
            return world.put(replace(rec, path=f"records/moved/{rec.id.lower()}.yml"))
        return self.document(world, parity)

    def fresh(self, world: World, parity: int | None) -> Rec:
        while True:
            rec = self.new()
            if parity in (None, NEW_ONLY, int(rec.id[-1]) % 2) and rec.path not in world.odd:
                return rec

    def document(self, world: World, parity: int | None) -> World:
        docs = [doc for doc in world.docs.values() if parity is None or int(doc.id[-1]) % 2 == parity]
        if not docs or parity == 1:  # a branch may need several tries, which is another story
            return world
        doc = self.rng.choice(docs)
        if self.rng.random() < 0.3:
            return world.write(replace(doc, reviewed=f"2026-{self.rng.randint(1, 12):02}-01"))
        step = (doc.version[0], doc.version[1] + 1) if self.rng.random() < 0.8 else (doc.version[0] + 1, 0)
        return world.write(replace(doc, version=step, text=self.word()))

    # What the deeds need.

    def victim(self, world: World | None = None, own_file: bool = False) -> Rec:
        world = world or self.now
        fit = [rec for rec in world.recs.values() if rec.closed and rec.path not in world.odd]
        mine = [
            rec
            for rec in fit
            if len(world.at(rec.path)) == 1 and rec.path != TABLE and "registers" not in rec.path
        ]
        if own_file and not mine:
            rec = fit[0]
            self.step(world.put(replace(rec, path=f"records/moved/{rec.id.lower()}.yml")))
            return self.now.recs[rec.id]
        return self.rng.choice(mine if own_file else fit)

    def must(self, commit: int, id_: str) -> None:
        self.sure.add((commit, id_))


Deed = Callable[[Telling], None]


def _altered(telling: Telling, rec: Rec) -> Rec:
    if telling.rng.random() < 0.3:
        return replace(rec, note=telling.word())
    return replace(rec, title=telling.word(), style=telling.rng.randrange(12))


def honest(telling: Telling) -> None:
    telling.work(6)


def edit(telling: Telling) -> None:
    rec = telling.victim()
    telling.must(telling.step(telling.honest(telling.now, NEW_ONLY).put(_altered(telling, rec))), rec.id)


def delete(telling: Telling) -> None:
    rec = telling.victim()
    telling.must(telling.step(telling.now.take(rec.id)), rec.id)


def rename(telling: Telling) -> None:
    rec = telling.victim()
    telling.must(telling.step(telling.now.take(rec.id).put(replace(rec, id=f"{rec.id}9"))), rec.id)


def retype(telling: Telling) -> None:
    rec = telling.victim(own_file=True)
    other = telling.rng.choice([kind for kind in ("risk", "change", "person", "nothing") if kind != rec.kind])
    telling.must(telling.step(telling.now.put(replace(rec, kind=other, style=0))), rec.id)


def symlink(telling: Telling) -> None:
    rec = telling.victim()
    world = telling.now
    gone = [held.id for held in world.at(rec.path)]
    world = replace(world.take(*gone), odd={**world.odd, rec.path: (LINK, "../elsewhere.yml")})
    telling.must(telling.step(world), rec.id)


def chmod(telling: Telling) -> None:
    rec = telling.victim()
    telling.must(telling.step(replace(telling.now, modes={**telling.now.modes, rec.path: PROGRAM})), rec.id)


def evil_merge(telling: Telling) -> None:
    rec = telling.victim()
    tip = telling.branch(telling.rng.randint(1, 3))
    if telling.rng.random() < 0.5:
        telling.step(telling.honest(telling.now, 0))
    world = telling.merged(telling.head, tip)
    if rec.id in world.recs:
        bad = (
            world.take(rec.id)
            if telling.rng.random() < 0.3
            else world.put(_altered(telling, world.recs[rec.id]))
        )
        telling.must(telling.merge(tip, bad), rec.id)


def branch_and_revert(telling: Telling) -> None:
    rec = telling.victim()
    tip = telling.branch(1)
    old = telling.worlds[tip].recs[rec.id]
    gone = telling.rng.random() < 0.3
    world = telling.worlds[tip].take(rec.id) if gone else telling.worlds[tip].put(_altered(telling, old))
    tip = telling.commit(world, tip)
    telling.must(tip, rec.id)
    for _ in range(telling.rng.randint(0, 2)):
        tip = telling.commit(telling.honest(telling.worlds[tip], NEW_ONLY), tip)
    tip = telling.commit(telling.worlds[tip].put(old), tip)
    telling.merge(tip)


def moved_in_a_branch_then_edited(telling: Telling) -> None:
    rec = telling.victim()
    moved = replace(rec, path=f"records/moved/{rec.id.lower()}.yml", style=0)
    tip = telling.commit(telling.now.put(moved), telling.head)
    tip = telling.commit(telling.worlds[tip].put(replace(_altered(telling, moved), path=moved.path)), tip)
    telling.must(tip, rec.id)
    tip = telling.commit(telling.worlds[tip].put(moved), tip)
    telling.merge(tip)


def gone_and_back(telling: Telling) -> None:
    """Taken away, and written again in another way some steps later."""
    rec = telling.victim()
    telling.must(telling.step(telling.now.take(rec.id)), rec.id)
    if telling.rng.random() < 0.5:
        telling.step(telling.honest(telling.now, NEW_ONLY))
    again = replace(rec, path=f"records/moved/{rec.id.lower()}.yml", style=0)
    if telling.rng.random() < 0.5:
        telling.step(telling.now.put(again))
    else:
        telling.must(telling.step(telling.now.put(_altered(telling, again))), rec.id)


def ours_merge(telling: Telling) -> None:
    rec = telling.victim()
    tip = telling.commit(telling.now.put(_altered(telling, rec)), telling.head)
    telling.must(tip, rec.id)
    tip = telling.branch(telling.rng.randint(0, 2), tip)
    telling.merge(tip, telling.now)


def edit_while_a_branch_is_open(telling: Telling) -> None:
    """What was altered on the branch is told once, not again where older work is merged."""
    tip = telling.branch(2)
    rec = telling.victim()
    gone = telling.rng.random() < 0.3
    telling.must(
        telling.step(telling.now.take(rec.id) if gone else telling.now.put(_altered(telling, rec))), rec.id
    )
    telling.merge(tip)


def squash(telling: Telling) -> None:
    rec = telling.victim()
    tip = telling.branch(1)
    world = telling.worlds[tip]
    tip = telling.commit(world.put(_altered(telling, world.recs[rec.id])), tip)
    tip = telling.branch(1, tip)
    telling.must(telling.step(telling.merged(telling.head, tip)), rec.id)


def rebase(telling: Telling) -> None:
    rec = telling.victim()
    start, tip = telling.head, telling.branch(1)
    telling.step(telling.honest(telling.now, 0))
    onto = telling.merged(telling.head, tip)
    telling.step(onto)
    telling.must(telling.step(onto.put(_altered(telling, onto.recs[rec.id]))), rec.id)
    assert start != telling.head
    telling.step(telling.honest(telling.now))


def reopen(telling: Telling) -> None:
    fit = [
        rec
        for rec in telling.now.recs.values()
        if rec.closed and rec.kind in ("risk", "change", "incident") and rec.path not in telling.now.odd
    ]
    rec = telling.rng.choice(fit)
    one = telling.commit(telling.now.put(replace(rec, state=FIRST[rec.kind])), telling.head)
    telling.must(one, rec.id)
    changed = replace(telling.worlds[one].recs[rec.id], title=telling.word())
    two = telling.commit(telling.worlds[one].put(changed), one)
    if telling.rng.random() < 0.5:
        two = telling.commit(telling.worlds[two].put(replace(changed, state=rec.state)), two)
    if telling.rng.random() < 0.3:  # moved on without a merge
        telling.head = two
    else:
        telling.must(telling.merge(two), rec.id)


def forged_dates(telling: Telling) -> None:
    _dated(telling, 0, 2_000_000_000)


def future_dates(telling: Telling) -> None:
    _dated(telling, 2_500_000_000, 4_000_000_000)  # up to the year 2096


def past_dates(telling: Telling) -> None:
    _dated(telling, 0, 300_000_000)  # before there was git


def _dated(telling: Telling, first: int, last: int) -> None:
    telling.dates = first, last
    telling.work(2)
    telling.rng.choice((edit, delete, evil_merge, branch_and_revert, gone_and_back, ours_merge))(telling)
    if telling.rng.random() < 0.5:  # what comes next seems to be from another time
        telling.dates = None


def tamper_and_revert(telling: Telling) -> None:
    rec = telling.victim()
    gone = telling.rng.random() < 0.3
    telling.must(
        telling.step(telling.now.take(rec.id) if gone else telling.now.put(_altered(telling, rec))), rec.id
    )
    if telling.rng.random() < 0.5:
        telling.step(telling.honest(telling.now, NEW_ONLY))
    telling.step(telling.now.put(rec))


def moved_back(telling: Telling) -> None:
    kind = telling.rng.choice(list(BACK))
    late, early = BACK[kind]
    rec = replace(
        telling.new(),
        kind=kind,
        state=late,
        path=f"records/a/{kind}-x{telling.count}.yml",
        id=f"X-{telling.count:04}",
    )
    telling.step(telling.now.put(rec))
    telling.must(telling.step(telling.now.put(replace(rec, state=early))), rec.id)


def broken_then_changed(telling: Telling) -> None:
    rec = telling.victim(own_file=True)
    world = telling.now
    broken = replace(world, odd={**world.odd, rec.path: ("100644", f'kind: {rec.kind}\nid: "{rec.id}\n')})
    telling.step(broken)
    if telling.rng.random() < 0.5:
        telling.step(telling.honest(telling.now, NEW_ONLY))
    mended = replace(
        telling.now, odd={path: mark for path, mark in telling.now.odd.items() if path != rec.path}
    )
    telling.must(telling.step(mended.put(_altered(telling, rec))), rec.id)


def turned_around(telling: Telling) -> None:
    """Somebody pulls main into a branch and pushes that: the branch becomes the line of first parents."""
    start = telling.head
    opened = replace(
        telling.new(),
        kind="risk",
        state="open",
        path=f"records/a/risk-t{telling.count}.yml",
        id=f"T-{telling.count:04}",
    )
    start = telling.step(telling.now.put(opened))
    telling.step(telling.now.put(replace(opened, state="closed")))
    tip = telling.branch(2, start)
    world = telling.merged(tip, telling.head)
    main, telling.head = telling.head, tip
    if telling.rng.random() < 0.5:
        telling.head = telling.commit(world, tip, main)  # an accident that harms nothing
        return
    telling.head = telling.commit(world.put(replace(opened, state="closed", title=telling.word())), tip, main)
    telling.must(telling.head, opened.id)


def foxtrot(telling: Telling) -> None:
    """Somebody merges the branch into an old copy of it, with much, little or nothing of it, and pushes that."""
    opened = telling.new()
    opened = replace(
        opened, kind="risk", state="open", id=f"F-{telling.count:04}", path=f"records/a/f{telling.count}.yml"
    )
    old = telling.step(telling.now.put(opened))
    telling.step(telling.now.put(replace(opened, state="closed")))
    telling.work(telling.rng.randint(0, 2))
    tip = telling.branch(telling.rng.randint(0, 2), old)
    main, other = telling.head, replace(opened, state="closed", title=telling.word())
    if telling.rng.random() < 0.3:
        tip = telling.commit(telling.worlds[tip].put(other), tip)
    world = telling.rng.choice(
        (telling.worlds[tip], telling.merged(tip, main).put(other), telling.merged(tip, main))
    )
    honest_one = world.recs.get(opened.id) == telling.worlds[main].recs.get(opened.id)
    telling.head = telling.commit(world, tip, main)
    if not honest_one:
        telling.must(telling.head, opened.id)


def dropped_and_revived(telling: Telling) -> None:
    """A branch that closed a record is merged and dropped; it comes back, or another one of its name."""
    rec = replace(telling.new(closed=True), kind="risk", state="closed")
    rec = replace(rec, id=f"D-{telling.count:04}", path=f"records/a/d{telling.count}.yml")
    tip = telling.commit(telling.now.put(rec), telling.head)
    tip = telling.branch(telling.rng.randint(0, 2), tip)
    if telling.rng.random() < 0.5:
        telling.step(telling.honest(telling.now, 0))
    telling.must(telling.merge(tip, telling.now), rec.id)
    roll = telling.rng.random()
    if roll < 0.3:
        telling.step(telling.now.put(replace(rec, style=0)))
    elif roll < 0.5:
        telling.step(telling.now.put(_altered(telling, rec)))
    elif roll < 0.7:
        telling.merge(telling.branch(1, tip))


def squashed_then_merged(telling: Telling) -> None:
    """The work of a branch is squashed, mended or not, and the branch itself is merged later."""
    rec = replace(telling.new(closed=True), kind="risk", state="closed")
    rec = replace(rec, id=f"Q-{telling.count:04}", path=f"records/a/q{telling.count}.yml")
    tip = telling.commit(telling.now.put(rec), telling.head)
    telling.step(telling.now.put(rec))
    if telling.rng.random() < 0.7:
        telling.must(telling.step(telling.now.put(_altered(telling, rec))), rec.id)
    telling.merge(tip, telling.now)


def two_at_once(telling: Telling) -> None:
    """Three branches in one merge; one may lose what it closed."""
    tips = [telling.branch(1) for _ in range(2)]
    rec = replace(telling.new(closed=True), kind="risk", state="closed")
    rec = replace(rec, id=f"O-{telling.count:04}", path=f"records/a/o{telling.count}.yml")
    tips.append(telling.commit(telling.now.put(rec), telling.head))
    world = telling.worlds[telling.head]
    for tip in tips:
        world = telling.over(telling.head, world, tip)
    lost = telling.rng.random() < 0.5
    telling.head = telling.commit(world.take(rec.id) if lost else world, telling.head, *tips)
    if lost:
        telling.must(telling.head, rec.id)


def documents(telling: Telling) -> None:
    doc = telling.rng.choice(list(telling.now.docs.values()))
    doc = replace(doc, version=(1, 9), text=telling.word()) if doc.version < (1, 9) else doc
    if doc != telling.now.docs[doc.id]:
        telling.step(telling.now.write(doc))
    telling.step(
        telling.now.write(replace(doc, version=(doc.version[0], doc.version[1] + 1), text=telling.word()))
    )
    doc = telling.now.docs[doc.id]
    games = (
        replace(doc, text=telling.word()),
        replace(doc, text=telling.word(), version=(doc.version[0], doc.version[1] - 1)),
        replace(doc, version=(doc.version[0] - 1, 99)),
        replace(doc, lifecycle="draft", version=(doc.version[0] + 1, 0)),
        None,
    )
    game = telling.rng.choice(games)
    world = (
        telling.now.write(game)
        if game
        else replace(
            telling.now, docs={id_: document for id_, document in telling.now.docs.items() if id_ != doc.id}
        )
    )
    telling.must(telling.step(world), doc.id)


def renamed_and_edited(telling: Telling) -> None:
    """A file that goes from name to name while another record takes its place; its text changes on the way, or after."""
    rec = telling.victim(own_file=True)
    rec = replace(rec, path=f"records/b/first-{rec.id.lower()}.yml")
    telling.step(telling.now.put(rec))
    away = replace(rec, path=f"records/moved/away-{rec.id.lower()}.yml")
    newcomer = replace(telling.new(), path=rec.path, kind="risk", state="open", style=0)
    telling.step(telling.now.put(away, newcomer))
    onward = replace(rec, path=f"records/b/again-{rec.id.lower()}.yml")
    if telling.rng.random() < 0.5:
        telling.step(telling.now.put(onward))
        if telling.rng.random() < 0.5:
            telling.merge(telling.branch(1))
    altered = _altered(telling, telling.now.recs[rec.id])
    telling.must(telling.step(telling.now.put(replace(altered, path=onward.path))), rec.id)


def revived_by_a_merge(telling: Telling) -> None:
    """Deleted on the branch, and brought back by a merge of older work: as it was, or otherwise."""
    tip = telling.branch(telling.rng.randint(1, 2))
    rec = telling.victim()
    telling.must(telling.step(telling.now.take(rec.id)), rec.id)
    world = telling.merged(telling.head, tip)
    again = replace(rec, path=f"records/moved/{rec.id.lower()}.yml", style=0)
    if telling.rng.random() < 0.5:
        telling.merge(tip, world.put(again))
    else:
        altered = replace(_altered(telling, again), path=again.path)
        telling.must(telling.merge(tip, world.put(altered)), rec.id)


def hidden(telling: Telling) -> None:
    """The file is still there, under a name by which nobody takes it for a record; or it comes back from there."""
    rec = telling.victim(own_file=True)
    place = telling.rng.choice((
        f"records/a/.{rec.id}.yml", f"records/.a/{rec.id}.yml", f"records/a/{rec.id}.txt", f"records/a/{rec.id}.YML",
        f"records/a/{rec.id}.yml.bak", f"drafts/{rec.id}.yml", f"Records/a/{rec.id}.yml",
    ))  # fmt: skip
    text = telling.now.files()[rec.path]
    world = telling.now.take(rec.id)
    telling.must(telling.step(replace(world, odd={**world.odd, place: text})), rec.id)
    if telling.rng.random() < 0.5:
        shown = {path: held for path, held in telling.now.odd.items() if path != place}
        altered = telling.rng.random() < 0.5
        world = replace(telling.now, odd=shown).put(_altered(telling, rec) if altered else rec)
        telling.step(world)
        if altered:
            telling.must(telling.head, rec.id)


def odd_forms(telling: Telling) -> None:
    """Written in every way that YAML has: that is no change, and hides none."""
    rec = telling.victim(own_file=True)
    for _ in range(telling.rng.randint(1, 3)):
        rec = replace(rec, style=ODD + telling.rng.randrange(ODD_FORMS))
        telling.step(telling.now.put(rec))
    altered = replace(rec, title=telling.word(), style=ODD + telling.rng.randrange(ODD_FORMS))
    telling.must(telling.step(telling.now.put(altered)), rec.id)
    if telling.rng.random() < 0.5:
        telling.step(telling.now.put(replace(rec, style=ODD + telling.rng.randrange(ODD_FORMS))))


def file_into_folder(telling: Telling) -> None:
    """Where the file was there is a folder, which holds it."""
    rec = telling.victim(own_file=True)
    inside = replace(rec, path=f"{rec.path}/{rec.id}.yml")
    if telling.rng.random() < 0.5:
        telling.step(telling.now.put(inside))
    telling.must(telling.step(telling.now.put(replace(_altered(telling, inside), path=inside.path))), rec.id)


def moved_into_a_table(telling: Telling) -> None:
    rec = replace(telling.new(closed=True), kind="incident", state="closed", style=0)
    rec = replace(rec, id=f"M-{telling.count:04}", path=f"records/a/m{telling.count}.yml")
    telling.step(telling.now.put(rec))
    telling.step(telling.now.put(replace(rec, path=TABLE)))
    if telling.rng.random() < 0.5:
        telling.merge(telling.branch(1))
    rec = telling.now.recs[rec.id]
    roll = telling.rng.random()
    if roll < 0.3:
        telling.must(telling.step(telling.now.take(rec.id)), rec.id)
    elif roll < 0.6:
        telling.must(telling.step(telling.now.put(replace(rec, title=telling.word()))), rec.id)
    else:
        back = replace(rec, path=f"records/moved/{rec.id.lower()}.yml", title=telling.word())
        telling.must(telling.step(telling.now.put(back)), rec.id)


def trust_changes(telling: Telling) -> None:
    """The guard begins with the first trust settings, whatever they say and whatever becomes of them."""
    before = telling.victim()
    telling.step(telling.now.put(_altered(telling, before)))  # nobody guards it yet
    old = telling.branch(1)
    _trust(telling, telling.rng.choice((*TRUST_TEXTS, "\0")))
    telling.step(telling.honest(telling.now, NEW_ONLY))  # what the branch works on, main leaves alone
    edit(telling)
    _trust(telling, telling.rng.choice((*TRUST_TEXTS, "")))
    if telling.rng.random() < 0.5:  # a branch from before there was trust alters what is guarded now
        rec = telling.rng.choice([rec for rec in telling.worlds[old].recs.values() if rec.closed])
        old = telling.commit(telling.worlds[old].put(_altered(telling, rec)), old)
    telling.merge(old, telling.now if telling.rng.random() < 0.3 else None)
    telling.rng.choice((edit, delete, ours_merge))(telling)


def _trust(telling: Telling, text: str) -> None:
    """A step that brings trust settings, or takes them away where the text is empty."""
    others = {path: held for path, held in telling.now.odd.items() if path != TRUST}
    given = {TRUST: (PLAIN, text)} if text else {}
    telling.step(replace(telling.now, odd={**others, **given}))


DEEDS: dict[str, Deed] = {
    deed.__name__: deed
    for deed in (
        honest, edit, edit_while_a_branch_is_open, delete, rename, retype, symlink, chmod, evil_merge, branch_and_revert, moved_in_a_branch_then_edited, gone_and_back, ours_merge, squash, rebase, reopen, forged_dates,
        tamper_and_revert, moved_back, broken_then_changed, turned_around, documents, foxtrot, dropped_and_revived,
        squashed_then_merged, two_at_once, future_dates, past_dates, renamed_and_edited, revived_by_a_merge, hidden,
        odd_forms, file_into_folder, moved_into_a_table, trust_changes,
    )
}  # fmt: skip


def tell(name: str, number: int, story: Story) -> Telling:
    """One history with one deed in it; the same number tells the same again."""
    telling = Telling(random.Random(f"{name} {number}"), story)
    telling.begin()
    DEEDS[name](telling)
    telling.work(telling.rng.randint(0, 4))
    return telling
