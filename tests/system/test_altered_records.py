"""How alterations become findings: a few each by itself, many of one file together."""

from pathlib import Path

import pytest

from sms_lint.system.altered_records import MOST_TOLD, altered
from tests.history.approvals.company import Company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def register(company: Company, number: int, text: str) -> None:
    rows = "".join(
        f"  - id: CPL-2026-{one:02}\n    status: closed\n    description: {text}\n"
        for one in range(1, number + 1)
    )
    company.write("records/registers/complaint.yml", f"kind: complaint\nid: REG-COMPLAINT\nentries:\n{rows}")


def told(company: Company) -> list[tuple[str, str]]:
    return [(one.id, one.message) for one in altered(company.sms(), "changed")]


def test_each_of_a_few_is_told(company: Company) -> None:
    register(company, MOST_TOLD, "late")
    company.commit("Close them", when="2026-02-01")
    assert told(company) == []
    register(company, MOST_TOLD, "never")
    assert [id_ for id_, _ in told(company)] == [f"CPL-2026-{one:02}" for one in range(1, MOST_TOLD + 1)]


def test_many_of_one_file_are_told_together_and_of_no_single_one(company: Company) -> None:
    register(company, MOST_TOLD + 1, "late")
    company.commit("Close them", when="2026-02-01")
    register(company, MOST_TOLD + 1, "never")
    company.commit("Change them all", when="2026-02-02")
    [(id_, message)] = told(company)
    assert id_ == ""
    assert "CPL-2026-01" in message
    assert f"and {MOST_TOLD} more of this file" in message
