"""Findings on closed records: a remedy that is allowed, and one that works."""

import shutil
from pathlib import Path

import pytest

from sms_lint.history.record_changes import File, breaches_between
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.model.kinds import kinds
from sms_lint.rules import checks
from sms_lint.rules.closed_records import DONE_ELSEWHERE
from sms_lint.rules.lint import lint

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
WAY_OUT = "if {0} was merged as it is, {1}write a new record that names {0} in `supersedes`"
HEAD = """\
kind: {0}
id: REG-X
title: Register
owner: head-of-service-management
review: {{every: 12 months, last: 2026-09-15}}
entries:
"""
NONCONFORMITY = """\
  - id: {id}
    source: Check of documents
    clause: 20000-1:8.5.1.3
    raised: 2026-02-12
    description: Three of 20 normal changes had no review
    evidence: Sample of January
    correction: The three were reviewed
    consequences: None
    status: {status}
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-04-11
    implemented: 2026-04-02
    effectiveness_check: Sample of September
    effectiveness_result: {result}
    further_action: Another try
"""
ENDED = "    closed: 2026-10-01\n"
REGISTER = "records/registers/nonconformity.yml"
EFFECT = "nonconformity-closed-without-effect"


def one(identifier: str, result: str, more: str = ENDED, status: str = "closed") -> str:
    return NONCONFORMITY.format(id=identifier, result=result, status=status) + more


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "system")
    return tmp_path / "system"


def judged(root: Path, *entries: str, kind: str = "nonconformity", select: tuple[str, ...] = ()) -> Result:
    path = root / "records" / "registers" / f"{kind}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(kind) + "".join(entries), "utf-8")
    return lint(load(root), checks(), select=select)


def test_a_record_that_is_not_closed_keeps_the_remedy_of_its_rule(root: Path) -> None:
    planned = one("NC-01", "effective", "", "action_planned").partition("    implemented:")[0]
    result = judged(root, planned, select=("action-overdue",))
    assert [(finding.node, "supersedes" in finding.help) for finding in result.findings] == [("NC-01", False)]


def test_a_finding_on_a_closed_record_says_how_it_is_corrected(root: Path) -> None:
    (finding,) = judged(root, one("NC-01", "not_effective"), select=(EFFECT,)).findings
    assert finding.help.endswith(
        "; " + WAY_OUT.format("NC-01", "only `sms_change` may still be filled in; for the rest ")
    )


def test_the_record_that_corrects_it_ends_the_finding_and_is_judged_itself(root: Path) -> None:
    wrong = one("NC-01", "not_effective")
    right = one("NC-02", "effective", ENDED + "    supersedes: NC-01\n")
    assert judged(root, wrong, right, select=(EFFECT,)).findings == ()
    still = one("NC-02", "not_effective", ENDED + "    supersedes: NC-01\n")
    (finding,) = judged(root, wrong, still, select=(EFFECT,)).findings
    assert finding.node == "NC-02"


@pytest.mark.parametrize("name", ["NC-01", "NC-99", "CHG-01"])
def test_a_record_is_corrected_only_by_another_one_of_its_kind(root: Path, name: str) -> None:
    itself = one("NC-01", "not_effective", f"{ENDED}    supersedes: {name}\n")
    assert [finding.node for finding in judged(root, itself, select=(EFFECT,)).findings] == ["NC-01"]


def test_the_remedy_is_one_that_the_guard_of_closed_records_allows() -> None:
    wrong, right = one("NC-01", "not_effective"), one("NC-02", "effective", ENDED + "    supersedes: NC-01\n")
    assert breaches(wrong, wrong + right) == []
    assert breaches(wrong, wrong.replace("not_effective", "effective")) == ["changed"]


def breaches(before: str, after: str) -> list[str]:
    """What the guard of closed records says of a step from one register to another."""
    old, new = (
        {REGISTER: File((HEAD.format("nonconformity") + text).encode(), "100644")} for text in (before, after)
    )
    return [breach.fault for breach in breaches_between(old, new, kinds()).altered]


def test_what_is_about_the_place_of_a_record_is_said_of_a_corrected_one_too(root: Path) -> None:
    wrong = one("NC-01", "effective")
    right = one("NC-02", "effective", ENDED + "    supersedes: NC-01\n")
    result = judged(root, wrong, wrong, right, select=("duplicate-id",))
    assert [finding.node for finding in result.findings] == ["NC-01"]


def test_the_rules_that_ask_for_a_deed_elsewhere_exist() -> None:
    assert {check.rule.id for check in checks()} >= DONE_ELSEWHERE


def test_what_is_done_elsewhere_does_not_ask_to_correct_the_closed_record(root: Path) -> None:
    held = "  - {id: CIV-01, scope: All, due: 2025-01-10, held: 2025-01-10, sample_size: 60, errors: 0, actions: None}\n"
    found = judged(root, held, kind="ci-verification", select=("verification-overdue",)).findings
    assert [(finding.node, "supersedes" in finding.help) for finding in found] == [("CIV-01", False)]
