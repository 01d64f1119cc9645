"""Ids that a rule had before: they reach what they reached, and the settings are told of the new id."""

import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getsource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.levels import Level
from sms_lint.rules import checks
from sms_lint.rules.lint import Run, lint
from sms_lint.rules.names import STRICTEST_FIRST, by_name, known_rules, level_of
from sms_lint.system.sms import Sms

WHOLE = Rule("whole", "Says something.", severity="error", aliases=("old-left", "old-right"))
LEFT = WHOLE.part("old-left")
RIGHT = WHOLE.part("old-right", severity="warning", gap=True)
RENAMED = Rule("renamed", "Says something.", severity="error", aliases=("old-name",))
SETTINGS = Rule("settings", "Says what is wrong in the settings.", severity="error")


def says(rule: Rule, *parts: Rule) -> tuple[Rule, Run]:
    def run(sms: Sms) -> Iterator[Finding]:
        for part in parts:
            yield part.finding(sms.settings.at("organization"), part.former or part.id, node="NODE")

    return rule, run


RULES = (says(WHOLE, LEFT, RIGHT), says(RENAMED, RENAMED), says(SETTINGS))


def system(root: Path, settings: str = "") -> Sms:
    (root / "sms.yml").write_text(f"organization: {{name: Example}}\nas_of: 2026-10-31\n{settings}", "utf-8")
    return load(root)


def found(sms: Sms, **chosen: list[str]) -> dict[str, str]:
    """Which of the three speak, and how loud."""
    result = lint(sms, RULES, **chosen)
    assert not result.faults
    return {
        finding.message: finding.severity
        for finding in result.counted
        if finding.rule in {"whole", "renamed"}
    }


def notes(sms: Sms) -> list[tuple[int, str, str]]:
    return [
        (finding.at.line, finding.severity, finding.message)
        for finding in lint(sms, RULES).findings
        if finding.rule == "settings"
    ]


ALL = {"old-left": "error", "old-right": "warning", "renamed": "error"}


def test_without_settings_every_part_speaks_with_the_new_id(tmp_path: Path) -> None:
    assert found(system(tmp_path)) == ALL
    assert notes(system(tmp_path)) == []


def test_new_ids_cause_no_note(tmp_path: Path) -> None:
    assert notes(system(tmp_path, "rules: {whole: off, renamed: note}\n")) == []


@pytest.mark.parametrize(
    ("levels", "changes"),
    [
        ("old-left: note", {"old-left": "note"}),
        ("old-right: off", {"old-right": None}),
        ("whole: note", {"old-left": "note", "old-right": "note"}),
        ("whole: off", {"old-left": None, "old-right": None}),
        ("whole: off, old-left: note", {"old-left": "note", "old-right": None}),
        ("whole: error, old-left: off", {"old-right": "error"}),
        ("old-left: note, old-right: off", {"old-left": "note", "old-right": None}),
        ("old-name: note", {"renamed": "note"}),
        ("old-name: off, renamed: warning", {"renamed": "warning"}),
    ],
)
def test_a_level_by_an_old_id_reaches_what_it_reached_and_the_stricter_counts(
    tmp_path: Path, levels: str, changes: dict[str, str | None]
) -> None:
    expected = {name: level for name, level in {**ALL, **changes}.items() if level is not None}
    assert found(system(tmp_path, f"rules: {{{levels}}}\n")) == expected


def test_what_is_switched_off_by_an_old_id_is_named_as_unchecked(tmp_path: Path) -> None:
    result = lint(system(tmp_path, "rules: {old-left: off}\n"), RULES)
    assert [unchecked.what for unchecked in result.unchecked] == ["the rule old-left"]
    assert "whole" in result.applied


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            "rules: {old-left: note}\n",
            (3, "note", "`old-left` is now part of the rule `whole`; it still covers the same findings"),
        ),
        (
            "rules: {old-name: note}\n",
            (3, "note", "`old-name` is now the rule `renamed`; the old name still works"),
        ),
        (
            "rules: {renamed: error, old-name: off}\n",
            (
                3,
                "note",
                "`old-name` is now the rule `renamed`, which is set too; the stricter of the two counts",
            ),
        ),
        (
            "suppressions:\n  - {rule: old-left, node: NODE, reason: agreed, until: 2026-12-31}\n",
            (4, "note", "`old-left` is now part of the rule `whole`; it still covers the same findings"),
        ),
        ("rules: {old-lefd: note}\n", (3, "error", "there is no rule `old-lefd`; did you mean `old-left`?")),
    ],
)
def test_an_old_id_in_the_settings_is_a_note_where_it_stands(
    tmp_path: Path, settings: str, expected: tuple[int, str, str]
) -> None:
    assert notes(system(tmp_path, settings)) == [expected]


def test_a_suppression_by_an_old_id_reaches_what_it_reached(tmp_path: Path) -> None:
    accepted = "suppressions: [{rule: %s, node: NODE, reason: agreed, until: 2026-12-31}]\n"
    assert found(system(tmp_path, accepted % "old-left")) == {"old-right": "warning", "renamed": "error"}
    assert found(system(tmp_path, accepted % "whole")) == {"renamed": "error"}
    assert found(system(tmp_path, accepted % "old-name")) == {"old-left": "error", "old-right": "warning"}


def test_select_and_ignore_by_an_old_id(tmp_path: Path) -> None:
    sms = system(tmp_path)
    assert set(found(sms, select=["old-right"])) == {"old-right"}
    assert set(found(sms, select=["old-name", "whole"])) == {"old-left", "old-right", "renamed"}
    assert set(found(sms, ignore=["old-left"])) == {"old-right", "renamed"}
    assert set(found(sms, select=["whole"], ignore=["old-right"])) == {"old-left"}


def test_only_the_part_that_is_not_there_yet_is_a_note_for_starters(tmp_path: Path) -> None:
    assert found(system(tmp_path, "preset: starter\n")) == {**ALL, "old-right": "note"}


def test_an_unknown_name_is_refused_with_a_suggestion_and_an_old_one_explained() -> None:
    rules = (WHOLE, RENAMED)
    with pytest.raises(SmsError, match="there is no rule `renamde`; did you mean `renamed`"):
        list(known_rules(["renamde"], rules))
    assert list(known_rules([], rules)) == []
    assert list(known_rules(["whole", "old-left"], rules)) == ["`old-left` is now part of the rule `whole`"]


def test_a_part_is_one_of_the_former_ids() -> None:
    with pytest.raises(ValueError, match="old-middle is not an alias of whole"):
        WHOLE.part("old-middle")


LEVELS = st.dictionaries(st.sampled_from(["whole", "old-left"]), st.sampled_from(STRICTEST_FIRST))


@given(LEVELS)
def test_no_level_makes_another_one_weaker(levels: dict[str, Level]) -> None:
    level = level_of(levels, ("whole", "old-left"))
    given_ranks = [STRICTEST_FIRST.index(level) for level in levels.values()]
    assert (level is None) == (not levels)
    assert level is None or STRICTEST_FIRST.index(level) == min(given_ranks)


def test_no_id_has_two_meanings() -> None:
    rules = [check.rule for check in checks()]
    names = [name for rule in rules for name in (rule.id, *rule.aliases)]
    assert len(names) == len(set(names)) == len(by_name(rules))


def test_each_former_id_of_a_rule_that_several_became_is_one_part_of_it() -> None:
    for rule in (check.rule for check in checks()):
        if len(rule.aliases) > 1:
            parts = re.findall(r"\bRULE\.part\(\s*\"([a-z-]+)\"", getsource(import_module(rule.module)))
            assert sorted(parts) == sorted(rule.aliases), rule.id
