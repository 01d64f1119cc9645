"""Entries say the same whichever form they are written in, and know their places."""

from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.entry import Entry
from sms_lint.system.sms import Sms

SETTINGS = "organization: {name: Example}\nas_of: 2026-10-31\n"
HEAD = "kind: incident\nid: {id}\ntitle: Incidents\nowner: incident-manager\nreview: {{every: 3 months, last: 2026-10-01}}\n"
LIST = HEAD.format(id="REG-INC") + (
    "entries:\n"
    "  - {id: INC-1, opened_at: 2026-10-01T08:00, category: network, priority: P2, status: new, reopen_count: 3}\n"
)
TABLE = HEAD.format(id="TAB-INC") + (
    "data: incident.csv\nsource: {system: Tool, exported: 2026-10-31}\ncolumns: {id: number}\n"
)
ROWS = (
    "number,opened_at,category,priority,status,reopen_count\n"
    'INC-2,2026-10-01T08:00,"net,work",P2,new,3\n'
    "INC-3,2026-10-02,mail,P3,new,\n"
)


@pytest.fixture
def sms(tmp_path: Path) -> Sms:
    (tmp_path / "records").mkdir()
    for name, text in {"incident.yml": LIST, "table.yml": TABLE, "incident.csv": ROWS}.items():
        (tmp_path / "records" / name).write_text(text, "utf-8")
    (tmp_path / "sms.yml").write_text(SETTINGS, "utf-8")
    return load(tmp_path)


def shown(entry: Entry, name: str) -> str:
    at = entry.at(name)
    return at.file.text[at.start : at.end]


def test_a_kind_without_entries_has_none(sms: Sms) -> None:
    assert sms.entries("problem") == ()


def test_entries_of_both_forms_say_the_same(sms: Sms) -> None:
    first, second, third = sms.entries("incident")
    assert [first.id, second.id, third.id] == ["INC-1", "INC-2", "INC-3"]
    for name in ("opened_at", "priority", "status", "reopen_count", "service"):
        assert first.moment(name) == second.moment(name)
        assert first.number(name) == second.number(name)
    assert second.texts("priority") == ("P2",)
    assert third.number("reopen_count") is None
    assert third.text("reopen_count") == first.text("problem") == ""
    assert str(third.day("opened_at")) == "2026-10-02"


def test_entries_know_their_places(sms: Sms) -> None:
    first, second, third = sms.entries("incident")
    assert (shown(first, "priority"), shown(second, "priority")) == ("P2", "P2")
    assert (second.at("priority").path, second.at("priority").line) == ("records/incident.csv", 2)
    assert shown(second, "category") == '"net,work"'
    assert (shown(third, "id"), third.place().line) == ("INC-3", 3)
    assert third.at("service").line == 3, "a field without a column is shown at the row"


def test_a_duration_is_said_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "sms.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "test.yml").write_text(
        "kind: continuity-test\nid: REG-CTT\ntitle: Tests\nowner: continuity-manager\n"
        "review: {every: 3 months, last: 2026-10-01}\nentries:\n"
        "  - {id: CTT-1, plan: SCP-1, kind_of_test: test, date: 2026-10-01, scenario: Fire, actual_recovery: 90 minutes,"
        " result: passed, deficiencies: None found, actions: None needed, review_date: 2026-10-02}\n",
        "utf-8",
    )
    assert [entry.text("actual_recovery") for entry in load(tmp_path).entries("continuity-test")] == [
        "90 minutes"
    ]
