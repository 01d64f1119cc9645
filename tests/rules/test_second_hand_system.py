"""A broken file must not make the system as a whole look worse: what it may hold is not missed anywhere."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

LINKED = Path(__file__).parents[1] / "systems" / "linked"
FILES = sorted(
    path.relative_to(LINKED).as_posix() for path in LINKED.rglob("*.yml") if path.name != "sms.yml"
)
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
FORM = {"schema", "syntax", "unknown-kind", "yaml-feature", "hidden-character"}


def breakages(text: str) -> Iterator[str]:
    """The text with each line broken: by day in one of three ways, in turn; at night in all of them."""
    for number, way in enumerate(_breakages(text)):
        if NIGHTLY or number % 3 == number // 3 % 3:
            yield way


def _breakages(text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        before, after = "".join(lines[:number]), "".join(lines[number + 1 :])
        yield before + line[: len(line) // 2]
        yield before + line[: len(line) // 2] + "\t" + line[len(line) // 2 :] + after
        yield before + line.replace(": ", ': "', 1) + after


READ = ReadFiles()


def found(overlay: Mapping[str, str]) -> set[tuple[str, str, str]]:
    result = lint(load(LINKED, overlay=overlay, read=READ), checks())
    assert not result.faults
    return {(finding.rule, finding.at.path, finding.node) for finding in result.findings}


@pytest.mark.parametrize("path", FILES)
def test_nothing_new_is_missed_elsewhere(path: str) -> None:
    sound = found({})
    broken = 0
    for changed in breakages((LINKED / path).read_text("utf-8")):
        now = found({path: changed})
        if any(rule in FORM and at == path for rule, at, _ in now):
            broken += 1
            assert {finding for finding in now - sound if finding[1] != path} == set(), changed
    assert broken, "at least one of the ways breaks the file"
