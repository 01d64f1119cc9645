"""Anchors judged against made-up branches: an honest chain first, then each way in which one does not hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import (
    FOLDER,
    AnchorEntry,
    AnchorJudgement,
    Entries,
    gap_of,
    judge,
    next_entry,
    stamped,
)
from sms_lint.history.anchors.kept import AddedAnchor, anchors_ever_added
from sms_lint.model.statement import digests
from sms_lint.outside.git import MISSING, Commit, Commits, FileChange, Identity
from sms_lint.outside.timestamp import TimestampError

NOBODY = Identity("", "")
OTHER = "records/risk.yml"


def id_of(name: str) -> str:
    return name * 40


def added(path: str, raw: bytes, *, long: bool = False, before: str = "") -> FileChange:
    return FileChange(path, "100644" if before else "", "100644", before, digests(raw, long=long)[1])


class Told:
    """A branch a, b, c, d …; each step changes a record unless it is said what it brings."""

    def __init__(self, *, long: bool = False) -> None:
        self.long, self.size = long, 64 if long else 40
        self.commits: list[Commit] = []
        self.changes: dict[str, tuple[tuple[FileChange, ...], ...]] = {}

    def step(self, name: str, parents: Sequence[str] | None = None, *changes: FileChange) -> str:
        before = [self.commits[-1].id[0]] if self.commits else []
        ids = tuple(commit * self.size for commit in (before if parents is None else parents))
        id_ = name * self.size
        self.commits.append(Commit(id_, ids, NOBODY, NOBODY, "", None, ""))
        self.changes[id_] = (changes or (added(OTHER, name.encode()),),)
        return id_

    def read(self, *, complete: bool = True) -> Commits:
        by_id = {commit.id: commit for commit in reversed(self.commits)}
        return Commits(self.commits[-1].id, complete, by_id, self.changes, {})


def tree_of(commit: str) -> str:
    """What stands for the digest of the files of a commit."""
    return digests(commit.encode())[0]


def at(hour: int) -> datetime:
    return datetime(2026, 3, 1, hour, tzinfo=UTC)


def check(raw: bytes, token: bytes, authority: bytes) -> datetime:
    """A token is the hour that it proves."""
    if not token.isdigit():
        raise TimestampError("it is for other bytes", unknown=token == b"unknown")
    return at(int(token))


def anchored(*, long: bool = False) -> tuple[Told, tuple[AnchorEntry, ...]]:
    """Steps a to f, of which a, c and e are anchored by the step after each."""
    told, entries = Told(long=long), list[AnchorEntry]()
    for number, name in enumerate("ace", start=1):
        head = told.step(name)
        before = entries[-1].digest if entries else ""
        entries.append(AnchorEntry(number, head, tree_of(head), before, "example", "main", b"%d" % number))
        told.step("bdf"[number - 1], None, *kept(entries[-1], long=long))
    return told, tuple(entries)


def kept(entry: AnchorEntry, *, long: bool = False) -> tuple[FileChange, ...]:
    return added(entry.path, entry.raw, long=long), added(entry.token_path, entry.token or b"", long=long)


def judged(
    told: Told, entries: Sequence[AnchorEntry], outside: Entries | None = None, *, complete: bool = True
) -> tuple[AnchorJudgement, ...]:
    return judge(Entries(tuple(entries)), told.read(complete=complete), tree_of, (b"",), check, outside)


def wrong(found: Sequence[AnchorJudgement]) -> list[tuple[int, str, str, str, str]]:
    return [shown for shown in map(_shown, found) if shown[2] != "pass"]


def _shown(judgement: AnchorJudgement) -> tuple[int, str, str, str, str]:
    return judgement.number, judgement.aspect, judgement.outcome, judgement.why, judgement.path


@pytest.mark.parametrize("long", [False, True])
def test_an_honest_chain(long: bool) -> None:
    told, entries = anchored(long=long)
    expected = []
    for entry in entries:
        say, head = f"anchor {entry.number}: ", entry.head[:9]
        linked = f"it continues anchor {entry.number - 1}" if entry.number > 1 else "it is the first"
        moment = f"2026-03-01 0{entry.number}:00:00 UTC"
        expected += [
            (entry.number, "chain", "pass", f"{say}{linked}", entry.path),
            (entry.number, "history", "pass", f"{say}commit {head} is a step of the branch", entry.path),
            (
                entry.number,
                "content",
                "pass",
                f"{say}commit {head} has the files that were anchored",
                entry.path,
            ),
            (
                *(entry.number, "time", "pass"),
                f"{say}an authority confirms that it existed at {moment}",
                entry.token_path,
            ),
        ]
    assert list(map(_shown, judged(told, entries))) == expected


def test_no_anchors() -> None:
    told = Told()
    told.step("a")
    why = "there are no anchors, so nothing shows a rewritten history"
    assert wrong(judged(told, [])) == [(0, "chain", "cannot tell", why, FOLDER)]
    anchored_once, (first, *_) = anchored()
    gone = wrong(judged(anchored_once, []))
    assert gone[0] == (
        1,
        "files",
        "fail",
        "anchor 1: it was deleted; restore it from the history",
        first.path,
    )
    assert len(gone) == 6


def test_files_that_are_no_anchors() -> None:
    told, entries = anchored()
    flawed = Entries(entries[:2], ((entries[2].path, "it is cut off"),))  # type: ignore[arg-type] # as pairs
    found = judge(flawed, told.read(), tree_of, (b"",), check)
    assert wrong(found) == [
        (0, "files", "fail", "it is cut off", entries[2].path),
        (
            3,
            "files",
            "fail",
            "anchor 3: its token was deleted; restore it from the history",
            entries[2].token_path,
        ),
    ]


def test_numbers_and_links_of_the_chain() -> None:
    told, (first, second, third) = anchored()
    chains = {
        (second,): "anchor 2: anchor 1 is missing, so the chain is broken",
        (third,): "anchor 3: anchors 1 to 2 are missing, so the chain is broken",
        (
            first,
            second,
            replace(third, number=7),
        ): "anchor 7: anchors 3 to 6 are missing, so the chain is broken",
        (replace(first, previous="1" * 64),): (
            "anchor 1: it is the first, but names one before: one of them was altered, or the chain was forked"
        ),
        (first, replace(second, previous="")): (
            "anchor 2: it does not continue anchor 1 in its present form: one of them was altered, or the chain was forked"
        ),
    }
    for chain, why in chains.items():
        (found,) = [
            judgement
            for judgement in judged(told, chain)
            if judgement.aspect == "chain" and judgement.outcome != "pass"
        ]
        assert (found.outcome, found.why, found.path) == ("fail", why, chain[-1].path)


def history(told: Told, entries: Sequence[AnchorEntry], *, complete: bool = True) -> list[tuple[str, str]]:
    found = judged(told, entries, complete=complete)
    return [
        (judgement.outcome, judgement.why)
        for judgement in found
        if judgement.aspect == "history" and judgement.outcome != "pass"
    ]


def test_commits_that_are_no_steps() -> None:
    told, (first, second, third) = anchored()
    told.step("x", ["a"])
    told.step("g", ["f", "x"])
    beside = replace(third, head=id_of("x"))
    assert history(told, (first, second, beside)) == [
        (
            "fail",
            (
                "anchor 3: commit xxxxxxxxx belongs to a branch that was merged, and is no step of this branch itself; if that "
                "was the branch before, put it first again: check out its last commit, and merge this one into it"
            ),
        )
    ]
    gone = replace(third, head=id_of("1"))
    assert history(told, (first, second, gone)) == [
        (
            "fail",
            "anchor 3: commit 111111111, which was anchored, is no longer part of the branch: its history was rewritten",
        )
    ]
    assert history(told, (first, second, gone), complete=False) == [
        ("cannot tell", f"anchor 3: commit 111111111 is not in this shallow clone; {MISSING}")
    ]
    lost = [judgement for judgement in judged(told, (first, second, gone)) if judgement.aspect == "content"][
        -1
    ]
    assert (lost.outcome, lost.why) == (
        "cannot tell",
        "anchor 3: commit 111111111 is missing, so its files cannot be compared",
    )


@pytest.mark.parametrize("name", ["a", "c"])
def test_a_commit_that_comes_too_early(name: str) -> None:
    told, (first, second, third) = anchored()
    early = replace(third, head=id_of(name), tree=tree_of(id_of(name)))
    assert history(told, (first, second, early)) == [
        ("fail", f"anchor 3: commit {name * 9} does not come after commit ccccccccc of anchor 2")
    ]


def test_the_first_step_after_a_commit_that_is_gone() -> None:
    told, (first, second, _) = anchored()
    kept_ = (replace(first, head=id_of("1")), replace(second, head=id_of("a")))
    assert [judgement.why for judgement in judged(told, kept_) if judgement.aspect == "history"][1] == (
        "anchor 2: commit aaaaaaaaa is a step of the branch"
    )


def test_files_that_differ_or_cannot_be_compared() -> None:
    told, entries = anchored()
    other = (*entries[:2], replace(entries[2], tree="0" * 64))
    content = [judgement for judgement in judged(told, other) if judgement.aspect == "content"]
    assert [judgement.outcome for judgement in content] == ["pass", "pass", "fail"]
    assert content[2].why == "anchor 3: commit eeeeeeeee has other files than those that were anchored"

    def unreadable(_: str) -> str:
        raise SmsError("git cannot read it")

    found = judge(Entries(entries), told.read(), unreadable, (b"",), check)
    assert [
        judgement.why
        for judgement in found
        if judgement.aspect == "content" and judgement.outcome == "cannot tell"
    ] == [
        f"anchor {number}: the files of commit {name * 9} cannot be compared: git cannot read it"
        for number, name in ((1, "a"), (2, "c"), (3, "e"))
    ]


def times(*tokens: bytes | None) -> list[tuple[str, str]]:
    told, entries = anchored()
    changed = [replace(entry, token=token) for entry, token in zip(entries, tokens, strict=True)]
    return [
        (judgement.outcome, judgement.why)
        for judgement in judged(told, changed)
        if judgement.aspect == "time"
    ]


def test_times() -> None:
    confirmed = "an authority confirms that it existed at 2026-03-01 0"
    assert times(None, b"bad", b"unknown") == [
        ("cannot tell", "anchor 1: it has no token, so nobody confirms its time"),
        ("fail", "anchor 2: its token does not count: it is for other bytes"),
        ("cannot tell", "anchor 3: its token does not count: it is for other bytes"),
    ]
    assert times(b"3", b"3", b"2") == [
        ("pass", f"anchor 1: {confirmed}3:00:00 UTC"),
        ("pass", f"anchor 2: {confirmed}3:00:00 UTC"),
        (
            "fail",
            "anchor 3: its token is from 2026-03-01 02:00:00 UTC, earlier than that of anchor 2: time runs backwards",
        ),
    ]
    assert times(b"3", b"1", b"2")[2][1].endswith("earlier than that of anchor 1: time runs backwards")


def test_the_earliest_time_of_each_step() -> None:
    told, (first, second, third) = anchored()
    again = replace(second, head=first.head, token=b"0")
    gone = replace(third, head=id_of("1"))
    found = stamped(Entries((first, again, gone)), told.read(), (b"",), check)
    assert found == {first.head: at(0)}
    assert stamped(Entries((again, first)), told.read(), (b"",), check) == {first.head: at(0)}
    bad = Entries((replace(first, token=b"bad"), second))
    assert stamped(bad, told.read(), (b"",), check) == {second.head: at(2)}


# What was added once.


@pytest.mark.parametrize("long", [False, True])
def test_what_was_altered_or_deleted(long: bool) -> None:
    told, (first, second, third) = anchored(long=long)
    other = replace(second, branch="other", token=None)
    found = [shown for shown in wrong(judged(told, (first, other, third))) if shown[1] == "files"]
    back = "restore it from the history"
    assert found == [
        (2, "files", "fail", f"anchor 2: it was altered after it had been added; {back}", second.path),
        (2, "files", "fail", f"anchor 2: its token was deleted; {back}", second.token_path),
    ]


def merged(*changes: FileChange) -> Told:
    """A branch that merged a commit x with these changes."""
    told, _ = anchored()
    told.step("x", ["a"], *changes)
    told.step("g", ["f", "x"])
    told.changes[id_of("g")] = ((added(OTHER, b"g"),), (added(OTHER, b"g"),))
    return told


def test_what_was_added_in_what_was_merged() -> None:
    _, entries = anchored()
    fourth = AnchorEntry(4, id_of("a"), tree_of(id_of("a")), "", token=b"4")
    beside = "was added in xxxxxxxxx, which was merged, and"
    way_out = "restore it from there, and find out which of the two lines was the branch"
    assert wrong(judged(merged(*kept(fourth)), entries)) == [
        (4, "files", "fail", f"anchor 4: it {beside} is not here; {way_out}", fourth.path),
        (4, "files", "fail", f"anchor 4: its token {beside} is not here; {way_out}", fourth.token_path),
    ]
    third = replace(entries[2], branch="other")
    assert wrong(judged(merged(added(third.path, third.raw)), entries)) == [
        (3, "files", "fail", f"anchor 3: it {beside} is another one here; {way_out}", third.path)
    ]
    assert wrong(judged(merged(added(third.path, third.raw, before="1" * 40)), entries)) == [], (
        "it was altered there"
    )
    assert wrong(judged(merged(added(f"{FOLDER}/x.txt", b"x"), added("x/000004.json", b"x")), entries)) == []


def test_anchors_ever_added() -> None:
    told, (first, second, third) = anchored()
    told.step(
        "g", None, added(first.path, b"altered", before=digests(first.raw)[1]), added(f"{FOLDER}/x.txt", b"x")
    )
    told.step("h", None, replace_after(added(second.path, b"x"), ""))
    told.step("i", None, added(second.path, b"again"))
    found = anchors_ever_added(told.read())
    assert list(found) == sorted(
        path for anchor in (first, second, third) for path in (anchor.path, anchor.token_path)
    )
    assert found[first.path] == (AddedAnchor(id_of("b"), digests(first.raw)[1], on_branch=True),)
    assert found[second.path] == (AddedAnchor(id_of("d"), digests(second.raw)[1], on_branch=True),)
    beside = merged(added(first.path, b"1"), added("records/anchors/000009.tsr", b"9"))
    assert anchors_ever_added(beside.read())[first.path][1:] == (
        AddedAnchor(id_of("x"), digests(b"1")[1], on_branch=False),
    )
    assert anchors_ever_added(beside.read())["records/anchors/000009.tsr"] == (
        AddedAnchor(id_of("x"), digests(b"9")[1], on_branch=False),
    )


def replace_after(change: FileChange, after: str) -> FileChange:
    return change._replace(after=after)


# A copy outside.


def compared(own: Sequence[AnchorEntry], outside: Entries) -> list[tuple[int, str, str, str]]:
    told, _ = anchored()
    found = judged(told, own, outside)
    return [
        (judgement.number, judgement.outcome, judgement.why, judgement.path)
        for judgement in found
        if judgement.aspect == "outside copy"
    ]


def test_against_a_copy_outside() -> None:
    _, own = anchored()
    first, second, third = own
    agree = "all agree with the copy kept elsewhere"
    assert compared(own, Entries(own)) == [(3, "pass", agree, FOLDER)]
    assert compared(own, Entries((first,))) == [(1, "pass", f"{agree}; 2 newer are not in it yet", FOLDER)]
    assert compared(own, Entries((replace(first, token=None),)))[0][1] == "pass"
    assert compared(own, Entries()) == [(0, "cannot tell", "the copy kept elsewhere has no anchors", FOLDER)]
    flawed = Entries((first,), (("x", "it is cut off"),))  # type: ignore[arg-type] # as pairs
    assert compared(own, flawed) == [
        (0, "cannot tell", "the copy kept elsewhere is faulty: it is cut off", "x")
    ]
    altered = replace(first, branch="other")
    assert compared(own, Entries((altered,))) == [
        (
            *(1, "fail"),
            "anchor 1: it is different in the copy kept elsewhere: it was altered, or the chain was forked",
            first.path,
        )
    ]
    assert compared((first, second), Entries(own)) == [
        (
            *(3, "fail"),
            "anchor 3: it is in the copy kept elsewhere, but not here: anchors were deleted or cut off",
            third.path,
        )
    ]
    said = "anchor 2: its token is in the copy kept elsewhere, but"
    other = Entries((replace(second, token=b"9"),))
    assert compared(own, other) == [(2, "fail", f"{said} here it is different", second.token_path)]
    without = (first, replace(second, token=None), third)
    assert compared(without, other) == [(2, "fail", f"{said} not here: it was deleted", second.token_path)]


# The next one, and how much no anchor holds.


def refused(told: Told, entries: Entries, *, complete: bool = True) -> str:
    with pytest.raises(SmsError) as caught:
        next_entry(entries, told.read(complete=complete), tree_of)
    return str(caught.value)


def test_the_next_anchor() -> None:
    told, own = anchored()
    told.step("g")
    made = next_entry(Entries(own), told.read(), tree_of, "example", "main")
    assert made == AnchorEntry(4, id_of("g"), tree_of(id_of("g")), own[2].digest, "example", "main")
    new = Told()
    new.step("a")
    first = next_entry(Entries(), new.read(), tree_of)
    assert first == AnchorEntry(1, id_of("a"), tree_of(id_of("a")), "", "", "")


def test_why_there_is_no_next_anchor() -> None:
    told, own = anchored()
    assert (
        refused(told, Entries(own))
        == "only anchors were added since anchor 3; there is nothing new to anchor"
    )
    assert refused(told, Entries(own), complete=False) == (
        f"the clone is shallow, so no anchor can be added; {MISSING}"
    )
    assert refused(told, Entries(own[1:])) == (
        "no anchor can be added while one is missing from the numbers; see `sms-lint anchor --check`"
    )
    assert refused(told, Entries()) == (
        f"{own[0].path} was deleted, so no anchor can continue it; bring it back from the history"
    )
    flawed = Entries(own, (("a\x1b", "it is cut off"),))  # type: ignore[arg-type] # as pairs
    assert refused(told, flawed) == "no anchor can be added while a\\x1b is faulty: it is cut off"
    on_head = replace(own[2], head=id_of("f"))
    assert refused(told, Entries((*own[:2], on_head))) == (
        "anchor 3 is for fffffffff already; there is nothing new to anchor"
    )
    gone = replace(own[2], head=id_of("1"))
    assert refused(told, Entries((*own[:2], gone))) == (
        "anchor 3 is for 111111111, which is not a step of the branch that is checked out: this is another branch, or its "
        "history was rewritten; see `sms-lint anchor --check`"
    )


def test_what_no_anchor_holds() -> None:
    told, own = anchored()
    assert gap_of(Entries(own), told.read()) == (0, 0)
    assert gap_of(Entries(own[:1]), told.read()) == (2, 2), "steps c and e"
    assert gap_of(Entries((own[0], own[2])), told.read()) == (0, 1)
    assert gap_of(Entries(own[2:]), told.read()) == (0, 0), "what came before the first anchor is no gap"
    assert gap_of(Entries(), told.read()) == (3, 3)
    told.step("g", None, added(OTHER, b"g"), added(f"{FOLDER}/000009.json", b"9"))
    told.step("h", None, added("records/anchorsX/a.json", b"x"))
    assert gap_of(Entries(own), told.read()) == (2, 2)
    told.changes[id_of("h")] = ((),)
    assert gap_of(Entries(own), told.read()) == (2, 2), "a step without changes is one"
