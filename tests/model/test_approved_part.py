"""What an approval is for: equal where nothing but control data differs, different for any other byte."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.history.record_changes.what_may_change import new_text
from sms_lint.model.approved_part import approved_part
from sms_lint.model.control_data import CONTROL_DATA, approval_words, control_days, without_control_data
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.model.text_values import text_values

PATH = "policies/change.md"
TEXT = """---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-01-10
review: {every: 12 months, last: 2026-01-10}
communicated_at: 2026-01-12
classification: internal
retention: 3 years
---
# Change policy

last: 2026-01-10
communicated_at: 2026-01-12
"""
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


def part(text: str) -> str | None:
    return approved_part(PATH, text)


@given(DAYS, DAYS)
def test_other_control_days_leave_what_is_approved_as_it_is(reviewed: str, communicated: str) -> None:
    text = TEXT.replace("last: 2026-01-10}", f"last: {reviewed}}}", 1)
    text = text.replace("\ncommunicated_at: 2026-01-12\nc", f"\ncommunicated_at: {communicated}\nc", 1)
    assert part(text) == part(TEXT) is not None


def test_a_day_that_is_added_later_is_control_data_with_its_line_in_whatever_form_the_review_is_written() -> (
    None
):
    assert part(TEXT.replace("communicated_at: 2026-01-12\nc", "c", 1)) == part(TEXT)
    block = TEXT.replace(
        "review: {every: 12 months, last: 2026-01-10}", "review:\n  every: 12 months\n  last: {}"
    )
    assert part(block.replace("{}", "2026-01-10")) == part(block.replace("{}", "2026-07-01")) is not None
    assert part(block.replace("{}", "2026-01-10")) != part(TEXT)
    crlf = TEXT.replace("\n", "\r\n")
    assert part(crlf) == part(crlf.replace("last: 2026-01-10}", "last: 2026-02-10}")) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("last: 2026-01-10}", "last: 2026-01-10, extra: more}"),
        ("last: 2026-01-10}", "last: 2026-01-10} # and more"),
        ("last: 2026-01-10}", "last: 2026-01-10 and more}"),
        ("last: 2026-01-10}", 'last: "2026-01-10"}'),
        ("last: 2026-01-10}", "last: 2026-13-45}"),
        ("last: 2026-01-10}", "last: ٢٠٢٦-01-10}"),
        ("last: 2026-01-10}", "last: 0000-00-00}"),
        ("last: 2026-01-10}", "last: today}"),
        ("every: 12 months", "every: 24 months"),
        ("communicated_at: 2026-01-12\nc", "communicated_at: 2026-01-12 # to few\nc"),
        ("communicated_at: 2026-01-12\nc", "communicated_at: never\nc"),
        ("communicated_at: 2026-01-12\nc", "communicated_at:  2026-01-12\nc"),
        ("effective: 2026-01-10", "effective: 2026-01-11"),
        ("owner: change-manager", "owner: somebody-else"),
        ("\nlast: 2026-01-10\n", "\nlast: 2026-01-11\n"),
        ("\n\nlast", "\n\ncommunicated_at: 2026-01-13\nlast"),
    ],
)
def test_anything_else_is_part_of_the_text(old: str, new: str) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    assert part(changed) != part(TEXT)


@given(st.integers(0, len(TEXT) - 1), st.characters(codec="utf-8"), st.booleans())
def test_no_other_character_can_be_put_in_or_exchanged(at: int, character: str, put_in: bool) -> None:
    """An equal part means that the texts differ in nothing but the days, whatever was done to one of them."""
    changed = TEXT[:at] + character + TEXT[at + (not put_in) :]
    left = part(changed)
    if left is not None and left == part(TEXT):
        assert without_days(changed) == without_days(TEXT)


def without_days(text: str) -> str:
    head, line, body = text.partition("\n---\n")
    head = re.sub(r"last: \d{4}-\d\d-\d\d\}", "last}", head)
    return re.sub(r"\ncommunicated_at: \d{4}-\d\d-\d\d(?=\n)", "", head) + line + body


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_asked_about(text: str) -> None:
    part(text)
    part(f"---\n{text}\n---\n")


def test_what_is_control_data_is_a_closed_list_of_days() -> None:
    assert [control_day.name for control_day in CONTROL_DATA] == ["review.last", "communicated_at"]
    documents = [model for model in kinds().values() if issubclass(model, Document)]
    for control_day in CONTROL_DATA:
        models = [model for model in documents if control_day.route[0] in model.model_fields]
        assert models, "each belongs to a kind of document"
        for model in models:
            field: Any = model.model_fields[control_day.route[0]]
            for key in control_day.route[1:]:
                field = field.annotation.model_fields[key]
            assert "datetime.date" in str(field.annotation)


def test_the_list_is_the_same_for_approvals_and_for_versions() -> None:
    values = text_values(PATH, TEXT).values
    assert values is not None
    assert control_days(values) == {"review.last": "2026-01-10", "communicated_at": "2026-01-12"}
    later = {
        **values,
        "review": {"every": "12 months", "last": "2026-07-01"},
        "communicated_at": "2026-07-02",
    }
    assert without_control_data(values) == without_control_data(later)
    assert not new_text(values, later)
    assert new_text(values, {**later, "retention": "4 years"})


def test_it_is_said_in_words_for_each_kind() -> None:
    assert "`review.last`" in approval_words({"review"})
    assert "communicated_at" not in approval_words({"review"})
    assert "communicated_at" in approval_words({"review", "communicated_at"})
