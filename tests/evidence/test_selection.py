"""Which records a way counts: by their words, their filled fields, another day, and an interval of the settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from sms_lint.evidence.selection import Selection
from sms_lint.model.catalogue import Catalogue, Criterion, read_catalogue
from sms_lint.model.node import Table
from sms_lint.system.sms import Sms
from tests.evidence.test_criteria import ASSESSED, assessed, graded, states
from tests.evidence.written import TRAINING
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
STANDARD = """
name: small
prefix: '1'
standard: Small
edition: '2026'
title: A small standard
published: 2026-01
copyright: Ours.
basis: Made up.
documented_information:
- {id: trends, name: Trends, kind: record, explicit_in: ['8.1'], shown_by: [report]}
- id: plans
  name: Plans
  kind: document
  explicit_in: ['8.1']
  shown_by: [plan]
  conditional: true
  when: a plan is needed
clauses:
- {id: '8', title: Operation, summary: A heading., applicability: {rule: structural, other_parties_may_perform: 'no'}}
- id: '8.1'
  title: Training
  parent: '8'
  summary: Training.
  applicability: {rule: mandatory, other_parties_may_perform: 'yes'}
  obligations:
  - id: 8.1-a
    ref: a
    text: A.
    type: record
    shown: [{records: training, where: {effective: 'yes'}, filled: [result], day: checked_at, fresh: 3 months}]
  - id: 8.1-b
    ref: b
    text: B.
    type: record
    trigger: conditional
    shown: [{records: training, where: {effective: ['yes', 'no']}, filled: [result]}]
  - {id: 8.1-c, ref: c, text: C., type: record, shown: [{records: training, interval: training_check}]}
  - {id: 8.1-d, ref: d, text: D., type: review, shown: [{document: trends, interval: trend_analysis}]}
  - {id: 8.1-g, ref: g, text: G., type: action, shown: [{judged_by: internal auditor, interval: audit_cycle}]}
  - {id: 8.1-e, ref: e, text: E., type: document, shown: [{section: plans}]}
- id: '8.2'
  title: Suppliers
  parent: '8'
  summary: Suppliers.
  applicability: {rule: conditional, condition: There are suppliers., other_parties_may_perform: 'yes'}
  obligations:
  - {id: 8.2-f, ref: f, text: F., type: review, trigger: planned_interval, shown: [{records: training}]}
"""
REPORT = """---
kind: report
id: RPT-01
title: Trends
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-05-02
review: {every: 12 months, last: 2026-09-15}
classification: internal
retention: 7 years
provides: [trends]
---
# Trends

Fewer changes failed than in the year before.
"""
CHECKED = TRAINING.replace("pending", "'yes'\n    checked_at: 2026-08-20\n    result: Passed")


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return read_catalogue(STANDARD)


@pytest.fixture(scope="module")
def reference() -> Sms:
    return reference_system()


def test_records_without_the_word_or_the_field_do_not_count(tmp_path: Path, small: Catalogue) -> None:
    found = graded(tmp_path, small, training=TRAINING)
    assert states(found)["a"] == ["missing"]
    said = "there is no record of kind training with effective yes and result and checked_at filled in"
    assert found["a"].lacking[0].why == f"{said}; words that say nothing, such as `unknown`, fill no field"


def test_the_day_that_is_named_counts(tmp_path: Path, small: Catalogue) -> None:
    found = graded(tmp_path / "in-time", small, training=CHECKED)
    assert found["a"].complete
    assert found["a"].why.endswith("filled in, the newest of 2026-08-20")
    assert states(graded(tmp_path / "late", small, "2026-11-21", training=CHECKED))["a"] == ["old"]
    assert states(graded(tmp_path / "ahead", small, "2026-08-19", training=CHECKED))["a"] == ["old"]


def test_what_depends_on_a_case_waits_for_it_and_then_needs_what_it_leaves(
    tmp_path: Path, small: Catalogue
) -> None:
    assert states(graded(tmp_path / "no-case", small, training=TRAINING))["b"] == ["no case"]
    assert states(graded(tmp_path / "whole", small, training=CHECKED))["b"] == ["filled in"]
    left = CHECKED.replace("    result: Passed", "")
    assert states(graded(tmp_path / "left-open", small, training=left))["b"] == ["missing"]


def test_the_interval_of_the_settings_is_the_limit(tmp_path: Path, small: Catalogue) -> None:
    assert states(graded(tmp_path / "in-time", small, "2026-11-02", training=TRAINING))["c"] == ["met"]
    assert states(graded(tmp_path / "late", small, "2026-11-03", training=TRAINING))["c"] == ["old"]


def test_the_auditor_judges_within_the_cycle_of_the_settings(tmp_path: Path, small: Catalogue) -> None:
    said = ASSESSED + assessed("8.1-g", at="2025-12-01").replace("every: 12 months", "every: 36 months")
    assert states(graded(tmp_path / "in-time", small, "2026-12-01", self=said))["g"] == ["met"]
    assert states(graded(tmp_path / "late", small, "2026-12-02", self=said))["g"] == ["old"]


def test_a_report_counts_from_the_day_of_its_issue(tmp_path: Path, small: Catalogue) -> None:
    assert states(graded(tmp_path / "in-time", small, "2026-11-02", report=REPORT))["d"] == ["met"]
    late = graded(tmp_path / "late", small, "2026-11-03", report=REPORT)
    assert states(late)["d"] == ["old"]
    assert (
        late["d"].lacking[0].why == "Trends: the newest is RPT-01 of 2026-05-02, which is older than 6 months"
    )


def test_a_section_waits_for_an_item_that_may_be_absent(tmp_path: Path, small: Catalogue) -> None:
    assert states(graded(tmp_path, small))["e"] == ["no case"]
    plan = REPORT.replace("kind: report", "kind: plan").replace("[trends]", "[plans]")
    assert states(graded(tmp_path / "plan", small, plan=plan))["e"] == ["missing"]


def test_a_clause_under_a_condition_waits_but_its_records_grow_old(tmp_path: Path, small: Catalogue) -> None:
    assert states(graded(tmp_path, small))["f"] == ["no case"]
    assert states(graded(tmp_path / "old", small, "2027-05-03", training=TRAINING))["f"] == ["old"]


@pytest.mark.parametrize(
    "criterion",
    [
        Criterion(
            records="change", where=(("category", ("emergency", "standard")),), filled=("reversal_plan",)
        ),
        Criterion(records="change", day="review_at", where=(("outcome", ("failed",)),)),
        Criterion(records="incident", filled=("escalations",)),
        Criterion(records="risk", where=(("acceptance", ("treat",)),), filled=("effectiveness",)),
    ],
    ids=lambda criterion: criterion.terms.strip(),
)
def test_rows_of_tables_and_entries_are_selected_alike(criterion: Criterion, reference: Sms) -> None:
    """Counted once more, entry by entry, in whichever form they are written."""
    held = reference.once(Selection).of(criterion)
    day = criterion.day or reference.kinds[criterion.kind or ""].KIND.moment
    needed = (*criterion.filled, *([criterion.day] if criterion.day else []))
    expected = [
        entry.day(day)
        for entry in reference.entries(criterion.kind or "")
        if all(entry.text(name) in words for name, words in criterion.where)
        and all(entry.text(name) for name in needed)
    ]
    assert held is not None
    assert held.count == len(expected) > 0
    assert held.newest == max(when for when in expected if when and when <= reference.today)


def test_tables_of_other_kinds_alone_hold_nothing(reference: Sms) -> None:
    tables = tuple(node for node in reference.nodes if isinstance(node, Table))
    only = replace(reference, nodes=tables)
    assert only.once(Selection).of(Criterion(records="risk", filled=("cause",))) is None


def test_the_newest_records_of_a_way_are_by_day_then_by_id_and_never_of_days_to_come() -> None:
    sms = reference_system()
    selection = Selection(sms)
    criterion = Criterion(records="incident", where=(("priority", ("P1", "P2")),), filled=("resolved_at",))
    found = selection.newest(criterion, 5)
    assert len(found) == 5
    keys = [(entry.text("opened_at")[:10], entry.id) for entry in found]
    assert keys == sorted(keys, reverse=True)
    assert all(entry.text("priority") in ("P1", "P2") and entry.text("resolved_at") for entry in found)
    others = [
        (entry.text("opened_at")[:10], entry.id)
        for entry in sms.entries("incident")
        if entry.text("priority") in ("P1", "P2") and entry.text("resolved_at")
    ]
    assert keys == sorted(others, reverse=True)[:5]
    assert selection.newest(criterion, 5) is found
    assert selection.newest(Criterion(records="dispute", day="closed"), 9)
    assert selection.newest(Criterion(document="trends"), 3) == ()
    early = replace(sms, today=sms.today.replace(year=2020))
    assert Selection(early).newest(criterion, 5) == ()
