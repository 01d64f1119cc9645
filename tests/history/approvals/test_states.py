"""The states of a text on its way: on the branch, in a proposal, and by day."""

from datetime import date
from pathlib import Path

import pytest

from sms_lint.history.approvals import Approvals, in_force
from sms_lint.history.approvals.states import TextState, text_state
from sms_lint.load.proposed_change import proposed
from sms_lint.system.approval_status import approvals_of
from tests.history.approvals.company import Company, git

DAY = date(2026, 6, 1)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Version 1.0 is approved by signatures and in force."""
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def states(approvals: Approvals, day: date = DAY, needed: int = 2) -> list[TextState]:
    return [text_state(approvals, judged, day, needed) for judged in approvals.texts["POL-CHG"]]


def as_proposal(company: Company) -> Approvals:
    found = approvals_of(proposed(company.root, "base", company.today))
    assert found is not None
    return found


def test_an_approved_text_is_in_force_from_its_day_and_is_replaced_by_the_next(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2026-03-01")
    company.sign_off(made="2026-02-20T10:00:00Z")
    company.commit("Approve the next", when="2026-02-20")
    approvals = company.approvals()
    assert states(approvals, date(2026, 2, 25)) == [TextState.IN_FORCE, TextState.APPROVED]
    assert states(approvals) == [TextState.REPLACED, TextState.IN_FORCE]
    assert states(approvals, date(2026, 1, 1)) == [TextState.APPROVED, TextState.APPROVED]


def test_a_new_version_awaits_approval_only_while_it_is_proposed(company: Company) -> None:
    git(company.root, "branch", "base")
    company.policy("1.1", "Text two.", effective="2026-03-01")
    assert states(company.approvals()) == [TextState.IN_FORCE, TextState.AWAITING], "it is not even committed"
    company.commit("Change", when="2026-02-20")
    assert states(as_proposal(company)) == [TextState.IN_FORCE, TextState.AWAITING]
    assert states(company.approvals()) == [TextState.IN_FORCE, TextState.UNAPPROVED]


def test_a_level_that_is_not_reached_is_awaited_too(company: Company) -> None:
    git(company.root, "branch", "base")
    company.policy("1.1", "Text two.", effective="2026-01-20")
    company.sign_off()
    company.commit("Approve the next", when="2026-02-20")
    assert states(as_proposal(company), needed=3)[-1] is TextState.AWAITING
    assert states(as_proposal(company), needed=2)[-1] is TextState.IN_FORCE


def test_an_edit_of_a_signed_text_is_void_everywhere(company: Company) -> None:
    git(company.root, "branch", "base")
    company.policy("1.0", "Text two.")
    company.commit("Edit", when="2026-02-20")
    assert states(company.approvals())[-1] is TextState.VOID
    assert states(as_proposal(company))[-1] is TextState.VOID


def test_what_was_replaced_and_is_put_back_is_void(company: Company) -> None:
    before = (company.root / "policies/change.md").read_text("utf-8")
    company.policy("1.1", "Text two.", effective="2026-02-20")
    company.sign_off()
    company.commit("Approve the next", when="2026-02-20")
    company.write("policies/change.md", before)
    company.commit("Put it back", when="2026-02-21")
    assert states(company.approvals())[-1] is TextState.VOID
    company.policy("1.0", "Text one.", reviewed="2026-05-01")
    company.commit("With another day", when="2026-05-02")
    assert states(company.approvals())[-1] is TextState.VOID


def test_drafts_withdrawn_and_retired_texts(company: Company) -> None:
    company.policy("1.0", lifecycle="retired")
    company.sign_off(version="1.0")
    company.commit("Retire", when="2026-02-20")
    assert states(company.approvals())[-1] is TextState.RETIRED
    company.keep(company.statement("withdrawal", "P-0002"))
    company.commit("Withdraw", when="2026-02-21")
    assert states(company.approvals())[-1] is TextState.WITHDRAWN
    company.policy("2.0", lifecycle="draft")
    company.commit("Draft", when="2026-02-22")
    assert states(company.approvals())[-1] is TextState.DRAFT


def test_signatures_that_nobody_can_judge(company: Company) -> None:
    company.policy("1.1", "Text two.", effective="2026-03-01")
    company.commit("Change", when="2026-02-20")
    company.keep(company.statement("approval", "P-0002"))
    company.commit("Approve without an author", when="2026-02-21")
    assert states(company.approvals())[-1] is TextState.UNDECIDED


def reviewed(company: Company, day: str = "2026-05-04") -> None:
    company.policy("1.0", reviewed=day)
    company.commit("Review", by="P-0004", when=day)


def test_a_review_without_a_change_keeps_the_approval_of_the_signed_text(company: Company) -> None:
    reviewed(company)
    approvals = company.approvals()
    first, second = approvals.texts["POL-CHG"]
    assert states(approvals) == [TextState.IN_FORCE, TextState.IN_FORCE]
    assert (second.level, second.signed_text, second.confirmed) == (2, first.text, 0)
    force = in_force(approvals, "POL-CHG", DAY)
    assert force.proven is first
    assert force.on_main is None, "the branch says nothing else"


def test_the_owner_confirms_it_once_for_each_day(company: Company) -> None:
    for day in ("2026-03-04", "2026-05-04"):
        reviewed(company, day)
        company.keep(company.statement("confirmation", "P-0001", made=f"{day}T10:00:00Z"))
        company.commit("Confirm", when=day)
    _, second, third = company.approvals().texts["POL-CHG"]
    assert (second.confirmed, third.confirmed) == (2, 2)
    assert second.confirmations != third.confirmations
    assert second.confirmations[0].path != third.confirmations[0].path
    assert third.refused == ()


def test_a_review_is_no_way_to_have_written_on_a_text_unseen(company: Company) -> None:
    """The approver writes a text, hides it behind a review, and approves it in a version that somebody else brings."""
    company.policy("1.1", "Text of the approver.", effective="2026-03-01")
    company.commit("Write", by="P-0002", when="2026-02-20")
    reviewed(company, "2026-02-21")
    company.policy("1.2", "Text of the approver, and a word.", effective="2026-03-01")
    company.sign_off(made="2026-02-22T10:00:00Z")
    company.commit("Bring it", by="P-0004", when="2026-02-22")
    latest = company.approvals().latest("POL-CHG")
    assert latest is not None
    assert not latest.approved
    assert "contributed to it" in latest.refused[-1].why


def test_whom_the_change_itself_makes_the_owner_confirms_nothing_through_the_forge(company: Company) -> None:
    people = {"P-0001": "owner", "P-0002": "approver", "P-0003": "approver", "P-0004": "owner"}
    company.write_trust(2, people=people)
    company.sign_trust(2, "P-0001")
    company.policy("1.0", reviewed="2026-05-04")
    company.commit("Both at once", by="P-0004", when="2026-05-04")
    made = company.statement(
        "confirmation", "P-0004", forge="github https://example.invalid/7", made="2026-05-05T10:00:00Z"
    )
    company.keep(made, key="ci")
    company.commit("Captured", by="ci", when="2026-05-05")
    latest = company.approvals().latest("POL-CHG")
    assert latest is not None
    assert latest.confirmed == 0
    assert "did not hold the role owner" in latest.refused[-1].why


def test_a_withdrawal_is_of_the_text_whatever_its_days(company: Company) -> None:
    reviewed(company, "2026-03-04")
    company.keep(company.statement("withdrawal", "P-0002", made="2026-03-05T10:00:00Z"))
    company.commit("Withdraw", by="P-0002", when="2026-03-05")
    reviewed(company, "2026-05-04")
    assert states(company.approvals()) == [TextState.WITHDRAWN] * 3
    assert in_force(company.approvals(), "POL-CHG", DAY).proven is None
