"""A broken file of the reference system is reported itself; what it may hold is not missed anywhere else."""

import os

import pytest

from tests.faults.planting import ROOT, Reference, touches_rows

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


# To judge the whole system takes most of a second. Each file by itself is for the night.
TOGETHER = 1 if os.environ.get("SMS_LINT_NIGHTLY") else 10
NUMBERED = dict(enumerate(FILES))
STEP = -(-len(FILES) // TOGETHER)
# Files that are far from each other in the order of their paths, so that they hold different kinds. Groups without a
# table stand together, so that rows are read once for all of them.
GROUPS = sorted(
    ({number: NUMBERED[number] for number in range(first, len(FILES), STEP)} for first in range(STEP)),
    key=lambda group: touches_rows([group.values()]),
)


def test_every_file_is_in_one_group() -> None:
    assert sorted(path for group in GROUPS for path in group.values()) == FILES


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: " and ".join(group.values()))
def test_only_the_broken_files_are_reported(group: dict[int, str], reference: Reference) -> None:
    overlay: dict[str, str | None] = {}
    for number, path in group.items():
        text = reference.text(path)
        assert text is not None
        overlay[path] = broken(text, number)
    found = reference.judged(overlay).findings
    assert {finding.at.path for finding in found if finding.severity == "error"} >= overlay.keys()
    assert [
        f"{finding.at.path}: {finding.message}" for finding in found if finding.at.path not in overlay
    ] == []
