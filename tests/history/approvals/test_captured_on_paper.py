"""Which statements a robot makes of a merged change, on made-up branches: what it may state first, then why not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.captured import captured
from sms_lint.history.approvals.reviewed import Unused
from sms_lint.model.statement import Statement
from sms_lint.outside.forge.merged import Approved, ForgeProposal, Merged, RefusedApproval
from tests.history.approvals.paper import PATH, Paper, day, key_of, settings

NOW = datetime(2026, 2, 5, 10, tzinfo=UTC)
ADDRESS = "https://example.invalid/sms/pull/7"


def trusted() -> bytes:
    """Each person has an account that is called after the person."""
    raw = settings().decode()
    for number in range(1, 5):
        raw = raw.replace(f"person: P-000{number}, ", f"person: P-000{number}, github: gh-{number}, ")
    return raw.replace("{name: ci, ", "{name: ci, github: gh-ci, ").encode()


def three_in(repository: str) -> Paper:
    """One version, and trust settings that name the repository so."""
    paper = Paper()
    paper.step()
    paper.trust(trusted().replace(b"https://example.invalid/sms", repository.encode()))
    paper.step()
    paper.text("1.0", "One.")
    return paper


def three() -> Paper:
    """Three versions, of which the first two are approved, and three versions of the trust settings."""
    paper = Paper()
    paper.step()
    paper.trust(trusted())
    paper.text("1.0", "One.")
    before = ""
    for number in (2, 3):
        paper.step(f"2026-01-0{number + 4}")
        paper.sign("authorship", "P-0001", previous=before)
        paper.sign(previous=before)
        before = paper.versions[-1].sha256
        paper.trust(trusted().replace(b"version: 1", b"version: %d" % number))
        paper.sign_trust()
        paper.step(f"2026-01-1{number}")
        paper.text(f"1.{number - 1}", f"{number}.")
    return paper


def merged(paper: Paper, *approved: Approved, **said: object) -> Merged:
    change = Merged(
        ForgeProposal(
            "github",
            7,
            ADDRESS,
            "main",
            "f" * 40,
            "gh-1",
            frozenset({"f" * 40}),
            frozenset({"gh-1"}),
            (),
            approved,
            (),
        ),
        paper.commits[-1].id,
        NOW,
    )
    own = {name: said.pop(name) for name in ("merge", "at") if name in said}
    return replace(change, proposal=replace(change.proposal, **said), **own)  # type: ignore[arg-type] # fields of a change


def by(account: str, commit: str = "a" * 40, at: str = "2026-02-03") -> Approved:
    return Approved(account, day(at), commit)


def made(
    paper: Paper, change: Merged, files: Mapping[str, str] | None = None, key: str = "ci"
) -> tuple[tuple[Statement, ...], tuple[Unused, ...]]:
    """The statements on a change whose reviewed commit held `files`; the text as it was merged unless said."""
    held = {PATH: paper.versions[-1].blob} if files is None else files
    return captured(
        paper.judged(),
        change,
        lambda commit: held if commit == "a" * 40 else None,
        lambda _: frozenset(),
        key_of(key),
        NOW,
    )


def test_a_review_of_the_text_that_was_merged() -> None:
    paper = three()
    (statement,), unused = made(paper, merged(paper, by("GH-2")))
    assert unused == ()
    assert (statement.meaning, statement.person, statement.role, statement.version) == (
        *("review", "P-0002", "approver"),
        "1.2",
    )
    assert statement.previous == paper.versions[1].sha256
    assert statement.trust == paper.trusts[2].read.digest
    assert statement.forge == f"github {ADDRESS}, GH-2"
    assert statement.made == "2026-02-03T12:00:00Z"


def test_the_change_is_found_by_its_merge_or_its_head() -> None:
    paper = three()
    gone = merged(paper, by("gh-2"), merge="e" * 40)
    with pytest.raises(SmsError) as refused:
        made(paper, gone)
    assert str(refused.value) == (
        "change 7 is not part of the branch that is checked out: fetch it, and try again"
    )
    assert len(made(paper, replace(gone, proposal=replace(gone.proposal, head=paper.commits[-1].id)))[0]) == 1
    assert made(paper, replace(gone, proposal=replace(gone.proposal, head=paper.commits[0].id)))[0] == (), (
        "it brought no text that is there now"
    )


@pytest.mark.parametrize("key", ["P-0003", "stranger"])
def test_only_a_robot_attests(key: str) -> None:
    paper = three()
    with pytest.raises(SmsError) as refused:
        made(paper, merged(paper, by("gh-2")), key=key)
    assert str(refused.value) == (
        f"the key {key_of(key).fingerprint} does not belong to a robot in trust.yml that counts today"
    )


def test_without_trust_settings_nobody_attests() -> None:
    paper = Paper()
    paper.step()
    paper.text()
    with pytest.raises(SmsError, match="does not belong to a robot"):
        made(paper, merged(paper, by("gh-2")))


def test_reviews_that_make_no_statement() -> None:
    paper = three()
    change = merged(
        paper,
        *(by("nobody"), by("gh-ci"), by("gh-1"), by("gh-3"), by("gh-4"), by("gh-2", at="2024-12-31")),
        unknown=("p-0003@EXAMPLE.invalid", "who@example.invalid"),
        refused=(RefusedApproval("x", "it was withdrawn"),),
    )
    statements, unused = made(paper, change)
    assert statements == ()
    assert unused == (
        Unused("x", "it was withdrawn"),
        Unused("nobody", "trust.yml names no person with this account"),
        Unused("gh-ci", "trust.yml names no person with this account"),
        Unused("gh-1", "P-0001 contributed to the change"),
        Unused("gh-3", "P-0003 contributed to the change"),
        Unused("gh-4", "P-0004 approves none of the documents that it changed"),
        Unused("gh-2", "P-0002 approves none of the documents that it changed"),
    )


def test_a_review_of_another_text() -> None:
    paper = three()
    for files in ({PATH: "0" * 40}, {}):
        statements, unused = made(paper, merged(paper, by("gh-2")), files)
        assert statements == ()
        assert unused == (
            Unused(
                "gh-2",
                "the text of POL-CHG is not the one that P-0002 reviewed (commit aaaaaaaaa); have the "
                "present text approved",
            ),
        )


def test_a_review_of_a_commit_that_is_not_here() -> None:
    paper = three()
    statements, unused = made(paper, merged(paper, by("gh-2", "b" * 40), by("gh-3")))
    assert [statement.person for statement in statements] == ["P-0003"]
    assert unused == (
        Unused(
            "gh-2",
            "it is not clear what P-0002 reviewed of POL-CHG: commit bbbbbbbbb is not in this repository; fetch the "
            "commits of the change (`git fetch origin refs/pull/NUMBER/head`, on GitLab "
            "`refs/merge-requests/NUMBER/head`), and try again",
        ),
    )


@pytest.mark.parametrize(
    "repository",
    [
        "https://example.invalid/sms",
        "https://EXAMPLE.invalid/SMS.git",
        "git@example.invalid:sms.git",
        "ssh://git@example.invalid:2222/sms/",
        "Example Ltd",
    ],
)
def test_a_change_of_the_repository_however_its_address_is_written(repository: str) -> None:
    paper = three_in(repository)
    assert len(made(paper, merged(paper, by("gh-2")))[0]) == 1


ELSEWHERE = (
    "the change is of {}, and approvals are for https://example.invalid/sms (`repository` in trust.yml)"
)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"target": "trial"}, "the change is for the branch `trial`, and approvals are for `main`"),
        ({"target": "Main"}, "the change is for the branch `Main`, and approvals are for `main`"),
        *(
            ({"address": f"{place}/pull/7"}, ELSEWHERE.format(place))
            for place in (
                "https://example.invalid/mine/sms",
                "https://example.invalid.example/sms",
                "https://other.invalid/sms",
                "https://example.invalid/sms/pull/7/sms",
            )
        ),
        ({"address": "https://example.invalid/sms/7"}, ELSEWHERE.format("https://example.invalid/sms/7")),
    ],
)
def test_what_was_agreed_to_elsewhere_is_agreed_to_for_nothing_here(said: dict[str, str], why: str) -> None:
    """The very text was approved, for a trial or in a copy; then somebody brought the commits here."""
    paper = three()
    change = merged(paper, by("gh-2"), refused=(RefusedApproval("gh-3", "it said no"),), **said)
    assert made(paper, change) == ((), (Unused("gh-3", "it said no"), Unused("gh-2", why)))
