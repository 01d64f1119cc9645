"""What is to be re-confirmed: told from the change of what a document rests on until its owner has looked at it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sms_lint.measure.week.reconfirm import reconfirm_section
from sms_lint.system.suspect_links import amended_clauses, met_clauses, rests_on, reworded_clauses, suspects
from tests.reference import reference_system
from tests.weekly import system_of

DOCUMENT = """\
---
kind: {kind}
id: {id}
title: A document
version: "{version}"
lifecycle: {lifecycle}
owner: service-owner
approver: head-of-service-management
effective: {effective}
review: {{every: 12 months, last: {last}}}
classification: internal
retention: 3 years
{more}
---
# A document
"""
BEFORE, CHANGED, AFTER = "2026-03-01", "2026-05-01", "2026-05-02"


def document(kind: str, identity: str, **said: str) -> dict[str, str]:
    values = {"version": "1.0", "lifecycle": "active", "effective": "2025-01-10", "last": BEFORE, "more": ""}
    text = DOCUMENT.format(kind=kind, id=identity, **{**values, **said})
    return {f"policies/{identity}.md": text}


def told(root: Path, *documents: dict[str, str]) -> dict[str, list[str]]:
    texts = {path: text for each in documents for path, text in each.items()}
    sms = system_of(root, texts=texts)
    return {each.document.id: [changed.id for changed in each.changed] for each in suspects(sms)}


NAMES_POLICY = "related: [POL-A]"


@pytest.mark.parametrize(
    ("policy", "instruction"),
    [
        ({"effective": BEFORE}, {}),
        ({"effective": CHANGED}, {"last": CHANGED}),
        ({"effective": CHANGED}, {"last": AFTER}),
        ({"effective": CHANGED}, {"effective": AFTER}),
        ({"effective": CHANGED}, {"lifecycle": "draft"}),
        ({"effective": CHANGED}, {"more": ""}),
        ({"effective": CHANGED, "lifecycle": "draft"}, {}),
        ({"effective": "2027-05-01"}, {}),
    ],
)
def test_silent_before_the_change_and_after_a_look(
    tmp_path: Path, policy: dict[str, str], instruction: dict[str, str]
) -> None:
    resting = document("instruction", "INS-A", **{"more": NAMES_POLICY, **instruction})
    assert told(tmp_path, document("policy", "POL-A", **policy), resting) == {}


def test_told_until_its_owner_has_looked(tmp_path: Path) -> None:
    policy = document("policy", "POL-A", effective=CHANGED, last=CHANGED, version="2.0")
    resting = document("instruction", "INS-A", more=NAMES_POLICY)
    assert told(tmp_path, policy, resting) == {"INS-A": ["POL-A"]}


def test_what_stands_above_does_not_rest_on_what_stands_below(tmp_path: Path) -> None:
    policy = document("policy", "POL-A", more="related: [INS-A, PLN-A]")
    below = document("instruction", "INS-A", effective=CHANGED), document("plan", "PLN-A", effective=CHANGED)
    assert told(tmp_path, policy, *below) == {}


def test_an_amendment_of_the_standard_counts_for_the_clauses_that_it_changes(tmp_path: Path) -> None:
    early = {"effective": "2023-01-10", "last": "2023-06-01"}
    assert told(
        tmp_path,
        document("policy", "POL-A", more="satisfies: [20000-1:4.1-a]", **early),
        document("policy", "POL-B", more="satisfies: [20000-1:4.3]", **early),
        document(
            "policy", "POL-C", more="satisfies: [20000-1:4.1]", effective="2023-01-10", last="2024-03-01"
        ),
    ) == {"POL-A": ["20000-1:4.1"]}


def test_the_day_of_an_amendment_is_the_last_of_its_month() -> None:
    amended = amended_clauses(reference_system())
    assert amended["20000-1:4.2"].since == date(2024, 2, 29)


def test_a_clause_that_gets_other_words_is_found() -> None:
    base = reference_system()
    book = base.catalogues[0]
    first, *others = (clause for clause in book.clauses if clause.obligations)
    reworded = first.obligations[0].model_copy(update={"text": "Something else."})
    clause = first.model_copy(update={"obligations": (reworded, *first.obligations[1:])})
    title = others[0].model_copy(update={"title": "Another title"})
    changed = book.model_copy(update={"clauses": (clause, title, *others[1:])})
    assert list(reworded_clauses(base, replace(base, catalogues=(changed,)))) == [first.id]
    assert list(reworded_clauses(base, base)) == []


def test_the_table_has_a_row_for_each_change() -> None:
    sms = reference_system()
    section = reconfirm_section(sms)
    assert len(section.rows) == sum(len(each.changed) for each in suspects(sms)) > 0
    for row in section.rows:
        document_ = sms.ids[row[0]]
        assert row[3] in {each.id for each in rests_on(sms, document_)} | set(met_clauses(document_))  # type: ignore[arg-type]
    assert {row[1] for row in reconfirm_section(sms, "change-manager").rows} == {"change-manager"}
