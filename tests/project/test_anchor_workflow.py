"""The workflow that adds anchors: its scripts, run in a clone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
STEPS = {
    step["name"]: step
    for step in yaml.safe_load((ROOT / ".github/workflows/anchor.yml").read_text("utf-8"))["jobs"]["anchor"][
        "steps"
    ]
}


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def run(root: Path, name: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
        cwd=root, check=False, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone as the workflow checks it out, with the program where it expects it, and a `gh` that has nothing to do."""
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "-q", "--bare", str(origin))
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    shutil.copytree(ROOT / "tests/systems/minimal", clone, dirs_exist_ok=True)
    (clone / ".gitignore").write_text(".venv/\n", "utf-8")
    for place, text in (
        (".venv/bin/sms-lint", f'exec "{sys.executable}" -m sms_lint "$@"'),
        (".venv/bin/gh", ""),
    ):
        target = clone / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        target.chmod(0o755)
    merge(clone, "One")
    return clone


def merge(root: Path, subject: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", subject)
    git(root, "push", "-q", "origin", "HEAD:main")


def is_anchor(root: Path) -> str:
    output = root.parent / "output"
    output.write_text("", "utf-8")
    assert run(root, "See whether the commit is an anchor itself", GITHUB_OUTPUT=str(output)).returncode == 0
    return output.read_text("utf-8")


def test_an_anchor_is_added_and_is_not_anchored_itself(clone: Path) -> None:
    path = f"{clone / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    head = git(clone, "rev-parse", "HEAD")
    assert is_anchor(clone) == "anchor=no\n"
    done = run(clone, "Add the anchor", PATH=path, AUTHORITY="")
    assert done.returncode == 0, done.stderr
    assert (
        git(clone, "ls-tree", "--name-only", "origin/main", "records/anchors/")
        == "records/anchors/000001.json"
    )
    assert git(clone, "log", "-1", "--format=%s", "origin/main") == f"Anchor for {head[:7]}"
    assert is_anchor(clone) == "anchor=yes\n"


def test_a_merge_in_the_meantime_is_anchored_instead(clone: Path, tmp_path: Path) -> None:
    path = f"{clone / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    git(tmp_path, "clone", "-q", str(tmp_path / "origin.git"), "other")
    (tmp_path / "other/note.txt").write_text("more", "utf-8")
    merge(tmp_path / "other", "Two")
    done = run(clone, "Add the anchor", PATH=path, AUTHORITY="")
    assert done.returncode == 0, done.stderr
    assert "Attempt 1 came too late" in done.stdout
    assert git(clone, "log", "--format=%s", "origin/main").splitlines()[1:] == ["Two", "One"]
    assert (
        git(clone, "ls-tree", "--name-only", "origin/main", "records/anchors/")
        == "records/anchors/000001.json"
    )


def test_an_authority_that_does_not_answer_stops_it(clone: Path) -> None:
    path = f"{clone / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    done = run(clone, "Add the anchor", PATH=path, AUTHORITY="http://127.0.0.1:9/")
    assert done.returncode != 0
    assert "cannot be reached" in done.stderr
    assert git(clone, "log", "-1", "--format=%s", "origin/main") == "One"
