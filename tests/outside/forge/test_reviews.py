"""Which reviews of a forge count: first those that do, then all that must not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge import FORGES, read_export, read_open_export
from tests.outside.forge.exports import HEAD, MERGE, OLD, approval, github, gitlab, review, written


def counted(forge: str, raw: bytes) -> list[str]:
    return [accepted.account for accepted in read_export(forge, raw).proposal.approved]


def refused(forge: str, raw: bytes) -> list[str]:
    return [refusal.why for refusal in read_export(forge, raw).proposal.refused]


def test_an_approval_of_the_final_state_counts_on_github() -> None:
    found = read_export("github", github(review("p-0002")))
    assert [
        (accepted.account, accepted.commit, accepted.at.isoformat()) for accepted in found.proposal.approved
    ] == [("p-0002", HEAD, "2026-02-03T10:00:00+00:00")]
    assert (found.proposal.number, found.merge, found.proposal.refused) == (7, MERGE, ())
    assert found.proposal.contributors == {"p-0001"}


def test_a_comment_after_an_approval_changes_nothing() -> None:
    assert counted("github", github(review("p-0002"), review("p-0002", "COMMENTED", OLD))) == ["p-0002"]


def test_an_approval_given_again_after_a_push_counts() -> None:
    assert counted("github", github(review("p-0002", commit=OLD), review("P-0002"))) == ["P-0002"]


@pytest.mark.parametrize(
    ("reviews", "why"),
    [
        ([review("p-0002", "DISMISSED")], "its last review says `dismissed`"),
        (
            [review("p-0002"), review("p-0002", "CHANGES_REQUESTED")],
            "its last review says `changes_requested`",
        ),
        ([review("p-0002", commit=OLD)], "it approved an earlier state of the change"),
        ([review("p-0002", commit=None)], "it approved an earlier state of the change"),
        ([review("P-0001")], "it contributed to the change"),
        ([review("lint[bot]")], "a robot approved"),
        ([review(None)], "its account was deleted, so nobody can say whose review it was"),
        ([review("p-0002", at="2026-02-05T10:00:00Z")], "it approved after the merge"),
    ],
)
def test_what_does_not_count_on_github(reviews: list[dict[str, Any]], why: str) -> None:
    raw = github(*reviews)
    assert counted("github", raw) == []
    assert refused("github", raw) == [why]


def test_comments_alone_are_no_approval() -> None:
    raw = github(review("p-0002", "COMMENTED"), review("p-0003", "PENDING"))
    assert counted("github", raw) == refused("github", raw) == []


def test_whoever_made_a_commit_does_not_approve_it() -> None:
    commits = [written("p-0001"), written("p-0002")]
    assert counted("github", github(review("p-0002"), commits=commits)) == []


def test_addresses_without_an_account_are_named() -> None:
    message = "Change\n\nCo-authored-by: Two <p-0002@example.invalid>"
    found = read_export(
        "github", github(review("p-0002"), commits=[written(None, message, "x@example.invalid")])
    )
    assert found.proposal.unknown == ("x@example.invalid", "p-0002@example.invalid")


def test_an_approval_after_the_last_push_counts_on_gitlab() -> None:
    found = read_export("gitlab", gitlab(approval("p-0002")))
    assert [(accepted.account, accepted.commit) for accepted in found.proposal.approved] == [("p-0002", HEAD)]
    assert found.proposal.unknown == ("p-0001@example.invalid",)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (gitlab(approval("p-0002", None)), "nobody can say when it approved"),
        (gitlab(approval("p-0001")), "it contributed to the change"),
        (gitlab(approval("project_12_bot_ab12")), "a robot approved"),
        (gitlab(approval(None)), "its account was deleted, so nobody can say whose approval it was"),
        (gitlab(approval("p-0002"), pushed="2026-02-03T11:00:00Z"), "it approved an earlier state of the change"),
        (gitlab(approval("p-0002"), head=OLD), "the newest version in the export is not the one that was merged"),
        (gitlab(approval("p-0002", "2026-02-05T11:00:00Z")), "it approved after the merge"),
    ],
)  # fmt: skip
def test_what_does_not_count_on_gitlab(raw: bytes, why: str) -> None:
    assert counted("gitlab", raw) == []
    assert refused("gitlab", raw) == [why]


@pytest.mark.parametrize(
    ("forge", "raw"), [("github", github(review("p-0002"), merged=False)), ("gitlab", gitlab(approval("p-0002"), state="opened"))]
)  # fmt: skip
def test_what_was_not_merged_is_refused_as_a_whole(forge: str, raw: bytes) -> None:
    with pytest.raises(SmsError, match="was not merged"):
        read_export(forge, raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the export is not JSON"),
        (b"\xff", "not written in UTF-8"),
        (b'{"a": 1, "a": 2}', "the key `a` is used twice"),
        (b"[]", "does not have the form"),
        (b"{}", "pull_request"),
        (b"[" * 100_000, "the export is not JSON"),
    ],
)
def test_anything_else_is_told_in_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(SmsError, match=said):
        read_export("github", raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(FORGES)), st.data())
def test_a_changed_export_never_gains_an_approval(forge: str, data: st.DataObject) -> None:
    whole = json.loads(
        github(review("p-0002", commit=OLD)) if forge == "github" else gitlab(approval("p-0001"))
    )
    part = whole[data.draw(st.sampled_from(sorted(whole)))]
    if isinstance(part, dict):
        name = data.draw(st.sampled_from(sorted(set(part) - {"head", "sha", "author", "user"})))
        part[name] = data.draw(_JSON)
    elif part:
        part.append(data.draw(_JSON))
    try:
        found = read_export(forge, json.dumps(whole).encode())
    except SmsError:
        return
    assert "p-0002" not in [accepted.account for accepted in found.proposal.approved]
    assert "p-0001" not in [accepted.account for accepted in found.proposal.approved]


OPEN: dict[str, Any] = {"state": "open", "merged": False, "merged_at": None, "merge_commit_sha": None}


def test_an_open_proposal_is_read_for_the_reviews_so_far() -> None:
    found = read_open_export(github(review("p-0002"), review("p-0003", "CHANGES_REQUESTED"), **OPEN))
    assert [(given.account, given.commit) for given in found.approved] == [("p-0002", HEAD)]
    assert [refusal.account for refusal in found.refused] == ["p-0003"]
    assert (found.author, [*found.commits], found.head) == ("p-0001", [HEAD], HEAD)
    found = read_open_export(gitlab(approval("p-0002"), state="opened", merged_at=None))
    assert [(given.account, given.commit) for given in found.approved] == [("p-0002", HEAD)]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (github(review("p-0002")), "pull request 7 is not open any more"),
        (github(**{**OPEN, "state": "closed"}), "pull request 7 is not open any more"),
        (gitlab(approval("p-0002")), "merge request 9 is not open any more"),
        (gitlab(state="closed"), "merge request 9 is not open any more"),
        (b"{}", "has neither of `pull_request`, `merge_request`"),
        (b"[1]", "has neither of"),
        (b"\xff", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_open_proposal_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(SmsError, match=why):
        read_open_export(raw)


def test_the_committer_of_what_is_written_in_the_browser_is_nobody() -> None:
    commit = written("p-0001") | {"committer": {"login": "web-flow"}}
    assert read_export("github", github(commits=[commit])).proposal.contributors == {"p-0001"}
    disguised = written("p-0001") | {"author": {"login": "web-flow"}}
    assert "web-flow" in read_export("github", github(commits=[disguised])).proposal.contributors
