"""The forward calendar: what collides, what lies in a freeze, and how it lies to the hours agreed."""

from pathlib import Path
from typing import Any

from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.board import board_sections
from sms_lint.measure.week.changes import changes_section, freezes_section
from tests.weekly import entry, system_of

HOURS = entry(
    "service-hours",
    "HRS-A",
    time_zone="Europe/London",
    weekly=[{"days": ["Mon", "Tue", "Wed", "Thu", "Fri"], "from": "08:00", "to": "18:00"}],
    valid_from="2026-01-01",
    valid_to=None,
    maintenance=[{"from": "2026-11-05T10:00", "to": "2026-11-05T12:00", "reason": "Agreed"}],
    freezes=[{"from": "2026-11-20T00:00", "to": "2026-11-23T00:00", "reason": "Month end"}],
)
SLA = entry("sla", "SLA-A", service="SVC-A", service_hours="HRS-A", status="active")


def change(identity: str, start: str, end: str, **changes: Any) -> dict[str, Any]:
    gone = dict.fromkeys(
        ("actual_end", "outcome", "review_at", "review_result", "related_rfc_release", "investigation")
    )
    own = {
        "status": "approved",
        "category": "normal",
        "impact_services": ["SVC-A"],
        "affected_cis": [identity],
    }
    return entry("change", identity, **{**gone, "planned_start": start, "planned_end": end, **own, **changes})


def by_id(section: Section) -> dict[str, dict[str, str]]:
    return {row[2]: dict(zip(section.heads, row, strict=True)) for row in section.rows}


def test_each_change_is_laid_beside_hours_windows_and_freezes(tmp_path: Path) -> None:
    sms = system_of(
        tmp_path,
        HOURS,
        SLA,
        change("CHG-1", "2026-11-04T17:00", "2026-11-04T19:00"),
        change("CHG-2", "2026-11-05T10:30", "2026-11-05T11:00"),
        change("CHG-3", "2026-11-07T10:00", "2026-11-07T11:00"),
        change("CHG-4", "2026-11-22T23:00", "2026-11-23T01:00"),
        change("CHG-5", "2026-11-23T00:00", "2026-11-23T01:00"),
    )
    shown = by_id(changes_section(sms))
    assert [row["Service hours"] for row in shown.values()] == [
        "HRS-A: 1:00 h within",
        "HRS-A: in a maintenance window",
        "HRS-A: outside",
        "HRS-A: outside",
        "HRS-A: outside",
    ]
    assert [row["Freeze"] for row in shown.values()] == ["", "", "", "Month end", ""]
    assert [row[-1] for row in freezes_section(sms).rows] == ["Month end"]


def test_conflicts_are_of_an_item_else_of_a_service(tmp_path: Path) -> None:
    sms = system_of(
        tmp_path,
        change("CHG-1", "2026-11-04T17:00", "2026-11-04T19:00", affected_cis=["CI-A"]),
        change("CHG-2", "2026-11-04T18:00", "2026-11-04T20:00", affected_cis=["CI-A"]),
        change("CHG-3", "2026-11-04T18:30", "2026-11-04T20:00", affected_cis=["CI-B"]),
        change("CHG-4", "2026-11-04T20:00", "2026-11-04T21:00", affected_cis=["CI-A"]),
        change("CHG-5", "2026-11-04T18:00", "2026-11-04T20:00", affected_cis=["CI-A"], status="rejected"),
    )
    shown = by_id(changes_section(sms))
    assert shown["CHG-1"]["Conflicts"] == "CHG-2 (same item); CHG-3 (same service)"
    assert shown["CHG-4"]["Conflicts"] == ""
    assert "CHG-5" not in shown


def test_what_nobody_can_tell_is_said(tmp_path: Path) -> None:
    sms = system_of(
        tmp_path,
        change("CHG-1", "2026-10-01T17:00", "2026-10-01T19:00"),
        change("CHG-2", "2027-03-01T17:00", "2027-03-01T19:00"),
    )
    section = changes_section(sms)
    assert section.rows == ()
    assert section.untold == ("whether CHG-1 was carried out: its planned time is over and it is not closed",)


def test_the_board_decides_looks_ahead_and_looks_back(tmp_path: Path) -> None:
    sms = system_of(
        tmp_path,
        change(
            "CHG-1",
            "2026-11-04T17:00",
            "2026-11-04T19:00",
            status="requested",
            approved_at=None,
            approvers=[],
        ),
        change(
            "CHG-2",
            "2026-10-20T17:00",
            "2026-10-20T19:00",
            status="implemented",
            actual_end="2026-10-20T19:00",
            outcome="failed",
            investigation="A wrong cable was cut by us",
        ),
    )
    parts = {part.name: [row[0] for row in part.rows] for part in board_sections(sms)}
    assert parts["to-decide"] == ["CHG-1"]
    assert parts["to-review"] == parts["failed"] == ["CHG-2"]
    assert parts["emergencies"] == []
