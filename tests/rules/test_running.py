"""What becomes of a rule in a run: judged, switched off, unchecked, or without a case; and that it is said truly."""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.levels import Level
from sms_lint.model.node import Document
from sms_lint.model.settings import Config
from sms_lint.model.settings_group import Settings
from sms_lint.rules import checks
from sms_lint.rules.lint import Run, lint
from sms_lint.rules.running import TOP_MANAGEMENT, run_of
from sms_lint.system.sms import Sms
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests/systems/minimal"
RULES = {check.rule.id: check.rule for check in checks()}


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


def with_levels(sms: Sms, levels: Mapping[str, Level]) -> Sms:
    return replace(sms, config=sms.config.model_copy(update={"rules": levels}))


def test_of_the_example_every_rule_judges_what_is_there(sms: Sms) -> None:
    runs = [run_of(sms, rule) for rule in RULES.values()]
    assert {run.outcome for run in runs} <= {"judged", "no case"}
    assert sum(run.outcome == "judged" for run in runs) > 300


def test_any_rule_can_be_switched_off_and_says_so(sms: Sms) -> None:
    for name, rule in RULES.items():
        run = run_of(with_levels(sms, {name: "off"}), rule)
        assert (run.outcome, run.why) == ("off", f"{name} is switched off in the settings")
        assert run_of(with_levels(sms, {name: "note"}), rule).outcome != "off"


def test_a_part_that_is_switched_off_by_its_former_id_leaves_the_rule_off(sms: Sms) -> None:
    rule = RULES["period-missing"]
    run = run_of(with_levels(sms, {"demand-period-missing": "off"}), rule)
    assert (run.outcome, run.why) == ("off", "demand-period-missing is switched off in the settings")
    assert (
        run_of(with_levels(sms, {"demand-period-missing": "off", "period-missing": "error"}), rule).outcome
        == "judged"
    )
    kept = run_of(with_levels(sms, {"demand-period-missing": "error", "period-missing": "off"}), rule)
    assert kept.outcome == "off"


def test_who_is_top_management_may_be_said_by_the_roles(sms: Sms) -> None:
    rule = RULES["top-management-absent"]
    assert rule.needs == (TOP_MANAGEMENT,)
    assert run_of(sms, rule).outcome == "judged"
    nobody = replace(sms, nodes=tuple(node for node in sms.nodes if node.kind != "role"))
    run = run_of(replace(nobody, config=nobody.config.model_copy(update={"top_management": ()})), rule)
    assert run.why == "it judges nothing as long as the settings lack top_management"


def test_a_draft_is_nothing_to_judge(sms: Sms) -> None:
    scopes = [node for node in sms.documents if node.kind == "scope"]
    assert run_of(sms, RULES["scope-services-differ"]).outcome == "judged"
    drafts = [scope.model_copy(update={"lifecycle": "draft"}) for scope in scopes]
    nodes = (*(node for node in sms.nodes if node not in scopes), *drafts)
    run = run_of(replace(sms, nodes=nodes), RULES["scope-services-differ"])
    assert (run.outcome, run.why) == ("no case", "there is nothing in force of the kind `scope`")


def test_rows_of_a_table_are_something_to_judge(sms: Sms) -> None:
    rule = RULES["ticket-left-open"]
    kinds = ("incident", "service-request", "infosec-incident")
    tables = tuple(node for node in sms.nodes if node.kind not in kinds)
    assert any(sms.tables(kind) for kind in kinds)
    assert run_of(replace(sms, nodes=tables), rule).outcome == "judged"


def test_what_could_not_be_read_is_not_judged(sms: Sms) -> None:
    run = run_of(replace(sms, unread=frozenset({"change:*"})), RULES["change-without-test"])
    assert (run.outcome, run.why) == ("unchecked", "not everything of the kind change could be read")


def test_where_a_field_could_not_be_read_the_kind_is_not_judged(sms: Sms) -> None:
    change = next(node for node in sms.of_kind("change"))
    spoilt = change.model_copy().without(frozenset({"test_result"}))
    changed = replace(sms, nodes=tuple(spoilt if node is change else node for node in sms.nodes))
    assert run_of(changed, RULES["change-without-test"]).outcome == "unchecked"
    assert run_of(changed, RULES["ci-not-verified"]).outcome == "judged"


def test_a_finding_left_out_because_of_an_unread_field_leaves_the_rule_unchecked(sms: Sms) -> None:
    change = next(node for node in sms.of_kind("change"))
    spoilt = change.model_copy().without(frozenset({"test_result"}))
    changed = replace(sms, nodes=tuple(spoilt if node is change else node for node in sms.nodes))
    rule = Rule("sms_lint.rules.form.says_so", "Says something.", severity="error")

    def speaks(sms: Sms) -> Iterator[Finding]:
        yield rule.finding(sms.settings.at("organization"), "`test_result` is not there", node=change.id)

    result = lint(changed, [(rule, speaks)])
    assert (result.findings, [run.outcome for run in result.runs]) == ((), ["unchecked"])
    assert [run.outcome for run in lint(sms, [(rule, speaks)]).runs] == ["judged"]


def test_a_rule_that_fails_has_judged_nothing() -> None:
    def fails(sms: Sms) -> Iterator[Finding]:
        yield from (node for node in sms.nodes if 1 / 0)  # type: ignore[misc]  # never gets so far

    checked: tuple[Rule, Run] = (Rule("x.broken", "Fails.", severity="error"), fails)
    [run] = lint(load(MINIMAL), [checked]).runs
    assert (run.rule, run.outcome) == ("broken", "unchecked")


def test_what_is_left_out_by_the_command_has_no_run() -> None:
    result = lint(load(MINIMAL), checks(), select=["schema", "syntax"], ignore=["syntax"])
    assert [run.rule for run in result.runs] == ["schema"]


def empty_settings(model: type[Settings] = Config, path: str = "") -> Iterator[str]:
    """The settings that say nothing unless somebody writes them, by their route."""
    for name, field in model.model_fields.items():
        if isinstance(field.default_factory, type) and issubclass(field.default_factory, Settings):
            yield from empty_settings(field.default_factory, f"{path}{name}.")
        elif field.default in (None, (), {}):
            yield f"{path}{name}"


# What a rule does with these is not to fall silent: it judges what they say.
NOT_A_CONDITION = {
    "rules",
    "suppressions",
    "kinds",
    "own_rules",
    "approval",
    "preset",
    "as_of",
    "site",
    "repository",
}


def test_a_rule_that_reads_a_setting_which_may_be_empty_says_that_it_needs_it() -> None:
    names = set(empty_settings()) - NOT_A_CONDITION
    assert {"priorities", "thresholds.risk_acceptance", "top_management"} <= names
    for name in names:
        read = re.compile(rf"(?:config|sms)\.{re.escape(name)}\b")
        for check in checks():
            module = inspect.getmodule(check.run)
            if check.rule.own or module is None or module.__name__ != check.rule.module:
                continue
            if read.search(inspect.getsource(module)) and check.rule.id not in FALLS_NOT_SILENT:
                assert name in check.rule.needs, check.rule.id


# These read who is top management, and speak without it, or leave out only what needs it.
FALLS_NOT_SILENT = {"no-top-management", "judgement-missing", "dangling-reference"}
# English is a language, too: these know the names of sections in each. Names are found without a list of people.

FALLS_NOT_SILENT |= {"empty-section", "missing-section", "personal-name"}


def test_documents_of_the_example_are_in_force(sms: Sms) -> None:
    """Else the tests above would find a rule without a case for another reason."""
    assert all(document.lifecycle == "active" for document in sms.all(Document) if document.kind == "scope")
