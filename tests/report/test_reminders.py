"""What each owner role is told of: all that time brings, once, and nothing that is in order."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.example import example_values
from sms_lint.report import Style
from sms_lint.report.reminders import (
    MARKS,
    NOBODY,
    Reminder,
    as_issue,
    as_letter,
    digest_of,
    mark_of,
    reminders,
)
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.example_files import flow
from sms_lint.system.agenda import agenda

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 10, 31)
SETTINGS = "organization: {name: Example}\n"
POLICY = """\
---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2025-01-10
review: {{every: 12 months, last: {last}}}
classification: internal
retention: 3 years
---
# Change policy

{text}
"""


def objectives(**days: str) -> str:
    """A register with an open objective for each day."""
    entries = []
    for number, day in enumerate(days.values(), 1):
        values = {
            **example_values("objective"),
            "id": f"OBJ-{number}",
            "owner": "incident-manager",
            "due": day,
        }
        for name in ("actual", "reason", "closed_at"):
            del values[name]
        entries.append({**values, "status": "open"})
    review = {"every": "12 months", "last": "2026-10-01"}
    head = {
        "kind": "objective",
        "id": "REG-OBJECTIVE",
        "title": "Objectives",
        "owner": "owner",
        "review": review,
    }
    return flow({**head, "entries": entries})


REGISTER = objectives(late="2026-09-30", soon="2026-11-05", later="2026-12-31")


def told(
    root: Path, files: dict[str, str], today: date = TODAY, settings: str = SETTINGS
) -> dict[str, Reminder]:
    (root / "sms.yml").write_text(settings, "utf-8")
    sms = load(root, today=today, overlay=files)
    rules = ("objective-overdue", "overdue-review", "raw-html", "expired-suppression")
    result = lint(sms, checks(), select=rules)
    return {reminder.owner: reminder for reminder in reminders(sms, result, Style("1"))}


def test_nobody_is_told_of_what_is_in_order(tmp_path: Path) -> None:
    assert told(tmp_path, {"policies/change.md": POLICY.format(last="2026-10-01", text="Words")}) == {}


def test_each_role_is_told_of_its_own_things_once(tmp_path: Path) -> None:
    files = {
        "policies/change.md": POLICY.format(last="2025-10-01", text="<marquee>Now</marquee>"),
        "records/objective.yml": REGISTER,
    }
    found = told(tmp_path, files)
    chg, inc = found["change-manager"], found["incident-manager"]
    assert chg.overdue == ["POL-CHG: review of the document (policies/change.md) was due on 2026-10-01"]
    assert [line.split(",")[0] for line in chg.wrong if "raw-html" in line] == ["error raw-html"]
    assert not any("overdue-review" in line for line in chg.wrong)
    assert [line.split(":")[0] for line in inc.overdue] == ["OBJ-1"]
    assert [line.split(":")[0] for line in inc.coming] == ["OBJ-2"]
    assert not any("objective-overdue" in line for reminder in found.values() for line in reminder.wrong)
    assert chg.subject == "Due: change-manager (1 overdue, 1 wrong)"


def test_the_settings_say_how_far_ahead(tmp_path: Path) -> None:
    files = {"records/objective.yml": REGISTER}
    found = told(tmp_path, files, settings=SETTINGS + "reminders: {days: 90}\n")
    assert [line.split(":")[0] for line in found["incident-manager"].coming] == ["OBJ-2", "OBJ-3"]


def test_what_belongs_to_no_role_is_told_too(tmp_path: Path) -> None:
    expired = "suppressions: [{rule: raw-html, node: POL-CHG, reason: agreed, until: 2026-01-01}]\n"
    found = told(tmp_path, {}, settings=SETTINGS + expired)
    assert list(found) == [NOBODY]
    assert "expired-suppression" in found[NOBODY].wrong[0]


@pytest.mark.parametrize("months", [0, 3, 24])
def test_of_the_example_everything_that_is_due_is_told_to_its_owner(months: int) -> None:
    today = TODAY + timedelta(days=30 * months)
    sms = load(ROOT, today=today)
    found = {reminder.owner: reminder for reminder in reminders(sms, lint(sms, ()), Style("1"))}
    for due in agenda(sms):
        if due.day < today:
            lines = found[due.owner or NOBODY].overdue
            assert any(
                line.startswith(f"{due.id}: ") and line.endswith(f" due on {due.day}") for line in lines
            )
    assert sum(len(reminder.overdue) for reminder in found.values()) == sum(
        due.day < today for due in agenda(sms)
    )


def test_an_issue_begins_with_its_mark_and_calls_nobody() -> None:
    reminder = Reminder(
        "change-manager", overdue=["POL-CHG: @everyone look at #12 -->"], wrong=["error <b> [x](y)"]
    )
    text = as_issue(reminder).splitlines()
    assert text[0] == mark_of(reminder) == f"{MARKS}change-manager -->"
    assert "- POL-CHG: `@everyone` look at `#12` --&#62;" in text
    assert "- error &#60;b&#62; \\[x\\](y)" in text
    assert mark_of(Reminder("a --> <b>\n--")).count("-->") == 1
    assert "as long" not in as_letter(reminder)


def test_a_letter_that_says_the_same_a_day_later_is_the_same() -> None:
    letters = [
        as_letter(Reminder("a", wrong=[f"OBJ-1 was due, {ago} ago"]))
        for ago in ("1 day", "2 days", "1,200 days")
    ]
    assert len(set(letters)) == 3
    assert len(set(map(digest_of, letters))) == 1
    assert digest_of(as_letter(Reminder("a", wrong=["OBJ-2 was due, 1 day ago"]))) != digest_of(letters[0])


def test_a_long_list_is_cut_and_says_so() -> None:
    text = as_letter(Reminder("a", overdue=[f"OBJ-{number}" for number in range(100)]))
    assert "- and 40 more; `sms-lint check` lists them" in text
    assert "OBJ-60" not in text


def test_documents_that_rest_on_newer_texts_are_named_where_wanted_until_a_review(tmp_path: Path) -> None:
    (tmp_path / "sms.yml").write_text(SETTINGS, "utf-8")
    base = POLICY.format(last="2026-03-01", text="Words").replace("POL-CHG", "POL-B")
    newer = base.replace("effective: 2025-01-10", "effective: 2026-05-01")
    resting = POLICY.format(last="{last}", text="Words").replace("retention", "related: [POL-B]\nretention")

    def said(last: str, other: str, *, suspect: bool = True) -> list[str]:
        files = {"policies/a.md": resting.replace("{last}", last), "policies/b.md": other}
        sms = load(tmp_path, today=TODAY, overlay=files)
        found = reminders(sms, lint(sms, ()), Style("1"), suspect=suspect)
        return [line for reminder in found for line in reminder.resting]

    assert said("2026-04-01", base) == []
    assert said("2026-04-01", newer, suspect=False) == []
    assert said("2026-04-01", newer) == [
        "POL-CHG, last looked at on 2026-04-01, rests on POL-B (1.0 of 2026-05-01)"
    ]
    assert said("2026-05-01", newer) == []
    assert said("2026-04-01", newer.replace("effective: 2026-05-01", "effective: 2027-05-01")) == []
    assert said("2026-04-01", newer.replace("active", "draft")) == []
