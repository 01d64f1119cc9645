"""The files that the benchmark makes are sound, so that it times judging and not reporting."""

from pathlib import Path

from benchmarks.generate import document, generate, record
from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

# A made-up system has neither all documented information nor communicated policies, and sets no interval.
EXPECTED = {
    "interval-not-set",
    "mandatory-information-missing",
    "obligation-without-evidence",
    "policy-not-communicated",
}


def test_files_have_the_stated_length() -> None:
    assert 30 <= record(7).count("\n") <= 32
    assert 130 <= document(7, 10).count("\n") <= 150


def test_a_made_up_system_is_sound(tmp_path: Path) -> None:
    generate(tmp_path / "made", records=12, documents=5)
    result = lint(load(tmp_path / "made"), checks())
    assert not result.faults
    assert {finding.rule for finding in result.findings} <= EXPECTED
