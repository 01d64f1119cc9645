"""Promises and cycles of the kinds: the calendar's day is the last one on which their rule is silent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sms_lint.ground.durations import Duration
from sms_lint.model.closing import states
from sms_lint.model.entry import Entry
from sms_lint.model.intervals import IntervalSettings
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document, Node, Record, Table
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.rules import Check, checks
from sms_lint.system import deadlines as module
from sms_lint.system.agenda import agenda
from sms_lint.system.deadlines import deadlines, overdue, reviews
from sms_lint.system.sms import Sms
from tests.reference import reference_system

TOP = Path(__file__).parents[2]
START = date(2026, 3, 31)
EVERY = [
    (model, promise) for model in kinds().values() for promise in (*model.KIND.promises, *model.KIND.cycles)
]

# No record is without the day on which these are kept, or another promise speaks before: what is left is being late.
ONLY_LATE = {("complaint", "settlement"), ("continuity-test", "review")}


def _cases(chosen: Iterable[tuple[type[Node], Promise]]) -> list[Any]:
    return [pytest.param(*each, id=f"{each[0].KIND.name} {each[1].name}") for each in chosen]


PROMISED = _cases(EVERY)


@cache
def reference() -> Sms:
    return reference_system()


@pytest.fixture(scope="module")
def asking() -> Mapping[tuple[str, str], list[Check]]:
    """The rules that ask for the deadlines of each promise."""
    asked: dict[tuple[str, str], list[Check]] = {}
    with pytest.MonkeyPatch.context() as patch:
        for check in checks():

            def recorded(sms: Sms, kind: str, promise: Promise | str, check: Check = check) -> Any:
                name = promise if isinstance(promise, str) else promise.name
                asked.setdefault((kind, name), []).append(check)
                return deadlines(sms, kind, promise)

            patch.setattr(module, "deadlines", recorded)
            list(check.run(reference()))
    return asked


def as_node(entry: Entry) -> Node:
    """An entry as a node of its own, be it a row of a table."""
    if not isinstance(entry.node, Table):
        return entry.node
    row = entry.node.rows(entry.row, entry.row + 1)[0]
    values = {
        name: tuple(value.split(";")) if name == "escalations" else value for name, value in row.items()
    }
    node, faults = kinds()[entry.kind].read(values)
    assert node is not None, faults
    return node.written(entry.node.origin)


def promising(model: type[Node], promise: Promise) -> Node:
    """An entry of the reference system, put into a state in which it has the promise to keep."""
    entries = reference().entries(model.KIND.name)
    node = as_node(next(entry for entry in entries if not promise.service or _is_live(entry, promise)))
    update: dict[str, Any] = {"id": f"{model.KIND.prefix}-ALONE"}  # named by nothing else
    update |= {name: None for name in (*promise.unless, promise.until, promise.since) if name}
    if promise.states:
        update[model.KIND.state_field] = promise.states[0]
    update |= {says.field: _word(model, says) for says in (*promise.among, *promise.when)}
    update |= {name: "ALONE" for name in promise.latest_of or () if getattr(node, name) is None}
    if isinstance(promise, Cycle) and promise.rhythm and promise.rhythm.words:
        update[promise.rhythm.field] = next(iter(promise.rhythm.words))
    later = datetime.combine(START, time(9), UTC) if _is_moment(node, promise.field) else START
    update[promise.field] = "2026-Q1" if promise.field == "period" else later
    if isinstance(promise, Cycle) and promise.planned:
        update[promise.planned] = date.max
    if promise.newest_by and promise.newest_by != promise.field:
        update[promise.newest_by] = "2026-Q1" if promise.newest_by == "period" else START
    changed = node.model_copy(update=update)
    return changed.written(node.origin)


def _is_live(entry: Entry, promise: Promise) -> bool:
    service = reference().ids.get(entry.text(promise.service))
    return getattr(service, "lifecycle", "") == "live"


def _word(model: type[Node], says: Says) -> Any:
    if not says.but_not:
        several = "tuple" in str(model.model_fields[says.field].annotation)
        return says.words[:1] if several else says.words[0]
    words = states(model.model_fields[says.field].annotation)
    return next((word for word in words if word not in says.words), 7)


def _is_moment(node: Node, field: str) -> bool:
    value = getattr(node, field)
    return isinstance(value, datetime) or "datetime.datetime" in str(
        type(node).model_fields[field].annotation
    )


def alone(node: Node, promise: Promise) -> Sms:
    """The reference system with this one entry of its kind, and nothing that answers the promise."""
    answering = promise.answered_by.partition(".")[0]
    others = (
        other
        for other in reference().nodes
        if other.kind not in (node.kind, answering)
        and not (isinstance(other, Table) and other.of == node.kind)
    )
    return replace(reference(), nodes=(*others, node))


@pytest.mark.parametrize(
    ("kind", "name"), [pytest.param(*each, id=" ".join(each)) for each in sorted(ONLY_LATE)]
)
def test_what_is_kept_on_its_day_is_silent_and_on_the_day_after_late(kind: str, name: str) -> None:
    model = kinds()[kind]
    promise = model.KIND.promise(name)
    node = promising(model, promise)
    (deadline,) = deadlines(replace(alone(node, promise), today=START), kind, promise)
    (rule,) = (check for check in checks() if check.rule.id == "done-late")
    for day, speaks in ((deadline.day, False), (deadline.day + timedelta(1), True)):
        kept = node.model_copy(update={promise.unless[0]: day}).written(node.origin)
        sms = replace(alone(kept, promise), today=day)
        assert [found.node for found in rule.run(sms) if found.node == node.id] == [node.id] * speaks


@pytest.mark.parametrize(
    ("model", "promise"),
    _cases(each for each in EVERY if (each[0].KIND.name, each[1].name) not in ONLY_LATE),
)
def test_a_rule_is_silent_on_the_calendars_day_and_speaks_on_the_day_after(
    model: type[Node], promise: Promise, asking: Mapping[tuple[str, str], list[Check]]
) -> None:
    kind = model.KIND.name
    rules = asking.get((kind, promise.name), [])
    assert rules, "every promise and cycle has a rule"
    node = promising(model, promise)
    sms = replace(alone(node, promise), today=START)
    (deadline,) = deadlines(sms, kind, promise)
    assert deadline.day > START or not promise.within
    due = replace(sms, today=deadline.day)
    late = replace(sms, today=deadline.day + timedelta(1))
    for day, speaks in ((due, False), (late, True)):
        assert [deadline.entry.id for deadline in overdue(day, kind, promise)] == (
            [node.id] if speaks else []
        )
        if promise.in_calendar:
            assert (deadline.day, node.id, kind, promise.name) in _due(day)
    before = replace(sms, today=deadline.day - timedelta(1))
    assert not {finding for finding in _said(due, rules) - _said(before, rules) if node.id in finding}
    assert _said(late, rules) - _said(due, rules)


def _due(sms: Sms) -> set[tuple[date, str, str, str]]:
    return {(due.day, due.id, due.kind, due.key) for due in agenda(sms)}


def _said(sms: Sms, rules: Iterable[Check]) -> set[tuple[str, str]]:
    """What the rules say, and of which node; how many days ago it was due changes with every day."""
    found = (finding for _, run in rules for finding in run(sms))
    return {(finding.node, re.sub(r"\d+ days? ago", "", finding.message)) for finding in found}


@pytest.mark.parametrize(
    ("kind", "key", "rule"),
    [
        ("management-review", "A1", "action-overdue"),
        ("transition", "end", "transition-overdue"),
        ("continuity-plan", "retest", "continuity-retest-after-major-change"),
    ],
)
def test_what_no_field_of_a_kind_promises_keeps_to_the_calendar_too(kind: str, key: str, rule: str) -> None:
    (check,) = (check for check in checks() if check.rule.id == rule)
    finished = next(entry.node for entry in reference().entries("transition"))
    update = {"id": "TRN-OPEN", "status": "in_progress", "activities_timescales": ("Built by 2026-12-31",)}
    coming = finished.model_copy(update=update).written(finished.origin)
    sms = replace(reference(), nodes=(*reference().nodes, coming))
    dues = [due for due in agenda(sms) if (due.kind, due.key) == (kind, key)]
    assert dues
    for due in dues:
        before, day, after = (
            _said(replace(sms, today=due.day + timedelta(days)), [check]) for days in (-1, 0, 1)
        )
        assert not {node for node, _ in day - before if node == due.id}
        assert due.id in {node for node, _ in after - day}


@pytest.mark.parametrize("kind", [name for name, model in kinds().items() if issubclass(model, Document)])
def test_documents_are_silent_on_the_day_of_their_review_and_speak_on_the_day_after(kind: str) -> None:
    document = next(iter(reference().of_kind(kind)))
    assert isinstance(document, Document)
    _reviewed(document.model_copy(update={"lifecycle": "active"}).written(document.origin))


def test_registers_and_tables_are_silent_on_the_day_of_their_review_and_speak_on_the_day_after() -> None:
    registers = reference().registers
    _reviewed(next(register for register in registers if not isinstance(register, Table)))
    _reviewed(next(register for register in registers if isinstance(register, Table)))


def _reviewed(node: Node) -> None:
    (rule,) = (check for check in checks() if check.rule.id == "overdue-review")
    (soon,) = (check for check in checks() if check.rule.id == "review-due-soon")
    sms = replace(reference(), nodes=(node,))
    ((_, day),) = reviews(sms)
    due, late = (replace(sms, today=day + timedelta(days)) for days in (0, 1))
    assert (day, node.id, node.kind, "review") in _due(due)
    assert [len(list(check.run(due))) for check in (rule, soon)] == [0, 1]
    assert [len(list(check.run(late))) for check in (rule, soon)] == [1, 0]


@pytest.mark.parametrize("lifecycle", ["draft", "retired"])
def test_a_draft_and_a_retired_document_have_no_review(lifecycle: str) -> None:
    document = reference().documents[0]
    changed = document.model_copy(update={"lifecycle": lifecycle}).written(document.origin)
    assert list(reviews(replace(reference(), nodes=(changed,)))) == []


@pytest.mark.parametrize(("model", "promise"), PROMISED)
def test_a_promise_names_fields_states_and_settings_that_there_are(
    model: type[Node], promise: Promise
) -> None:
    fields = model.model_fields
    named = [promise.field, promise.begin, promise.since, promise.until, promise.service, promise.newest_by]
    named += [*promise.unless, *(promise.latest_of or ())]
    named += [says.field for says in (*promise.among, *promise.when)]
    named += [promise.rhythm.field] if isinstance(promise, Cycle) and promise.rhythm else []
    assert {name for name in named if name} <= fields.keys()
    field = model.KIND.state_field
    assert set(promise.states) <= set(states(fields[field].annotation) if field else ())
    assert not set(promise.states) & set(model.KIND.closed.final if model.KIND.closed else ())
    if promise.setting:
        assert promise.setting in IntervalSettings.model_fields
    elif promise.within:
        assert fields[promise.within].annotation is Duration
    kind, _, naming = promise.answered_by.partition(".")
    assert not kind or naming in kinds()[kind].model_fields


@pytest.mark.parametrize("model", [model for model in kinds().values() if issubclass(model, Record)])
def test_the_names_and_days_of_a_kind_are_fit_to_be_asked_for(model: type[Node]) -> None:
    kind = model.KIND
    names = [promise.name for promise in (*kind.promises, *kind.cycles)]
    assert len(set(names)) == len(names)
    assert set(kind.deeds) <= model.model_fields.keys()
    assert not kind.numbered or kind.moment
    words = states(model.model_fields[kind.state_field].annotation) if kind.state_field else ()
    assert set(kind.settled) <= set(words)


@pytest.mark.parametrize(
    ("when", "last", "day"),
    [
        ("When needed", date(2024, 5, 20), None),
        ("Monthly", date(2026, 8, 31), date(2026, 9, 30)),
        (" monthly ", date(2026, 9, 1), date(2026, 10, 31)),
        ("Quarterly", date(2026, 5, 20), date(2026, 9, 30)),
        ("Half-yearly", date(2026, 6, 30), date(2026, 12, 31)),
        ("Yearly", date(2024, 1, 2), date(2025, 12, 31)),
        ("Yearly", date.max, date.max),
    ],
)
def test_a_rhythm_counts_whole_periods_from_the_next_one_on(when: str, last: date, day: date | None) -> None:
    cycle = kinds()["communication"].KIND.promise("communication")
    assert isinstance(cycle, Cycle)
    assert cycle.rhythm
    assert cycle.rhythm.last_day(when, last) == day


def test_the_newest_is_looked_for_among_those_that_are_meant() -> None:
    model, cycle = kinds()["report"], kinds()["report"].KIND.promise("measurement")
    node = promising(model, cycle)
    updates: tuple[dict[str, Any], ...] = ({"lifecycle": "draft"}, {"provides": ("change-trend-analysis",)})
    others = [
        node.model_copy(update={"id": f"RPT-{number}", "effective": date(2026, 9, 30), **update}).written(
            node.origin
        )
        for number, update in enumerate(updates)
    ]
    sms = alone(node, cycle)
    for nodes in ((*sms.nodes, *others), (*others, *sms.nodes)):
        assert [late.entry.id for late in deadlines(replace(sms, nodes=nodes), "report", cycle)] == [node.id]


def test_what_a_later_record_corrects_has_nothing_to_keep_any_more() -> None:
    promise = kinds()["nonconformity"].KIND.promise("action")
    node = promising(kinds()["nonconformity"], promise)
    corrected = node.model_copy(update={"id": "NC-NEW", "supersedes": node.id}).written(node.origin)
    sms = replace(alone(node, promise), today=date(2026, 10, 31))
    assert [deadline.entry.id for deadline in overdue(sms, "nonconformity", promise)] == [node.id]
    both = replace(sms, nodes=(*sms.nodes, corrected))
    assert [deadline.entry.id for deadline in overdue(both, "nonconformity", promise)] == ["NC-NEW"]


def test_the_last_day_of_an_agreement_ends_its_review() -> None:
    model, promise = kinds()["sla"], kinds()["sla"].KIND.promise("review")
    node = promising(model, promise)
    for ends, owed in ((date(2026, 3, 30), 0), (START, 0), (date(2026, 4, 1), 1)):
        ended = node.model_copy(update={"valid_to": ends}).written(node.origin)
        assert len(list(deadlines(replace(alone(ended, promise), today=START), "sla", promise))) == owed


def test_the_earlier_of_two_days_counts_for_a_contract() -> None:
    model = kinds()["supplier-contract"]
    promise = model.KIND.promise("contract-review")
    node = promising(model, promise)
    for planned, day, field in (
        (date(2026, 9, 30), date(2026, 9, 30), "contract_review_due"),
        (date(2028, 1, 1), date(2027, 3, 31), "last_contract_review"),
    ):
        set_ = node.model_copy(update={"contract_review_due": planned}).written(node.origin)
        (deadline,) = deadlines(alone(set_, promise), "supplier-contract", promise)
        assert (deadline.day, deadline.field) == (day, field)
