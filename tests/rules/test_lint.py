"""Running rules: crashes, severities, suppressions, order."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.finding import Finding, Rule
from sms_lint.rules.lint import Run, lint, unknown_rules
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"


def system(root: Path, settings: str) -> Sms:
    (root / "sms.yml").write_text(f"organization: {{name: Example}}\nas_of: 2026-10-31\n{settings}", "utf-8")
    (root / "records").mkdir(exist_ok=True)
    (root / "records" / "role.yml").write_text(
        (MINIMAL / "records/registers/role.yml").read_text("utf-8"), "utf-8"
    )
    return load(root)


def speaking(name: str, severity: str = "error", *, gap: bool = False) -> tuple[Rule, Run]:
    rule = Rule(f"x.{name}", "Says something.", severity=severity, gap=gap)  # type: ignore[arg-type]  # one of the three

    def run(sms: Sms) -> Iterator[Finding]:
        for node in sms.registers:
            yield rule.finding(node.at("title"), "something", node=node.id)

    return rule, run


def test_a_rule_that_fails_leaves_the_others_running(tmp_path: Path) -> None:
    def fails(sms: Sms) -> Iterator[Finding]:
        yield from (node for node in sms.nodes if 1 / 0)  # type: ignore[misc]  # never gets so far

    broken = (Rule("x.broken", "Fails.", severity="error"), fails)
    result = lint(system(tmp_path, ""), [broken, speaking("speaks")])
    assert [finding.rule for finding in result.findings] == ["speaks"]
    assert len(result.faults) == 1
    assert "broken failed with ZeroDivisionError" in result.faults[0]
    assert "test_lint.py" in result.faults[0]
    assert result.unchecked[0].what == "a rule"


def test_a_severity_of_ones_own(tmp_path: Path) -> None:
    result = lint(
        system(tmp_path, "rules: {speaks: note, silent: off}\n"), [speaking("speaks"), speaking("silent")]
    )
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("speaks", "note")]
    assert result.applied == ("speaks",)
    assert [(item.what, item.why) for item in result.unchecked] == [
        ("the rule silent", "it is switched off in the settings")
    ]
    assert not result.reaches("warning")
    assert result.reaches("note")


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("", "error"),
        ("preset: starter\n", "note"),
        ("preset: starter\nrules: {not-there: warning}\n", "warning"),
    ],
)
def test_what_is_not_there_yet_is_a_note_for_starters(tmp_path: Path, settings: str, severity: str) -> None:
    result = lint(system(tmp_path, settings), [speaking("not-there", gap=True), speaking("speaks")])
    found = {finding.rule: finding.severity for finding in result.findings}
    assert found == {"not-there": severity, "speaks": "error"}
    assert result.preset == ("starter" if settings else "")


@pytest.mark.parametrize(("until", "counts"), [("2026-10-31", 0), ("2026-10-30", 1)])
def test_a_suppression_ends_on_its_last_day(tmp_path: Path, until: str, counts: int) -> None:
    settings = f"suppressions: [{{rule: speaks, node: REG-ROLE, reason: agreed, until: {until}}}]\n"
    result = lint(system(tmp_path, settings), [speaking("speaks")])
    assert len(result.findings) == 1, "what is suppressed stays visible"
    assert len(result.counted) == counts
    assert result.suppressed == 1 - counts


def test_select_ignore_and_paths(tmp_path: Path) -> None:
    sms = system(tmp_path, "")
    rules = [speaking("one"), speaking("two")]
    assert [finding.rule for finding in lint(sms, rules, select=["one"]).findings] == ["one"]
    assert [finding.rule for finding in lint(sms, rules, ignore=["one"]).findings] == ["two"]
    assert len(lint(sms, rules, paths=["records"]).findings) == 2
    assert len(lint(sms, rules, paths=["records/role.yml"]).findings) == 2
    assert lint(sms, rules, paths=["record", "policies"]).findings == ()


def test_the_day_to_judge_by(tmp_path: Path) -> None:
    assert lint(system(tmp_path, ""), []).today == "2026-10-31"
    assert load(tmp_path, today=date(2030, 1, 1)).today == date(2030, 1, 1)


def test_an_unknown_rule_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SmsError, match="there is no rule `overdue-reviw`; did you mean `overdue-review`"):
        unknown_rules(["overdue-reviw"], {"overdue-review", "schema"})
    unknown_rules([], {"schema"})
