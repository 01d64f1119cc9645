"""The workflows that judge a proposal: they come from the branch, run nothing of the proposal, and find what it hides."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sms_lint.starter.data import template

ROOT = Path(__file__).parents[2]
OURS = (ROOT / ".github/workflows/judge.yml").read_text("utf-8")
GITHUB = {"ours": OURS, "starter": template("github/check.yml")}
POLICY = """\
---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: draft
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-10-01}
classification: internal
retention: 3 years
---
# Change policy

Changes are recorded.
"""
HOSTILE = {
    "sms.yml": "organization: {name: Example}\nas_of: 2026-10-31\nrules: {raw-html: off}\n",
    "policies/change.md": POLICY + "\n<marquee>Now</marquee>\n",
    "requirements.txt": "./hostile\n",
    "Makefile": "setup:\n\ttouch ran\n",
    "sitecustomize.py": "open('ran', 'w')\n",
    "sms_lint.py": "open('ran', 'w')\n",
    ".gitattributes": "* filter=hostile\n",
    ".pre-commit-config.yaml": "repos: []\n",
}


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def jobs(text: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The job that judges, and the one that writes the comment."""
    judging, comment = yaml.safe_load(text)["jobs"].values()
    return judging, comment


def steps(text: str) -> list[Mapping[str, Any]]:
    return list(jobs(text)[0]["steps"])


def step(text: str, word: str) -> str:
    """The script of a step; nobody has reviewed anything yet where it judges."""
    (found,) = (step for step in steps(text) if word in step["name"])
    return str(found["run"]).replace(' --reviews "$RUNNER_TEMP/reviews.json"', "")


class Forge:
    """A forge with a branch, and a clone of it as a workflow checks it out; a proposal is merged for a look."""

    def __init__(self, folder: Path) -> None:
        self.origin, self.clone, self.desk = folder / "origin.git", folder / "clone", folder / "desk"
        self.proposal = folder / "runner/proposal"
        self.proposal.parent.mkdir()
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        git(folder, "clone", "-q", str(self.origin), str(self.desk))
        for key, value in (("user.name", "P-001"), ("user.email", "p-001@example.invalid")):
            git(self.desk, "config", key, value)
        git(self.desk, "checkout", "-q", "-b", "main")
        self.save({"sms.yml": "organization: {name: Example}\nas_of: 2026-10-31\n", "policies/change.md": POLICY,
                   "requirements.txt": ""})  # fmt: skip
        git(self.desk, "push", "-q", "origin", "main")
        git(folder, "clone", "-q", str(self.origin), str(self.clone))
        program = self.clone / ".venv/bin/sms-lint"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m sms_lint "$@"\n', "utf-8")
        program.chmod(0o755)

    def save(self, files: Mapping[str, str]) -> str:
        for path, text in files.items():
            (self.desk / path).parent.mkdir(parents=True, exist_ok=True)
            (self.desk / path).write_text(text, "utf-8")
        git(self.desk, "add", "-A", "-f")
        git(self.desk, "commit", "-q", "-m", "Change")
        return git(self.desk, "rev-parse", "HEAD")

    def propose(self, files: Mapping[str, str]) -> str:
        """A proposal, and the merge that the forge makes of it."""
        git(self.desk, "checkout", "-q", "-B", "work", "main")
        head = self.save(files)
        git(self.desk, "checkout", "-q", "-B", "merged", "main")
        git(self.desk, "merge", "-q", "--no-ff", "-m", "Merge", "work")
        git(
            self.desk,
            "push",
            "-q",
            "-f",
            "origin",
            "work:refs/pull/7/head",
            "merged:refs/pull/7/merge",
            "work",
        )
        return head

    def run(self, script: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        where = {
            "PATH": f"{self.clone / '.venv/bin'}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.proposal.parent),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.clone, check=False, capture_output=True, text=True, env={**os.environ, **where, **environment},
        )  # fmt: skip


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def test_the_event_brings_the_file_from_the_branch_and_the_job_may_only_read() -> None:
    for name, text in GITHUB.items():
        workflow = yaml.safe_load(text)
        assert workflow[True]["pull_request_target"] == {"branches": ["main"]}, name
        assert "pull_request" not in workflow[True], name
        assert jobs(text)[0]["permissions"] == {"contents": "read", "pull-requests": "read"}, name
        assert "secrets." not in text, name
        assert "cache" not in text.replace("keeps no cache", ""), name


def test_what_is_run_is_there_before_the_proposal_is_and_no_action_checks_it_out() -> None:
    for name, text in GITHUB.items():
        every = steps(text)
        fetched = next(at for at, step in enumerate(every) if "as data" in step["name"])
        for at, step_ in enumerate(every):
            if at > fetched and "uses" in step_:  # what the linter wrote, outside the proposal
                assert step_["uses"].startswith("actions/upload-artifact@"), name
                assert step_["with"]["path"] == "${{ runner.temp }}/comment.md", name
                continue
            if step_.get("uses", "").startswith("actions/checkout@"):
                assert step_["with"] == {"ref": "main", "fetch-depth": 0, "persist-credentials": False}, name
            if at > fetched:
                assert re.fullmatch(r"(\.venv/bin/)?sms-lint check [^;&|`]*", step_["run"]), name
                assert "${{" not in step_["run"], name
        assert not re.search(r"\$\{\{", " ".join(step.get("run", "") for step in every)), name


def test_the_job_that_may_write_sees_nothing_of_the_proposal_but_the_text() -> None:
    for name, text in GITHUB.items():
        comment = jobs(text)[1]
        assert comment["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}, (
            name
        )
        uses = [step["uses"].partition("@")[0] for step in comment["steps"] if "uses" in step]
        assert uses == ["actions/checkout", "actions/setup-python"], name
        assert comment["steps"][0]["with"]["ref"] == "main", name
        runs = [step["run"] for step in comment["steps"] if "run" in step]
        assert len(runs) == 3, name
        assert "gh run download" in runs[1], name
        assert not any("${{" in run or "refs/pull" in run or "head.sha" in run for run in runs), name
        # The token comes into the steps that need it, and after the installation.
        assert "env" not in next(step for step in comment["steps"] if step.get("run") == runs[0]), name


@pytest.mark.parametrize("text", GITHUB.values(), ids=GITHUB)
def test_the_comment_is_written_where_the_next_step_looks_for_it(forge: Forge, text: str) -> None:
    head = forge.propose(
        {"policies/new.md": POLICY.replace("POL-CHG", "POL-NEW") + "\n<marquee>@all</marquee>\n"}
    )
    assert forge.run(step(text, "as data"), NUMBER="7", PROPOSED=head, PAUSE="0").returncode == 0
    judged = forge.run(
        step(text, "Judge it") + " --select raw-html", DIFFERENCE="https://forge.example/7/files"
    )
    assert judged.returncode == 1, judged.stdout + judged.stderr
    comment = (forge.proposal.parent / "comment.md").read_text("utf-8")
    assert "this change brings 1 error" in comment
    assert "POL-NEW" in comment
    assert "(https://forge.example/7/files)" in comment


@pytest.mark.parametrize("text", GITHUB.values(), ids=GITHUB)
def test_a_sound_proposal_passes(forge: Forge, text: str) -> None:
    head = forge.propose({"policies/change.md": POLICY.replace("recorded", "recorded and assessed")})
    fetched = forge.run(step(text, "as data"), NUMBER="7", PROPOSED=head, PAUSE="0")
    assert fetched.returncode == 0, fetched.stderr
    judged = forge.run(step(text, "Judge it") + " --select raw-html --select settings")
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("text", GITHUB.values(), ids=GITHUB)
def test_a_proposal_that_brings_its_own_judge_is_judged_by_that_of_the_branch(
    forge: Forge, text: str
) -> None:
    head = forge.propose({**HOSTILE, ".github/workflows/check.yml": "name: Nothing\n"})
    assert forge.run(step(text, "as data"), NUMBER="7", PROPOSED=head, PAUSE="0").returncode == 0
    judged = forge.run(step(text, "Judge it") + " --select raw-html")
    assert judged.returncode == 1, judged.stdout + judged.stderr
    assert "marquee" in judged.stdout
    assert list(forge.clone.parent.rglob("ran")) == []


@pytest.mark.parametrize("text", GITHUB.values(), ids=GITHUB)
def test_an_older_state_of_the_proposal_is_never_judged_instead(forge: Forge, text: str) -> None:
    forge.propose({"policies/change.md": POLICY + "\nSound.\n"})
    git(forge.desk, "checkout", "-q", "work")
    newer = forge.save({"policies/change.md": POLICY + "\n<marquee>Now</marquee>\n"})
    fetched = forge.run(step(text, "as data"), NUMBER="7", PROPOSED=newer, PAUSE="0")
    assert fetched.returncode == 1
    assert "::error::The forge cannot merge this proposal" in fetched.stdout
    assert not forge.proposal.exists()


def scripts(job: str) -> Iterator[str]:
    for line in yaml.safe_load(template("gitlab-ci.yml"))[job]["script"]:
        yield from (line if isinstance(line, list) else [line])


def on_gitlab(forge: Forge, head: str, more: str = "") -> "subprocess.CompletedProcess[str]":
    git(forge.clone, "fetch", "-q", "origin")
    git(forge.clone, "checkout", "-q", "--detach", head)
    pip = forge.clone / ".venv/bin/python"
    pip.write_text('#!/bin/sh\ncat requirements.txt > "$RUNNER_TEMP/installed"\n', "utf-8")
    pip.chmod(0o755)
    lines = [f"{line}{more}" if line.startswith("sms-lint check") else line for line in scripts("judge")]
    variables = {"CI_PROJECT_DIR": str(forge.clone), "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_SHA": head}
    return forge.run("\n".join(lines), **variables)


def test_gitlab_judges_what_the_branch_would_be_by_the_linter_of_the_branch(forge: Forge) -> None:
    sound = forge.propose({"policies/change.md": POLICY.replace("recorded", "recorded and assessed")})
    judged = on_gitlab(forge, sound, " --select raw-html")
    assert judged.returncode == 0, judged.stdout + judged.stderr
    judged = on_gitlab(forge, forge.propose(HOSTILE), " --select raw-html")
    assert judged.returncode == 1, judged.stdout + judged.stderr
    assert "marquee" in judged.stdout
    assert "marquee" in (forge.clone / "judged/comment.md").read_text("utf-8")
    assert (forge.proposal.parent / "installed").read_text("utf-8") == ""
    assert list(forge.clone.parent.rglob("ran")) == []


def test_gitlab_writes_nothing_where_a_link_of_the_proposal_leads(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    git(forge.desk, "checkout", "-q", "-B", "work", "main")
    (forge.desk / "judged").symlink_to(tmp_path / "there")
    head = forge.save({"policies/new.md": POLICY.replace("POL-CHG", "POL-NEW")})
    git(forge.desk, "push", "-q", "-f", "origin", "work")
    assert on_gitlab(forge, head, " --select raw-html").returncode == 0
    assert list((tmp_path / "there").iterdir()) == []
    assert (forge.clone / "judged/comment.md").is_file()


def test_gitlab_judges_a_proposal_that_merged_the_branch_into_itself(forge: Forge) -> None:
    forge.propose({"policies/change.md": POLICY.replace("recorded", "recorded and assessed")})
    git(forge.desk, "checkout", "-q", "main")
    forge.save({"sms.yml": "organization: {name: Example}\nas_of: 2026-11-30\n"})
    git(forge.desk, "push", "-q", "origin", "main")
    git(forge.desk, "checkout", "-q", "work")
    git(forge.desk, "merge", "-q", "-m", "Bring it up to date", "main")
    git(forge.desk, "push", "-q", "origin", "work")
    judged = on_gitlab(forge, git(forge.desk, "rev-parse", "work"), " --select raw-html")
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert "as of 2026-11-30" in judged.stdout
