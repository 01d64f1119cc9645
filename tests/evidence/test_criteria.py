"""How each form of a way stands, and what a judgement does to a grade; and that evidence never lowers one."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sms_lint.evidence import Grade, JudgedObligation, grade_all
from sms_lint.load import load
from sms_lint.model.catalogue import Catalogue, Criterion, read_catalogue
from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.system.sms import Sms
from tests.evidence import written
from tests.evidence.judged import judged
from tests.evidence.written import TRAINING
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
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
- {id: change-policy, name: Change policy, kind: document, explicit_in: ['8.1'], shown_by: [policy]}
- {id: training-records, name: Training records, kind: record, explicit_in: ['8.1'], shown_by: [training]}
- id: disputes
  name: Disputes
  kind: record
  explicit_in: ['8.1']
  shown_by: [dispute]
  conditional: true
  when: There is a dispute.
clauses:
- {id: '8', title: Operation, summary: A heading., applicability: {rule: structural, other_parties_may_perform: 'no'}}
- id: '8.1'
  title: Changes
  parent: '8'
  summary: Changes.
  applicability: {rule: mandatory, other_parties_may_perform: 'yes'}
  obligations:
  - {id: 8.1-a, ref: a, text: A., type: document, shown: [{document: change-policy}]}
  - {id: 8.1-b, ref: b, text: B., type: document, shown: [{section: change-policy}]}
  - {id: 8.1-c, ref: c, text: C., type: record, shown: [{records: training, fresh: 3 months}]}
  - {id: 8.1-d, ref: d, text: D., type: record, trigger: conditional, shown: [{records: training, fresh: 3 months}]}
  - {id: 8.1-e, ref: e, text: E., type: assign, shown: [{register: role}, {rule: role-not-held}]}
  - {id: 8.1-f, ref: f, text: F., type: action, shown: [{register: role}, {judged_by: top management, every: 6 months}]}
  - {id: 8.1-g, ref: g, text: G., type: action, shown: [{judged_by: internal auditor, every: 12 months}]}
  - {id: 8.1-h, ref: h, text: H., type: record, shown: [{document: training-records}, {document: disputes}]}
"""
POLICY = written.POLICY.replace("1:8.1-a", "1:8.1-b")
ASSESSED = """kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
"""
AUDIT = """kind: audit-report
id: ARP-01
audit: AUD-01
clauses_covered: [1:8]
evidence: [Interviews]
results: RESULTS
findings: FINDINGS
conclusion: It conforms.
reported_to: [managing-director]
date: 2026-05-02
"""


def assessed(ref: str, said: str = "full", by: str = "managing-director", at: str = "2026-09-15") -> str:
    action = "" if said == "full" else "action: Do it, owner: change-manager, due: 2026-12-01, "
    return (
        f"  - {{id: SA-{ref.upper().replace('.', '-')}-{at}, clause: 1:{ref}, conformity: {said}, justification: Seen., evidence: [Talks], "
        f"{action}assessed_by: {by}, assessed_at: {at}, every: 12 months}}\n"
    )


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return read_catalogue(STANDARD)


def graded(
    tmp_path: Path, small: Catalogue, today: str = "2026-10-31", **files: str
) -> Mapping[str, JudgedObligation]:
    root = tmp_path / "system"
    shutil.copytree(MINIMAL, root)
    for name, text in files.items():
        folder, end = ("policies", "md") if text.startswith("---") else ("records", "yml")
        (root / folder / f"{name}.{end}").write_text(text, "utf-8")
    sms = replace(load(root), catalogues=(small,), today=date.fromisoformat(today))
    return {ref.rpartition("-")[2]: obligation for ref, obligation in judged(sms, "role-not-held").items()}


def states(found: Mapping[str, JudgedObligation]) -> dict[str, list[str]]:
    return {key: [stated.state for stated in obligation.criteria] for key, obligation in found.items()}


def test_where_nothing_is_kept_nothing_is_met(tmp_path: Path, small: Catalogue) -> None:
    found = graded(tmp_path, small)
    assert states(found) == {
        "a": ["missing"], "b": ["missing"], "c": ["missing"], "d": ["no case"], "e": ["met", "met"],
        "f": ["met", "missing"], "g": ["missing"], "h": ["missing", "no case"],
    }  # fmt: skip
    assert [key for key, obligation in found.items() if obligation.complete] == ["e"], (
        "what waits shows nothing yet"
    )
    assert found["a"].lacking[0].why == "no document in force provides `change-policy`"


def test_a_document_and_its_section_in_force(tmp_path: Path, small: Catalogue) -> None:
    found = graded(tmp_path, small, change=POLICY)
    assert found["a"].criteria[0].met
    assert not found["a"].complete, "nothing in force says that it meets this obligation"
    assert found["b"].complete
    assert found["b"].criteria[0].why == "POL-CHG: active policy that meets it"


def test_a_whole_document_that_names_only_the_clause_does_not_say_where(
    tmp_path: Path, small: Catalogue
) -> None:
    whole = POLICY.replace("1:8.1-b", "1:8.1")
    found = graded(tmp_path / "whole", small, change=whole)
    assert [stated.state for stated in found["b"].criteria] == ["missing"]
    assert found["b"].lacking[0].why.endswith("has a section on it; POL-CHG only names its clause")
    marked = (
        whole
        + '\n## Rules {: data-satisfies="1:8.1" }\n\nNo change is made without a record that says why.\n'
    )
    assert graded(tmp_path / "marked", small, change=marked)["b"].complete


def test_a_draft_is_neither_document_nor_section(tmp_path: Path, small: Catalogue) -> None:
    found = states(graded(tmp_path, small, change=POLICY.replace("active", "draft")))
    assert (found["a"], found["b"]) == (["missing"], ["missing"])


def test_records_have_the_limit_of_the_way_unless_an_event_decides(tmp_path: Path, small: Catalogue) -> None:
    found = graded(tmp_path, small, training=TRAINING)
    assert (states(found)["c"], states(found)["d"]) == (["old"], ["met"])
    assert found["c"].grade is Grade.DOCUMENTED
    assert found["h"].criteria[0].state == "met"
    assert states(graded(tmp_path / "then", small, "2026-08-02", training=TRAINING))["c"] == ["met"]


def test_top_management_is_judged_by_top_management_alone(tmp_path: Path, small: Catalogue) -> None:
    other = ASSESSED + assessed("8.1-f", by="change-manager")
    assert states(graded(tmp_path / "other", small, self=other))["f"] == ["met", "missing"]
    found = graded(tmp_path / "top", small, self=ASSESSED + assessed("8.1-f"))
    assert found["f"].complete
    assert found["f"].grade is Grade.EVIDENCED


def test_a_judgement_of_the_clause_counts_until_its_day(tmp_path: Path, small: Catalogue) -> None:
    text = ASSESSED + assessed("8.1", at="2026-04-30")
    assert states(graded(tmp_path / "last", small, "2026-10-30", self=text))["f"] == ["met", "met"]
    assert states(graded(tmp_path / "late", small, "2026-10-31", self=text))["f"] == ["met", "old"]
    assert states(graded(tmp_path / "ahead", small, "2026-04-29", self=text))["f"][1] == "missing"


@pytest.mark.parametrize(("said", "grade"), [("partial", Grade.DOCUMENTED), ("none", Grade.REFERENCED)])
def test_what_is_not_fully_met_caps_the_grade(
    said: str, grade: Grade, tmp_path: Path, small: Catalogue
) -> None:
    found = graded(tmp_path, small, self=ASSESSED + assessed("8.1-e", said))
    assert found["e"].grade is grade
    assert not found["e"].complete
    assert found["e"].partial is not None
    assert found["e"].why.startswith("SA-8-1-E-2026-09-15 judges it as ")


def test_judged_again_as_full_lifts_the_cap(tmp_path: Path, small: Catalogue) -> None:
    text = ASSESSED + assessed("8.1-e", "partial") + assessed("8.1-e", at="2026-10-01")
    assert graded(tmp_path, small, self=text)["e"].complete


def test_partial_of_one_obligation_outlasts_its_clause(tmp_path: Path, small: Catalogue) -> None:
    text = ASSESSED + assessed("8.1-f", "partial") + assessed("8.1", at="2026-10-01")
    found = graded(tmp_path, small, self=text)
    assert found["f"].partial is not None
    assert found["e"].complete


def audited(*results: str, findings: str = "[]") -> str:
    """A report that covers the chapter, with these results: what was judged, and what was found."""
    lines = "".join(f"\n  - {{judged: 1:{judged}, result: {said}, evidence: [{seen}]}}" for judged, said, seen in
                    (each.split(" | ") for each in results)) or " []"  # fmt: skip
    return AUDIT.replace(" RESULTS", lines).replace("FINDINGS", findings)


def test_an_audit_proves_nothing_by_silence(tmp_path: Path, small: Catalogue) -> None:
    found = graded(tmp_path, small, audit=audited())
    assert states(found)["g"] == ["missing"]
    assert found["g"].grade.word == "referenced"
    assert found["g"].lacking[0].why.endswith("ARP-01 covered it and states no result for 1:8.1")


@pytest.mark.parametrize("judged", ["8.1", "8.1-g"])
def test_an_audit_judges_what_its_results_name_for_the_auditor_alone(
    tmp_path: Path, small: Catalogue, judged: str
) -> None:
    found = graded(tmp_path, small, audit=audited(f"{judged} | conforms | Ten changes"))
    assert found["g"].complete
    assert found["g"].criteria[0].why == "ARP-01: judged on 2026-05-02 by internal audit"
    assert states(found)["f"] == ["met", "missing"]


@pytest.mark.parametrize(
    ("results", "state"),
    [
        (["8 | conforms | Interviews"], "missing"),
        (["8.1-a | conforms | Ten changes"], "missing"),
        (["8.1 | not examined | No time"], "missing"),
        (["8.1 | conforms | n/a"], "short"),
        (["8.1 | nonconforming | Ten changes"], "short"),
        (["8.1 | conforms | Ten changes", "8.1-g | nonconforming | Ten changes"], "short"),
        (["8.1 | nonconforming | Ten changes", "8.1-g | conforms | Ten changes"], "met"),
    ],
)
def test_a_result_counts_only_for_what_it_names(
    tmp_path: Path, small: Catalogue, results: list[str], state: str
) -> None:
    assert states(graded(tmp_path, small, audit=audited(*results)))["g"] == [state]


def test_a_finding_whose_nonconformity_is_not_closed_holds_it_back(tmp_path: Path, small: Catalogue) -> None:
    finding = "[{finding_id: F1, grade: GRADE, clause: 1:8.1, statement: Not done., evidence: Seen}]"
    result = "8.1 | conforms | Ten changes"
    minor = audited(result, findings=finding.replace("GRADE", "minor"))
    observed = audited(result, findings=finding.replace("GRADE", "observation"))
    assert states(graded(tmp_path / "minor", small, audit=minor))["g"] == ["short"]
    assert states(graded(tmp_path / "seen", small, audit=observed))["g"] == ["met"]


@pytest.mark.parametrize(
    "criterion",
    [
        {},
        {"document": "a", "section": "a"},
        {"section": "a", "fresh": "3 months"},
        {"section": "a", "interval": "risk_review"},
        {"document": "a", "filled": ["result"]},
        {"rule": "a", "where": {"result": "passed"}},
        {"judged_by": "internal auditor", "every": "3 months", "day": "held"},
        {"records": "training", "fresh": "3 months", "interval": "risk_review"},
        {"records": "training", "interval": "3 months"},
        {"judged_by": "internal auditor", "fresh": "3 months"},
        {"judged_by": "internal auditor", "every": "3 months", "interval": "audit_cycle"},
        {"rule": "a", "interval": "audit_cycle"},
        {"judged_by": "internal auditor"},
        {"records": "training", "every": "3 months"},
        {"judged_by": "anybody", "every": "3 months"},
        {"records": "training", "fresh": "0 months"},
    ],
)
def test_a_way_has_exactly_one_form(criterion: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Criterion.model_validate(criterion)


@pytest.fixture(scope="module")
def reference() -> Sms:
    sms = reference_system()
    honest = [
        node for node in sms.nodes if not (isinstance(node, SelfAssessment) and node.conformity != "full")
    ]
    return replace(sms, nodes=tuple(honest))


@given(seed=st.integers(0, 2**32), fewer=st.floats(0, 1), share=st.floats(0, 1))
@settings(max_examples=25)
def test_more_evidence_never_lowers_a_grade(seed: int, fewer: float, share: float, reference: Sms) -> None:
    random = Random(seed)
    more = tuple(node for node in reference.nodes if random.random() < share)
    less = tuple(node for node in more if random.random() < fewer)
    before, after = (grade_all(replace(reference, nodes=nodes)) for nodes in (less, more))
    assert all(before[ref].grade <= after[ref].grade for ref in before)
