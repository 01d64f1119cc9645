"""A broken file of the reference system is reported itself; what it may hold is not missed anywhere else."""

from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Finding
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.faults.planting import ROOT, copy_reference

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("policies", "processes", "records")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".yml", ".md"}
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_reference(tmp_path_factory.mktemp("reference"))


def findings(root: Path, path: str, text: str) -> tuple[Finding, ...]:
    before = (root / path).read_text("utf-8")
    (root / path).write_text(text, "utf-8")
    try:
        result = lint(load(root), checks())
    finally:
        (root / path).write_text(before, "utf-8")
    assert not result.faults
    return result.findings


def broken(text: str, number: int) -> str:
    """One of three ways to break a file, in turn: a tab, an open quote, a field that there is not."""
    lines = text.splitlines(keepends=True)
    last = lines.index("---\n", 1) if lines[0] == "---\n" else len(lines)
    at = last * 2 // 3
    spaces = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip(" "))]
    line = (f"\t{lines[at]}", f'{spaces}"open: here\n', f"{spaces}no-field: here\n")[number % 3]
    return "".join([*lines[:at], line, *lines[at + (number % 3 == 0) :]])


@pytest.mark.parametrize(("number", "path"), list(enumerate(FILES)), ids=FILES)
def test_only_the_broken_file_is_reported(number: int, path: str, root: Path) -> None:
    text = (root / path).read_text("utf-8")
    found = findings(root, path, broken(text, number))
    assert any(one.at.path == path and one.severity == "error" for one in found)
    assert [f"{one.at.path}: {one.message}" for one in found if one.at.path != path] == []
