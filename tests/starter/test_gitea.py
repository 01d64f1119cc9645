"""What Gitea's workflow does: the branch judges what is proposed, and nothing of the proposal is run."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sms_lint.cli import main
from sms_lint.starter.data import template
from sms_lint.starter.files import Answers, starter_files
from tests.history.anchors.branch import git

JOBS: dict[str, Any] = yaml.safe_load(template("gitea/check.yml"))["jobs"]
SCOPE = "policies/service-management.md"


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """A forge with the sound system on `main`, and a clone in which people work."""
    served, clone = tmp_path / "forge/harbour/sms", tmp_path / "clone"
    served.mkdir(parents=True)
    git(served, "init", "-q", "--bare", "-b", "main")
    shutil.copytree("tests/systems/minimal", clone)
    (clone / "requirements.txt").write_text("sms-lint\n", "utf-8")
    (clone / "sms.yml").write_text((clone / "sms.yml").read_text("utf-8") + "preset: starter\n", "utf-8")
    git(clone, "init", "-q", "-b", "main")
    git(clone, "remote", "add", "origin", str(served))
    commit(clone, "One")
    git(clone, "push", "-q", "origin", "main")
    for name, text in (("sms-lint", f'exec {shlex.quote(sys.executable)} -m sms_lint "$@"'), ("python", "")):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        program.chmod(0o755)
    return tmp_path


def commit(clone: Path, message: str) -> None:
    git(clone, "add", "-A")
    git(
        clone,
        "-c",
        "user.name=P-001",
        "-c",
        "user.email=p-001@example.invalid",
        "commit",
        "-q",
        "-m",
        message,
    )


def proposed(forge: Path, old: str, new: str) -> None:
    """Propose another text of the policy as number 1, as Gitea keeps it."""
    clone = forge / "clone"
    git(clone, "checkout", "-q", "-b", "proposal")
    text = (clone / SCOPE).read_text("utf-8")
    assert old in text
    (clone / SCOPE).write_text(text.replace(old, new, 1), "utf-8")
    commit(clone, "Two")
    git(clone, "push", "-q", "origin", "HEAD:refs/pull/1/head")


def run(forge: Path, job: str, **more: str) -> "subprocess.CompletedProcess[str]":
    work = forge / "work"
    work.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{forge / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_SERVER_URL": (forge / "forge").as_uri(),
        "GITHUB_REPOSITORY": "harbour/sms",
        "TOKEN": "token",
        **more,
    }
    lines = "\n".join(step["run"] for step in JOBS[job]["steps"] if "site" not in step["run"])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines],
        cwd=work, check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip


def test_a_sound_proposal_passes_and_the_judge_is_that_of_the_branch(forge: Path) -> None:
    proposed(forge, 'version: "1.0"', 'version: "1.1"')
    done = run(forge, "proposal", NUMBER="1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert git(forge / "work/judge", "rev-parse", "--abbrev-ref", "HEAD").strip() == "main"


def test_what_a_proposal_breaks_fails_it(forge: Path) -> None:
    proposed(forge, "owner: ", "owner: nobody-")
    done = run(forge, "proposal", NUMBER="1")
    assert done.returncode == 1
    assert "dangling-reference" in done.stdout


def test_the_branch_is_checked_from_where_it_was(forge: Path) -> None:
    before = git(forge / "clone", "rev-parse", "HEAD").strip()
    done = run(forge, "branch", BEFORE=before)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_comes_from_elsewhere_and_no_job_of_another_forge_is_written() -> None:
    files = starter_files(Answers("Harbour IT", forge="gitea", repository="https://git.example/it/sms"))
    assert [path for path in files if path.startswith(".git") and "/" in path] == [
        ".gitea/workflows/check.yml",
        ".gitea/workflows/report.yml",
    ]
    assert "forge: gitea" in files["sms.yml"]
    jobs = [*JOBS.values(), *yaml.safe_load(files[".gitea/workflows/report.yml"])["jobs"].values()]
    assert not [step for job in jobs for step in job["steps"] if "uses" in step]
    assert {job["container"] for job in jobs} == {"python:3.13"}


def test_what_cannot_be_asked_of_the_forge_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", "tests/systems/minimal"]
    assert main(["forge", *root, "--forge", "gitea"]) == 0
    assert "approve with keys (E2)" in capsys.readouterr().out
    assert main(["forge", *root, "--forge", "gitea", "--write-owners"]) == 2
    assert "cannot read the settings of Gitea" in capsys.readouterr().err
