"""Tasks that documents repeat: due by their newest record, overdue the day after, and unknown where nobody can tell."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sms_lint.rules.documents import recurring_task_overdue, recurring_task_without_record
from sms_lint.system.agenda import agenda
from sms_lint.system.recurring import recurrences
from tests.weekly import TODAY, entry, system_of

PROCEDURE = """\
---
kind: procedure
id: PRO-ACCESS
title: Look through access
version: "1.0"
lifecycle: {lifecycle}
owner: service-owner
approver: head-of-service-management
effective: 2026-01-01
review: {{every: 12 months, last: 2026-01-01}}
classification: internal
retention: 3 years
tasks:
  - {{what: look through access, every: 1 month, record: {record}, begun: {begun}{more}}}
---
# Look through access
"""


def procedure(
    *, record: str = "ci-verification", begun: str = "2026-01-01", more: str = "", lifecycle: str = "active"
) -> dict[str, str]:
    text = PROCEDURE.format(record=record, begun=begun, more=more, lifecycle=lifecycle)
    return {"processes/access.md": text}


def verification(identity: str, held: str, **changes: object) -> dict[str, object]:
    return entry("ci-verification", identity, held=held, due=held, closed_at=None, **changes)


def test_the_newest_record_counts(tmp_path: Path) -> None:
    records = [verification("CIV-1", "2026-08-31"), verification("CIV-2", "2026-09-30")]
    sms = system_of(tmp_path, *records, texts=procedure())
    (found,) = recurrences(sms)
    assert (found.last.id if found.last else "", found.due) == ("CIV-2", date(2026, 10, 30))
    (late,) = recurring_task_overdue.check(sms)
    assert late.message == (
        "`look through access` of PRO-ACCESS was due on 2026-10-30, 1 day ago; newest record: CIV-2 of 2026-09-30"
    )
    assert [
        (due.day, due.owner) for due in agenda(sms) if due.id == "PRO-ACCESS" and due.key == "task-1"
    ] == [(date(2026, 10, 30), "service-owner")]


@pytest.mark.parametrize(
    "texts",
    [
        procedure(begun="2026-09-30"),
        procedure(begun="2026-10-15"),
        procedure(lifecycle="draft"),
        procedure(record="verification"),
    ],
)
def test_silent_before_the_first_is_due_and_where_nobody_can_tell(
    tmp_path: Path, texts: dict[str, str]
) -> None:
    sms = system_of(tmp_path, texts=texts, today=date(2026, 10, 30))
    assert list(recurring_task_overdue.check(sms)) == []


def test_a_record_of_a_day_to_come_is_a_plan(tmp_path: Path) -> None:
    later = (TODAY + timedelta(1)).isoformat()
    sms = system_of(tmp_path, verification("CIV-1", later), texts=procedure())
    assert recurrences(sms)[0].last is None


def test_only_records_that_name_it_count_where_it_is_named(tmp_path: Path) -> None:
    records = [
        verification("CIV-1", "2026-10-20", scope="Servers of SVC-MAIL"),
        verification("CIV-2", "2026-10-25", scope="Telephones"),
    ]
    sms = system_of(tmp_path, *records, texts=procedure(more=", of: SVC-MAIL"))
    assert recurrences(sms)[0].done == date(2026, 10, 20)


def test_a_kind_without_a_day_is_told(tmp_path: Path) -> None:
    sms = system_of(tmp_path, texts=procedure(record="ci-verificatoin"))
    (found,) = recurring_task_without_record.check(sms)
    assert "did you mean" in found.message
    assert "ci-verification" in found.message


def test_records_that_cannot_be_read_leave_it_open(tmp_path: Path) -> None:
    broken = {"records/CIV-1.yml": "kind: ci-verification\nid: CIV-1\nheld: [\n", **procedure()}
    sms = system_of(tmp_path, texts=broken)
    assert recurrences(sms)[0].due is None
    assert list(recurring_task_overdue.check(sms)) == []
