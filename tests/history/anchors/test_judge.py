"""What anchors prove, tried on real repositories: honest ones stay silent, each attack is seen."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import FOLDER, Entries, gap_of, next_entry, read_entries, stamped, tree_digests
from sms_lint.outside.git import opened
from sms_lint.outside.timestamp.checking import check_token, query
from tests.authority import Authority
from tests.history.anchors.branch import BEGIN, Branch, git, past_of

ROOT = Path(__file__).parents[3]
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


def rewrite(branch: Branch) -> None:
    """Another text in the second commit, and all that followed put on top of it; the anchors stay as they were."""
    git(
        branch.root,
        "checkout",
        "-q",
        "-b",
        "rewritten",
        git(branch.root, "rev-list", "--max-parents=0", "HEAD"),
    )
    for subject in ("Meanwhile 1, as it should have been", "Two", "Three"):
        branch.step(subject)
    git(branch.root, "checkout", "main", "--", FOLDER)
    branch.commit("Keep the anchors")
    git(branch.root, "branch", "-q", "-f", "main")
    git(branch.root, "checkout", "-q", "main")


# Silence before speech.


def test_an_honest_chain_holds(branch: Branch) -> None:
    judged = branch.judged()
    assert {judgement.outcome for judgement in judged} == {"pass"}
    assert len(judged) == 12
    assert "anchor 3: an authority confirms that it existed at 2026-03-01 15:00:00 UTC" in [
        judgement.why for judgement in judged
    ]


def test_an_honest_copy_agrees_even_where_it_is_older(branch: Branch, tmp_path: Path) -> None:
    outside = branch.copy(tmp_path / "copy")
    assert branch.wrong(outside) == []
    branch.anchor()
    assert branch.wrong(outside) == []
    assert (
        branch.judged(outside)[-1].why == "all agree with the copy kept elsewhere; 1 newer are not in it yet"
    )


def test_an_anchor_that_is_not_committed_yet_holds_too(branch: Branch) -> None:
    branch.anchor(commit=False)
    assert branch.wrong() == []


def test_in_a_clone_the_same_is_found(branch: Branch, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", f"file://{branch.root}", "clone")
    assert branch.wrong(root=tmp_path / "clone") == []


def test_odd_files_are_anchored_too(branch: Branch) -> None:
    branch.step("Odd names", path="docs/ö b\nc\\d.txt")
    (branch.root / "link").symlink_to("/etc/passwd")
    git(branch.root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    git(branch.root, "add", "link")
    git(branch.root, "commit", "-q", "-m", "A link and a module")
    branch.anchor(commit=False)
    assert branch.wrong() == []


def test_a_system_below_the_top_of_a_repository(tmp_path: Path, authority: Authority) -> None:
    branch = Branch(tmp_path / "whole", authority)
    branch.root = tmp_path / "whole" / "sms"
    branch.step("Below")
    branch.anchor()
    branch.step("More")
    branch.anchor()
    assert branch.wrong() == []


def test_the_gap(branch: Branch) -> None:
    def gap() -> tuple[int, int]:
        with opened(branch.root) as repository:
            assert repository is not None
            return gap_of(branch.entries(), past_of(repository))

    assert gap() == (2, 2)
    branch.anchor()
    assert gap() == (0, 1)
    for number in range(4):
        branch.step(f"More {number}")
    assert gap() == (4, 4)
    branch.anchor()
    assert gap() == (0, 3)


def test_without_anchors_every_step_is_a_gap(tmp_path: Path, authority: Authority) -> None:
    branch = Branch(tmp_path / "sms", authority)
    assert branch.wrong() == [("cannot tell", "there are no anchors, so nothing shows a rewritten history")]
    with opened(branch.root) as repository:
        assert repository is not None
        assert gap_of(Entries(), past_of(repository)) == (1, 1)


def test_stamped_commits(branch: Branch) -> None:
    with opened(branch.root) as repository:
        assert repository is not None
        commits, entries = past_of(repository), branch.entries()
        found = stamped(entries, commits, (branch.authority.pem,), check_token)
        assert found == {
            entry.head: BEGIN + timedelta(hours=number)
            for number, entry in enumerate(entries.entries, start=1)
        }
        assert stamped(entries, commits, (), check_token) == {}


def test_a_clone_that_changes_line_ends_keeps_the_bytes(branch: Branch, tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", branch.root)
    branch.commit("Attributes")
    branch.anchor()
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", f"file://{branch.root}", "clone")
    assert branch.wrong(root=tmp_path / "clone") == []


# Tags (threats 13 and 14) are no evidence here.


def test_tags_have_no_say(branch: Branch) -> None:
    before = branch.judged()
    git(branch.root, "tag", "-a", "-m", "x", "approved/POL-CHG/2.0", "HEAD~1")
    assert branch.judged() == before
    git(branch.root, "tag", "-f", "approved/POL-CHG/2.0", "HEAD~2")
    assert branch.judged() == before


# History rewritten (15, 16).


def test_a_rewritten_history_is_seen(branch: Branch) -> None:
    rewrite(branch)
    wrong = branch.wrong()
    assert [outcome for outcome, _ in wrong] == ["fail", "cannot tell"] * 3
    assert wrong[0][1].endswith("is no longer part of the branch: its history was rewritten")


def test_a_step_rewritten_together_with_its_anchor_shows_against_the_copy(
    branch: Branch, tmp_path: Path
) -> None:
    branch.anchor()
    outside = branch.copy(tmp_path / "copy")
    git(branch.root, "reset", "-q", "--hard", "HEAD~2")
    branch.step("Five, put right")
    assert branch.wrong() == []
    [(outcome, why)] = branch.wrong(outside)
    assert (outcome, "anchor 4: it is in the copy kept elsewhere" in why) == ("fail", True)


def test_a_rewritten_history_without_its_anchors(branch: Branch, tmp_path: Path) -> None:
    outside = branch.copy(tmp_path / "copy")
    rewrite(branch)
    git(branch.root, "reset", "-q", "--hard", "HEAD~1")
    assert branch.entries() == Entries()
    assert [outcome for outcome, _ in branch.wrong()] == ["cannot tell"]
    wrong = branch.wrong(outside)
    assert [outcome for outcome, _ in wrong] == ["cannot tell", *["fail"] * 3]
    assert (
        wrong[1][1]
        == "anchor 1: it is in the copy kept elsewhere, but not here: anchors were deleted or cut off"
    )


def test_a_rewritten_history_anchored_anew(branch: Branch, tmp_path: Path) -> None:
    outside = branch.copy(tmp_path / "copy")
    rewrite(branch)
    git(branch.root, "reset", "-q", "--hard", "HEAD~1")
    branch.anchor(hours=100)
    assert branch.wrong() == []
    assert branch.wrong(outside)[0][1] == (
        "anchor 1: it is different in the copy kept elsewhere: it was altered, or the chain was forked"
    )


def test_an_anchor_of_a_branch_that_was_merged_is_none_of_this_branch(branch: Branch) -> None:
    git(branch.root, "checkout", "-q", "-b", "draft")
    branch.step("Draft", path="policies/draft.md")
    branch.anchor()
    git(branch.root, "checkout", "-q", "main")
    branch.step("Meanwhile")
    git(branch.root, "merge", "-q", "--no-ff", "-m", "Merge", "draft")
    [(outcome, why)] = branch.wrong()
    assert outcome == "fail"
    assert "belongs to a branch that was merged" in why


# Anchors deleted, cut off, forked, altered (17).


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_deleted_anchor_is_seen(branch: Branch, number: int) -> None:
    for ending in ("json", "tsr"):
        (branch.root / FOLDER / f"{number:06}.{ending}").unlink()
    branch.commit("Tidy up")
    whys = [why for outcome, why in branch.wrong() if outcome == "fail"]
    assert f"anchor {number}: it was deleted; restore it from the history" in whys
    assert (f"anchor {number + 1}: anchor {number} is missing, so the chain is broken" in whys) == (
        number < 3
    )


def test_anchors_that_were_all_deleted_are_asked_for(branch: Branch) -> None:
    shutil.rmtree(branch.root / FOLDER)
    branch.commit("Tidy up")
    assert [why for outcome, why in branch.wrong() if "it was deleted" in why and outcome == "fail"] == [
        f"anchor {number}: it was deleted; restore it from the history" for number in (1, 2, 3)
    ]
    with pytest.raises(SmsError, match=r"000001\.json was deleted"):
        branch.anchor()
    git(branch.root, "revert", "--no-edit", "HEAD")
    assert branch.wrong() == []


def test_a_branch_in_the_place_of_the_one_that_was_anchored(branch: Branch) -> None:
    """Somebody merges the branch into an old copy, and keeps nothing of it: no anchor, and not one commit."""
    main = git(branch.root, "rev-parse", "HEAD")
    git(branch.root, "checkout", "-q", "-b", "other", git(branch.root, "rev-list", "--max-parents=0", "HEAD"))
    branch.step("Something else")
    git(branch.root, "merge", "-q", "-s", "ours", "-m", "Merge", main)
    wrong = branch.wrong()
    assert [outcome for outcome, _ in wrong] == ["fail"] * 6
    assert all("which was merged, and is not here" in why for _, why in wrong)
    branch.step("More", path=f"{FOLDER}/.keep")
    with pytest.raises(SmsError, match=r"000001\.json was deleted"):
        branch.anchor()


def test_other_anchors_in_the_place_of_those_that_were_merged(branch: Branch) -> None:
    main = git(branch.root, "rev-parse", "HEAD")
    git(branch.root, "checkout", "-q", "-b", "other", git(branch.root, "rev-list", "--max-parents=0", "HEAD"))
    branch.step("Something else")
    branch.anchor(hours=50)
    git(branch.root, "merge", "-q", "-s", "ours", "-m", "Merge", main)
    whys = [why for outcome, why in branch.wrong() if outcome == "fail"]
    assert any(why.startswith("anchor 1: it was added in") and "is another one here" in why for why in whys)
    assert any(why.startswith("anchor 3: it was added in") and "is not here" in why for why in whys)


def test_a_branch_that_was_anchored_and_is_now_the_other_side(branch: Branch) -> None:
    """The same, with all that the branch held: the anchored commits are no steps any more."""
    main = git(branch.root, "rev-parse", "HEAD")
    git(branch.root, "checkout", "-q", "-b", "other", git(branch.root, "rev-list", "--max-parents=0", "HEAD"))
    git(branch.root, "merge", "-q", "--no-ff", "-m", "Merge", main)
    assert branch.wrong() != []
    assert all(outcome == "fail" and "put it first again" in why for outcome, why in branch.wrong())
    git(branch.root, "checkout", "-q", main)
    git(branch.root, "merge", "-q", "--no-ff", "-s", "ours", "-m", "The other way round", "other")
    assert branch.wrong() == []


def test_merges_into_the_branch_leave_the_anchors_alone(branch: Branch) -> None:
    git(branch.root, "checkout", "-q", "-b", "work", branch.entries().entries[0].head)
    branch.step("Work", path="policies/work.md")
    git(branch.root, "merge", "-q", "--no-ff", "-m", "Main into work", "main")
    branch.step("More work", path="policies/work.md")
    git(branch.root, "checkout", "-q", "main")
    git(branch.root, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    assert branch.wrong() == []


def test_an_anchor_brought_back_is_as_if_it_had_never_gone(branch: Branch) -> None:
    (branch.root / FOLDER / "000002.json").unlink()
    branch.commit("Tidy up")
    git(branch.root, "revert", "--no-edit", "HEAD")
    assert branch.wrong() == []


def test_anchors_cut_off_against_the_copy(branch: Branch, tmp_path: Path) -> None:
    outside = branch.copy(tmp_path / "copy")
    git(branch.root, "checkout", "-q", "-B", "main", branch.entries().entries[0].head)
    assert [outcome for outcome, _ in branch.wrong(outside)].count("fail") == 3
    assert all("deleted or cut off" in why for outcome, why in branch.wrong(outside) if outcome == "fail")


def test_a_forked_chain_is_seen(branch: Branch, tmp_path: Path) -> None:
    branch.anchor()
    outside = branch.copy(tmp_path / "copy")
    git(branch.root, "reset", "-q", "--hard", "HEAD~1")
    branch.step("Another five")
    branch.anchor()
    assert branch.wrong() == []
    assert branch.wrong(outside) == [
        (
            "fail",
            "anchor 4: it is different in the copy kept elsewhere: it was altered, or the chain was forked",
        )
    ]


def test_an_altered_anchor_breaks_the_chain(branch: Branch) -> None:
    second = branch.entries().entries[1]
    branch.keep(replace(second, branch="other"))
    branch.commit("Mend")
    whys = [why for _, why in branch.wrong()]
    assert any(why.startswith("anchor 3: it does not continue anchor 2") for why in whys)
    assert "anchor 2: it was altered after it had been added; restore it from the history" in whys
    assert any("anchor 2: its token does not count: the timestamp is for other bytes" in why for why in whys)


def test_the_first_anchor_names_none_before_it(branch: Branch) -> None:
    first = branch.entries().entries[0]
    branch.keep(replace(first, previous="1" * 64))
    assert any(why.startswith("anchor 1: it is the first, but names one before") for _, why in branch.wrong())


def test_anchors_in_the_wrong_order(branch: Branch) -> None:
    second, third = branch.entries().entries[1:]
    branch.keep(replace(second, head=third.head, tree=third.tree))
    branch.keep(replace(third, head=second.head, tree=second.tree))
    assert any("does not come after commit" in why for _, why in branch.wrong())


def test_other_files_than_anchored(branch: Branch) -> None:
    third = branch.entries().entries[2]
    branch.keep(replace(third, tree="0" * 64))
    assert any(why.endswith("has other files than those that were anchored") for _, why in branch.wrong())


def test_a_file_that_is_no_anchor(branch: Branch) -> None:
    (branch.root / FOLDER / "000003.json").write_bytes(b"{}\n")
    assert branch.judged()[0].outcome == "fail"
    assert branch.judged()[0].path == f"{FOLDER}/000003.json"


# Tokens (18, 19).


def test_tokens_swapped(branch: Branch) -> None:
    first, second = (branch.root / FOLDER / f"00000{number}.tsr" for number in (1, 2))
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    wrong = branch.wrong()
    assert {outcome for outcome, _ in wrong} == {"fail"}
    assert [why for _, why in wrong if "for other bytes" in why]


def test_the_token_of_an_authority_that_is_not_trusted(branch: Branch, tmp_path: Path) -> None:
    own, branch.authority = branch.authority, Authority(tmp_path / "other")
    branch.anchor()
    branch.authority = own
    [(outcome, why)] = branch.wrong()
    assert outcome == "cannot tell"
    assert "an authority that is not trusted" in why


def test_a_token_exchanged_for_a_later_one(branch: Branch, tmp_path: Path) -> None:
    outside = branch.copy(tmp_path / "copy")
    third = branch.entries().entries[2]
    branch.keep(replace(third, token=branch.authority.answer(query(third.raw))))
    assert branch.wrong(outside) == [
        ("fail", "anchor 3: its token was altered after it had been added; restore it from the history"),
        ("fail", "anchor 3: its token is in the copy kept elsewhere, but here it is different"),
    ]


def test_a_token_may_come_later(branch: Branch) -> None:
    entry = branch.anchor(commit=False)
    token = (branch.root / entry.token_path).read_bytes()
    (branch.root / entry.token_path).unlink()
    branch.commit("Anchor 4")
    (branch.root / entry.token_path).write_bytes(token)
    branch.commit("Its token")
    assert branch.wrong() == []


def test_a_token_that_is_missing(branch: Branch, tmp_path: Path) -> None:
    outside = branch.copy(tmp_path / "copy")
    (branch.root / FOLDER / "000003.tsr").unlink()
    wrong = branch.wrong(outside)
    assert wrong == [
        ("cannot tell", "anchor 3: it has no token, so nobody confirms its time"),
        ("fail", "anchor 3: its token was deleted; restore it from the history"),
        ("fail", "anchor 3: its token is in the copy kept elsewhere, but not here: it was deleted"),
    ]


def test_times_that_run_backwards(branch: Branch) -> None:
    branch.anchor(hours=2)
    assert branch.wrong() == [
        (
            "fail",
            "anchor 4: its token is from 2026-03-01 14:00:00 UTC, earlier than that of anchor 3: time runs backwards",
        )
    ]


def test_two_anchors_at_the_same_second(branch: Branch) -> None:
    branch.anchor(hours=3)
    assert branch.wrong() == []


# Anything else.

hexes = st.text("0123456789abcdef", min_size=64, max_size=64)
changes = st.one_of(
    st.tuples(st.just("number"), st.integers(1, 9)),
    st.tuples(st.sampled_from(["head", "tree", "previous"]), hexes),
    st.tuples(st.just("head"), st.just("another")),
    st.tuples(st.just("token"), st.none() | st.binary(max_size=50) | st.just("another")),
)


@settings(max_examples=1000 if NIGHTLY else 20)
@given(at=st.integers(0, 2), other=st.integers(0, 2), change=changes)
def test_whatever_is_changed_is_seen(grown: Branch, at: int, other: int, change: tuple[str, Any]) -> None:
    entries = list(grown.entries().entries)
    name, value = change
    value = getattr(entries[other], name) if value == "another" else value
    if getattr(entries[at], name) == value:
        return
    entries[at] = replace(entries[at], **{name: value})
    judged = grown.judged(kept=Entries(tuple(entries)))
    assert {judgement.outcome for judgement in judged} != {"pass"}
    assert all(judgement.why.isprintable() for judgement in judged)


@settings(max_examples=300 if NIGHTLY else 15)
@given(picked=st.lists(st.integers(0, 2), max_size=4).filter(lambda numbers: numbers != [0, 1, 2]))
def test_whatever_is_left_out_or_comes_twice_is_seen(grown: Branch, picked: list[int]) -> None:
    every = grown.entries().entries
    judged = grown.judged(kept=Entries(tuple(every[at] for at in picked)))
    assert {judgement.outcome for judgement in judged} != {"pass"}


# What cannot be told.


def test_a_shallow_clone_cannot_tell(branch: Branch, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{branch.root}", "shallow")
    wrong = branch.wrong(root=tmp_path / "shallow")
    assert {outcome for outcome, _ in wrong} == {"cannot tell"}
    assert any("fetch-depth: 0" in why for _, why in wrong)
    with opened(tmp_path / "shallow") as repository:
        assert repository is not None
        with pytest.raises(SmsError, match="shallow"):
            next_entry(Entries(), past_of(repository), tree_digests(repository))


def test_a_copy_that_is_faulty_or_empty_cannot_tell(branch: Branch, tmp_path: Path) -> None:
    assert branch.wrong(Entries()) == [("cannot tell", "the copy kept elsewhere has no anchors")]
    assert branch.wrong(read_entries({f"{FOLDER}/000001.json": b""}))[0][0] == "cannot tell"


# The next one.


def test_nothing_new_to_anchor(branch: Branch) -> None:
    branch.anchor(commit=False)
    with pytest.raises(SmsError, match="already"):
        branch.anchor()
    branch.commit("Anchor 4")
    with pytest.raises(SmsError, match="only anchors were added"):
        branch.anchor()
    branch.step("New")
    assert branch.anchor().number == 5


def test_nothing_is_anchored_on_top_of_what_is_broken(branch: Branch) -> None:
    (branch.root / FOLDER / "000002.json").unlink()
    with pytest.raises(SmsError, match=r"while records/anchors/000002\.tsr is faulty"):
        branch.anchor()
    (branch.root / FOLDER / "000002.tsr").unlink()
    with pytest.raises(SmsError, match="missing from the numbers"):
        branch.anchor()


def test_nothing_is_anchored_on_another_history(branch: Branch) -> None:
    rewrite(branch)
    with pytest.raises(SmsError, match="its history was rewritten"):
        branch.anchor()


@pytest.mark.skipif(not NIGHTLY, reason="takes long; run with SMS_LINT_NIGHTLY=1")
def test_every_changed_byte_is_seen(branch: Branch) -> None:
    for path in sorted((branch.root / FOLDER).glob("*.json")):
        raw = path.read_bytes()
        for at in range(0, len(raw), 5):
            path.write_bytes(raw[:at] + bytes((raw[at] ^ 1,)) + raw[at + 1 :])
            assert branch.wrong(), (path, at)
        path.write_bytes(raw)
