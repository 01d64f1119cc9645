"""Reviews without a change: confirmed through the forge, with a key, and shown."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.publish.site import build_pages
from sms_lint.rules.lint import lint
from tests.history.approvals.company import Company, git
from tests.history.approvals.test_captured import capture
from tests.outside.forge.exports import github, review, written
from tests.publish.site.html_reading import rendered

MERGED = {"GIT_AUTHOR_DATE": "2026-05-06T12:00:00Z", "GIT_COMMITTER_DATE": "2026-05-06T12:00:00Z"}


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def reviewed(company: Company, by: str) -> str:
    """A proposal that changes nothing but the day of the review, merged; its last commit."""
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.0", reviewed="2026-05-04")
    head = company.commit("Review", by=by, when="2026-05-04")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge pull request #7", "work", **MERGED)
    return head


def exported(company: Company, head: str, login: str, author: str, *commits: str) -> bytes:
    merge = git(company.root, "rev-parse", "HEAD")
    return github(
        review(login, commit=head, at="2026-05-05T10:00:00Z"),
        commits=[written(name, email=f"{name}@example.invalid") for name in commits or (author,)],
        user={"login": author},
        head={"sha": head},
        merge_commit_sha=merge,
        merged_at="2026-05-06T12:00:00Z",
    )


def confirmed(company: Company) -> list[tuple[str, str]]:
    company.commit("Captured", by="ci", when="2026-05-07")
    latest = company.approvals().latest("POL-CHG")
    assert latest is not None
    assert latest.approved
    return [(by.statement.person, by.statement.forge) for by in latest.confirmations]


def test_the_owner_who_approves_the_proposal_confirms_the_review(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    head = reviewed(company, "P-0004")
    assert capture(company, exported(company, head, "p-0001", "p-0004")) == 0
    assert "P-0001 confirmed the review of POL-CHG 1.0" in capsys.readouterr().out
    assert confirmed(company) == [("P-0001", "github https://example.invalid/sms/pull/7, p-0001")]


def test_the_owner_who_proposes_it_confirms_it_once_somebody_else_has_approved(company: Company) -> None:
    head = reviewed(company, "P-0001")
    assert capture(company, exported(company, head, "p-0002", "p-0001")) == 0
    place = "github https://example.invalid/sms/pull/7, p-0001, reviewed by p-0002"
    assert confirmed(company) == [("P-0001", place)]


@pytest.mark.parametrize(
    ("by", "login", "author", "commits"),
    [
        ("P-0004", "p-0002", "p-0004", ()),  # neither of them is the owner
        ("P-0004", "p-0002", "p-0001", ("p-0001", "p-0004")),  # somebody else wrote on the owner's proposal
        ("P-0004", "p-0002", "p-0001", ("p-0001", "stranger")),
        ("P-0001", "stranger", "p-0001", ()),  # nobody known has looked at it
    ],
)
def test_nobody_elses_word_is_the_owners(
    company: Company, by: str, login: str, author: str, commits: tuple[str, ...]
) -> None:
    head = reviewed(company, by)
    assert capture(company, exported(company, head, login, author, *commits)) == 0
    assert confirmed(company) == []


def test_a_text_that_differs_from_the_reviewed_one_is_not_confirmed(company: Company) -> None:
    head = reviewed(company, "P-0004")
    company.policy("1.0", reviewed="2026-05-05")
    company.commit("Another day", when="2026-05-06")
    assert capture(company, exported(company, head, "p-0001", "p-0004")) == 0
    assert confirmed(company) == []


def run(company: Company, *arguments: str) -> int:
    return main([*arguments, "--root", str(company.root)])


def confirm(company: Company, person: str) -> int:
    return run(company, "confirm", "POL-CHG", "--yes", "--key", str(company.key(person)))


def test_the_owner_confirms_with_a_key_and_every_page_says_so(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.write("sms.yml", "organization: {name: Example}\nas_of: 2027-01-01\napproval: {policy: E2}\n")
    company.policy("1.0", reviewed="2026-05-04")
    company.commit("Review", by="P-0004", when="2026-05-04")
    assert run(company, "awaiting") == 0
    assert "POL-CHG 1.0 (commit" in (said := capsys.readouterr().out)
    assert "is not confirmed: it needs confirmation by its owner, `owner`" in said
    assert confirm(company, "P-0001") == 0
    assert "removed [-so-], added {+so+}" in (said := capsys.readouterr().out)
    assert "2026-01-10" in said
    assert "2026-05-04" in said
    assert "P-0001 signed POL-CHG 1.0 (confirmation)" in said
    company.commit("Confirm", when="2026-05-05")
    assert confirm(company, "P-0001") == 2
    assert "has signed POL-CHG 1.0 already (confirmation)" in capsys.readouterr().err
    assert run(company, "awaiting") == 0
    assert "every review is confirmed" in capsys.readouterr().out
    run(company, "history", "POL-CHG")
    line = "in force; `review.last` 2026-05-04, no change of the text; confirmed by P-0001 (owner)"
    assert line in capsys.readouterr().out
    sms = load(company.root, with_history=True)
    built = build_pages(sms, lint(sms, ()), {}, "auditor").pages["documents/POL-CHG.md"]
    page = rendered(built.partition("\n---\n")[2]).text
    assert "review confirmed" in page
    assert "the text below is a different one" not in page


def test_what_cannot_be_confirmed_is_refused(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert confirm(company, "P-0001") == 2
    assert "POL-CHG 1.0 is approved as it is, so there is nothing to confirm" in capsys.readouterr().err
    company.policy("1.0", reviewed="2026-05-04")
    company.commit("Review", by="P-0004", when="2026-05-04")
    assert confirm(company, "P-0002") == 2
    assert "is for owner to sign, and P-0002 does not hold that role" in capsys.readouterr().err
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-05-05")
    assert confirm(company, "P-0001") == 2
    assert "POL-CHG 1.1 is not approved, so there is nothing to confirm" in capsys.readouterr().err
