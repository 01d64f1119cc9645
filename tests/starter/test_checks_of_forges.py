"""What the workflows of a starter run: a proposal is judged as it would be merged, a push by what was there before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sms_lint.starter.files import Answers, starter_files
from tests.history.approvals.company import Company, git
from tests.starter.test_files import TODAY

RECORD = "records/complaints/CMP-2026-0001.yml"
COMPLAINT = "kind: complaint\nid: CMP-2026-0001\nstatus: {status}\nsummary: {text}\n"
ZEROS = "0" * 40


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A repository with work that took main in, and its clone, in which the check runs."""
    company = Company(tmp_path)
    git(company.root, "checkout", "-q", "-b", "work")
    company.write("records/note.md", "Note.\n")
    company.commit("Work", when="2026-01-11")
    git(company.root, "checkout", "-q", "main")
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close", when="2026-01-12")
    git(company.root, "checkout", "-q", "work")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Main into work", "main")
    return company


def gitlab(company: Company, folder: Path, branch: str, **variables: str) -> str:
    """What the job says that GitLab would run in a clone."""
    text = starter_files(Answers("Harbour IT", forge="gitlab"), TODAY)[".gitlab-ci.yml"]
    lines = "\n".join(yaml.safe_load(text)["check"]["script"])
    assert lines.count("sms-lint check") == 1
    git(folder, "clone", "-q", f"file://{company.root}", "clone")
    git(folder / "clone", "checkout", "-q", "--detach", f"origin/{branch}")
    rules = "--select closed-record-changed --select misplaced-file"
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", lines.replace("sms-lint check", f"sms-lint check {rules}")],
        cwd=folder / "clone",
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "CI_COMMIT_SHA": git(folder / "clone", "rev-parse", "HEAD"),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.returncode} {done.stdout}{done.stderr}"


def test_gitlab_judges_a_merge_request_as_it_would_be_merged(company: Company, tmp_path: Path) -> None:
    request = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_BEFORE_SHA": ZEROS}
    said = gitlab(company, tmp_path, "work", **request)
    assert "closed-record-changed" not in said
    assert not said.startswith("2")
    company.write(RECORD, COMPLAINT.format(status="closed", text="never"))
    company.commit("Tamper", when="2026-01-13")
    (tmp_path / "again").mkdir()
    said = gitlab(company, tmp_path / "again", "work", **request)
    assert said.startswith("1")
    assert "closed-record-changed" in said


def test_gitlab_judges_a_push_by_what_the_branch_held_before(company: Company, tmp_path: Path) -> None:
    before = git(company.root, "rev-parse", "main")
    assert not gitlab(company, tmp_path, "main", CI_COMMIT_BEFORE_SHA=ZEROS).startswith("2")
    git(company.root, "checkout", "-q", "-B", "main", "work")
    (tmp_path / "again").mkdir()
    said = gitlab(company, tmp_path / "again", "main", CI_COMMIT_BEFORE_SHA=before)
    assert said.startswith("2")
    assert f"would take the place of {before}" in said


@pytest.mark.parametrize(
    "path", [".github/workflows/check.yml", "sms_lint/starter/templates/github/check.yml"]
)
def test_github_names_the_base_of_a_pull_request_and_of_a_push(path: str) -> None:
    steps = yaml.safe_load(Path(path).read_text("utf-8"))["jobs"]["lint"]["steps"]
    bases = [step["env"]["BASE"] for step in steps if "sms-lint check" in step.get("run", "")]
    assert bases
    assert set(bases) == {"${{ github.event.pull_request.base.sha || github.event.before }}"}
