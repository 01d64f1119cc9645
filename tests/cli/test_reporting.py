"""`sms-lint report`: a draft that is written once, renewed as often as one likes, and never taken from people."""

import re
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.text.generated_parts import generated_parts
from tests.cli.test_measuring import system

__all__ = ["system"]

REPORT = "records/reports/service-report-2026-03.md"
ID = "RPT-SERVICE-2026-03"


def run(system: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    code = main([*options, "--root", str(system)])
    caught = capsys.readouterr()
    return code, (caught.out + caught.err).splitlines()


ROLES = """\
kind: role
id: REG-ROLE
title: Roles
owner: incident-manager
review: {every: 12 months, last: 2026-03-01}
entries:
  - {id: incident-manager, title: Incident manager, responsibilities: [Answers for incidents]}
  - {id: head, title: Head, responsibilities: [Decides]}
"""
PLAN = """\
---
kind: plan
id: PLN-A
title: Plan
version: "1.0"
lifecycle: active
owner: incident-manager
approver: head
effective: 2026-01-01
review: {every: 12 months, last: 2026-01-01}
classification: internal
retention: 7 years
---
# Plan
"""


@pytest.fixture
def organised(system: Path) -> Path:
    """The system with two roles and a document that says who approves."""
    (system / "records/role.yml").write_text(ROLES, "utf-8")
    (system / "policies").mkdir()
    (system / "policies/plan.md").write_text(PLAN, "utf-8")
    return system


def test_without_roles_the_owner_is_left_to_people(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(system, capsys, "report", "2026-03") == (0, [f"{ID}: written to {REPORT}"])
    code, told = run(system, capsys, "report", "2026-03")
    assert code == 2
    assert told == [
        f"sms-lint cannot run: {ID} is there and cannot be read; `sms-lint check` says what is wrong with it"
    ]


@pytest.fixture
def reported(organised: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(organised, capsys, "report", "2026-03") == (0, [f"{ID}: written to {REPORT}"])
    return organised


def text(system: Path) -> str:
    return (system / REPORT).read_bytes().decode()


def change(system: Path, path: str, before: str, after: str) -> None:
    found = (system / path).read_bytes().decode()
    assert before in found
    (system / path).write_bytes(found.replace(before, after).encode())


def of_people(said: str) -> list[str]:
    """Everything outside the generated parts."""
    ends = [(part.start, part.end or 0) for part in generated_parts(said)]
    return [
        said[end:start] for (_, end), (start, _) in zip([(0, 0), *ends], [*ends, (len(said), 0)], strict=True)
    ]


def test_it_is_a_draft_with_every_part(reported: Path) -> None:
    said = text(reported)
    assert "lifecycle: draft" in said
    assert "owner: incident-manager" in said
    assert "approver: head" in said
    assert "series: service report" in said
    assert re.search(r"^period: 2026-03", said, re.M)
    assert [part.name for part in generated_parts(said)] == [
        "summary", "targets", "kpis", "workload", "trends", "major-incidents", "changes", "availability", "capacity",
        "customers", "nonconformities", "suppliers", "decisions",
    ]  # fmt: skip


def test_every_figure_is_cited_and_guarded(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "[100 (2 of 2)](KPI-INC@2026-03)" in text(reported)
    assert run(reported, capsys, "kpi", "--check") == (0, ["2 cited figures compared with the records"])
    change(reported, REPORT, "[100 (2 of 2)]", "[100 (3 of 3)]")
    code, told = run(reported, capsys, "kpi", "--check")
    assert code == 1
    assert "says 100 (3 of 3), and the records give 100 (2 of 2)" in told[0]


def test_renewed_at_once_nothing_changes(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text(reported)
    assert run(reported, capsys, "report", "2026-03") == (0, [f"{ID}: nothing changed in {REPORT}"])
    assert text(reported) == before


def test_what_people_wrote_stays_when_records_change(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(reported, REPORT, "## Results\n", "## Results of ours  \n\n*Written* by people.\t\n")
    change(reported, REPORT, 'version: "0.1"', 'version: "0.2"')
    before = text(reported)
    change(reported, "records/incidents.csv", "yes", "no")
    assert run(reported, capsys, "report", "2026-03") == (
        0,
        [f"{ID}: its generated parts renewed in {REPORT}"],
    )
    after = text(reported)
    assert of_people(after) == of_people(before)
    assert after != before
    assert "(KPI-INC@2026-03)" in after


def test_a_part_that_was_taken_out_stays_out(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = text(reported)
    start = said.index("<!-- sms-lint part: capacity -->")
    end = said.index("<!-- sms-lint end -->", start) + len("<!-- sms-lint end -->\n\n")
    (reported / REPORT).write_text(said[:start] + said[end:], "utf-8")
    code, told = run(reported, capsys, "report", "2026-03")
    assert code == 0
    assert told[-1] == "The part capacity was taken out of it, and stays out"
    assert "part: capacity" not in text(reported)


def test_one_in_force_is_not_written_anew(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(reported, REPORT, "lifecycle: draft", "lifecycle: active")
    before = text(reported)
    code, told = run(reported, capsys, "report", "2026-03")
    assert code == 2
    assert f"{ID} is no draft" in told[0]
    assert text(reported) == before


def test_a_part_without_an_end_is_told(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = text(reported)
    (reported / REPORT).write_text(said.replace("<!-- sms-lint end -->", "", 1), "utf-8")
    code, told = run(reported, capsys, "report", "2026-03")
    assert code == 2
    assert "the part summary has no end; write the line <!-- sms-lint end --> below it" in told[0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["report"], "say which period"),
        (["report", "March"], "say which period"),
        (["report", "2026-03", "--customer", "CUS-X"], "there is no customer CUS-X"),
        (["report", "2026-03", "--service", "SVC-X"], "there is no service SVC-X"),
    ],
)
def test_what_cannot_be_reported_on_is_said(
    system: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    code, told = run(system, capsys, *options)
    assert code == 2
    assert said in told[0]


@pytest.mark.parametrize(
    ("said", "period"), [("last-month", "2026-03"), ("last-quarter", "2026-Q1"), ("last-year", "2025")]
)
def test_the_newest_period_that_is_over_has_a_name(
    system: Path, capsys: pytest.CaptureFixture[str], said: str, period: str
) -> None:
    code, told = run(system, capsys, "report", said)
    assert code == 0
    assert told == [f"RPT-SERVICE-{period}: written to records/reports/service-report-{period.lower()}.md"]


def test_the_inputs_of_a_review(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(system, capsys, "report", "--management-review", "2026")
    assert code == 0
    assert (
        told[0]
        == "RPT-REVIEW-INPUTS-2026: written to records/reports/inputs-to-the-management-review-2026.md"
    )
    said = (system / "records/reports/inputs-to-the-management-review-2026.md").read_text("utf-8")
    assert re.findall(r"^### (.)\) ", said, re.M) == list("abcdefghijkl")
    assert told[1:] == ["2026 is not over: the report says what is recorded so far"]
