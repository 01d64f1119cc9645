"""The ticket tables are what the committed plan makes, and they say what the plan promises."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

import pytest

from sms_lint.model.kinds.agreement import ServiceLevelResult
from sms_lint.model.kinds.organisation import Person
from sms_lint.model.kinds.problem import Problem
from sms_lint.model.kinds.resources import Demand
from sms_lint.system.sms import Sms
from tests.reference import reference_system
from tooling.tickets.clock import MINUTE, after, minutes_between, next_served, served
from tooling.tickets.figures import Share, by_period
from tooling.tickets.incidents import NO_USERS
from tooling.tickets.plan import Month, Row, months, read_plan, read_story
from tooling.tickets.tables import FOLDER, ROOT, rows_by_month, tables

MONTHS = months(read_plan())
CLOCK = {"P1": 240, "P2": 480, "P3": 36 * 60, "P4": 60 * 60}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def name(month: Month) -> str:
    return month.name


@cache
def made() -> Mapping[str, tuple[list[Row], list[Row]]]:
    """Incidents and service requests of each month; made when a test asks, not by every worker that collects."""
    return rows_by_month()


def test_the_committed_tables_are_those_made() -> None:
    for file, text in tables().items():
        assert (FOLDER / file).read_bytes() == text.encode(), file


@pytest.mark.parametrize("month", MONTHS, ids=name)
def test_a_month_holds_what_is_planned(month: Month) -> None:
    incidents, requests = made()[month.name]
    users = [row for row in incidents if row["reported_by"] not in NO_USERS]
    by_service = {
        service: (len(mine), sum(row["in_target"] == "no" for row in mine))
        for service in month.plan.incidents
        if (mine := [row for row in incidents if row["service"] == f"SVC-{service}"])
    }
    assert by_service == month.plan.incidents
    assert sum(row["reassignment_count"] == "0" for row in users) == month.plan.first_contact
    assert sum(int(row["reassignment_count"]) > 2 for row in incidents) == month.plan.passed_on_often
    assert sum(row["fulfilled"] > row["due"] for row in requests) == month.plan.requests.late


def out_of_order(rows: Sequence[Row], *fields: str) -> list[str]:
    return [
        row["number"]
        for row in rows
        if (times := [row[field] for field in fields if row[field]]) != sorted(times)
    ]


@pytest.mark.parametrize("month", MONTHS, ids=name)
def test_tickets_go_forward_in_time(month: Month) -> None:
    incidents, requests = made()[month.name]
    assert out_of_order(incidents, "opened", "first_response", "resolved", "closed") == []
    assert out_of_order(requests, "opened", "fulfilled", "closed") == []
    for rows in (incidents, requests):
        assert [row["number"] for row in rows] == sorted(row["number"] for row in rows)
        assert [row["opened"] for row in rows] == sorted(row["opened"] for row in rows)


def minutes(row: Row) -> int:
    opened, resolved = at(row["opened"]), at(row["resolved"])
    if row["priority"] in {"P1", "P2"}:
        return (resolved - opened) // MINUTE
    return minutes_between(opened, resolved)


@pytest.mark.parametrize("month", MONTHS, ids=name)
def test_in_target_follows_from_the_times(month: Month) -> None:
    wrong = [
        row["number"]
        for row in made()[month.name][0]
        if (minutes(row) <= CLOCK[row["priority"]]) != (row["in_target"] == "yes")
    ]
    assert wrong == []


def test_the_story_is_taken_as_it_is() -> None:
    told = {row["number"]: row for row in read_story()}
    by_number = {row["number"]: row for incidents, _ in made().values() for row in incidents}
    assert {number: by_number[number] for number in told} == told


def test_the_fax_is_gone_and_monitoring_has_come() -> None:
    seen = {
        service: [
            month
            for month, (incidents, _) in made().items()
            if any(service in row["service"] for row in incidents)
        ]
        for service in ("FAX", "MONITOR")
    }
    assert seen["FAX"][-1] == "2026-06"
    assert seen["MONITOR"][0] == "2026-09"


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-10-30T18:30", 60, "2026-11-02T07:30"),
        ("2026-10-31T12:00", 0, "2026-11-02T07:00"),
        ("2026-10-29T07:00", 720, "2026-10-30T07:00"),
        ("2026-10-29T05:00", 10, "2026-10-29T07:10"),
    ],
)
def test_service_hours(start: str, length: int, end: str) -> None:
    assert after(at(start), length) == at(end)
    assert minutes_between(at(start), at(end)) == length
    assert served(next_served(at(start)))


def rows_of(file: str) -> list[Row]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


def test_every_role_held_has_its_competences(sms: Sms) -> None:
    held = {
        (person.id, holding.role) for person in sms.all(Person) for holding in person.roles if not holding.to
    }
    shown = {(row["person"], row["role"]) for row in rows_of("competence-2026.csv")}
    assert held - shown == set()


def test_results_of_agreements_follow_from_the_tables(sms: Sms) -> None:
    for result in sms.all(ServiceLevelResult):
        incidents, requests = made()[result.period]
        if result.target == "incidents in target":
            kept = [row["in_target"] == "yes" for row in incidents if row["sla"] == result.sla]
        elif result.target == "restores within 4 h":
            kept = [row["fulfilled"] <= row["due"] for row in requests if row["type"].startswith("Restore")]
        else:
            continue
        assert float(result.actual) == round(100 * sum(kept) / len(kept), 1), result.id


def test_contacts_are_the_tickets_of_the_customer(sms: Sms) -> None:
    for demand in sms.all(Demand):
        if demand.service == "SVC-WORKPLACE":
            incidents, requests = made()[demand.period]
            asked = [row for row in requests if row["requester"] == "Housing officers"]
            faults = [row for row in incidents if row["service"] == demand.service]
            assert demand.current == len(asked) + len(faults), demand.id


def test_problems_and_incidents_name_each_other(sms: Sms) -> None:
    of_incidents: dict[str, list[str]] = {}
    for incidents, _ in made().values():
        for row in incidents:
            if row["problem"]:
                of_incidents.setdefault(row["problem"], []).append(row["number"])
    assert of_incidents == {
        problem.id: list(problem.related_incidents)
        for problem in sms.all(Problem)
        if problem.related_incidents
    }


def test_reports_name_changes_for_what_they_were() -> None:
    told = {
        row["number"]: row for part in ("2025-11-12", "2026-01-06") for row in rows_of(f"change-{part}.csv")
    }
    report = (ROOT / "records/reports/change-trends-2026-h1.md").read_text(encoding="utf-8")
    failed = {
        number
        for number, row in told.items()
        if row["outcome"] != "success" and number.startswith("CHG-2026")
    }
    line = next(line for line in report.splitlines() if line.startswith("- **Not successful:**"))
    assert set(re.findall(r"CHG-2026-\d{4}", line)) == failed
    assert [number for number, row in told.items() if row["impact_services"] == "SVC-FAX"] == [
        "CHG-2026-0026"
    ]


def cells_of(report: str, kpi: str) -> str:
    lines = (ROOT / "records/reports" / report).read_text(encoding="utf-8").splitlines()
    line = next(line for line in lines if line.startswith(f"| {kpi} |"))
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)  # a figure may be cited by a link


@pytest.mark.parametrize(
    ("report", "periods"),
    [
        ("measurement-results-2026-h1.md", ["2025-11..2025-12", "2026-Q1", "2026-Q2"]),
        ("measurement-results-2026-q3.md", ["2026-Q3"]),
    ],
)
def test_measurement_results_follow_from_the_tables(report: str, periods: list[str]) -> None:
    found = by_period(made())
    for period in periods:
        assert f"| {found[period].in_target} |" in cells_of(report, "KPI-INC-RESOLUTION")
        assert f"| {found[period].first_contact} |" in cells_of(report, "KPI-INC-FCR")
        assert f"| {found[period].requests_on_time} |" in cells_of(report, "KPI-REQ-ONTIME")


def test_the_problem_report_counts_linked_incidents() -> None:
    found = by_period(made())
    second, third = found["2026-Q2"].linked_to_problem, found["2026-Q3"].linked_to_problem
    line = cells_of("problem-effectiveness-2026-q3.md", "incidents linked to a problem")
    assert f"| {second.part} of {second.whole} | {third.part} of {third.whole} |" in line


def test_a_share_reads_as_in_reports() -> None:
    assert str(Share(171, 183)) == "93.4 (171 of 183)"
