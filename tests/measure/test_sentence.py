"""A definition in words: a manager reads what a machine computes."""

import pytest

from sms_lint.measure.sentence import sentence
from tests.measure.conftest import definition

P1 = "priority = 'P1'"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "The number of incident records; by the month of “Opened”."),
        (
            {"type": "ratio", "unit": "%", "filter": P1, "numerator": "made_sla = 'yes'", "event": "resolved_at"},
            ("Of incident records in which “Priority” is “P1”, the percentage in which “Within target” is “yes”; "
            "by the month of “Resolved”."),
        ),
        (
            {"type": "ratio", "unit": "%", "numerator": "reopen_count", "denominator": "reassignment_count"},
            "100 × the sum of “Reopened” ÷ the sum of “Reassignments”, over incident records; by the month of “Opened”.",
        ),
        (
            {"type": "ratio", "numerator": "reopen_count"},
            "The sum of “Reopened” ÷ the number of them, over incident records; by the month of “Opened”.",
        ),
        (
            {"type": "ratio", "numerator": "reopen_count", "denominator": "filled(problem)", "filter": P1},
            ("The sum of “Reopened”, over incident records in which “Priority” is “P1” ÷ incident records in which “Priority” is "
            "“P1” and “Problem” is filled in; by the month of “Opened”."),
        ),
        (
            {"type": "percentile", "percentile": "0.5", "unit": "h", "quantity": "seconds_between(opened_at, resolved_at) - pending_time"},
            "The median of (the time from “Opened” to “Resolved”) − “Time pending”, over incident records; by the month of “Opened”.",
        ),
        (
            {"type": "average", "quantity": "case when major = 'yes' then 2 else coalesce(reopen_count, 0) end", "decimals": "0"},
            ("The mean of 2 where “Major” is “yes”; else (“Reopened”, or 0 where that is empty), over incident records; "
            "by the month of “Opened”."),
        ),
        (
            {"type": "backlog", "until": "closed_at", "filter": "days_between(opened_at, period_end()) > 30"},
            ("The number of incident records in which the days from “Opened” to the last day of the period is more than 30 whose "
            "“Opened” is past and whose “Closed” is not, at the end of the period."),
        ),
        (
            {"type": "recurrence", "unit": "%", "same": ["service", "category"], "within": "30 days"},
            ("Of incident records, the percentage within 30 days of an earlier one with the same “Service” and “Category”; "
            "by the month of “Opened”."),
        ),
        (
            {"event": None, "type": "ratio", "unit": "%", "numerator": "not filled(problem) and (major = 'yes' or priority in ('P1', 'P2'))"},
            ("Of incident records, the percentage in which “Problem” is empty and (“Major” is “yes” or “Priority” is “P1” or “P2”); "
            "as recorded, each month."),
        ),
        (
            {"exclusions": [{"where": "opened_at < '2026-01-05'", "reason": "Move", "approver": "incident-manager", "until": "2026-02-01"}]},
            ("The number of incident records; by the month of “Opened”; left out are those where “Opened” is before 2026-01-05, up to "
            "2026-02-01 (Move; agreed by incident-manager)."),
        ),
    ],
)  # fmt: skip
def test_the_sentence_says_it_all(fields: dict[str, object], said: str) -> None:
    assert sentence(definition(**fields)) == said
