"""The coverage of clauses: what is selected, what is said of it, and in which form."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.evidence import JudgedObligation, judged_obligations
from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.model.node import Document, Record, Register
from sms_lint.rules import checks_for
from sms_lint.rules.running import run_of
from sms_lint.system.sms import Sms
from tests.evidence.judged import found
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


@pytest.fixture(scope="module")
def result(sms: Sms) -> Result:
    return found(sms)


def test_every_obligation_of_the_reference_system_is_complete_or_honestly_partial(
    sms: Sms, result: Result
) -> None:
    seen = coverage(sms, result)
    assert len(seen.found) == 404
    assert {obligation.standing for obligation in seen.found} == {"complete", "partial"}
    for obligation in seen.found:
        assert bool(obligation.missing) == (obligation.partial is not None), obligation.obligation.id


# Records of what a sound organization may never have had to do (results of KPIs may stand in reports alone), and the items that call for a document only then.
ONLY_WHEN_IT_HAPPENS = frozenset({
    "complaint", "dispute", "document", "infosec-incident", "known-error", "kpi-result", "major-incident",
    "nonconformity", "other-party", "outage", "pause", "supplier-contract", "training", "transition",
})  # fmt: skip
ITEMS_THEN = frozenset({
    "infosec-incident-analysis", "internal-agreements", "service-design", "service-transition-plan",
    "supplier-performance", "transition-outcome-report",
})  # fmt: skip


def without(sms: Sms, result: Result, *kinds: str) -> list[str]:
    """What is incomplete once all records of some kinds are taken away, though no rule finds anything."""
    left = [
        node
        for node in sms.nodes
        if node.kind not in kinds and not (isinstance(node, Register) and node.of in kinds)
    ]
    return incomplete(judged_obligations(replace(sms, nodes=tuple(left)), result))


def incomplete(judged: Mapping[str, JudgedObligation]) -> list[str]:
    return [ref for ref, obligation in judged.items() if obligation.standing == "incomplete"]


def test_no_record_that_every_organization_keeps_can_vanish_unnoticed(sms: Sms, result: Result) -> None:
    kept = {node.kind for node in sms.nodes if isinstance(node, Record)}
    kept |= {register.of for register in sms.registers}
    for kind in sorted(kept - ONLY_WHEN_IT_HAPPENS):
        assert without(sms, result, kind), kind


def test_what_never_happened_is_not_missed(sms: Sms, result: Result) -> None:
    """No suppliers, no transitions, no major or security incidents, no document kept elsewhere: sound all the same."""
    quiet = [
        node
        for node in sms.nodes
        if not (
            isinstance(node, Document) and node.kind != "process" and ITEMS_THEN.intersection(node.provides)
        )
    ]
    kinds = ONLY_WHEN_IT_HAPPENS - {"nonconformity"}  # the audits of this system have found some
    left = replace(sms, nodes=tuple(quiet))
    assert without(left, result, *kinds) == []
    runs = tuple(run_of(left, check.rule) for check in checks_for(left))
    assert without(left, Result((), (), "", runs=runs), *kinds) == []


def test_what_is_done_at_planned_intervals_grows_old(sms: Sms, result: Result) -> None:
    later = incomplete(judged_obligations(replace(sms, today=date(sms.today.year + 2, 1, 1)), result))
    now = judged_obligations(sms, result)
    planned = {ref for ref, obligation in now.items() if obligation.obligation.trigger == "planned_interval"}
    assert planned <= {*later, *(ref for ref, obligation in now.items() if obligation.partial)}


def test_a_clause_includes_those_below_it(sms: Sms, result: Result) -> None:
    clauses = [clause.number for clause, _ in coverage(sms, result, "8.6").clauses()]
    assert clauses == ["8.6.1", "8.6.2", "8.6.3"]
    assert coverage(sms, result, "20000-1:8.6") == coverage(sms, result, "8.6")


def test_an_obligation_stands_for_itself(sms: Sms, result: Result) -> None:
    assert [obligation.obligation.id for obligation in coverage(sms, result, "8.6.1-c").found] == [
        "20000-1:8.6.1-c"
    ]


def test_a_clause_that_does_not_exist_is_said_with_the_nearest(sms: Sms, result: Result) -> None:
    with pytest.raises(SmsError, match=r"has no clause '8\.61'"):
        coverage(sms, result, "8.61")


def test_the_text_says_grade_standing_why_and_what_is_missing(sms: Sms, result: Result) -> None:
    text = COVERAGE_FORMATS["text"](coverage(sms, result, "8.3.4.1-c"))
    assert "documented, partial: SA-2026-05 judges it as met in part" in text
    assert "missing: SA-2026-05: Supplement to CON-CARRIER" in text
    assert "1 obligation as of 2026-10-31: 0 complete, 1 partial, 0 incomplete" in text


def test_for_one_obligation_each_way_is_said_with_what_meets_it(sms: Sms, result: Result) -> None:
    lines = COVERAGE_FORMATS["text"](coverage(sms, result, "8.6.1-e")).splitlines()
    asked = "records incident with closed_at filled in, within 4 months"
    assert any(line.startswith(f"      met: {asked}: ") for line in lines)
    data = json.loads(COVERAGE_FORMATS["json"](coverage(sms, result, "8.6.1-e")))
    assert data["clauses"][0]["obligations"][0]["ways"][0]["asked"] == asked
    assert "met: " not in COVERAGE_FORMATS["text"](coverage(sms, result, "8.6.1"))


def test_nothing_shows_nothing() -> None:
    minimal = load(MINIMAL)
    seen = coverage(minimal, found(minimal), "4.3")
    assert {obligation.standing for obligation in seen.found} == {"incomplete"}
    assert seen.found[0].missing == ["no document in force that can be `sms-scope` has a section on it"]


def test_json_and_csv_say_the_same(sms: Sms, result: Result) -> None:
    seen = coverage(sms, result, "8.6")
    data = json.loads(COVERAGE_FORMATS["json"](seen))
    rows = list(csv.DictReader(io.StringIO(COVERAGE_FORMATS["csv"](seen))))
    ids = [
        (obligation["id"], obligation["grade"], obligation["standing"])
        for clause in data["clauses"]
        for obligation in clause["obligations"]
    ]
    assert ids == [(row["Obligation"], row["Grade"], row["Standing"]) for row in rows]
    assert data["summary"]["obligations"] == len(rows)


def test_markdown_has_a_row_for_each_obligation(sms: Sms, result: Result) -> None:
    seen = coverage(sms, result, "8.6")
    lines = COVERAGE_FORMATS["markdown"](seen).splitlines()
    assert sum(line.startswith("| 20000-1:") for line in lines) == len(seen.found)
    assert {line.count(" | ") for line in lines if line.startswith("|") and "---" not in line} == {5}


@pytest.mark.parametrize("form", sorted(COVERAGE_FORMATS))
def test_the_command_prints_every_form(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--root", str(ROOT), "--clause", "10.2", "--format", form]) == 0
    assert "20000-1:10.2-s1" in capsys.readouterr().out
