"""Changes and problems come in as their tools export them; what a tool does not record is left to the organisation, and told."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sms_lint.intake.tickets.export import ExportError
from sms_lint.intake.tickets.guessing import guessed_mapping
from sms_lint.model.kinds import kinds
from sms_lint.model.mapping import ImportMapping, read_mapping
from tests.intake.tickets.importing_into import based_on, imported, planned, rows_below

# Exports with labels, as a list of ServiceNow writes them, and the names of the same columns.
CHANGE = {
    "Number": "CHG0030021", "Short description": "Patch mail relay", "Type": "Normal", "State": "Closed", "Impact": "3 - Low",
    "Risk": "Moderate", "Risk and impact analysis": "Mail may stop for minutes", "Justification": "Security fix",
    "Backout plan": "Restore the snapshot", "Service": "Mail", "Configuration item": "mail-01", "Requested by": "Somebody",
    "Assigned to": "Somebody", "Opened": "2026-08-20 09:15:00", "Planned start date": "2026-09-01 20:00:00",
    "Planned end date": "2026-09-01 22:00:00", "Actual end": "2026-09-01 21:40:00", "Close code": "Successful with issues",
    "Close notes": "done late", "Review comments": "Somebody agreed",
}  # fmt: skip
CHANGE_NAMES = {
    "Number": "number", "Short description": "short_description", "Type": "type", "State": "state", "Impact": "impact",
    "Risk": "risk", "Risk and impact analysis": "risk_impact_analysis", "Justification": "justification",
    "Backout plan": "backout_plan", "Service": "business_service", "Configuration item": "cmdb_ci",
    "Requested by": "requested_by", "Assigned to": "assigned_to", "Opened": "opened_at", "Planned start date": "start_date",
    "Planned end date": "end_date", "Actual end": "work_end", "Close code": "close_code", "Close notes": "close_notes",
    "Review comments": "review_comments",
}  # fmt: skip
CODES = {"State": "3", "Impact": "3", "Type": "normal", "Close code": "successful_issues"}
PROBLEM = {
    "Number": "PRB0040011", "Problem statement": "Mail stops at night", "State": "Closed", "Priority": "3 - Moderate",
    "Category": "Software", "Opened": "2026-08-20 09:15:00", "Assigned to": "Somebody", "Workaround": "<p>Restart &amp; wait</p>",
    "Cause notes": "<p>Full disk</p>", "Fix notes": "<p>Larger disk</p>", "Resolved": "2026-09-02 10:00:00",
    "Closed": "2026-09-03 10:00:00",
}  # fmt: skip
PROBLEM_NAMES = {
    "Number": "number", "Problem statement": "short_description", "State": "problem_state", "Priority": "priority",
    "Category": "category", "Opened": "opened_at", "Assigned to": "assigned_to", "Workaround": "workaround",
    "Cause notes": "cause_notes", "Fix notes": "fix_notes", "Resolved": "resolved_at", "Closed": "closed_at",
}  # fmt: skip
ITOP = {
    "ref": "P-000123", "title": "Mail stops at night", "start_date": "2026-08-20 09:15:00", "status": "closed", "priority": "3",
    "servicesubcategory_name": "Mail", "caller_name": "Somebody", "related_change_ref": "C-000124",
    "resolution_date": "2026-09-02 10:00:00", "close_date": "2026-09-03 10:00:00",
}  # fmt: skip
OWN: dict[str, dict[str, Any]] = {
    "servicenow-changes": {
        "columns": {
            "impact_services": {"from": ["business_service", "Service"], "values": {"Mail": "SVC-MAIL"}},
            "affected_cis": {"from": ["cmdb_ci", "Configuration item"], "values": {"mail-01": "CI-MAIL-01"}},
        },
        "constants": dict.fromkeys(
            (
                "requested_by", "benefit", "feasibility", "cost", "impact_parties", "impact_policies_plans",
                "impact_capacity_availability_continuity_security",
            ),
            "not recorded in the tool",
        )
        | {"route": "change"},
    },
    "servicenow-problems": {"constants": {"source": "trend"}},
    "itop-problems": {"constants": {"source": "trend"}},
}  # fmt: skip


def whole(name: str) -> ImportMapping:
    """A mapping of the program with what the organisation has to add."""
    return based_on(name, form={"zone": "Europe/Berlin"}, **OWN[name])


def as_csv(*rows: dict[str, str]) -> str:
    """The rows as a list is exported."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def named(row: dict[str, str], names: dict[str, str], codes: dict[str, str]) -> dict[str, str]:
    """A row as the interface says it: names of columns, and codes."""
    return {names[label]: codes.get(label, text) for label, text in row.items()}


CHANGE_BY_NAME = named(CHANGE, CHANGE_NAMES, CODES)
PROBLEM_BY_NAME = named(PROBLEM, PROBLEM_NAMES, {"State": "107"})
EXPORTS = [
    ("servicenow-changes", "change.csv", as_csv(CHANGE)),
    ("servicenow-changes", "change.csv", as_csv(CHANGE_BY_NAME)),
    ("servicenow-changes", "change.json", json.dumps({"result": [CHANGE_BY_NAME]})),
    ("servicenow-problems", "problem.csv", as_csv(PROBLEM)),
    ("servicenow-problems", "problem.csv", as_csv(PROBLEM_BY_NAME)),
    ("servicenow-problems", "problem.json", json.dumps({"result": [PROBLEM_BY_NAME]})),
    ("itop-problems", "problem.csv", as_csv(ITOP)),
    ("itop-problems", "problem.json", json.dumps({"objects": {"Problem::1": {"code": 0, "class": "Problem", "fields": ITOP}}})),
]  # fmt: skip
EXPECTED = {
    "servicenow-changes": {
        "id": "CHG0030021", "category": "normal", "major_impact": "no", "status": "closed", "outcome": "success",
        "requested_at": "2026-08-20T09:15+02:00", "planned_start": "2026-09-01T20:00+02:00", "actual_end": "2026-09-01T21:40+02:00",
        "impact_services": "SVC-MAIL", "affected_cis": "CI-MAIL-01", "risk": "Mail may stop for minutes", "reason": "Security fix",
        "investigation": "", "reversal_plan": "Restore the snapshot", "title": "Patch mail relay",
    },
    "servicenow-problems": {
        "id": "PRB0040011", "status": "closed", "root_cause": "Full disk", "actions": "Larger disk", "owner": "problem-manager",
        "impact_reduction": "Restart & wait", "resolved_at": "2026-09-02T10:00+02:00", "closed_at": "2026-09-03T10:00+02:00",
    },
    "itop-problems": {
        "id": "P-000123", "status": "closed", "change": "C-000124", "category": "Mail", "closed_at": "2026-09-03T10:00+02:00",
    },
}  # fmt: skip


@pytest.mark.parametrize(("name", "file", "raw"), EXPORTS)
def test_what_the_tool_writes_comes_in_whole(tmp_path: Path, name: str, file: str, raw: str) -> None:
    found = imported(tmp_path, whole(name), raw, file)
    assert (found.made.rejected, found.made.new_columns) == ((), ())
    (row,) = rows_below(tmp_path).values()
    assert {field: row[field] for field in EXPECTED[name]} == EXPECTED[name]
    assert "Somebody" not in "".join(row.values())
    assert planned(tmp_path, whole(name), raw, file).is_known


@pytest.mark.parametrize(("name", "file", "raw"), EXPORTS)
def test_the_tool_is_recognised_and_what_it_lacks_is_said(name: str, file: str, raw: str) -> None:
    text = guessed_mapping(file, raw.encode(), kinds())
    assert f"based_on: {name}\n" in text
    for field in OWN[name]["constants"]:
        assert f"does not record `{field}`: name a column for it, or say it in `constants`" in text


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("New", "requested"), ("Assess", "requested"), ("Authorize", "requested"), ("Scheduled", "approved"),
        ("Implement", "approved"), ("Review", "implemented"), ("Canceled", "rejected"), ("-5", "requested"),
        ("-4", "requested"), ("-3", "requested"), ("-2", "approved"), ("-1", "approved"), ("0", "implemented"), ("4", "rejected"),
    ],
)  # fmt: skip
def test_each_state_of_a_change_is_known(tmp_path: Path, word: str, status: str) -> None:
    imported(tmp_path, whole("servicenow-changes"), as_csv({**CHANGE, "State": word}))
    assert rows_below(tmp_path)["CHG0030021"]["status"] == status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("New", "open"), ("Assess", "open"), ("Root Cause Analysis", "open"), ("Fix in Progress", "known_error"),
        ("Resolved", "resolved"), ("101", "open"), ("102", "open"), ("103", "open"), ("104", "known_error"), ("106", "resolved"),
    ],
)  # fmt: skip
def test_each_state_of_a_problem_is_known(tmp_path: Path, word: str, status: str) -> None:
    imported(tmp_path, whole("servicenow-problems"), as_csv({**PROBLEM, "State": word}))
    assert rows_below(tmp_path)["PRB0040011"]["status"] == status


def test_a_change_that_failed_says_why(tmp_path: Path) -> None:
    imported(tmp_path, whole("servicenow-changes"), as_csv({**CHANGE, "Close code": "Unsuccessful"}))
    row = rows_below(tmp_path)["CHG0030021"]
    assert (row["outcome"], row["investigation"]) == ("failed", "done late")


# What must be reported


def test_what_the_tool_does_not_say_is_noted_and_not_made_up(tmp_path: Path) -> None:
    found = imported(tmp_path, whole("servicenow-changes"), as_csv(CHANGE))
    noted = " ".join(notice.message for notice in found.made.notices)
    assert "CHG0030021 is taken as it is" in noted
    assert "approved_at" in noted
    assert "approvers" in noted
    assert "approved_at" not in rows_below(tmp_path)["CHG0030021"]


@pytest.mark.parametrize(
    ("name", "row", "changed", "reason"),
    [
        ("servicenow-changes", CHANGE, {"State": "Parked"}, "Parked"),
        ("servicenow-changes", CHANGE, {"Type": "Latent"}, "Latent"),
        ("servicenow-changes", CHANGE, {"Configuration item": "Mail server 2"}, "Mail server 2"),
        ("servicenow-changes", CHANGE, {"Planned start date": ""}, "planned_start"),
        ("servicenow-changes", CHANGE, {"Planned end date": "31/02/2026 08:00:00"}, "31/02/2026"),
        ("servicenow-changes", CHANGE, {"Close code": "=1+1"}, "=1+1"),
        ("servicenow-problems", PROBLEM, {"State": "Pending Change"}, "Pending Change"),
        ("servicenow-problems", PROBLEM, {"Opened": "the other day"}, "the other day"),
        ("servicenow-problems", PROBLEM, {"Priority": ""}, "priority"),
        ("itop-problems", ITOP, {"ref": "P 123"}, "P 123"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_the_reason(
    tmp_path: Path, name: str, row: dict[str, str], changed: dict[str, str], reason: str
) -> None:
    made = planned(tmp_path, whole(name), as_csv({**row, **changed})).made
    assert made.counts.rejected == 1
    assert reason in " ".join(each.reason for each in made.rejected)


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [("servicenow-changes", CHANGE, "State"), ("servicenow-problems", PROBLEM, "Priority"), ("itop-problems", ITOP, "ref")],
)  # fmt: skip
def test_a_lost_column_stops_the_import(tmp_path: Path, name: str, row: dict[str, str], column: str) -> None:
    less = {key: text for key, text in row.items() if key != column}
    with pytest.raises(ExportError, match=f"has no column .*`{column}`"):
        planned(tmp_path, whole(name), as_csv(less))


@pytest.mark.parametrize("name", OWN)
def test_a_mapping_that_adds_nothing_says_what_is_missing(name: str) -> None:
    (fault,) = read_mapping({"based_on": name}, kinds()).faults
    assert fault.route == ("columns",)
    assert all(f"`{field}`" in fault.message for field in OWN[name]["constants"])
