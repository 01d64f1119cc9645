"""Changes, problems and requests of GLPI, iTop and Zammad come in by the columns that those tools document."""

import json
from pathlib import Path
from typing import Any

import pytest

from sms_lint.intake.tickets.export import ExportError
from sms_lint.intake.tickets.guessing import guessed_mapping
from sms_lint.model.kinds import kinds
from sms_lint.model.mapping import ImportMapping, read_mapping, shipped_mapping
from tests.intake.tickets.importing_into import based_on, imported, planned, rows_below
from tests.intake.tickets.test_tools_changes_and_problems import as_csv, named

# Rows as lists are exported, and the names of the same columns in the interface of the tool.
GLPI_CHANGE = {
    "ID": "31", "Title": "Patch mail relay", "Status": "Applied", "Opening date": "2026-08-20 09:15:00",
    "Resolution date": "2026-09-01 21:40:00", "Requester": "Somebody", "Technician": "Somebody", "Description": "<p>Security fix</p>",
    "Analysis impact": "<p>Mail may stop</p>", "Backup plan": "<p>Restore &amp; start</p>", "Priority": "Medium", "Entity": "Root",
}  # fmt: skip
GLPI_CHANGE_NAMES = {
    "ID": "id", "Title": "name", "Status": "status", "Opening date": "date", "Resolution date": "solvedate",
    "Requester": "users_id_recipient", "Technician": "users_id_lastupdater", "Description": "content",
    "Analysis impact": "impactcontent", "Backup plan": "backoutplancontent", "Priority": "priority", "Entity": "entities_id",
}  # fmt: skip
GLPI_PROBLEM = {
    "ID": "7", "Title": "Mail stops at night", "Status": "Closed", "Opening date": "2026-08-20 09:15:00",
    "Resolution date": "2026-09-02 10:00:00", "Closing date": "2026-09-03 10:00:00", "Priority": "High", "Category": "Mail",
    "Causes": "<p>Full disk</p>", "Requester": "Somebody", "Symptoms": "none",
}  # fmt: skip
GLPI_PROBLEM_NAMES = {
    "ID": "id", "Title": "name", "Status": "status", "Opening date": "date", "Resolution date": "solvedate",
    "Closing date": "closedate", "Priority": "priority", "Category": "itilcategories_id", "Causes": "causecontent",
    "Requester": "users_id_recipient", "Symptoms": "symptomcontent",
}  # fmt: skip
GLPI_REQUEST = {
    "ID": "1023", "Title": "Larger mailbox", "Type": "Request", "Status": "Closed", "Opening date": "2026-08-20 09:15:00",
    "Resolution date": "2026-09-02 10:00:00", "Closing date": "2026-09-03 10:00:00", "Priority": "Low", "Category": "Mailbox",
    "Approval": "Granted", "Requester": "Somebody",
}  # fmt: skip
GLPI_REQUEST_NAMES = {
    "ID": "id", "Title": "name", "Type": "type", "Status": "status", "Opening date": "date", "Resolution date": "solvedate",
    "Closing date": "closedate", "Priority": "priority", "Category": "itilcategories_id", "Approval": "global_validation",
    "Requester": "users_id_recipient",
}  # fmt: skip
ITOP_CHANGE = {
    "ref": "C-000124", "title": "Patch mail relay", "finalclass": "NormalChange", "status": "approved",
    "creation_date": "2026-08-20 09:15:00", "start_date": "2026-09-01 20:00:00", "end_date": "2026-09-01 22:00:00",
    "approval_date": "2026-08-28 12:00:00", "fallback": "<p>Restore</p>", "impact": "<p>No mail for an hour</p>",
    "requestor_email": "Somebody", "approval_comment": "Somebody agreed", "outage": "yes",
}  # fmt: skip
ITOP_LABELS = {
    "ref": "Ref", "title": "Title", "finalclass": "Ticket sub-class", "status": "Etat", "creation_date": "Creation date",
    "start_date": "Start date", "end_date": "End date", "approval_date": "Approval Date", "fallback": "Fallback plan",
    "impact": "Impact", "requestor_email": "Requestor email", "approval_comment": "Approval comment", "outage": "Outage",
}  # fmt: skip
ITOP_REQUEST = {
    "ref": "R-000125", "title": "Larger mailbox", "status": "closed", "start_date": "2026-08-20 09:15:00", "priority": "4",
    "servicesubcategory_name": "Mailbox", "resolution_date": "2026-09-02 10:00:00", "close_date": "2026-09-03 10:00:00",
    "solution": "<p>Enlarged</p>", "caller_name": "Somebody", "user_comment": "Somebody is glad",
}  # fmt: skip
ZAMMAD = {
    "number": "31002", "title": "Mail stops at night", "state": "closed", "type": "Problem", "group": "Mail", "priority": "2 normal",
    "created_at": "2026-08-20T07:15:00.000Z", "close_at": "2026-09-02T08:00:00.000Z", "customer": "Somebody",
}  # fmt: skip
ZAMMAD_CHANGE = {
    **ZAMMAD,
    "title": "Patch mail relay",
    "type": "Request for Change",
    "planned": "2026-09-01T18:00:00Z",
}
_TOLD = "not recorded in the tool"
_CHANGE = {
    "requested_by": _TOLD, "route": "change", "benefit": _TOLD, "feasibility": _TOLD, "cost": _TOLD, "impact_services": "SVC-MAIL",
    "impact_policies_plans": _TOLD, "impact_capacity_availability_continuity_security": _TOLD, "major_impact": "no",
    "affected_cis": "CI-MAIL-01",
}  # fmt: skip
_PLANNED = {"planned_start": "2026-09-01T20:00+02:00", "planned_end": "2026-09-01T22:00+02:00"}
# What each mapping leaves to the organisation: said here for every row.
OWN: dict[str, dict[str, Any]] = {
    "glpi-changes": {**_CHANGE, "category": "normal", "impact_parties": _TOLD, **_PLANNED},
    "glpi-problems": {"source": "trend"},
    "glpi-requests": {},
    "itop-changes": {**_CHANGE, "reason": _TOLD, "risk": _TOLD},
    "itop-requests": {},
    "zammad-problems": {"source": "trend"},
    "zammad-changes": {
        **_CHANGE, "category": "normal", "impact_parties": _TOLD, "reason": _TOLD, "risk": _TOLD, "reversal_plan": _TOLD, **_PLANNED,
    },
}  # fmt: skip
ROWS = {
    "glpi-changes": GLPI_CHANGE, "glpi-problems": GLPI_PROBLEM, "glpi-requests": GLPI_REQUEST, "itop-changes": ITOP_CHANGE,
    "itop-requests": ITOP_REQUEST, "zammad-problems": ZAMMAD, "zammad-changes": ZAMMAD_CHANGE,
}  # fmt: skip


def answer(kind: str, row: dict[str, str]) -> str:
    """One object as `core/get` of iTop answers it."""
    fields = {name: text for name, text in row.items() if name != "finalclass"}
    return json.dumps(
        {"code": 0, "objects": {f"{kind}::1": {"code": 0, "class": kind, "key": "1", "fields": fields}}}
    )


EXPORTS = [
    ("glpi-changes", "c.csv", as_csv(GLPI_CHANGE)),
    ("glpi-changes", "c.csv", as_csv(named(GLPI_CHANGE, GLPI_CHANGE_NAMES, {"Status": "5"}))),
    ("glpi-changes", "c.json", json.dumps([named(GLPI_CHANGE, GLPI_CHANGE_NAMES, {"Status": "5"})])),
    ("glpi-problems", "p.csv", as_csv(GLPI_PROBLEM)),
    ("glpi-problems", "p.json", json.dumps([named(GLPI_PROBLEM, GLPI_PROBLEM_NAMES, {"Status": "6"})])),
    ("glpi-requests", "r.csv", as_csv(GLPI_REQUEST)),
    ("glpi-requests", "r.json", json.dumps([named(GLPI_REQUEST, GLPI_REQUEST_NAMES, {"Status": "6", "Type": "2", "Approval": "3"})])),
    ("itop-changes", "c.csv", as_csv(ITOP_CHANGE)),
    ("itop-changes", "c.csv", as_csv(named(ITOP_CHANGE, ITOP_LABELS, {"finalclass": "Normal Change", "status": "Approved"}))),
    ("itop-changes", "c.json", answer("NormalChange", ITOP_CHANGE)),
    ("itop-requests", "r.csv", as_csv(ITOP_REQUEST)),
    ("itop-requests", "r.json", answer("UserRequest", ITOP_REQUEST)),
    ("zammad-problems", "p.csv", as_csv(ZAMMAD)),
    ("zammad-problems", "p.json", json.dumps([ZAMMAD])),
    ("zammad-changes", "c.json", json.dumps([{k: v for k, v in ZAMMAD_CHANGE.items() if k != "planned"}])),
]  # fmt: skip
EXPECTED = {
    "glpi-changes": {
        "id": "CHG-31", "title": "Patch mail relay", "status": "implemented", "requested_at": "2026-08-20T09:15+02:00",
        "actual_end": "2026-09-01T21:40+02:00", "reason": "Security fix", "risk": "Mail may stop", "reversal_plan": "Restore & start",
    },
    "glpi-problems": {
        "id": "PRB-7", "status": "closed", "root_cause": "Full disk", "category": "Mail", "closed_at": "2026-09-03T10:00+02:00",
        "owner": "problem-manager",
    },
    "glpi-requests": {
        "id": "REQ-1023", "type": "Mailbox", "status": "closed", "approval": "approved", "fulfilled_at": "2026-09-02T10:00+02:00",
    },
    "itop-changes": {
        "id": "C-000124", "category": "normal", "status": "approved", "approved_at": "2026-08-28T12:00+02:00",
        "planned_start": "2026-09-01T20:00+02:00", "reversal_plan": "Restore", "impact_parties": "No mail for an hour",
    },
    "itop-requests": {
        "id": "R-000125", "type": "Mailbox", "status": "closed", "actions_taken": "Enlarged", "priority": "4",
        "closed_at": "2026-09-03T10:00+02:00",
    },
    "zammad-problems": {
        "id": "PRB-31002", "status": "closed", "category": "Mail", "opened_at": "2026-08-20T07:15Z",
    },
    "zammad-changes": {"id": "CHG-31002", "status": "closed", "requested_at": "2026-08-20T07:15Z"},
}  # fmt: skip


def whole(name: str) -> ImportMapping:
    """A mapping of the program with what the organisation has to add."""
    return based_on(name, form={"zone": "Europe/Berlin"}, constants=OWN[name])


@pytest.mark.parametrize(("name", "file", "raw"), EXPORTS)
def test_what_the_tool_writes_comes_in_whole(tmp_path: Path, name: str, file: str, raw: str) -> None:
    found = imported(tmp_path, whole(name), raw, file)
    assert (found.made.rejected, found.made.new_columns) == ((), ())
    (row,) = rows_below(tmp_path).values()
    assert {field: row[field] for field in EXPECTED[name]} == EXPECTED[name]
    assert "Somebody" not in "".join(row.values())
    assert planned(tmp_path, whole(name), raw, file).is_known


@pytest.mark.parametrize(("name", "file", "raw"), EXPORTS)
def test_the_tool_is_recognised(name: str, file: str, raw: str) -> None:
    assert f"based_on: {name}\n" in guessed_mapping(file, raw.encode(), kinds())


@pytest.mark.parametrize("name", [name for name, own in OWN.items() if own])
def test_a_mapping_that_adds_nothing_says_what_is_missing(name: str) -> None:
    (fault,) = read_mapping({"based_on": name}, kinds()).faults
    assert all(f"`{field}`" in fault.message for field in OWN[name])


@pytest.mark.parametrize("name", OWN)
def test_nobody_is_taken_and_an_import_grows_old(name: str) -> None:
    told = shipped_mapping(name)
    assert told.personal
    assert str(told.fresh_for) == "1 month"
    assert told.table is not None
    assert told.table.classification == "confidential"


STATES = {
    "glpi-changes": {
        "requested": ("New", "Evaluation", "Approval", "Pending", "1", "4", "9", "10"),
        "approved": ("Accepted", "Testing", "Qualification", "7", "11", "12"),
        "implemented": ("Applied", "Review", "5", "8"), "closed": ("Closed", "6"), "rejected": ("Cancelled", "Refused", "13", "14"),
    },
    "glpi-problems": {
        "open": ("New", "Accepted", "Processing (assigned)", "Processing (planned)", "Pending", "1", "2", "3", "4", "7"),
        "resolved": ("Solved", "Under observation", "5", "8"), "closed": ("Closed", "6"),
    },
    "glpi-requests": {
        "new": ("New", "Nouveau", "Neu", "1"), "in_progress": ("Processing (assigned)", "2", "3"), "pending": ("Pending", "Approval", "4"),
        "fulfilled": ("Solved", "Gelöst", "5"), "closed": ("Closed", "Clos", "6"),
    },
    "itop-changes": {
        "requested": ("new", "validated", "assigned", "plannedscheduled", "Planned and scheduled", "notapproved", "Not approved"),
        "approved": ("approved",), "rejected": ("rejected",), "implemented": ("implemented", "monitored"), "closed": ("closed",),
    },
    "itop-requests": {
        "new": ("new",), "in_progress": ("assigned", "escalated_tto", "Escalated TTR", "approved"),
        "pending": ("pending", "waiting_for_approval", "Waiting for approval"), "fulfilled": ("resolved",), "closed": ("closed",),
        "rejected": ("rejected",),
    },
    "zammad-problems": {
        "open": ("new", "open", "pending reminder", "warten auf Erinnerung"), "resolved": ("pending close",), "closed": ("closed", "merged"),
    },
    "zammad-changes": {"requested": ("new", "open"), "implemented": ("pending close",), "closed": ("closed",), "rejected": ("merged",)},
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_each_state_of_a_tool_is_known(tmp_path: Path, name: str) -> None:
    row = ROWS[name]
    key = next(column for column in ("ID", "ref", "number") if column in row)
    state = next(column for column in ("Status", "status", "state") if column in row)
    words = [(word, status) for status, told in STATES[name].items() for word in told]
    raw = as_csv(*({**row, key: f"{row[key]}{n:02}", state: word} for n, (word, _) in enumerate(words)))
    assert not imported(tmp_path, whole(name), raw).made.rejected
    assert [made["status"] for _, made in sorted(rows_below(tmp_path).items())] == [
        status for _, status in words
    ]


# What must be reported


@pytest.mark.parametrize(
    ("name", "changed", "reason"),
    [
        ("glpi-changes", {"Status": "Parked"}, "Parked"),
        ("glpi-changes", {"Opening date": "the other day"}, "the other day"),
        ("glpi-problems", {"Priority": ""}, "priority"),
        ("glpi-requests", {"Approval": "Perhaps"}, "Perhaps"),
        ("itop-changes", {"finalclass": "StrangeChange"}, "StrangeChange"),
        ("itop-changes", {"end_date": ""}, "planned_end"),
        ("itop-requests", {"ref": "R 1"}, "R 1"),
        ("zammad-problems", {"state": "parked"}, "parked"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_the_reason(
    tmp_path: Path, name: str, changed: dict[str, str], reason: str
) -> None:
    made = planned(tmp_path, whole(name), as_csv({**ROWS[name], **changed})).made
    assert made.counts.rejected == 1
    assert reason in " ".join(each.reason for each in made.rejected)


@pytest.mark.parametrize(
    ("name", "column"),
    [("glpi-changes", "Status"), ("itop-requests", "priority"), ("zammad-problems", "state")],
)
def test_a_lost_column_stops_the_import(tmp_path: Path, name: str, column: str) -> None:
    less = {key: text for key, text in ROWS[name].items() if key != column}
    with pytest.raises(ExportError, match=f"has no column .*`{column}`"):
        planned(tmp_path, whole(name), as_csv(less))


@pytest.mark.parametrize(
    ("name", "column", "word"),
    [("glpi-requests", "Type", "Incident"), ("zammad-problems", "type", "Incident"), ("zammad-changes", "type", "Problem")],
)  # fmt: skip
def test_tickets_of_another_sort_are_passed_over(tmp_path: Path, name: str, column: str, word: str) -> None:
    row = ROWS[name]
    key = next(column for column in ("ID", "number") if column in row)
    made = imported(tmp_path, whole(name), as_csv(row, {**row, key: "99", column: word})).made
    assert (made.counts.taken, made.counts.passed) == (1, 1)
