"""Actions in tables of minutes: found in every language, silent where they are done, honest where nobody can tell."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.language_words import LanguageWords, languages, words
from sms_lint.ground.source import Origin, SourceFile
from sms_lint.rules.audits.action_overdue import check
from sms_lint.system.actions import open_actions, unread_days
from sms_lint.system.agenda import agenda
from sms_lint.system.table_actions import actions_in, table_actions
from tests.reference import reference_system
from tests.weekly import TODAY, entry, minutes, system_of

HEAD = "| Action | Owner | Date |\n|---|---|---|\n"


def rows(*lines: str) -> str:
    return HEAD + "".join(f"| {line} |\n" for line in lines)


def test_silent_where_an_action_is_done_or_the_table_is_of_something_else(tmp_path: Path) -> None:
    sms = system_of(
        tmp_path,
        texts={
            "records/a.md": minutes(
                "RPT-A", rows("one | service-owner | done 2026-09-01", "two | service-owner | Closed")
            ),
            "records/b.md": minutes(
                "RPT-B", "| Step | Owner | Date |\n|---|---|---|\n| x | y | 2026-01-01 |\n"
            ),
            "records/c.md": minutes("RPT-C", rows("late | service-owner | 2026-01-01"), lifecycle="retired"),
            "records/d.md": minutes("RPT-D", f"```\n{rows('code | service-owner | 2026-01-01')}```\n"),
            "records/e.md": minutes(
                "RPT-E",
                "| Action | Owner | Due | Status |\n|---|---|---|---|\n| x | service-owner | 2026-01-01 | done |\n",
            ),
        },
    )
    assert table_actions(sms) == ()
    assert [finding for finding in check(sms) if "table" in finding.message] == []


def test_an_action_is_told_until_it_is_done(tmp_path: Path) -> None:
    text = rows("move desks | Service owner | by 2026-10-30", "offer | service-owner | 2026-10-31")
    sms = system_of(
        tmp_path,
        entry("role", "service-owner", title="Service owner"),
        texts={"records/a.md": minutes("RPT-A", text)},
    )
    found = table_actions(sms)
    assert [(action.what, action.owner, action.day) for action in found] == [
        ("move desks", "service-owner", date(2026, 10, 30)),
        ("offer", "service-owner", TODAY),
    ]
    late = [finding for finding in check(sms) if "table" in finding.message]
    assert [finding.message for finding in late] == [
        "action 1 in a table of RPT-A was due on 2026-10-30, 1 day ago"
    ]
    assert late[0].at.file.text[late[0].at.start : late[0].at.end].strip(" |") == "by 2026-10-30"
    due = [(due.day, due.owner) for due in agenda(sms) if due.what.startswith("action: ")]
    assert due == [(date(2026, 10, 30), "service-owner"), (TODAY, "service-owner")]


def test_a_row_of_a_recorded_action_is_left_to_the_record(tmp_path: Path) -> None:
    improvement = entry("improvement", "IMP-2026-001", status="open", due="2026-12-01", decision="approved")
    improvement = {key: value for key, value in improvement.items() if key in _KEPT}
    text = rows("shorter calls (IMP-2026-001) | service-owner | 2026-01-01")
    sms = system_of(tmp_path, improvement, texts={"records/a.md": minutes("RPT-A", text)})
    assert table_actions(sms)[0].carried_by == ("IMP-2026-001",)
    assert [action.source for action in open_actions(sms)] == ["IMP-2026-001"]
    assert not [finding for finding in check(sms) if "table" in finding.message]


_KEPT = (
    "kind", "id", "source", "raised", "description", "evaluation", "decision", "status", "priority", "owner", "due",
    "target",
)  # fmt: skip


@pytest.mark.parametrize(
    "said", ["first held 2026-09-29", "soon", "", "2026-13-45", "2026-01-01 or 2026-02-01"]
)
def test_without_a_day_nobody_can_tell(tmp_path: Path, said: str) -> None:
    sms = system_of(
        tmp_path, texts={"records/a.md": minutes("RPT-A", rows(f"reviews | service-owner | {said}"))}
    )
    assert [action.day for action in open_actions(sms)] == [None]
    assert [action.said for action in unread_days(sms)] == [said]
    assert not [finding for finding in check(sms) if "table" in finding.message]


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.name)
def test_every_language_knows_a_table_of_actions(tmp_path: Path, language: LanguageWords) -> None:
    heads = [" ".join(min(getattr(language, name))) for name in ("action_heads", "owner_heads", "due_heads")]
    done = " ".join(min(language.done))
    table = f"| {' | '.join(heads)} |\n|---|---|---|\n| x | y | 2026-12-01 |\n| z | y | {done} |\n"
    sms = system_of(tmp_path, texts={"records/a.md": minutes("RPT-A", table)})
    assert [action.what for action in table_actions(sms)] == ["x"]
    assert all(words(head) for head in heads)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"))


@settings(max_examples=200 if os.environ.get("SMS_LINT_NIGHTLY") else 25)
@given(st.lists(st.lists(CELL, max_size=5), max_size=4))
def test_no_table_breaks_it(cells: list[list[str]]) -> None:
    sms = reference_system()
    text = HEAD + "".join(f"| {' | '.join(row)} |\n" for row in cells)
    document = sms.documents[0].model_copy()
    document.written(Origin(SourceFile("records/a.md", text), lambda _: {}))
    found = list(actions_in(sms, document))
    assert all(action.what for action in found)
    assert [action.number for action in found] == sorted({action.number for action in found})
    assert all(text[action.at.start : action.at.end] for action in found if action.said)
