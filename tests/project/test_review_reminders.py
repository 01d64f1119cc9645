"""The reminders: who is told what, and what happens to the issues that exist."""

import json
from typing import Any

import pytest

from tooling.review_reminders import NO_OWNER, Change, files_address, open_issues, owners, plan, reminders

OWNERS = "POL-CHG\tchange-manager\nPOL-INC\tincident-manager\nPRC-CHG\tchange-manager\n"


def finding(node: str, rule: str = "overdue-review", **more: Any) -> dict[str, Any]:
    path = f"policies/{node.lower()}.md"
    message = f"{node} was due for review"
    return {
        "rule": rule,
        "node": node,
        "path": path,
        "line": 11,
        "message": message,
        "suppressed": None,
        **more,
    }


def report(*findings: dict[str, Any], version: int = 1) -> str:
    return json.dumps({"version": version, "findings": findings})


def test_nothing_due_is_no_issue() -> None:
    assert reminders(report(), OWNERS) == {}


def test_other_rules_and_suppressed_findings_remind_nobody() -> None:
    suppressed = finding("POL-CHG", suppressed={"reason": "merger", "until": "2026-12-31"})
    assert reminders(report(finding("POL-CHG", rule="unknown-clause"), suppressed), OWNERS) == {}


def test_one_body_for_each_owner_role() -> None:
    bodies = reminders(report(finding("POL-INC"), finding("POL-CHG"), finding("PRC-CHG")), OWNERS)
    assert list(bodies) == ["change-manager", "incident-manager"]
    assert bodies["change-manager"].count("was due for review") == 2
    assert "- `POL-INC was due for review` (`policies/pol-inc.md`, line 11)\n" in bodies["incident-manager"]


def test_overdue_stands_before_due_soon() -> None:
    soon = finding("POL-CHG", rule="review-due-soon", message="POL-CHG is due soon")
    body = reminders(report(soon, finding("PRC-CHG")), OWNERS)["change-manager"]
    assert body.index("PRC-CHG") < body.index("POL-CHG")


def test_a_document_without_owner_is_not_lost() -> None:
    assert "POL-NEW" in reminders(report(finding("POL-NEW")), OWNERS)[NO_OWNER]


def test_links_lead_to_the_line() -> None:
    due = finding("POL-CHG", path="policies/change policy.md")
    body = reminders(report(due), OWNERS, "https://example.org/o/r/blob/0a")["change-manager"]
    assert "(https://example.org/o/r/blob/0a/policies/change%20policy.md?plain=1#L11)" in body


def test_markup_in_a_message_stays_text() -> None:
    body = reminders(report(finding("POL-CHG", message="`x` @everyone\n# <b>")), OWNERS)["change-manager"]
    assert "- `\u2019x\u2019 @everyone # <b>` (" in body


def test_another_version_of_the_format_is_refused() -> None:
    with pytest.raises(ValueError, match="version 2"):
        reminders(report(version=2), OWNERS)


def test_lines_without_owner_are_passed_over() -> None:
    assert owners("POL-CHG\tchange-manager\nPOL-X\t\n\nPOL-Y\n") == {"POL-CHG": "change-manager"}


def test_the_oldest_issue_of_an_owner_counts_and_others_are_left_alone() -> None:
    issues = [
        {"number": 9, "title": "Reviews due: change-manager"},
        {"number": 4, "title": "Reviews due: change-manager"},
        {"number": 5, "title": "About Reviews due: change-manager"},
    ]
    assert open_issues(json.dumps(issues)) == {"change-manager": 4}


def test_plan_edits_opens_and_closes() -> None:
    assert plan({"a": "A", "b": "B"}, {"a": 1, "c": 3}) == [
        Change(("edit", "1", "--body-file", "-"), "A"),
        Change(("create", "--title", "Reviews due: b", "--body-file", "-"), "B"),
        Change(("close", "3", "--comment", "No review is due any more."), ""),
    ]


def test_address_of_the_files_needs_all_its_parts() -> None:
    environment = {
        "GITHUB_SERVER_URL": "https://example.org",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SHA": "0a1b",
    }
    assert files_address(environment) == "https://example.org/o/r/blob/0a1b"
    assert files_address(environment | {"GITHUB_SHA": ""}) == ""
