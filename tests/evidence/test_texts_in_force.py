"""What a document claims counts as its text in force says it, not as a newer text does that waits for its approval."""

from pathlib import Path

import pytest

from sms_lint.evidence import Grade
from sms_lint.evidence.coverage import coverage
from tests.evidence.judged import found
from tests.history.approvals.company import Company
from tests.rules.history import keys

CLAUSE = "20000-1:8.5.1.1"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path, keys=keys())
    write(company, "1.0", CLAUSE)
    company.commit("Write", when="2026-01-06")
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def write(company: Company, version: str, clause: str) -> None:
    company.policy(version)
    path = company.root / "policies/change.md"
    path.write_text(
        path.read_text("utf-8").replace("owner: owner", f"owner: owner\nsatisfies: [{clause}]"), "utf-8"
    )


def grades(company: Company, clause: str) -> set[Grade]:
    sms = company.sms()
    return {graded.grade for graded in coverage(sms, found(sms, "schema"), clause).found}


def test_an_approved_claim_counts(company: Company) -> None:
    assert grades(company, CLAUSE) == {Grade.APPROVED}


def test_a_claim_of_a_text_that_waits_counts_for_nothing_and_takes_nothing_away(company: Company) -> None:
    write(company, "1.1", "20000-1:8.6.1")
    company.commit("Write", when="2026-01-20")
    assert grades(company, CLAUSE) == {Grade.APPROVED}
    assert Grade.APPROVED not in grades(company, "20000-1:8.6.1")
    assert Grade.DOCUMENTED not in grades(company, "20000-1:8.6.1")


def test_where_no_approval_is_asked_for_the_file_counts(company: Company) -> None:
    company.write("sms.yml", "organization: {name: Example}\n")
    write(company, "1.1", "20000-1:8.6.1")
    company.commit("Write", when="2026-01-20")
    assert grades(company, "20000-1:8.6.1") == {Grade.DOCUMENTED}
    assert Grade.DOCUMENTED not in grades(company, CLAUSE)
