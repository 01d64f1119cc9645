"""What the workflows of a starter do beside the check: anchors, run in a clone, and what is published for whom."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sms_lint.starter.data import template

GITLAB: dict[str, Any] = yaml.safe_load(template("gitlab-ci.yml"))


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What GitLab checks out: a commit and no branch, with the program where it is looked for."""
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "-q", "--bare", str(origin))
    git(origin, "config", "receive.advertisePushOptions", "true")
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    shutil.copytree("tests/systems/minimal", clone, dirs_exist_ok=True)
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "One")
    git(clone, "push", "-q", "origin", "HEAD:main")
    git(clone, "checkout", "-q", "--detach")
    for name, text in (("sms-lint", f'exec {shlex.quote(sys.executable)} -m sms_lint "$@"'), ("python", "")):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        program.chmod(0o755)
    return clone


def run(clone: Path, job: str) -> "subprocess.CompletedProcess[str]":
    lines = [line for part in GITLAB[job]["script"] for line in ([part] if isinstance(part, str) else part)]
    address = "https://robot:token@forge.example/harbour/sms.git"
    origin = git(clone, "remote", "get-url", "origin")
    environment = {
        **os.environ,
        "PATH": f"{clone.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CI_DEFAULT_BRANCH": "main",
        "CI_PROJECT_DIR": str(clone),
        "CI_SERVER_HOST": "forge.example",
        "CI_PROJECT_PATH": "harbour/sms",
        "SMS_LINT_PUSH_TOKEN": "token",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{origin}.insteadOf",
        "GIT_CONFIG_VALUE_0": address,
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(lines)],
        cwd=clone, check=False, capture_output=True, text=True, env=environment,
    )  # fmt: skip


def test_gitlab_adds_an_anchor_and_none_for_the_anchor_itself(clone: Path) -> None:
    head = git(clone, "rev-parse", "HEAD")
    done = run(clone, "anchor")
    assert done.returncode == 0, done.stderr
    git(clone, "fetch", "-q", "origin")
    kept = git(clone, "ls-tree", "--name-only", "origin/main", "records/anchors/")
    assert kept == "records/anchors/000001.json"
    assert git(clone, "log", "-1", "--format=%s", "origin/main") == f"Anchor for {head[:7]}"
    again = run(clone, "anchor")
    assert again.returncode == 0, again.stderr
    assert "the newest commit is an anchor itself" in again.stdout
    git(clone, "fetch", "-q", "origin")
    assert git(clone, "ls-tree", "--name-only", "origin/main", "records/anchors/") == kept


@pytest.mark.parametrize(
    ("following", "pages", "code"),
    [("", 1, 0), ("$(($page < 3 ? $page + 1 : 0))", 3, 1), ("$(($page + 1))", 50, 0), ("$page", 1, 1)],
)
def test_gitlab_is_asked_for_every_page_and_for_no_more_than_fifty(
    tmp_path: Path, following: str, pages: int, code: int
) -> None:
    """`capture` counts no review where the last page leads on; one that leads back ends the job."""
    script = next(line for line in GITLAB["capture"]["script"] if "pages()" in line)
    function = script[script.index("pages() {") : script.index("install -m 600")]
    asked = f"""set -eu
folder={shlex.quote(str(tmp_path))}
ask() {{ printf 'HTTP/1.1 200\\r\\nX-Next-Page: %s\\r\\n' "{following}" > "$folder/header"; printf '["%s"]' "$1"; }}
{function}
pages commits > "$folder/commits"
"""
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", asked], check=False, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert not code or "comes after page" in done.stderr
    said = (tmp_path / "commits").read_text("utf-8")
    assert said.count('"page":') == pages
    if not code:
        listed = json.loads(said)
        assert [page["page"] for page in listed] == list(range(1, pages + 1))
        assert listed[-1]["items"] == [f"commits?per_page=100&page={pages}"]
        assert listed[-1]["next"] == ("" if pages == 1 else "51")


def test_an_anchor_is_added_only_where_somebody_wants_it() -> None:
    assert GITLAB["anchor"]["rules"] == [
        {"if": '$SMS_LINT_ANCHOR == "yes" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'}
    ]
    job = yaml.safe_load(template("github/anchor.yml"))["jobs"]["anchor"]
    assert job["if"] == "vars.SMS_LINT_ANCHOR == 'yes'"


@pytest.mark.parametrize("exit_code", [0, 1, 2, 3])
def test_what_is_confidential_is_not_published_and_findings_do_not_keep_it_from_being_so(
    exit_code: int,
) -> None:
    github = yaml.safe_load(template("github/publish.yml"))["jobs"]["build"]["steps"]
    built = next(step["run"] for step in github if "sms-lint site" in step.get("run", ""))
    pages = next(line for line in GITLAB["pages"]["script"] if "sms-lint site" in line)
    assert (
        next(step["with"]["path"] for step in github if "pages-artifact" in step.get("uses", ""))
        == "build/site-staff"
    )
    assert GITLAB["pages"]["script"][-1] == "mv build/site-staff public"
    for command in (built, pages):
        assert command.startswith("sms-lint site --edition staff ")
        script = f"sms-lint() {{ return {exit_code}; }}\n{command}"
        done = subprocess.run(["bash", "-e", "-c", script], check=False)
        assert (done.returncode == 0) == (exit_code in (0, 1))
