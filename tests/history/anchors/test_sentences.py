"""What is said of anchors, word for word, with the respect it is said in and the file it is about."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import (
    FOLDER,
    AnchorEntry,
    AnchorJudgement,
    Entries,
    certificates_at,
    gap_of,
    judge,
    next_entry,
    proofs,
    read_entries,
    stamped,
    tree_digests,
)
from sms_lint.history.anchors.entry import MOST_ENTRIES
from sms_lint.outside.git import MISSING, opened
from sms_lint.outside.timestamp import TimestampError
from tests.authority import Authority
from tests.history.anchors.branch import BEGIN, Branch, git, past_of

CERTIFICATE = ("keys/authority.pem", "0" * 64)


def wrong(
    branch: Branch, *, root: Path | None = None, outside: Entries | None = None
) -> list[AnchorJudgement]:
    return [judgement for judgement in branch.judged(outside, root=root) if judgement.outcome != "pass"]


def heads(branch: Branch) -> list[str]:
    return [entry.head[:9] for entry in branch.entries().entries]


def test_an_honest_chain(branch: Branch) -> None:
    expected = []
    for number, head in enumerate(heads(branch), start=1):
        path, say = f"{FOLDER}/00000{number}.json", f"anchor {number}: "
        moment = f"2026-03-01 {12 + number}:00:00 UTC"
        linked = "it is the first" if number == 1 else f"it continues anchor {number - 1}"
        expected += [
            AnchorJudgement(number, "chain", "pass", say + linked, path),
            AnchorJudgement(number, "history", "pass", f"{say}commit {head} is a step of the branch", path),
            AnchorJudgement(
                number, "content", "pass", f"{say}commit {head} has the files that were anchored", path
            ),
            AnchorJudgement(
                number,
                "time",
                "pass",
                f"{say}an authority confirms that it existed at {moment}",
                path[:-4] + "tsr",
            ),
        ]
    assert branch.judged() == tuple(expected)


def test_no_anchors(tmp_path: Path, authority: Authority) -> None:
    first = Branch(tmp_path / "new", authority).judged()[0]
    why = "there are no anchors, so nothing shows a rewritten history"
    assert first == AnchorJudgement(0, "chain", "cannot tell", why, FOLDER)


def test_no_anchors_any_more(branch: Branch) -> None:
    shutil.rmtree(branch.root / FOLDER)
    why = "anchor 1: it was deleted; restore it from the history"
    judged = branch.judged()
    assert judged[0] == AnchorJudgement(1, "files", "fail", why, f"{FOLDER}/000001.json")
    assert [(judgement.number, judgement.outcome) for judgement in judged] == [
        (number, "fail") for number in (1, 1, 2, 2, 3, 3)
    ]


def test_a_file_that_is_none(branch: Branch) -> None:
    (branch.root / FOLDER / "more.txt").write_text("", "utf-8")
    why = "this file does not belong among the anchors; move it elsewhere"
    assert wrong(branch) == [AnchorJudgement(0, "files", "fail", why, f"{FOLDER}/more.txt")]
    branch.commit("Not an anchor at all")
    assert wrong(branch) == [AnchorJudgement(0, "files", "fail", why, f"{FOLDER}/more.txt")]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ([3], "anchor 3: anchors 1 to 2 are missing, so the chain is broken"),
        ([2, 3], "anchor 2: anchor 1 is missing, so the chain is broken"),
        ([1, 3], "anchor 3: anchor 2 is missing, so the chain is broken"),
    ],
)
def test_missing_numbers(branch: Branch, numbers: list[int], why: str) -> None:
    kept = Entries(tuple(entry for entry in branch.entries().entries if entry.number in numbers))
    found = [
        judgement
        for judgement in branch.judged(kept=kept)
        if judgement.aspect == "chain" and judgement.outcome != "pass"
    ]
    number = int(why.removeprefix("anchor ")[0])
    assert found == [AnchorJudgement(number, "chain", "fail", why, f"{FOLDER}/00000{number}.json")]


def test_numbers_far_apart(branch: Branch) -> None:
    kept = Entries((replace(branch.entries().entries[2], number=7),))
    assert branch.judged(kept=kept)[0].why == "anchor 7: anchors 1 to 6 are missing, so the chain is broken"


def test_a_chain_that_does_not_fit(branch: Branch) -> None:
    first, second, third = branch.entries().entries
    kept = Entries((replace(first, previous="1" * 64), second, third))
    found = [judgement for judgement in branch.judged(kept=kept) if judgement.aspect == "chain"]
    ending = "one of them was altered, or the chain was forked"
    assert found == [
        AnchorJudgement(
            1, "chain", "fail", f"anchor 1: it is the first, but names one before: {ending}", first.path
        ),
        AnchorJudgement(
            2,
            "chain",
            "fail",
            f"anchor 2: it does not continue anchor 1 in its present form: {ending}",
            second.path,
        ),
        AnchorJudgement(3, "chain", "pass", "anchor 3: it continues anchor 2", third.path),
    ]


def test_a_commit_that_is_no_step(branch: Branch) -> None:
    git(branch.root, "checkout", "-q", "-b", "draft")
    branch.step("Draft", path="policies/draft.md")
    entry = branch.anchor()
    git(branch.root, "checkout", "-q", "main")
    branch.step("Meanwhile")
    git(branch.root, "merge", "-q", "--no-ff", "-m", "Merge", "draft")
    why = (
        f"anchor 4: commit {entry.head[:9]} belongs to a branch that was merged, and is no step of this branch itself; "
        "if that was the branch before, put it first again: check out its last commit, and merge this one into it"
    )
    assert wrong(branch) == [AnchorJudgement(4, "history", "fail", why, entry.path)]


def test_a_commit_that_is_gone(branch: Branch) -> None:
    third = branch.entries().entries[2]
    kept = Entries((*branch.entries().entries[:2], replace(third, head="1" * 40)))
    found = [
        judgement
        for judgement in branch.judged(kept=kept)
        if judgement.number == 3 and judgement.outcome != "pass"
    ]
    lost = "anchor 3: commit 111111111"
    assert found[:2] == [
        AnchorJudgement(
            3,
            "history",
            "fail",
            f"{lost}, which was anchored, is no longer part of the branch: its history was rewritten",
            third.path,
        ),
        AnchorJudgement(
            3, "content", "cannot tell", f"{lost} is missing, so its files cannot be compared", third.path
        ),
    ]


def test_a_shallow_clone(branch: Branch, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{branch.root}", "shallow")
    found = [
        judgement for judgement in wrong(branch, root=tmp_path / "shallow") if judgement.aspect == "history"
    ]
    assert found == [
        AnchorJudgement(
            entry.number,
            "history",
            "cannot tell",
            f"anchor {entry.number}: commit {entry.head[:9]} is not in this shallow clone; {MISSING}",
            entry.path,
        )
        for entry in branch.entries().entries
    ]


def test_the_same_commit_twice_and_an_earlier_one(branch: Branch) -> None:
    first, second, third = branch.entries().entries
    for entry in (second, first):
        kept = Entries((first, second, replace(third, head=entry.head, tree=entry.tree)))
        why = f"anchor 3: commit {entry.head[:9]} does not come after commit {second.head[:9]} of anchor 2"
        found = [
            judgement
            for judgement in branch.judged(kept=kept)
            if judgement.aspect == "history" and judgement.outcome != "pass"
        ]
        assert found == [AnchorJudgement(3, "history", "fail", why, third.path)]


def test_the_very_first_commit_after_one_that_is_gone(branch: Branch) -> None:
    root = git(branch.root, "rev-list", "--max-parents=0", "HEAD")
    first, second, _ = branch.entries().entries
    kept = Entries((replace(first, head="1" * 40), replace(second, head=root)))
    placed = [judgement for judgement in branch.judged(kept=kept) if judgement.aspect == "history"]
    assert placed[1].why == f"anchor 2: commit {root[:9]} is a step of the branch"


def test_files_that_differ_or_cannot_be_compared(branch: Branch) -> None:
    third = branch.entries().entries[2]
    kept = Entries((*branch.entries().entries[:2], replace(third, tree="0" * 64)))
    why = f"anchor 3: commit {third.head[:9]} has other files than those that were anchored"
    found = [
        judgement
        for judgement in branch.judged(kept=kept)
        if judgement.aspect == "content" and judgement.outcome != "pass"
    ]
    assert found == [AnchorJudgement(3, "content", "fail", why, third.path)]

    def unreadable(commit: str) -> str:
        raise SmsError("git cannot read it")

    with opened(branch.root) as repository:
        assert repository is not None
        judged = judge(branch.entries(), past_of(repository), unreadable, (), refuse)
    why = f"anchor 3: the files of commit {third.head[:9]} cannot be compared: git cannot read it"
    assert AnchorJudgement(3, "content", "cannot tell", why, third.path) in judged


def refuse(content: bytes, token: bytes, authority: bytes) -> datetime:
    raise TimestampError(f"refused by {authority.decode() or 'nobody'}", unknown=authority == b"unknown")


def test_times(branch: Branch) -> None:
    first, second, third = branch.entries().entries
    entries = Entries((replace(first, token=None), second, third))

    def told(content: bytes, token: bytes, authority: bytes) -> datetime:
        if content == third.raw:
            raise TimestampError("it is for other bytes")
        return BEGIN

    with opened(branch.root) as repository:
        assert repository is not None
        judged = judge(entries, past_of(repository), tree_digests(repository), (b"",), told)
    assert [judgement for judgement in judged if judgement.aspect == "time"] == [
        AnchorJudgement(
            1,
            "time",
            "cannot tell",
            "anchor 1: it has no token, so nobody confirms its time",
            first.token_path,
        ),
        AnchorJudgement(
            2,
            "time",
            "pass",
            "anchor 2: an authority confirms that it existed at 2026-03-01 12:00:00 UTC",
            second.token_path,
        ),
        AnchorJudgement(
            3, "time", "fail", "anchor 3: its token does not count: it is for other bytes", third.token_path
        ),
    ]


def test_backwards_is_told_against_the_latest_before(branch: Branch) -> None:
    hours = {entry.raw: hour for entry, hour in zip(branch.entries().entries, (3, 3, 1), strict=True)}

    def told(content: bytes, token: bytes, authority: bytes) -> datetime:
        return datetime(2026, 3, 1, hours[content], tzinfo=UTC)

    with opened(branch.root) as repository:
        assert repository is not None
        judged = judge(branch.entries(), past_of(repository), tree_digests(repository), (b"",), told)
    third = branch.entries().entries[2]
    why = "anchor 3: its token is from 2026-03-01 01:00:00 UTC, earlier than that of anchor 2: time runs backwards"
    found = [judgement for judgement in judged if judgement.aspect == "time" and judgement.outcome != "pass"]
    assert found == [AnchorJudgement(3, "time", "fail", why, third.token_path)]


def test_one_authority_that_vouches_is_enough_and_a_refusal_is_told_before_what_is_unknown() -> None:
    entry = AnchorEntry(1, "a" * 40, "b" * 64, "", token=b"token")

    def told(content: bytes, token: bytes, authority: bytes) -> datetime:
        if authority == b"good":
            return BEGIN
        return refuse(content, token, authority)

    def why(*authorities: bytes) -> str:
        return str(proofs([entry], authorities, told)[0])

    assert proofs([entry], (b"bad", b"good"), told) == (BEGIN,)
    assert why() == "refused by nobody"
    assert why(b"unknown", b"bad") == "refused by bad"
    assert why(b"bad", b"unknown") == "refused by bad"
    assert why(b"bad", b"other") == "refused by bad"
    assert str(proofs([replace(entry, token=None)], (b"good",), told)[0]).startswith("it has no token")


def test_the_earliest_time_of_a_step_counts_and_only_steps_of_the_branch(branch: Branch) -> None:
    first, second, third = branch.entries().entries
    again = replace(second, head=first.head)
    gone = replace(third, head="1" * 40)
    hours = {first.raw: 5, again.raw: 4, gone.raw: 1}

    def told(content: bytes, token: bytes, authority: bytes) -> datetime:
        return datetime(2026, 3, 1, hours[content], tzinfo=UTC)

    with opened(branch.root) as repository:
        assert repository is not None
        found = stamped(Entries((first, again, gone)), past_of(repository), (b"",), told)
    assert found == {first.head: datetime(2026, 3, 1, 4, tzinfo=UTC)}


def test_what_was_deleted_or_altered(branch: Branch) -> None:
    first, second, third = branch.entries().entries
    (branch.root / first.token_path).unlink()
    (branch.root / second.path).unlink()
    (branch.root / second.token_path).unlink()
    branch.keep(replace(third, branch="other"))
    told = "restore it from the history"
    assert [judgement for judgement in branch.judged() if judgement.aspect == "files"] == [
        AnchorJudgement(1, "files", "fail", f"anchor 1: its token was deleted; {told}", first.token_path),
        AnchorJudgement(2, "files", "fail", f"anchor 2: it was deleted; {told}", second.path),
        AnchorJudgement(2, "files", "fail", f"anchor 2: its token was deleted; {told}", second.token_path),
        AnchorJudgement(
            3, "files", "fail", f"anchor 3: it was altered after it had been added; {told}", third.path
        ),
    ]


def test_a_branch_with_long_ids(tmp_path: Path, branch: Branch) -> None:
    long = Branch.__new__(Branch)
    long.root, long.authority = tmp_path / "long", branch.authority
    long.root.mkdir()
    git(long.root, "init", "-q", "-b", "main", "--object-format=sha256")
    long.step("Begin")
    entry = long.anchor()
    assert len(entry.head) == 64
    long.step("More")
    assert wrong(long) == []
    long.keep(replace(entry, branch="other"))
    assert "anchor 1: it was altered after it had been added; restore it from the history" in [
        judgement.why for judgement in wrong(long)
    ]


def test_against_a_copy(branch: Branch, tmp_path: Path) -> None:
    copy = branch.copy(tmp_path / "copy")
    first, second, third = branch.entries().entries
    say = "all agree with the copy kept elsewhere"
    assert branch.judged(copy)[-1] == AnchorJudgement(3, "outside copy", "pass", say, FOLDER)
    short = Entries(copy.entries[:1])
    assert branch.judged(short)[-1] == AnchorJudgement(
        1, "outside copy", "pass", f"{say}; 2 newer are not in it yet", FOLDER
    )
    other = Entries((replace(first, branch="other"), replace(second, token=b"other")))
    assert [judgement for judgement in branch.judged(other) if judgement.aspect == "outside copy"] == [
        AnchorJudgement(
            1,
            "outside copy",
            "fail",
            "anchor 1: it is different in the copy kept elsewhere: it was altered, or the chain was forked",
            first.path,
        ),
        AnchorJudgement(
            2,
            "outside copy",
            "fail",
            "anchor 2: its token is in the copy kept elsewhere, but here it is different",
            second.token_path,
        ),
    ]
    longer = Entries((*copy.entries, replace(third, number=4)))
    assert branch.judged(longer)[-1] == AnchorJudgement(
        4,
        "outside copy",
        "fail",
        "anchor 4: it is in the copy kept elsewhere, but not here: anchors were deleted or cut off",
        f"{FOLDER}/000004.json",
    )


def test_a_copy_that_is_faulty_or_empty(branch: Branch) -> None:
    empty = AnchorJudgement(
        0, "outside copy", "cannot tell", "the copy kept elsewhere has no anchors", FOLDER
    )
    assert branch.judged(Entries())[-1] == empty
    first = branch.entries().entries[0]
    faulty = read_entries(
        {first.path: first.raw, first.token_path: first.token or b"", f"{FOLDER}/more.txt": b""}
    )
    why = "the copy kept elsewhere is faulty: this file does not belong among the anchors; move it elsewhere"
    assert [judgement for judgement in branch.judged(faulty) if judgement.aspect == "outside copy"] == [
        AnchorJudgement(0, "outside copy", "cannot tell", why, f"{FOLDER}/more.txt")
    ]


# The next one.


def refused(branch: Branch, kept: Entries | None = None, digest: Callable[[str], str] = str) -> str:
    with opened(branch.root) as repository:
        assert repository is not None
        with pytest.raises(SmsError) as caught:
            next_entry(branch.entries() if kept is None else kept, past_of(repository), digest)
    return str(caught.value)


def test_why_there_is_no_next_one(branch: Branch, tmp_path: Path) -> None:
    entries = branch.entries().entries
    assert refused(branch, Entries(entries[1:])) == (
        "no anchor can be added while one is missing from the numbers; see `sms-lint anchor --check`"
    )
    assert refused(branch, Entries(entries, read_entries({f"{FOLDER}/a\x1b": b""}).flaws)) == (
        f"no anchor can be added while {FOLDER}/a\\x1b is faulty: "
        "this file does not belong among the anchors; move it elsewhere"
    )
    gone = replace(entries[2], head="1" * 40)
    assert refused(branch, Entries((*entries[:2], gone))) == (
        "anchor 3 is for 111111111, which is not a step of the branch that is checked out: this is another branch, or its "
        "history was rewritten; see `sms-lint anchor --check`"
    )
    entry = branch.anchor(commit=False)
    assert refused(branch) == f"anchor 4 is for {entry.head[:9]} already; there is nothing new to anchor"
    branch.commit("Anchor 4")
    assert refused(branch) == "only anchors were added since anchor 4; there is nothing new to anchor"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{branch.root}", "shallow")
    branch.root = tmp_path / "shallow"
    assert refused(branch) == f"the clone is shallow, so no anchor can be added; {MISSING}"


def test_numbers_come_to_an_end(branch: Branch) -> None:
    newest = branch.entries().entries[-1]

    def numbered(last: int) -> Entries:
        return Entries((newest,) * (last - 1) + (replace(newest, number=last),))

    with opened(branch.root) as repository:
        assert repository is not None
        entry = next_entry(numbered(MOST_ENTRIES - 1), past_of(repository), str)
    assert entry.number == MOST_ENTRIES, "the last one"
    assert refused(branch, numbered(MOST_ENTRIES)) == "there are 999999 anchors, and no number is left"


def test_one_step_after_the_anchor_is_enough(branch: Branch) -> None:
    branch.anchor()
    branch.step("New", path="policies/new.md")
    assert branch.anchor().number == 5


def test_a_step_that_brings_an_anchor_and_something_else_counts(branch: Branch) -> None:
    branch.anchor(commit=False)
    branch.step("Anchor and more", path="policies/new.md")
    with opened(branch.root) as repository:
        assert repository is not None
        assert gap_of(branch.entries(), past_of(repository)) == (1, 1)
    assert branch.anchor().number == 5


def test_the_first_step_anchored_leaves_no_gap(tmp_path: Path, branch: Branch) -> None:
    small = Branch(tmp_path / "small", branch.authority)
    small.anchor()
    with opened(small.root) as repository:
        assert repository is not None
        assert gap_of(small.entries(), past_of(repository)) == (0, 0)


def test_the_last_number(branch: Branch) -> None:
    first = branch.entries().entries[0]
    every = [*[first] * 999_998, replace(first, number=999_999)]
    assert refused(branch, Entries(tuple(every))) == "there are 999999 anchors, and no number is left"


# Certificates.


def test_certificates(branch: Branch) -> None:
    commit = branch.step("Keys", path="keys/authority.pem", text="certificate")
    with opened(branch.root) as repository:
        assert repository is not None
        with pytest.raises(SmsError) as caught:
            certificates_at(repository, commit, [("keys/missing.pem", "0" * 64)])
        assert str(caught.value) == (
            "trust.yml names `keys/missing.pem` for a timestamp authority, but there is no such file; commit it first"
        )
        with pytest.raises(SmsError) as caught:
            certificates_at(repository, commit, [CERTIFICATE])
        assert str(caught.value) == (
            "`keys/authority.pem` is not the file whose SHA-256 trust.yml names for a timestamp authority"
        )
