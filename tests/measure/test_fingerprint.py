"""The fingerprint of a definition: what leaves a figure as it is, and what does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.fingerprint import LENGTH, fingerprint
from tests.measure.conftest import definition

RATIO: dict[str, Any] = {
    "type": "ratio",
    "unit": "%",
    "filter": "priority <> 'P4' and major = 'no' and reopen_count < 2",
    "numerator": "made_sla = 'yes'",
    "exclusions": [{"where": "category = 'test'", "reason": "No incidents", "approver": "incident-manager"}],
}
BEFORE = fingerprint(definition(**RATIO))


@pytest.mark.parametrize(
    "fields",
    [
        {
            "name": "Another name",
            "question": "Why?",
            "owner": "head-of-service-management",
            "process": "PRC-X",
        },
        {"targets": [{"from": "2026-01-01", "value": "97"}], "baseline": "91", "since": "2026-04-01"},
        {"filter": "(reopen_count<2.0 AND (major='no')) AND priority != 'P4'"},
        {"numerator": "  ( made_sla  =  'yes' ) ", "frequency": "quarter", "thresholds": {"warning": "94"}},
        {"decimals": "1", "empty_period": "no-data"},
        {
            "exclusions": [
                {"where": "category='test'", "reason": "As agreed", "approver": "head-of-service-management"}
            ]
        },
    ],
)
def test_what_says_the_same_is_the_same(fields: dict[str, Any]) -> None:
    assert fingerprint(definition(**{**RATIO, **fields})) == BEFORE


@pytest.mark.parametrize(
    "fields",
    [
        {"filter": "priority <> 'P3' and major = 'no' and reopen_count < 2"},
        {"filter": "priority <> 'P4' or major = 'no' or reopen_count < 2"},
        {"filter": None},
        {"numerator": "made_sla <> 'yes'"},
        {"denominator": "filled(closed_at)"},
        {"event": "resolved_at"},
        {
            "source": "infosec-incident",
            "event": "detected_at",
            "filter": None,
            "numerator": "filled(closed_at)",
        },
        {"unit": "points"},
        {"decimals": "2"},
        {"direction": "lower"},
        {"minimum_sample": "5"},
        {"empty_period": "zero"},
        {"exclusions": None},
        {"exclusions": [{**RATIO["exclusions"][0], "until": "2026-06-30"}]},
        {"exclusions": [{**RATIO["exclusions"][0], "where": "category = 'tests'"}]},
    ],
)
def test_what_counts_otherwise_is_another(fields: dict[str, Any]) -> None:
    fields = {"exclusions": None, **fields} if "source" in fields else fields
    assert fingerprint(definition(**{**RATIO, **fields})) != BEFORE


@given(st.integers(0, 99), st.integers(0, 99), st.booleans())
def test_a_number_counts_by_its_value(one: int, other: int, zeros: bool) -> None:
    first, second = (
        fingerprint(definition(filter=f"reopen_count > {number}{'.0' if zeros and number == other else ''}"))
        for number in (one, other)
    )
    assert (first == second) == (one == other)
    assert len(first) == LENGTH
