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
        f"  - id: CPL-2026-{index:02}\n    status: closed\n    description: {text}\n"
        for index in range(1, number + 1)
    )
    company.write("records/registers/complaint.yml", f"kind: complaint\nid: REG-COMPLAINT\nentries:\n{rows}")


def told(company: Company) -> list[tuple[str, str]]:
    return [(breach.id, breach.message) for breach in altered(company.sms(), "changed")]


def test_each_of_a_few_is_told(company: Company) -> None:
    register(company, MOST_TOLD, "late")
    company.commit("Close them", when="2026-02-01")
    assert told(company) == []
    register(company, MOST_TOLD, "never")
    assert [id_ for id_, _ in told(company)] == [f"CPL-2026-{index:02}" for index in range(1, MOST_TOLD + 1)]


def test_many_of_one_file_are_told_together_and_of_no_single_one(company: Company) -> None:
    register(company, MOST_TOLD + 1, "late")
    company.commit("Close them", when="2026-02-01")
    register(company, MOST_TOLD + 1, "never")
    company.commit("Change them all", when="2026-02-02")
    [(id_, message)] = told(company)
    assert id_ == ""
    assert "CPL-2026-01" in message
    assert f"and {MOST_TOLD} more of this file" in message


def table(company: Company, *rows: str) -> None:
    head = (
        "kind: complaint\nid: TAB-COMPLAINT\ntitle: Complaints\nowner: desk\nreview: {every: 1 month, last: 2026-01-01}\n"
        "data: complaint.csv\nsource: {system: Desk, exported: 2026-01-31}\n"
    )
    company.write("records/registers/complaint.yml", head)
    company.write("records/registers/complaint.csv", "\n".join(("id,status,description", *rows)) + "\n")


def test_a_row_of_a_table_is_told_by_its_id_in_its_line(company: Company) -> None:
    rows = ["CPL-2026-01,closed,late", "CPL-2026-02,open,late", 'CPL-2026-03,closed,"too\nlate"']
    table(company, *rows, "CPL-2026-04,closed,late")
    company.commit("Export them", when="2026-02-01")
    assert [(breach.id, breach.at.line) for breach in altered(company.sms(), "changed", "deleted")] == []
    table(company, *rows[1:], "CPL-2026-04,closed,never")
    (changed,) = altered(company.sms(), "changed")
    assert (changed.id, changed.at.path, changed.at.line) == (
        "CPL-2026-04",
        "records/registers/complaint.csv",
        5,
    )
    company.commit("Change one", when="2026-02-02")
    (changed,) = altered(company.sms(), "changed")
    assert (changed.id, changed.at.line) == ("CPL-2026-04", 5)
