"""What the workflows of a starter run on a push: what the branch holds has to go on from what it held before."""

from pathlib import Path

import pytest
import yaml

from sms_lint.starter.files import Answers, starter_files


@pytest.mark.parametrize(
    "path", [".github/workflows/check.yml", "sms_lint/starter/templates/github/check.yml"]
)
def test_github_names_what_the_branch_held_before(path: str) -> None:
    jobs = yaml.safe_load(Path(path).read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"] if "--after" in step.get("run", "")]
    assert [step["env"] for step in steps] == [{"BEFORE": "${{ github.event.before }}"}]
    assert "$BEFORE" in steps[0]["run"]


def test_gitlab_names_what_the_branch_held_before() -> None:
    text = starter_files(Answers("Harbour IT", forge="gitlab"))[".gitlab-ci.yml"]
    job = yaml.safe_load(text)["check"]
    assert job["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert job["script"][-1] == 'sms-lint check --after "$CI_COMMIT_BEFORE_SHA"'
