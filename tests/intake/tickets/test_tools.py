"""The mappings of the program take what their tools write: every row in is a row out, and a second import changes none."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.intake.tickets.guessing import guessed_mapping
from sms_lint.model.kinds import kinds
from tests.intake.tickets.importing_into import based_on, imported, planned, rows_below
from tests.intake.tickets.ticket_exports import BERLIN, CLOSED_AT_ONCE, TOOLS, Case, utc

# Any title that the encodings of all tools can hold; what nobody sees is left out by the import, and tested elsewhere.
TITLES = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp")), min_size=1)
# No hour that clocks in Berlin repeat: the tools write no offset, so nobody could tell which is meant.
TIMES = st.integers(0, 270 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def cases(draw: st.DrawFn) -> list[Case]:
    found = []
    for number in draw(st.lists(st.integers(1, 9999), min_size=1, max_size=6, unique=True)):
        state = draw(st.sampled_from(["new", "in_progress", "pending", "resolved", "closed"]))
        opened = draw(TIMES)
        done = (
            opened + timedelta(minutes=draw(st.integers(0, 20_000)))
            if state in ("resolved", "closed")
            else None
        )
        found.append(
            Case(number, draw(TITLES.filter(lambda text: text.strip() not in ("", "?"))), state, opened, done)
        )
    return found


@pytest.mark.parametrize("name", TOOLS)
@given(cases=cases())
@settings(max_examples=15)
def test_what_the_tool_writes_comes_in_whole(name: str, cases: list[Case]) -> None:
    tool = TOOLS[name]
    form = {"zone": BERLIN, "encoding": "cp1252"} if name == "servicenow" else {"zone": BERLIN}
    mapping = based_on(tool.mapping, form=form)
    raw = tool.export(cases, ZoneInfo(BERLIN))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        found = imported(root, mapping, raw)
        assert not found.made.rejected
        assert not found.made.notices
        assert not found.made.new_columns
        rows = rows_below(root)
        assert rows.keys() == {tool.id(case.number) for case in cases}
        for case in cases:
            row = rows[tool.id(case.number)]
            assert utc(row["opened_at"]) == case.opened
            assert row["status"] == ("closed" if name in CLOSED_AT_ONCE and case.resolved else case.state)
            assert (utc(row["resolved_at"]) if row["resolved_at"] else None) == case.resolved
            assert "Somebody" not in "".join(row.values())
        again = planned(root, mapping, raw)
        assert again.is_known
        assert not again.files.written
        assert again.changes.same == len(cases)


@pytest.mark.parametrize("name", TOOLS)
def test_the_tool_is_recognised(name: str) -> None:
    case = Case(
        1023,
        "Mail slow",
        "closed",
        datetime(2026, 4, 3, 8, 10, tzinfo=UTC),
        datetime(2026, 4, 3, 9, tzinfo=UTC),
    )
    text = guessed_mapping("export.csv", TOOLS[name].export([case], ZoneInfo(BERLIN)), kinds())
    assert f"based_on: {TOOLS[name].mapping}\n" in text


def test_requests_among_incidents_are_passed_over(tmp_path: Path) -> None:
    text = "Issue key,Issue Type,Summary,Status,Priority,Created\nIT-1,Incident,Mail,Open,High,01/Sep/26 8:10 AM\n"
    found = imported(
        tmp_path,
        based_on("jira-incidents"),
        text + "IT-2,Service Request,Laptop,Open,High,02/Sep/26 8:10 AM\n",
    )
    assert (found.made.counts.taken, found.made.counts.passed) == (1, 1)
    assert list(rows_below(tmp_path)) == ["IT-1"]


def test_an_answer_of_the_interface_is_read_like_an_export(tmp_path: Path) -> None:
    text = (
        '{"issues": [{"key": "IT-1", "fields": {"summary": "Mail", "status": {"name": "Done"}, "priority": {"name": "High"},'
        '"issuetype": {"name": "Incident"}, "components": [{"name": "Mail"}], "created": "2026-09-01T08:10:33.123+0200",'
        '"resolutiondate": "2026-09-01T09:00:00.000+0200", "assignee": {"displayName": "Somebody"}}}]}'
    )
    imported(tmp_path, based_on("jira-incidents"), text, "answer.json")
    row = rows_below(tmp_path)["IT-1"]
    assert (row["status"], row["category"], row["opened_at"]) == (
        "closed",
        "Mail",
        "2026-09-01T08:10:33+02:00",
    )


def test_an_answer_of_itop_has_its_tickets_by_their_keys(tmp_path: Path) -> None:
    fields = {
        "title": "Mail",
        "start_date": "2026-09-01 08:10:00",
        "status": "assigned",
        "priority": "3",
        "caller_name": "Somebody",
    }
    answer = {
        "code": 0,
        "objects": {
            f"Incident::{n}": {"code": 0, "key": f"{n}", "fields": {**fields, "ref": f"I-00000{n}"}}
            for n in (1, 2)
        },
    }
    found = imported(tmp_path, based_on("itop-incidents"), json.dumps(answer), "answer.json")
    assert rows_below(tmp_path).keys() == {"I-000001", "I-000002"}
    assert not found.made.new_columns


def test_one_ticket_of_servicenow_with_all_its_values_is_one_ticket(tmp_path: Path) -> None:
    cells = {
        "number": "INC0010021",
        "opened_at": "2026-09-01 08:10:00",
        "priority": "3",
        "state": "2",
        "short_description": "Mail",
    }
    answer = {"result": {name: {"display_value": text, "value": text} for name, text in cells.items()}}
    columns = {
        name: f"{column}.value"
        for name, column in (("id", "number"), ("opened_at", "opened_at"), ("priority", "priority"))
    }
    mapping = based_on(
        "servicenow-incidents",
        columns={
            **columns,
            "status": {"from": "state.value", "values": {"2": "in_progress"}},
            "category": {"from": "number.value", "values": {"INC0010021": "Mail"}},
        },
    )
    imported(tmp_path, mapping, json.dumps(answer), "answer.json")
    assert list(rows_below(tmp_path)) == ["INC0010021"]
