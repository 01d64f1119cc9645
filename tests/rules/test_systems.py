"""Small systems with faults of one family each, compared with what must be found in them.

A folder below `tests/systems` with a file `expected.txt` is such a system. Its first line names the rules that
are compared (`# rules: a b c`); every other line is one finding, `path:line: rule`.
"""

from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

SYSTEMS = Path(__file__).parents[1] / "systems"
WITH_FAULTS = sorted(path.parent.name for path in SYSTEMS.glob("*/expected.txt"))


@pytest.mark.parametrize("name", WITH_FAULTS)
def test_a_system_has_the_faults_it_was_given(name: str) -> None:
    header, *expected = (SYSTEMS / name / "expected.txt").read_text("utf-8").splitlines()
    assert header.startswith("# rules: ")
    rules = set(header.removeprefix("# rules: ").split())
    assert rules <= {check.rule.id for check in checks()}, "the header names rules that there are"
    assert expected, "a system without faults shows nothing"
    result = lint(load(SYSTEMS / name), checks())
    assert not result.faults
    found = [
        f"{finding.at.path}:{finding.at.line}: {finding.rule}"
        for finding in result.findings
        if finding.rule in rules
    ]
    assert found == expected
