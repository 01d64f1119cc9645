"""Grades: what stays low, and what raises an obligation to each of them."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sms_lint.evidence import Grade, grade_all, holdings, is_fresh
from sms_lint.ground.source import whole
from sms_lint.load import load
from sms_lint.model.catalogue import Catalogue, read_catalogue
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Table
from sms_lint.rules import checks
from sms_lint.rules.documents import mandatory_information_missing, obligation_without_evidence
from sms_lint.rules.figures import counted, no_worse
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from tests.evidence.written import POLICY, TRAINING

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
- {id: training-records, name: Training records, kind: record, explicit_in: ['8.2'], shown_by: [training, report]}
- id: disputes
  name: Disputes
  kind: record
  explicit_in: ['8.2']
  shown_by: [dispute]
  conditional: true
  when: A dispute.
- {id: nice-to-have, name: Nice to have, kind: record, implied_in: ['8.2'], shown_by: [asset]}
clauses:
- {id: '8', title: Operation, summary: A heading., applicability: {rule: structural, other_parties_may_perform: 'no'}}
- id: '8.1'
  title: Changes
  parent: '8'
  summary: Changes.
  applicability: {rule: mandatory, other_parties_may_perform: 'yes'}
  obligations:
  - {id: 8.1-a, ref: a, text: Write a policy., type: document, documented: document}
  - {id: 8.1-b, ref: b, text: Keep to it., type: action}
- id: '8.2'
  title: People
  parent: '8'
  summary: People.
  applicability: {rule: mandatory, other_parties_may_perform: 'yes'}
  obligations:
  - {id: 8.2-a, ref: a, text: Train people., type: action, trigger: conditional, shown: [{records: training}]}
  - {id: 8.2-b, ref: b, text: Say who does what., type: define, shown: [{register: role}]}
"""
TABLE = """kind: training
id: REG-TRAINING
title: Training records
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
satisfies: [1:8.1-b]
data: training.csv
source: {system: Learning platform, exported: 2026-10-01}
"""


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return read_catalogue(STANDARD)


def system(tmp_path: Path, small: Catalogue, **files: str) -> Sms:
    """A small system with these files under `policies` (texts with front matter) or `records`."""
    root = tmp_path / "system"
    shutil.copytree(MINIMAL, root)
    for name, text in files.items():
        prose = text.startswith("---")
        path = root / ("policies" if prose else "records") / f"{name}.{'md' if prose else 'yml'}"
        path.write_text(text, "utf-8")
    return replace(load(root), catalogues=(small,))


def grades(sms: Sms) -> dict[str, str]:
    return {ref.rpartition(":")[2]: graded.grade.word for ref, graded in grade_all(sms).items()}


def test_what_nobody_names_has_no_grade(tmp_path: Path, small: Catalogue) -> None:
    graded = grade_all(system(tmp_path, small))
    assert list(graded) == ["1:8.1-a", "1:8.1-b", "1:8.2-a", "1:8.2-b"]
    assert [(obligation.grade, obligation.evidence) for obligation in list(graded.values())[:3]] == [
        (Grade.NONE, ())
    ] * 3


@pytest.mark.parametrize("lifecycle", ["draft", "retired"])
def test_a_document_that_is_not_in_force_only_refers(
    lifecycle: str, tmp_path: Path, small: Catalogue
) -> None:
    sms = system(tmp_path, small, change=POLICY.replace("active", lifecycle))
    assert grades(sms)["8.1-a"] == "referenced"


def test_a_heading_clause_says_nothing_of_the_clauses_below(tmp_path: Path, small: Catalogue) -> None:
    graded = grade_all(system(tmp_path, small, change=POLICY.replace("1:8.1-a", "1:8")))
    assert {obligation.grade for obligation in graded.values() if obligation.clause.id == "1:8.1"} == {
        Grade.REFERENCED
    }
    assert graded["1:8.1-a"].evidence[0].why == "names only 1:8, the heading above"


def test_a_clause_is_never_matched_by_its_beginning(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small, change=POLICY.replace("1:8.1-a", "1:8.10, 1:8.1-aa"))
    assert grades(sms)["8.1-a"] == "none"


def test_one_obligation_does_not_carry_the_others(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small, change=POLICY)
    assert grades(sms) == {"8.1-a": "documented", "8.1-b": "none", "8.2-a": "none", "8.2-b": "evidenced"}


def test_a_clause_carries_all_its_obligations(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small, change=POLICY.replace("1:8.1-a", "1:8.1"))
    assert (grades(sms)["8.1-a"], grades(sms)["8.1-b"]) == ("documented", "documented")


def test_a_section_carries_what_it_is_marked_with(tmp_path: Path, small: Catalogue) -> None:
    text = POLICY.replace("1:8.1-a", "") + '\n## Keeping to it {: data-satisfies="1:8.1-b" }\n\nWe do.\n'
    graded = grade_all(system(tmp_path, small, change=text))
    (evidence,) = graded["1:8.1-b"].evidence
    assert (graded["1:8.1-a"].grade, evidence.grade) == (Grade.NONE, Grade.DOCUMENTED)
    assert (evidence.place.path, evidence.place.line) == ("policies/change.md", 20)
    assert "Keeping to it" in evidence.why


@pytest.mark.parametrize(
    ("day", "grade"),
    [
        ("2025-10-31", "evidenced"),
        ("2025-10-30", "documented"),
        ("2026-10-31", "evidenced"),
        ("2026-11-01", "documented"),
    ],
)
def test_records_are_evidence_as_long_as_they_are_fresh(
    day: str, grade: str, tmp_path: Path, small: Catalogue
) -> None:
    sms = system(tmp_path, small, training=TRAINING.replace("2026-05-02", day))
    assert grades(sms)["8.2-a"] == grade


def test_the_newest_record_counts(tmp_path: Path, small: Catalogue) -> None:
    older = TRAINING.partition("entries:\n")[2].replace("TRN-01", "TRN-02").replace("2026", "2023")
    sms = system(tmp_path, small, training=TRAINING + older)
    holding = holdings(sms)["training"]
    assert (holding.count, holding.newest, holding.node.id) == (2, date(2026, 5, 2), "TRN-01")


def test_a_kind_without_a_date_goes_by_its_register(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small)
    assert holdings(sms)["role"].newest == date(2026, 9, 15)
    assert grades(replace(sms, today=date(2028, 1, 1)))["8.2-b"] == "documented"


def test_a_register_shows_what_it_satisfies_only_with_entries(tmp_path: Path, small: Catalogue) -> None:
    header = TRAINING.replace("entries:", "satisfies: [1:8.1-b]\nentries:")
    full = system(tmp_path / "full", small, training=header)
    empty = system(tmp_path / "empty", small, training=header.partition("entries:")[0] + "entries: []\n")
    assert (grades(full)["8.1-b"], grades(empty)["8.1-b"]) == ("evidenced", "referenced")


@pytest.mark.parametrize(
    ("count", "latest", "grade"),
    [(0, None, "none"), (3, date(2026, 9, 30), "evidenced"), (3, date(2024, 9, 30), "documented")],
)
def test_the_rows_of_a_table_are_records(
    count: int, latest: date | None, grade: str, tmp_path: Path, small: Catalogue
) -> None:
    sms = system(tmp_path, small, training=TABLE)
    table = next(sms.all(Table))
    table.filled({}, count, latest)
    assert grades(sms)["8.2-a"] == grade
    assert grades(sms)["8.1-b"] == ("referenced" if grade == "none" else grade)


def test_a_table_with_a_fault_may_hold_anything(tmp_path: Path, small: Catalogue) -> None:
    sms = replace(
        system(tmp_path, small, training=TABLE), reading_faults=(), unchecked=(), unread=frozenset()
    )
    table = next(sms.all(Table))
    table.filled({}, 0, None)
    assert not sms.hidden
    faulty = replace(sms, reading_faults=(ReadingFault("table", whole(table.origin.file), "unreadable"),))
    assert faulty.hidden == {"training"}


def test_the_strongest_evidence_comes_first(tmp_path: Path, small: Catalogue) -> None:
    draft = POLICY.replace("active", "draft").replace("POL-CHG", "POL-NEW")
    graded = grade_all(system(tmp_path, small, a_draft=draft, change=POLICY))["1:8.1-a"]
    assert [claim.node.id for claim in graded.evidence] == ["POL-CHG", "POL-NEW"]
    assert graded.grade is Grade.DOCUMENTED


def test_approval_is_never_claimed_where_none_is_asked_for(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small, change=POLICY, training=TRAINING)
    assert Grade.APPROVED not in {obligation.grade for obligation in grade_all(sms).values()}
    assert Grade.DOCUMENTED < Grade.APPROVED < Grade.EVIDENCED


def test_freshness_needs_a_day(tmp_path: Path, small: Catalogue) -> None:
    assert not is_fresh(system(tmp_path, small), None)


def missing(sms: Sms) -> list[str]:
    return [finding.node for finding in mandatory_information_missing.check(sms)]


def test_only_explicit_items_are_missed(tmp_path: Path, small: Catalogue) -> None:
    found = list(mandatory_information_missing.check(system(tmp_path, small)))
    assert [finding.node for finding in found] == ["change-policy", "training-records"]
    assert found[0].message == (
        "the documented information `Change policy` is missing: "
        "no active document of kind `policy` provides `change-policy`"
    )
    assert {finding.at.path for finding in found} == {"sms.yml"}


def test_an_item_is_there_once_somebody_provides_it(tmp_path: Path, small: Catalogue) -> None:
    assert missing(system(tmp_path, small, change=POLICY, training=TRAINING)) == []


def test_a_draft_provides_nothing(tmp_path: Path, small: Catalogue) -> None:
    assert "change-policy" in missing(system(tmp_path, small, change=POLICY.replace("active", "draft")))


@pytest.mark.parametrize(
    ("name", "text", "item"),
    [
        ("change", POLICY.replace("7 years", "[7 years]"), "change-policy"),
        ("change", POLICY.replace("id: POL-CHG", "id: POL-CHG: twice"), "change-policy"),
        ("training", TRAINING.replace("date: 2026-05-02", "date: some day"), "training-records"),
    ],
)
def test_what_a_broken_file_may_be_is_not_missed(
    name: str, text: str, item: str, tmp_path: Path, small: Catalogue
) -> None:
    assert item not in missing(system(tmp_path, small, **{name: text}))


def lacking(sms: Sms) -> list[tuple[str, str]]:
    return [(finding.severity, finding.message) for finding in obligation_without_evidence.check(sms)]


def test_each_clause_is_reported_once(tmp_path: Path, small: Catalogue) -> None:
    assert lacking(system(tmp_path, small)) == [
        ("error", "1:8.1 Changes: nothing in force shows 2 of its 2 obligations: 8.1-a, 8.1-b"),
        ("warning", "1:8.2 People: nothing in force shows 1 of its 2 obligations: 8.2-a"),
    ]


def test_what_is_only_referenced_is_not_shown(tmp_path: Path, small: Catalogue) -> None:
    draft = POLICY.replace("active", "draft")
    assert lacking(system(tmp_path, small, change=draft, training=TRAINING)) == [
        (
            "error",
            "1:8.1 Changes: nothing in force shows 2 of its 2 obligations: 8.1-a, 8.1-b",
        )
    ]


def test_a_met_system_is_silent(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small, change=POLICY.replace("1:8.1-a", "1:8.1"), training=TRAINING)
    assert lacking(sms) == []


def test_a_broken_document_may_have_named_anything(tmp_path: Path, small: Catalogue) -> None:
    broken = POLICY.replace("7 years", "[7 years]").replace("active", "active: yes")
    assert lacking(system(tmp_path, small, change=broken, training=TRAINING)) == []


def test_a_broken_record_leaves_alone_what_its_kind_shows(tmp_path: Path, small: Catalogue) -> None:
    broken = TRAINING.replace("date: 2026-05-02", "date: some day")
    assert lacking(system(tmp_path, small, training=broken)) == [
        ("error", "1:8.1 Changes: nothing in force shows 2 of its 2 obligations: 8.1-a, 8.1-b")
    ]


def test_the_levels_in_the_settings_hold_for_both(tmp_path: Path, small: Catalogue) -> None:
    sms = system(tmp_path, small)
    config = sms.config.model_copy(update={"rules": {"mandatory-information-missing": "note"}})
    chosen = [check for check in checks() if check.rule.id == "mandatory-information-missing"]
    result = lint(replace(sms, config=config), chosen)
    assert {finding.severity for finding in result.findings} == {"note"}


def test_showing_the_first_obligation_of_a_clause_is_no_worse(tmp_path: Path, small: Catalogue) -> None:
    before, after = (
        lacking(system(tmp_path / name, small, **more))[0][1]
        for name, more in (("before", {}), ("after", {"change": POLICY}))
    )
    assert "2 of its 2" in before
    assert "1 of its 2" in after
    assert no_worse(counted(after), counted(before))
