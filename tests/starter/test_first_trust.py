"""From a starter to the first signature, in five commands."""

import subprocess
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.trust import read_trust
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from tests.starter.following import Follower
from tests.starter.harbour import TODAY

DAY = ("--today", str(TODAY))


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A starter with a person and a document that is written, committed by the person."""
    root = tmp_path / "sms"
    write_new(root, starter_files(Answers("Harbour IT", ("Mail",), profile="small")))
    row = "entries:\n  - {id: P-001, roles: [{role: managing-director, from: 2026-01-01}]}\n"
    persons = root / "records/registers/person.yml"
    persons.write_text(persons.read_text("utf-8").replace("entries:\n", row), "utf-8")
    Follower(root, TODAY).write("policies/service-management-policy.md")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "me", "-f", str(key)], check=True)
    git(root, "init", "-q", "-b", "main")
    commit(root, "Starter")
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def commit(root: Path, subject: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", subject)


def trust(root: Path, *words: str) -> int:
    key = str(root.parent / "key.pub")
    return main(
        [
            "new",
            "trust",
            "--root",
            str(root),
            "--key",
            key,
            *(words or ("--person", "P-001", "--email", "p-0001@example.invalid")),
        ]
    )


def test_five_commands_lead_to_the_first_signature(start: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert trust(start) == 0
    commit(start, "Trust settings")
    key = str(start.parent / "key")
    assert main(["authored", "POL-SMS", "--root", str(start), "--key", key, "--yes"]) == 0
    commit(start, "Signed")
    assert "P-001 signed POL-SMS 1.0 (authorship)" in capsys.readouterr().out
    sms = load(start, with_history=True)
    assert sms.trust is not None
    assert list((start / "records/approvals").rglob("*.sig"))


def test_it_names_the_person_with_the_roles_of_today_and_says_what_to_add(start: Path) -> None:
    assert trust(start) == 0
    text = (start / "trust.yml").read_text("utf-8")
    found = read_trust(text.encode())
    assert found.trust is not None
    (person,) = found.trust.people
    assert (person.who, [held.role for held in person.roles]) == ("P-001", ["managing-director"])
    assert (found.trust.owners.people, found.trust.branch) == (("P-001",), "main")
    assert "# robots:" in text
    assert "key me" not in text, "a comment of a key may be a name"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--person", "P-001"], "say who may sign first"),
        (["--person", "P-009", "--email", "x@example.org"], "P-009 is not in the person register (P-001)"),
        (
            ["--person", "P-001", "--email", "x@example.org", "--key", "/nowhere/key"],
            "there is no /nowhere/key.pub",
        ),
    ],
)
def test_what_is_missing_is_said(
    start: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert trust(start, *words) == 2
    assert said in capsys.readouterr().err
    assert not (start / "trust.yml").exists()


def test_settings_that_are_there_are_not_written_over(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trust(start) == 0
    text = (start / "trust.yml").read_text("utf-8")
    assert trust(start) == 2
    assert "there is a trust.yml already" in capsys.readouterr().err
    assert (start / "trust.yml").read_text("utf-8") == text


def test_the_plan_says_that_nobody_is_trusted_until_somebody_is(
    start: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "--root", str(start), *DAY]) == 0
    assert "There is no trust.yml yet" in capsys.readouterr().out
    assert trust(start) == 0
    capsys.readouterr()
    assert main(["plan", "--root", str(start), *DAY]) == 0
    assert "There is no trust.yml yet" not in capsys.readouterr().out
