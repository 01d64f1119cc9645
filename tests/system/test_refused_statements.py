"""What is said of a statement that does not count, and of what stands in force all the same, word for word."""

from pathlib import Path

import pytest

from sms_lint.system.approval_status.documents import approval_statuses, refused_statements
from tests.history.approvals.company import Company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def said(company: Company) -> list[tuple[str, str]]:
    return [
        (refused.message, refused.severity)
        for refused in refused_statements(company.sms(), "self-approved", "role")
    ]


def test_nothing_is_said_of_what_counts(company: Company) -> None:
    company.sign_off()
    commit = company.approvals().texts["POL-CHG"][0].text.commit[:9]
    assert said(company) == []
    (status,) = approval_statuses(company.sms())
    assert (status.name, status.reached, status.signed_other_text, status.reported_elsewhere) == (
        "POL-CHG 1.0",
        True,
        False,
        False,
    )
    assert status.stands == f"the approved text of version 1.0 (commit {commit}) stays in force"


def test_whoever_wrote_approves_nothing_and_the_version_before_stays(company: Company) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    first = company.approvals().texts["POL-CHG"][0].text.commit[:9]
    company.policy("1.1", "Text two.")
    change = company.commit("Change", when="2026-01-12")[:9]
    company.keep(company.statement(by="P-0001"))
    assert said(company) == [
        (
            (
                f"the approval of POL-CHG 1.1 by P-0001 does not count: P-0001 contributed to it (author of commit {change}); "
                f"the approved text of version 1.0 (commit {first}) stays in force"
            ),
            "error",
        )
    ]
    (status,) = approval_statuses(company.sms())
    assert (
        status.reported_elsewhere,
        status.level_told_elsewhere,
        status.signed_other_text,
        status.reached,
    ) == (True, True, False, False)
    assert [before.text.version for before in status.before] == ["1.0"]


def test_a_second_approval_that_does_not_count_leaves_a_level_below(company: Company) -> None:
    """The review of another person counts; a signature of the author is missing for E2."""
    company.keep(company.statement("review", "P-0002"), key="ci")
    company.keep(company.statement(by="P-0004", role="writer"))
    assert said(company) == [
        (
            (
                "the approval of POL-CHG 1.0 by P-0004 does not count: P-0004 signed as writer, but approver has to "
                "sign; so it reaches E1, but E2 is required"
            ),
            "error",
        )
    ]


def test_no_version_was_ever_approved(company: Company) -> None:
    company.keep(company.statement(by="P-0001"))
    ((message, severity),) = said(company)
    assert message.endswith("; no version of it is in force")
    assert severity == "error"
