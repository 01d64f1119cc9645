"""A log with a row for each thing that happened becomes one row for each ticket."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.tickets.importing_into import based_on, imported, mapping_of, planned, rows_below

EVENTS = {"order": ["step"]}
HEAD = ["number", "title", "opened", "resolved", "category", "priority", "state", "step", "at"]


def log(*events: Sequence[object]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([HEAD, *events])
    return stream.getvalue()


def event(number: int, state: str, step: object, **more: Any) -> list[object]:
    values = {
        "number": f"INC{number:07}", "title": "Mail", "opened": "2026-09-01 08:00", "resolved": "", "category": "Mail",
        "priority": "P3", "state": state, "step": step, "at": f"2026-09-01 {8 + int(str(step)):02}:00", **more,
    }  # fmt: skip
    return [values[name] for name in HEAD]


def test_the_last_event_says_how_a_ticket_stands(tmp_path: Path) -> None:
    text = log(event(1, "in_progress", 10), event(1, "new", 2), event(2, "new", 1), event(1, "pending", 9))
    found = imported(tmp_path, mapping_of(events=EVENTS), text)
    assert {key: row["status"] for key, row in rows_below(tmp_path).items()} == {
        "INC0000001": "in_progress",
        "INC0000002": "new",
    }
    assert (found.made.counts.read, found.made.counts.taken, found.made.counts.folded) == (4, 2, 2)


def test_a_field_may_say_what_another_event_said(tmp_path: Path) -> None:
    columns = {
        "first_response_at": {"from": "at", "take": "first", "where": {"state": "in_progress"}},
        "resolved_at": {"from": "at", "take": "last", "where": {"state": ["resolved", "closed"]}},
        "priority": {"from": "priority", "take": "first"},
        "title": {"from": "title", "take": "last_filled"},
    }
    text = log(
        event(1, "new", 1, priority="P1"),
        event(1, "in_progress", 2),
        event(1, "in_progress", 3),
        event(1, "resolved", 4, title=""),
    )
    imported(tmp_path, mapping_of(events=EVENTS, columns=columns), text)
    (row,) = rows_below(tmp_path).values()
    assert row["first_response_at"] == "2026-09-01T10:00Z"
    assert row["resolved_at"] == "2026-09-01T12:00Z"
    assert (row["priority"], row["title"]) == ("P1", "Mail")


def test_an_event_without_a_ticket_is_rejected(tmp_path: Path) -> None:
    found = planned(
        tmp_path, mapping_of(events=EVENTS), log(event(1, "new", 1), ["", *event(1, "new", 2)[1:]])
    )
    assert [(each.line, each.reason) for each in found.made.rejected] == [(3, "the event names no ticket")]
    assert found.made.counts.taken == 1


STATES = ["New", "Active", "Awaiting User Info", "Resolved", "Closed"]


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(STATES)), min_size=1, max_size=30), st.randoms())
@settings(max_examples=25)
def test_any_log_of_an_audit_folds_in_any_order(events: list[tuple[int, str]], random: Any) -> None:
    rows = [
        [
            f"INC{number:07}",
            state,
            step,
            "01-09-2026 08:00",
            "02-09-2026 08:00",
            "03-09-2026 08:00",
            "Mail",
            "3 - Moderate",
        ]
        for step, (number, state) in enumerate(events)
    ]
    shuffled = random.sample(rows, len(rows))
    head = [
        "number",
        "incident_state",
        "sys_mod_count",
        "opened_at",
        "resolved_at",
        "closed_at",
        "category",
        "priority",
    ]
    stream = io.StringIO()
    csv.writer(stream).writerows([head, *shuffled])
    with TemporaryDirectory() as folder:
        mapping = based_on("servicenow-incidents", events={"order": ["sys_mod_count"]})
        found = imported(Path(folder), mapping, stream.getvalue())
        there = rows_below(Path(folder))
    last = dict(events)
    counts = found.made.counts
    assert counts.read == counts.taken + counts.folded == len(events)
    words = {
        "New": "new",
        "Active": "in_progress",
        "Awaiting User Info": "pending",
        "Resolved": "resolved",
        "Closed": "closed",
    }
    assert {key: row["status"] for key, row in there.items()} == {
        f"INC{number:07}": words[state] for number, state in last.items()
    }
