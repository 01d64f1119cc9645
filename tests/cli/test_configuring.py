"""Settings with the origin of each, completion in shells, and checking again after every change."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sms_lint.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests/systems/minimal"
SETTINGS = """\
organization: {name: Example organization}
as_of: 2026-10-31
review:
  maximum: 24 months
rules: {orphan-document: note}
suppressions:
  - {rule: overdue-review, node: POL-SMS, reason: It waits., until: 2026-12-31}
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    root = shutil.copytree(MINIMAL, tmp_path / "sms")
    (root / "sms.yml").write_text(SETTINGS, "utf-8")
    return root


def test_each_setting_has_its_value_and_the_line_it_comes_from(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "--root", str(system)]) == 0
    rows = {row.split()[0]: row.split() for row in capsys.readouterr().out.splitlines()}
    assert rows["review.maximum"] == ["review.maximum", "24", "months", "sms.yml:4"]
    assert rows["review.due_soon"] == ["review.due_soon", "30", "days", "default"]
    assert rows["rules.orphan-document"][-1] == "sms.yml:5"
    assert rows["suppressions.0.until"][-2:] == ["2026-12-31", "sms.yml:7"]


def test_one_group_as_json(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--root", str(system), "review", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "review.maximum", "value": "24 months", "path": "sms.yml", "line": 4},
        {"name": "review.due_soon", "value": "30 days", "path": None, "line": None},
    ]


def test_where_a_setting_is_at_fault_the_default_holds_and_that_is_said(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (system / "sms.yml").write_text(SETTINGS.replace("24 months", "often"), "utf-8")
    assert main(["config", "--root", str(system), "review.maximum"]) == 0
    told = capsys.readouterr()
    assert told.out.split()[-3:] == ["12", "months", "default"]
    assert "sms.yml has faults" in told.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sms-lint ", set(COMMANDS)),
        ("sms-lint che", {"check "}),
        ("sms-lint check --format gr", {"grouped "}),
        ("sms-lint check --fail-on ", {"error", "warning", "note"}),
        ("sms-lint completion z", {"zsh "}),
    ],
)
def test_a_shell_is_told_what_may_follow(tmp_path: Path, words: str, expected: set[str]) -> None:
    told = tmp_path / "told"
    asked = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(told), "COMP_LINE": words}
    subprocess.run(
        [sys.executable, "-m", "sms_lint"],
        env={
            **os.environ,
            **asked,
            "COMP_POINT": str(len(words)),
            "COMP_TYPE": "9",
            "_ARGCOMPLETE_IFS": "\n",
        },
        check=True,
    )
    assert set(told.read_text("utf-8").split("\n")) >= expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_is_to_read_is_sound(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "sms-lint" in script
    assert "<U+" not in script, "nothing of it was taken for a character that steers"
    if program := shutil.which(shell):
        run = subprocess.run([program, "-n"], input=script, text=True, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr


def test_it_checks_again_after_a_change(system: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sms_lint",
        "check",
        "--root",
        str(system),
        "--watch",
        "--format",
        "concise",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            before = _until_waiting(running)
            policy = system / "policies/service-management.md"
            policy.write_text(policy.read_text("utf-8").replace("owner: ", "owner: no-such-"), "utf-8")
            after = _until_waiting(running)
        finally:
            running.terminate()
    assert not any("dangling-reference" in row for row in before)
    assert any("dangling-reference" in row for row in after)


def _until_waiting(running: subprocess.Popen[str]) -> list[str]:
    rows: list[str] = []
    for row in running.stdout or ():
        if row.startswith("Waiting for a change"):
            return rows
        rows.append(row)
    raise AssertionError(f"it ended: {rows}")


def test_watching_goes_with_no_comparison(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(system), "--watch", "--base", "main"]) == 2
    assert "--watch looks at what is written now" in capsys.readouterr().err
