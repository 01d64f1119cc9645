"""Who decides on a change is said by what was there before it: no text and no person names their own judge."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.making import statement_on
from sms_lint.history.approvals.text_approval import TextApproval
from tests.history.approvals.company import PEOPLE, Company, git

NEW = "this change itself makes writer the approver, so the approver before it decides"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


@pytest.fixture
def approved(company: Company) -> Company:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def latest(company: Company) -> TextApproval:
    return company.approvals().texts["POL-CHG"][-1]


def whys(company: Company) -> list[str]:
    return [refusal.why for refusal in latest(company).refused]


def another_approver(company: Company, text: str = "Text two.") -> None:
    """P-0001 names the role of P-0004 as the approver, and P-0001 signs as the author."""
    company.policy("1.1", text, approver="writer", effective="2026-02-10")
    company.commit("Name another approver", when="2026-02-01")
    company.keep(company.statement("authorship", "P-0001", made="2026-02-01T10:00:00Z"))


def test_the_approver_before_approves_who_comes_after(approved: Company) -> None:
    another_approver(approved)
    approved.keep(approved.statement("approval", "P-0002", role="approver", made="2026-02-01T10:00:00Z"))
    approved.commit("Approve", when="2026-02-02")
    assert latest(approved).level == 2
    approved.policy("1.2", "Text three.", approver="writer", effective="2026-03-10")
    approved.commit("Edit", when="2026-03-01")
    approved.keep(approved.statement("authorship", "P-0001", made="2026-03-01T10:00:00Z"))
    approved.keep(approved.statement("approval", "P-0004", role="writer", made="2026-03-01T10:00:00Z"))
    approved.commit("Approve by the new one", when="2026-03-02")
    assert latest(approved).level == 2


def test_a_text_that_names_its_own_approver_is_not_approved_by_them(approved: Company) -> None:
    another_approver(approved)
    approved.keep(approved.statement("approval", "P-0004", role="writer", made="2026-02-01T10:00:00Z"))
    approved.commit("Approve", when="2026-02-02")
    assert latest(approved).level == 0
    assert whys(approved) == [f"P-0004 signed as writer, but approver has to sign; {NEW}"]


def test_naming_them_in_one_step_and_editing_in_the_next_helps_nobody(approved: Company) -> None:
    another_approver(approved)
    approved.commit("A step of its own", when="2026-02-02")
    approved.policy("1.2", "Text three.", approver="writer", effective="2026-03-10")
    approved.commit("Edit", when="2026-03-01")
    approved.keep(approved.statement("authorship", "P-0001", made="2026-03-01T10:00:00Z"))
    approved.keep(approved.statement("approval", "P-0004", role="writer", made="2026-03-01T10:00:00Z"))
    approved.commit("Approve", when="2026-03-02")
    assert latest(approved).level == 0
    assert NEW in whys(approved)[0]


def test_another_kind_does_not_lower_what_is_asked_for(tmp_path: Path) -> None:
    company = Company(tmp_path, number=2)
    company.sign_off()
    company.keep(company.statement("approval", "P-0003"))
    company.commit("Approve", when="2026-01-09")
    text = (company.root / "policies/change.md").read_text("utf-8")
    company.write("policies/change.md", text.replace("kind: policy", "kind: plan").replace('"1.0"', '"1.1"'))
    company.commit("Another kind", when="2026-02-01")
    company.sign_off(made="2026-02-01T10:00:00Z")
    company.commit("Approve", when="2026-02-02")
    assert latest(company).level == 0
    company.keep(company.statement("approval", "P-0003", made="2026-02-01T10:00:00Z"))
    company.commit("Approve too", when="2026-02-03")
    assert latest(company).level == 2


def test_a_text_in_use_that_was_never_approved_decides_too(company: Company) -> None:
    another_approver(company)
    company.keep(company.statement("approval", "P-0004", role="writer", made="2026-02-01T10:00:00Z"))
    company.commit("Approve", when="2026-02-02")
    assert latest(company).level == 0
    assert NEW in whys(company)[0]


def test_a_first_text_and_what_follows_a_draft_name_their_own(tmp_path: Path) -> None:
    company = Company(tmp_path, with_policy=False)
    company.policy("0.1", "To be written.", lifecycle="draft", approver="nobody")
    company.commit("Draft", when="2026-01-06")
    company.policy("1.0", "Text one.")
    company.commit("First text", when="2026-01-07")
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    assert latest(company).level == 2


def test_whom_the_same_change_makes_an_approver_is_told_so(approved: Company) -> None:
    approved.policy("1.1", "Text two.", effective="2026-02-10")
    approved.commit("Edit", when="2026-02-01")
    approved.keep(approved.statement("authorship", "P-0001", made="2026-02-02T10:00:00Z"))
    approved.keep(approved.statement("approval", "P-0004", role="approver", made="2026-02-02T10:00:00Z"))
    approved.write_trust(2, people={**PEOPLE, "P-0004": "approver"})
    approved.sign_trust(2, "P-0002")
    approved.commit("Make P-0004 an approver and approve", when="2026-02-02")
    said = "this same change makes P-0004 an approver in trust.yml, and whom a change makes an approver does not approve it"
    assert latest(approved).level == 0
    assert [said in why for why in whys(approved)] == [True]


def test_a_key_that_comes_with_its_person_is_told_so_too(approved: Company) -> None:
    approved.policy("1.1", "Text two.", effective="2026-02-10")
    approved.commit("Edit", when="2026-02-01")
    approved.keep(approved.statement("approval", "P-0005", role="approver", made="2026-02-02T10:00:00Z"))
    approved.write_trust(2, people={**PEOPLE, "P-0005": "approver"})
    approved.commit("Bring P-0005", when="2026-02-02")
    assert (
        "belongs to nobody in the trust settings; this same change makes P-0005 an approver"
        in whys(approved)[0]
    )


def test_who_lacks_the_role_for_another_reason_is_not_told_so(approved: Company) -> None:
    approved.policy("1.1", "Text two.", effective="2026-02-10")
    approved.commit("Edit", when="2026-02-01")
    approved.keep(approved.statement("approval", "P-0004", role="approver", made="2026-02-02T10:00:00Z"))
    approved.commit("Approve", when="2026-02-02")
    assert whys(approved) == ["P-0004 did not hold the role approver on 2026-02-02"]


def test_the_check_of_a_proposal_says_so(approved: Company, capsys: pytest.CaptureFixture[str]) -> None:
    git(approved.root, "checkout", "-q", "-b", "work")
    another_approver(approved)
    approved.keep(approved.statement("approval", "P-0004", role="writer", made="2026-02-01T10:00:00Z"))
    approved.write_trust(2, people={**PEOPLE, "P-0004": "writer"})
    approved.commit("Approve", when="2026-02-02")
    capsys.readouterr()
    assert (
        main(["check", "--root", str(approved.root), "--base", "main", "--select", "approval-refused"]) == 1
    )
    assert NEW in " ".join(capsys.readouterr().out.split())


def test_approve_says_who_may(approved: Company) -> None:
    approved.policy("1.1", "Text two.", approver="writer", effective="2026-02-10")
    approved.commit("Name another approver", when="2026-02-01", signed="P-0001")
    approvals, now = approved.approvals(), datetime(2026, 2, 2, tzinfo=UTC)
    made = statement_on(approvals, "POL-CHG", "approval", approved.public("P-0002"), "", now)
    assert (made.person, made.role) == ("P-0002", "approver")
    with pytest.raises(SmsError, match="POL-CHG is for approver to sign"):
        statement_on(approvals, "POL-CHG", "approval", approved.public("P-0004"), "", now)
