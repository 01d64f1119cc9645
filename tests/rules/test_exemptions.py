"""What the owners of the trust settings exempt is shown and does not count; and nobody takes them away unseen."""

from datetime import date
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.history.approvals.company import git
from tests.rules.history import TODAY, play

STEPS = """2026-01-05 P-0001 writes version 1.0 together with P-0002
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 changes trust.yml, adding: exemptions: [{of: %s, allows: %s, reason: Nobody else was there., until: 2026-12-31}]
"""
SIGNED = "2026-02-03 P-0002 signs trust.yml\n"
RULES = ("approval-refused", "approval-missing", "trust-settings")


def counted(root: Path, today: date = TODAY) -> list[str]:
    result = lint(load(root, today=today), checks(), select=RULES)
    assert not result.faults
    return [finding.rule for finding in result.counted]


def test_what_is_let_pass_is_shown_with_its_reason_and_does_not_count(tmp_path: Path) -> None:
    root, _ = play(STEPS % ("POL-CHG", RULES[0]) + SIGNED, set(), tmp_path)
    assert counted(root) == []
    result = lint(load(root, today=TODAY), checks(), select=RULES)
    reasons = [
        (finding.suppressed.reason, finding.suppressed.until)
        for finding in result.findings
        if finding.suppressed
    ]
    assert reasons == [("Nobody else was there.", "2026-12-31")]
    assert counted(root, date(2027, 1, 1)) == [RULES[0]], "it has ended"


def test_nothing_passes_before_the_owners_have_signed(tmp_path: Path) -> None:
    root, _ = play(STEPS % ("POL-CHG", RULES[0]), set(), tmp_path)
    assert counted(root) == [RULES[0]]


def test_a_change_on_the_disk_does_not_let_itself_pass(tmp_path: Path) -> None:
    root, _ = play(STEPS % ("POL-CHG", RULES[0]) + SIGNED, set(), tmp_path)
    git(root, "reset", "-q", "--soft", "HEAD~1")
    assert counted(root) == [RULES[0]]


def test_an_old_id_lets_pass_what_it_did_and_the_owners_are_told_of_the_new_one(tmp_path: Path) -> None:
    root, _ = play(STEPS % ("POL-CHG", "approval-by-contributor") + SIGNED, set(), tmp_path)
    assert counted(root) == ["trust-settings"]
    (note,) = lint(load(root, today=TODAY), checks(), select=["trust-settings"]).findings
    assert (note.severity, note.at.path, note.help) == (
        "note",
        "trust.yml",
        "write `approval-refused`, which covers more",
    )


def test_an_old_id_lets_no_other_refusal_pass(tmp_path: Path) -> None:
    root, _ = play(STEPS % ("POL-CHG", "approval-by-robot") + SIGNED, set(), tmp_path)
    assert counted(root) == [RULES[0], "trust-settings"]


@pytest.mark.parametrize(("of", "allows"), [("POL-SMS", RULES[0]), ("POL-CHG", "approval-void")])
def test_nothing_else_passes(tmp_path: Path, of: str, allows: str) -> None:
    root, _ = play(STEPS % (of, allows) + SIGNED, set(), tmp_path)
    assert counted(root) == [RULES[0]]


@pytest.mark.parametrize("allows", ["approval-by-contributer", "overdue-review"])
def test_a_rule_that_may_not_be_let_pass_is_named(tmp_path: Path, allows: str) -> None:
    root, _ = play(STEPS % ("POL-CHG", allows) + SIGNED, set(), tmp_path)
    assert counted(root) == [RULES[0], "trust-settings"]


def test_trust_settings_that_are_gone_are_missed_wherever_the_history_is_read(tmp_path: Path) -> None:
    root, _ = play(
        "2026-01-05 P-0001 writes version 1.0\n2026-02-02 P-0001 deletes trust.yml", set(), tmp_path
    )
    rules = ("settings", "trust-not-in-force")
    once = lint(load(root, today=TODAY), checks(), select=rules).findings
    assert [(finding.rule, finding.at.path) for finding in once] == [("settings", "sms.yml")]
    (root / "sms.yml").write_text("organization: {name: Example}\n", "utf-8")
    sms = load(root, today=TODAY, base=git(root, "rev-parse", "HEAD~1"))
    found = lint(sms, checks(), select=rules).findings
    assert [(finding.rule, finding.at.path) for finding in found] == [("trust-not-in-force", "sms.yml")]
