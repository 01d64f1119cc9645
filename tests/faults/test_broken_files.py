"""A broken file of the reference system is reported itself; what it may hold is not missed anywhere else."""

import pytest

from tests.faults.planting import ROOT, Reference

FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("policies", "processes", "records")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".yml", ".md"}
)


def broken(text: str, number: int) -> str:
    """One of three ways to break a file, in turn: a tab, an open quote, a field that there is not."""
    lines = text.splitlines(keepends=True)
    last = lines.index("---\n", 1) if lines[0] == "---\n" else len(lines)
    at = last * 2 // 3
    spaces = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip(" "))]
    line = (f"\t{lines[at]}", f'{spaces}"open: here\n', f"{spaces}no-field: here\n")[number % 3]
    return "".join([*lines[:at], line, *lines[at + (number % 3 == 0) :]])


@pytest.mark.parametrize(("number", "path"), list(enumerate(FILES)), ids=FILES)
def test_only_the_broken_file_is_reported(number: int, path: str, reference: Reference) -> None:
    text = reference.text(path)
    assert text is not None
    found = reference.judged({path: broken(text, number)}).findings
    assert any(finding.at.path == path and finding.severity == "error" for finding in found)
    assert [f"{finding.at.path}: {finding.message}" for finding in found if finding.at.path != path] == []
