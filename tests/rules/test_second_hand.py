"""A file that is broken must not make other files look wrong: what it may hold is not missed anywhere."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.finding import Finding
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

READ = ReadFiles()
LINKED = Path(__file__).parents[1] / "systems" / "linked"
FILES = sorted(path.relative_to(LINKED).as_posix() for path in LINKED.rglob("*") if path.is_file())

# A file is broken when one of these speaks in it. Without such a finding it says what it says, and what is then
# missing elsewhere is a fault of its own.
FORM = {
    "duplicate-key", "encoding", "hidden-character", "schema", "settings", "syntax", "unknown-kind", "unreadable-file",
    "yaml-feature",
}  # fmt: skip
# The rules of this family, which look from one file to another.
ACROSS = FORM | {
    "broken-anchor", "broken-link", "dangling-reference", "duplicate-id", "orphan-document", "reference-kind",
    "reference-not-in-force", "supersedes-loop",
}  # fmt: skip


def breakages(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Several ways to break a file, each with a name."""
    lines = raw.splitlines(keepends=True)
    for number in range(len(lines)):
        before, line, after = b"".join(lines[:number]), lines[number], b"".join(lines[number + 1 :])
        yield f"without line {number + 1}", before + after
        yield f"cut after line {number + 1}", before + line
        if number % 3:  # the further ways at every third line, for the sake of time
            continue
        yield f"cut inside line {number + 1}", before + line[: len(line) // 2]
        yield f"a tab before line {number + 1}", before + b"\t" + line + after
        yield f"a quote in line {number + 1}", before + line.replace(b": ", b': "', 1) + after
        middle = len(line) // 2
        yield f"a tab in line {number + 1}", before + line[:middle] + b"\t" + line[middle:] + after
        yield f"Latin-1 in line {number + 1}", before + line[:middle] + b"\xe9" + line[middle:] + after
    yield "empty", b""


def findings(root: Path, overlay: Mapping[str, str] | None = None) -> list[Finding]:
    """What the rules of the family find; nothing where the settings are such that nobody can run."""
    try:
        result = lint(load(root, overlay=overlay or {}, read=READ), checks(), select=ACROSS)
    except SmsError:
        return []
    assert not result.faults
    return list(result.findings)


def changed_to(root: Path, path: str, raw: bytes) -> list[Finding]:
    """What is found where a file holds this: laid over it, or on the disk where it is no text."""
    try:
        return findings(root, {path: raw.decode()})
    except UnicodeDecodeError:
        before = (root / path).read_bytes()
        (root / path).write_bytes(raw)
        found = findings(root)
        (root / path).write_bytes(before)
        return found


def test_the_system_is_sound() -> None:
    assert findings(LINKED) == []


@pytest.mark.parametrize("path", FILES)
def test_only_the_broken_file_is_reported(path: str, tmp_path: Path) -> None:
    root = tmp_path / "system"
    shutil.copytree(LINKED, root)
    raw = (root / path).read_bytes()
    broken = 0
    for name, changed in breakages(raw):
        found = changed_to(root, path, changed)
        # A schema of an own kind is no document: the settings that name it are where its faults are shown.
        shown_at = "sms.yml" if path.endswith(".json") else path
        if any(finding.rule in FORM and finding.at.path == shown_at for finding in found):
            broken += 1
            elsewhere = [
                f"{finding.at.path}: {finding.rule}: {finding.message}"
                for finding in found
                if finding.at.path != shown_at
            ]
            assert not elsewhere, f"{path} {name}"
    assert broken > 5, "the ways to break a file do break it"
