"""What documents say of themselves, in several languages."""

from datetime import date

import pytest

from sms_lint.ground.text.prose import parsed
from sms_lint.intake.documents.labels import as_classification, as_day, as_version, kind_spoken_for, labelled
from sms_lint.intake.documents.source_document import unplaced


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-03-15", date(2026, 3, 15)),
        ("15.03.2026", date(2026, 3, 15)),
        ("3rd of March 2026", date(2026, 3, 3)),
        ("March 3, 2026", date(2026, 3, 3)),
        ("12. März 2026", date(2026, 3, 12)),
        ("12 de marzo de 2026", date(2026, 3, 12)),
        ("le 1er mars 2026", date(2026, 3, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("03/04/2026", None),
        ("31.02.2026", None),
        ("soon", None),
    ],
)
def test_days(said: str, expected: date | None) -> None:
    assert as_day(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("v2.1", "2.1"),
        ("3", "3.0"),
        ("Version 1.2.3", "1.2"),
        ("0.9 (draft)", "0.9"),
        ("first", ""),
        ("", ""),
    ],
)
def test_versions(said: str, expected: str) -> None:
    assert as_version(said) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Backup policy", "policy"),
        ("Datensicherungsrichtlinie", "policy"),
        ("Incident report procedure", "procedure"),
        ("Notfallkonzept", "plan"),
        ("Arbeitsanweisung Drucker", "instruction"),
        ("変更管理 方針", "policy"),
        ("Nothing of the kind", ""),
    ],
)
def test_kinds(title: str, expected: str) -> None:
    assert kind_spoken_for(title) == expected


def test_classifications() -> None:
    assert as_classification("Streng vertraulich") == "confidential"
    assert as_classification("TLP:RED") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Version: 2.1\n", {"version": "2.1"}),
        ("| Fassung | 3 |\n|---|---|\n| Gültig ab | 1.1.2026 |\n", {"version": "3", "effective": "1.1.2026"}),
        (
            "| Version | Date | Change |\n|--|--|--|\n| 1.0 | 2024-01-01 | a |\n| 1.10 | 2026-01-01 | b |\n| 1.9 | 2025-01-01 | c |\n",
            {"version": "1.10", "reviewed": "2026-01-01"},
        ),
        ("The version: we say nothing of it, however long the sentence.\n", {}),
        ("Words | and: more\n", {}),
    ],
)
def test_facts_of_a_text(text: str, expected: dict[str, str]) -> None:
    assert labelled(parsed(text).children, []) == expected


def test_a_passage_counts_once() -> None:
    assert unplaced(["one two", "one two"], "one two") == ["one two"]
    assert unplaced(["two", "one two"], "x one two") == ["one two"] or unplaced(
        ["two", "one two"], "x one two"
    ) == ["two"]
