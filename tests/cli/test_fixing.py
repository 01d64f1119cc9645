"""`check --fix`, `--unsafe-fixes` and `--diff`, as they are given on the command line."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from sms_lint.cli import main
from tests.rules.notation import MINIMAL

REGISTER = "records/registers/improvement.yml"
TEXT = """# Kept by hand: the order is that of the meeting.\r
kind: improvement\r
id: REG-IMP\r
title: Improvement register\r
owner: head-of-service-managment\r
review: {every: 12 months, last: 15.9.2026}\r
entries: []\r
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """The small sound system, with a register that somebody wrote in a hurry."""
    root = Path(copytree(MINIMAL, tmp_path / "system"))
    (root / REGISTER).write_bytes(TEXT.encode())
    return root


def written(system: Path) -> str:
    return (system / REGISTER).read_bytes().decode()


def test_fix_puts_right_what_is_certain_and_leaves_the_rest(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--root", str(system), "--fix", str(system / REGISTER)])
    out, err = capsys.readouterr()
    expected = TEXT.replace("\r", "").replace("15.9.2026", "2026-09-15")
    assert written(system) == expected
    assert "2 findings fixed in 1 file" in err
    assert "--unsafe-fixes" in err
    assert "dangling-reference" in out
    assert "line-ends" not in out


def test_unsafe_fixes_are_done_where_they_are_asked_for(system: Path) -> None:
    main(["check", "--root", str(system), "--fix", "--unsafe-fixes", str(system / REGISTER)])
    assert "owner: head-of-service-management\n" in written(system)


def test_diff_shows_the_lines_and_writes_nothing(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(system), "--diff", "--select", "schema"]) == 1
    out = capsys.readouterr().out
    assert f"--- a/{REGISTER}" in out
    assert "+review: {every: 12 months, last: 2026-09-15}" in out
    assert "managment" not in out.replace(" owner: head-of-service-managment", "")
    assert written(system) == TEXT


def test_diff_of_nothing_ends_well(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (system / REGISTER).unlink()
    assert main(["check", "--root", str(system), "--diff"]) == 0
    assert not capsys.readouterr().out


def test_json_and_sarif_carry_the_same_fixes(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--root", str(system), "--format", "json", str(system / REGISTER)])
    findings = json.loads(capsys.readouterr().out)["findings"]
    fixes = {finding["rule"]: finding["fix"] for finding in findings if "fix" in finding}
    main(["check", "--root", str(system), "--format", "sarif", str(system / REGISTER)])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    carried = {result["ruleId"]: result["fixes"][0] for result in results if "fixes" in result}
    assert fixes.keys() == carried.keys() == {"line-ends", "schema"}
    assert fixes["schema"] == {
        "title": "write `2026-09-15`",
        "safe": True,
        "edits": [
            {
                "path": REGISTER,
                "line": 6,
                "column": 34,
                "end_line": 6,
                "end_column": 43,
                "text": "2026-09-15",
            }
        ],
    }
    change = carried["schema"]["artifactChanges"][0]
    assert change["artifactLocation"] == {"uri": REGISTER}
    assert change["replacements"][0]["insertedContent"] == {"text": "2026-09-15"}


@pytest.mark.parametrize(
    "given",
    [
        ["--unsafe-fixes"],
        ["--fix", "--diff"],
        ["--fix", "--base", "HEAD"],
        ["--diff", "--as-of", "2026-01-01"],
    ],
)
def test_what_cannot_be_fixed_is_refused(
    system: Path, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(system), *given]) == 2
    assert "fix" in capsys.readouterr().err


def test_a_file_that_is_no_utf_8_is_saved_as_such(system: Path) -> None:
    (system / REGISTER).write_bytes(b"\xff\xfe" + TEXT.replace("\r", "").encode("utf-16-le"))
    main(["check", "--root", str(system), "--fix", "--select", "encoding"])
    assert written(system) == TEXT.replace("\r", "")
