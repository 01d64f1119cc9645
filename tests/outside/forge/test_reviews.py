"""Which reviews of a forge count: first those that do, then all that must not."""

import json
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge import FORGES, read_export, read_open_export
from tests.outside.forge.exports import (
    HEAD,
    MERGE,
    OLD,
    approval,
    github,
    gitlab,
    pages,
    review,
    user,
    written,
)


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
        (
            [review("p-0002"), review("p-0002", "changes_requested")],
            "its last review says `changes_requested`",
        ),
        ([review("p-0002"), review("p-0002", "REVOKED")], "its last review says `revoked`"),
        ([review("p-0002", "approved")], "its last review says `approved`"),
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
        (b"\xef\xbb\xbf" + github(), "the export is not JSON"),
        (github().decode().encode("utf-16"), "not written in UTF-8"),
        (gitlab(), "pull_request: field required"),
        (github(review("p-0002", at=10**300)), "should be a valid datetime"),  # type: ignore[arg-type] # a number
        (github().replace(b": 7,", b": " + b"7" * 5000 + b",", 1), "the export is not JSON"),
        (github(number=float("nan")), "should be a finite number"),
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
    elif isinstance(part, list):
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


MADE = st.sampled_from([*(f"2026-02-0{day}T10:00:00Z" for day in (1, 2, 3)), "2026-02-03T11:30:00+01:00"])
REVIEWS = st.lists(
    st.builds(
        review,
        st.sampled_from(["p-0002", "P-0002", "p-0003"]),
        st.sampled_from(["APPROVED", "CHANGES_REQUESTED", "DISMISSED", "COMMENTED"]),
        st.sampled_from([HEAD, OLD]),
        MADE,
    ),
    max_size=5,
    unique_by=lambda review: (
        review["user"]["login"].casefold(),
        datetime.fromisoformat(review["submitted_at"]),
    ),
)


@given(REVIEWS, st.randoms())
def test_the_order_in_which_reviews_are_exported_decides_nothing(
    reviews: list[dict[str, Any]], random: Random
) -> None:
    """Of each account the last one counts, by when it was made."""
    wanted = []
    for account in ("p-0002", "p-0003"):
        own = [
            review
            for review in reviews
            if review["user"]["login"].casefold() == account and review["state"] != "COMMENTED"
        ]
        last = max(own, key=lambda review: datetime.fromisoformat(review["submitted_at"]), default=None)
        if last is not None and (last["state"], last["commit_id"]) == ("APPROVED", HEAD):
            wanted.append(account)
    for _ in range(2):
        assert sorted(map(str.casefold, counted("github", github(*reviews)))) == wanted
        random.shuffle(reviews)


def test_an_undated_review_hides_behind_no_other() -> None:
    undated = {**review("p-0002", "CHANGES_REQUESTED"), "submitted_at": None}
    for reviews in ((undated, review("p-0002")), (review("p-0002"), undated)):
        assert refused("github", github(*reviews)) == ["its last review says `changes_requested`"]


@pytest.mark.parametrize("kind", ["Mannequin", "Organization", "bot", "", "Enterprise"])
def test_an_account_that_is_none_of_a_person_approves_nothing(kind: str) -> None:
    """A mannequin stands for somebody whose reviews were imported from elsewhere, by whoever imported them."""
    raw = github({**review(None), "user": user("p-0002", kind)})
    assert counted("github", raw) == []
    assert refused("github", raw) == [f"its account is none of a person, but of the type `{kind}`"]


TIMES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")


@pytest.mark.parametrize(
    ("forge", "raw"),
    [
        *(("github", github(review("p-0002", at=time))) for time in TIMES),
        *(("github", github(review("p-0002"), merged_at=time)) for time in TIMES),
        *(("gitlab", gitlab(approval("p-0002", time))) for time in TIMES),
        *(("gitlab", gitlab(approval("p-0002"), pushed=time)) for time in TIMES),
    ],
)
def test_a_moment_that_no_calendar_holds_is_refused(forge: str, raw: bytes) -> None:
    with pytest.raises(SmsError, match="there is no such moment"):
        read_export(forge, raw)


PLACES: list[tuple[str, Callable[[str], bytes]]] = [
    ("github", lambda text: github(review("p-0002"), html_url=text)),
    ("github", lambda text: github(review("p-0002"), head={"sha": text})),
    ("github", lambda text: github(review("p-0002"), base={"ref": text})),
    ("github", lambda text: github(review("p-0002"), merge_commit_sha=text)),
    ("github", lambda text: github(review(text))),
    ("github", lambda text: github(review("p-0002", text))),
    ("github", lambda text: github(review("p-0002"), commits=[written(text)])),
    ("gitlab", lambda text: gitlab(approval("p-0002"), web_url=text)),
    ("gitlab", lambda text: gitlab(approval("p-0002"), sha=text)),
    ("gitlab", lambda text: gitlab(approval("p-0002"), target_branch=text)),
    ("gitlab", lambda text: gitlab(approval(text))),
]


@pytest.mark.parametrize(("forge", "export"), PLACES)
@pytest.mark.parametrize("text", ["a\nb", "a\x1b[2J", "\ud800", "\u202eb", "x" * 501])
def test_what_nobody_could_read_gets_into_no_statement(
    forge: str, export: Callable[[str], bytes], text: str
) -> None:
    with pytest.raises(SmsError, match="holds characters that nobody sees"):
        read_export(forge, export(text))


@pytest.mark.parametrize(
    ("forge", "address", "repository"),
    [
        ("github", "https://forge.example/it/sms/pull/7", "https://forge.example/it/sms"),
        ("github", "https://forge.example/it/sms/pulls/7", "https://forge.example/it/sms"),
        (
            "gitlab",
            "https://forge.example/it/group/sms/-/merge_requests/9",
            "https://forge.example/it/group/sms",
        ),
        ("gitlab", "https://forge.example/it/sms/pull/9/other", "https://forge.example/it/sms/pull/9/other"),
    ],
)
def test_a_change_is_of_the_repository_in_its_address(forge: str, address: str, repository: str) -> None:
    raw = github(html_url=address) if forge == "github" else gitlab(web_url=address)
    found = read_export(forge, raw).proposal
    assert (found.repository, found.target) == (repository, "main")


@given(st.integers(1, 6), st.data())
def test_an_export_with_a_page_left_out_approves_nothing(number: int, data: st.DataObject) -> None:
    """Who wrote on the change is told by its commits: whoever leaves some out would approve their own text."""
    every = [{**written("p-0001"), "sha": f"{index:040x}"} for index in range(number - 1)] + [
        written("p-0001")
    ]
    whole = read_export("github", github(review("p-0002"), commits=every, commits_count=number))
    assert [approved.account for approved in whole.proposal.approved] == ["p-0002"]
    kept = data.draw(st.lists(st.sampled_from(every), max_size=number - 1, unique_by=lambda one: one["sha"]))
    kept += data.draw(st.lists(st.sampled_from(kept), max_size=number)) if kept else []
    found = read_export("github", github(review("p-0002"), commits=kept, commits_count=number)).proposal
    assert not found.approved
    assert f"of the {number} commits of the change, so nobody can say who wrote it" in found.refused[0].why


@given(st.integers(1, 4), st.integers(1, 100), st.data())
def test_a_page_of_gitlab_left_out_or_out_of_order_approves_nothing(
    number: int, rest: int, data: st.DataObject
) -> None:
    """However full the last page is, every page together approves; without one of them, nothing does."""
    whole = json.loads(gitlab(approval("p-0002")))
    first = whole["commits"][0]["items"][0]
    others = [{**first, "id": f"{index:040x}"} for index in range(1, (number - 1) * 100 + rest)]
    every = pages([first, *others])
    assert len(every) == number
    whole["commits"] = every
    found = read_export("gitlab", json.dumps(whole).encode()).proposal
    assert [approved.account for approved in found.approved] == ["p-0002"]
    assert len(found.commits) == (number - 1) * 100 + rest
    whole["commits"] = data.draw(
        st.lists(st.sampled_from(every), unique_by=lambda page: page["page"]).filter(
            lambda kept: kept != every
        )
    )
    found = read_export("gitlab", json.dumps(whole).encode()).proposal
    assert not found.approved
    assert "of the commits of the change, so nobody can say who wrote it" in found.refused[0].why


@given(st.integers(1, 5), st.data())
def test_an_export_with_reviews_left_out_approves_nothing(number: int, data: st.DataObject) -> None:
    """A refusal on a page that is left out would let the earlier approval of the same account count."""
    every = [
        review("p-0002"),
        *(review(f"p-{index:04}", "CHANGES_REQUESTED") for index in range(3, number + 2)),
    ]
    whole = json.loads(github(*every))
    assert counted("github", json.dumps(whole).encode()) == ["p-0002"]
    kept = data.draw(st.integers(0, number - 1))
    part = json.dumps({**whole, "reviews": data.draw(st.permutations(every))[:kept]}).encode()
    assert not counted("github", part)
    assert all(
        f"holds {kept} of {number} reviews" in why or "requested" in why for why in refused("github", part)
    )


@pytest.mark.parametrize(
    ("forge", "without", "said"),
    [
        ("github", "reviews_total", "how many reviews there are"),
        ("github", "commits", "how many commits the change has"),
        ("gitlab", "pages", "of which pages its commits are"),
    ],
)
def test_an_export_that_counts_nothing_cannot_tell_what_is_left_out(
    forge: str, without: str, said: str
) -> None:
    whole = json.loads(github(review("p-0002")) if forge == "github" else gitlab(approval("p-0002")))
    if without == "pages":
        whole["commits"] = whole["commits"][0]["items"]
    else:
        del (whole["pull_request"] if without == "commits" else whole)[without]
    found = read_export(forge, json.dumps(whole).encode()).proposal
    assert not found.approved
    assert said in found.refused[0].why
    assert "sms-lint upgrade" in found.refused[0].why


def test_more_commits_than_github_lists_cannot_be_told() -> None:
    found = read_export(
        "github", github(review("p-0002"), commits_count=251, commits=[written("p-0001")])
    ).proposal
    assert not found.approved
    assert "251 commits, of which GitHub lists 250" in found.refused[0].why


@pytest.mark.parametrize("forge", sorted(FORGES))
def test_an_export_without_the_last_commit_approves_nothing(forge: str) -> None:
    whole = json.loads(github(review("p-0002")) if forge == "github" else gitlab(approval("p-0002")))
    assert read_export(forge, json.dumps(whole).encode()).proposal.approved
    if forge == "github":
        whole["commits"][-1]["sha"] = OLD
    else:
        whole["commits"][-1]["items"][-1]["id"] = OLD
    found = read_export(forge, json.dumps(whole).encode()).proposal
    assert not found.approved
    assert found.refused[0].why.startswith("the export lacks the last commit of the change")
