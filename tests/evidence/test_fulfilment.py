"""How far obligations are met, from what really ran: over all obligations, all ways, and runs made up at random."""

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.evidence import Grade, JudgedObligation, judged_obligations
from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.evidence.outcomes import RULES_ON_WORDS
from sms_lint.model.finding import Finding, Result, Rule, RuleOutcome, RuleRun, Suppression
from sms_lint.model.node import Document
from sms_lint.model.thresholds import ThresholdSettings
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.roadmap import road_map
from sms_lint.system.sms import Sms
from tests.evidence.judged import found, judged
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
ACCEPTED = Suppression("agreed", "2026-12-31")
RULES = {check.rule.id: check.rule for check in checks()}


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


@pytest.fixture(scope="module")
def result(sms: Sms) -> Result:
    return found(sms)


@pytest.fixture(scope="module")
def watching(sms: Sms) -> Mapping[str, frozenset[str]]:
    """The obligations that each rule watches."""
    by_rule: dict[str, set[str]] = {}
    for book in sms.catalogues:
        for clause in book.clauses:
            for obligation in clause.obligations:
                for criterion in obligation.shown:
                    if criterion.rule:
                        by_rule.setdefault(criterion.rule, set()).add(obligation.id)
    return {rule: frozenset(refs) for rule, refs in by_rule.items()}


def complete(seen: Mapping[str, JudgedObligation]) -> frozenset[str]:
    return frozenset(ref for ref, obligation in seen.items() if obligation.complete)


def speaks(sms: Sms, rule: Rule, *, suppressed: bool = False) -> Finding:
    finding = rule.finding(sms.settings.at("organization"), "something is wrong", node="X-1")
    return finding.suppress(ACCEPTED) if suppressed else finding


def with_run(result: Result, rule: str, outcome: RuleOutcome) -> Result:
    runs = tuple(RuleRun(rule, outcome, "so it is") if run.rule == rule else run for run in result.runs)
    return replace(result, runs=runs)


def test_every_rule_that_the_catalogue_names_is_met_where_it_ran_and_found_nothing(
    sms: Sms, result: Result
) -> None:
    ways = Counter(
        state.state
        for obligation in judged_obligations(sms, result).values()
        for state in obligation.criteria
        if state.criterion.rule
    )
    assert set(ways) == {"met"}
    assert ways.total() > 200


def test_ways_come_in_the_order_of_the_catalogue(sms: Sms, result: Result) -> None:
    for obligation in judged_obligations(sms, result).values():
        assert tuple(state.criterion for state in obligation.criteria) == obligation.obligation.shown


def test_what_was_not_run_is_not_met(sms: Sms, watching: Mapping[str, frozenset[str]]) -> None:
    nothing_ran = judged_obligations(sms, Result((), (), sms.today.isoformat()))
    named = frozenset().union(*watching.values())
    assert named.isdisjoint(complete(nothing_ran))
    assert all(
        state.state == "unchecked"
        for obligation in nothing_ran.values()
        for state in obligation.criteria
        if state.criterion.rule
    )


def test_a_rule_that_is_switched_off_completes_nothing(
    sms: Sms, result: Result, watching: Mapping[str, frozenset[str]]
) -> None:
    """All of them are switched off in one real run."""
    off = replace(sms, config=sms.config.model_copy(update={"rules": dict.fromkeys(watching, "off")}))
    seen = judged(off)
    assert complete(seen) == complete(judged_obligations(sms, result)) - frozenset().union(*watching.values())
    assert {state.state for each in seen.values() for state in each.criteria if state.criterion.rule} == {
        "off"
    }


def test_a_rule_without_the_setting_that_it_needs_completes_nothing(
    sms: Sms, result: Result, watching: Mapping[str, frozenset[str]]
) -> None:
    config = sms.config.model_copy(update={"priorities": (), "thresholds": ThresholdSettings()})
    needy = ("priority-not-by-matrix", "risk-accepted-above-threshold")
    seen = judged(replace(sms, config=config), *watching)
    lost = complete(judged_obligations(sms, result)) - complete(seen)
    assert lost == watching[needy[0]] | watching[needy[1]]
    whys = {state.why for ref in lost for state in seen[ref].lacking}
    assert whys == {
        f"the rule {rule}: it judges nothing as long as the settings lack {setting}"
        for rule, setting in zip(needy, ("priorities", "thresholds.risk_acceptance"), strict=True)
    }


def test_a_rule_that_speaks_fails_its_obligations_and_no_others(
    sms: Sms, result: Result, watching: Mapping[str, frozenset[str]]
) -> None:
    """Rule by rule; what every second one finds is accepted for now."""
    before = complete(judged_obligations(sms, result))
    for number, (rule, refs) in enumerate(watching.items()):
        suppressed = number % 2 == 1
        if rule not in RULES_ON_WORDS:
            said = replace(result, findings=(speaks(sms, RULES[rule], suppressed=suppressed),))
            seen = judged_obligations(sms, said)
            assert complete(seen) == before - refs, rule
            states = [state for ref in refs for state in seen[ref].criteria if state.criterion.rule == rule]
            assert {state.state for state in states} == {"off" if suppressed else "failing"}
            assert all("something is wrong" in state.why and state.findings for state in states)


def test_a_setting_that_makes_a_finding_a_note_does_not_make_it_met(
    sms: Sms, result: Result, watching: Mapping[str, frozenset[str]]
) -> None:
    note = replace(speaks(sms, RULES["risk-category-missing"]), severity="note")
    seen = complete(judged_obligations(sms, replace(result, findings=(note,))))
    assert seen.isdisjoint(watching["risk-category-missing"])


def test_what_a_rule_has_nothing_to_judge_of_yet_is_neither_met_nor_missing(
    sms: Sms, result: Result, watching: Mapping[str, frozenset[str]]
) -> None:
    seen = judged_obligations(sms, with_run(result, "complaint-not-escalated", "no case"))
    assert complete(seen) == complete(judged_obligations(sms, result))
    states = [
        state
        for ref in watching["complaint-not-escalated"]
        for state in seen[ref].criteria
        if state.criterion.rule == "complaint-not-escalated"
    ]
    assert {(state.state, state.met, state.is_lacking) for state in states} == {("no case", False, False)}


def test_a_rule_alone_shows_nothing(sms: Sms, result: Result) -> None:
    """Without any document or record no rule that is silent is met: there is nothing to watch over."""
    bare = judged_obligations(replace(sms, nodes=()), replace(result, findings=()))
    assert not complete(bare)
    assert {state.state for each in bare.values() for state in each.criteria if state.criterion.rule} == {
        "no case"
    }


def test_an_empty_section_shows_nothing(sms: Sms, result: Result) -> None:
    document = next(document for document in sms.documents if document.id == "PRC-INC")
    section = next(section for section in document.sections if section.satisfies)
    finding = RULES["empty-section"].finding(document.text_at(section), "it is empty", node=document.id)
    seen = judged_obligations(sms, replace(result, findings=(finding,)))
    lost = complete(judged_obligations(sms, result)) - complete(seen)
    assert lost
    for ref in lost:
        assert [(state.state, state.criterion.form) for state in seen[ref].lacking] == [
            ("failing", "section")
        ]
        assert {ref, seen[ref].clause.id} & set(section.satisfies)


def test_what_rests_on_fields_alone_is_called_that_and_counted(sms: Sms, result: Result) -> None:
    seen = coverage(sms, result)
    by_fields = [obligation for obligation in seen.found if obligation.rests_on_fields]
    assert len(by_fields) == seen.counts()["complete_by_fields_alone"] > 0
    for obligation in by_fields:
        assert obligation.complete
        assert {state.state for state in obligation.criteria if not state.criterion.rule} <= {
            "filled in",
            "no case",
        }
        assert all(state.criterion.filled for state in obligation.criteria if state.state == "filled in")


def test_what_fields_and_marked_sections_say_alone_is_called_stated(sms: Sms, result: Result) -> None:
    seen = coverage(sms, result)
    stated = [obligation for obligation in seen.found if obligation.is_stated]
    assert {"20000-1:5.2.1-c", "20000-1:8.5.1.1-a"} <= {each.obligation.id for each in stated}, (
        "sections alone"
    )
    assert all(each.is_stated for each in seen.found if each.rests_on_fields)
    for obligation in stated:
        shown = [
            state for state in obligation.criteria if not state.criterion.rule and state.state != "no case"
        ]
        assert len({"section" if state.criterion.form == "section" else state.state for state in shown}) == 1
    assert seen.counts()["complete_as_stated"] == len(stated)
    said = f"{len(stated)} of them as stated: by filled-in fields or a marked section alone"
    assert said in COVERAGE_FORMATS["text"](seen)


OUTCOMES: tuple[RuleOutcome, ...] = ("judged", "off", "unchecked", "no case")


@given(data=st.data(), days=st.integers(0, 1500))
@settings(max_examples=300 if os.environ.get("SMS_LINT_NIGHTLY") else 5)
def test_any_run_on_any_day_is_told_as_it_was_by_coverage_and_plan_alike(
    data: st.DataObject, days: int, sms: Sms, result: Result, watching: Mapping[str, frozenset[str]]
) -> None:
    rules = sorted(watching)
    outcomes = data.draw(st.dictionaries(st.sampled_from(rules), st.sampled_from(OUTCOMES), max_size=12))
    spoken = data.draw(st.dictionaries(st.sampled_from(rules), st.booleans(), max_size=12))
    runs = tuple(RuleRun(run.rule, outcomes.get(run.rule, run.outcome)) for run in result.runs)
    findings = tuple(speaks(sms, RULES[rule], suppressed=hidden) for rule, hidden in spoken.items())
    later = replace(sms, today=sms.today + timedelta(days=days))
    ran = replace(result, runs=runs, findings=findings)
    seen, before = judged_obligations(later, ran), judged_obligations(sms, ran)
    against = {rule for rule, outcome in outcomes.items() if outcome in ("off", "unchecked")} | spoken.keys()
    for ref, obligation in seen.items():
        assert obligation.complete <= before[ref].complete, "nothing gets better by waiting"
        if obligation.complete:
            assert against.isdisjoint(criterion.rule for criterion in obligation.obligation.shown)
            assert obligation.grade >= Grade.DOCUMENTED
            assert any(state.met for state in obligation.criteria if not state.criterion.rule)
            assert not obligation.missing
        else:
            assert obligation.missing
    open_ = {ref for ref, obligation in seen.items() if obligation.is_open}
    steps = road_map(later, ran)
    assert {ref for step in steps for ref, _ in step.open_} == open_
    assert {ref for step in steps for task in step.tasks for ref in task.obligations} == open_
    told = json.loads(COVERAGE_FORMATS["json"](coverage(later, ran)))
    standings = {each["id"]: each["standing"] for clause in told["clauses"] for each in clause["obligations"]}
    assert standings == {ref: obligation.standing for ref, obligation in seen.items()}


def test_a_document_that_is_overdue_is_too_old(sms: Sms, result: Result) -> None:
    document = next(document for document in sms.documents if document.id == "PRC-INC")
    day = document.review.next
    assert day is not None
    on_the_day, after = (
        judged_obligations(replace(sms, today=today), result) for today in (day, day + timedelta(days=1))
    )

    def resting(seen: Mapping[str, JudgedObligation]) -> set[str]:
        return {
            state.state
            for obligation in seen.values()
            for state in obligation.criteria
            if state.node is document and isinstance(state.node, Document)
        }

    assert resting(on_the_day) == {"met"}
    assert resting(after) == {"old"}


def test_real_runs_and_made_up_ones_agree(sms: Sms, result: Result) -> None:
    """One rule is made to speak in earnest: a threshold at which the risks of the example were accepted too high."""
    config = sms.config.model_copy(
        update={"thresholds": ThresholdSettings.model_validate({"risk_acceptance": "1"})}
    )
    changed = replace(sms, config=config)
    ran = lint(changed, [check for check in checks() if check.rule.id == "risk-accepted-above-threshold"])
    assert ran.findings
    seen = judged_obligations(changed, replace(result, findings=ran.findings))
    made_up = replace(result, findings=(speaks(sms, RULES["risk-accepted-above-threshold"]),))
    assert complete(seen) == complete(judged_obligations(sms, made_up))
