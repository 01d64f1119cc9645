"""What the workflows of a starter run on a push: what the branch holds has to go on from what it held before."""

from pathlib import Path

import pytest
import yaml

from sms_lint.starter.files import Answers, Forge, starter_files


@pytest.mark.parametrize(
    "path", [".github/workflows/check.yml", "sms_lint/starter/templates/github/publish.yml"]
)
def test_github_names_what_the_branch_held_before(path: str) -> None:
    jobs = yaml.safe_load(Path(path).read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"] if "--after" in step.get("run", "")]
    assert [step["env"] for step in steps] == [{"BEFORE": "${{ github.event.before }}"}]
    assert "$BEFORE" in steps[0]["run"]


def test_gitlab_names_what_the_branch_held_before() -> None:
    text = starter_files(Answers("Harbour IT", forge="gitlab"))[".gitlab-ci.yml"]
    job = yaml.safe_load(text)["check"]
    assert job["rules"] == [
        {"if": '$CI_PIPELINE_SOURCE == "schedule"', "when": "never"},  # then nothing was pushed
        {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"},
    ]
    assert job["script"][-1].startswith('sms-lint check --after "$CI_COMMIT_BEFORE_SHA" ')


def test_both_forges_remind_by_a_schedule() -> None:
    github = yaml.safe_load(
        starter_files(Answers("Harbour IT", forge="github"))[".github/workflows/remind.yml"]
    )
    assert github[True]["schedule"]
    (job,) = github["jobs"].values()
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    assert job["steps"][-1]["run"] == 'sms-lint remind --project "$GITHUB_REPOSITORY"'
    gitlab = yaml.safe_load(starter_files(Answers("Harbour IT", forge="gitlab"))[".gitlab-ci.yml"])["remind"]
    assert [rule["if"] for rule in gitlab["rules"]] == [
        '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'
    ]
    assert gitlab["script"][-1].startswith("sms-lint remind --forge gitlab ")


@pytest.mark.parametrize(
    ("forge", "path"),
    [
        ("github", ".github/workflows/report.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("gitea", ".gitea/workflows/report.yml"),
    ],
)
def test_every_forge_proposes_a_report_each_month_and_never_writes_to_the_branch(
    forge: Forge, path: str
) -> None:
    text = starter_files(Answers("Harbour IT", forge=forge))[path]
    found = yaml.safe_load(text)
    job = found["report"] if forge == "gitlab" else found["jobs"]["report"]
    run = job["script"][-1] if forge == "gitlab" else job["steps"][-1]["run"]
    assert "sms-lint kpi --freeze || test $? -eq 1\n" in run
    assert "sms-lint report last-month\n" in run
    pushes = [
        line for line in run.replace("\\\n", " ").splitlines() if "git push" in line or " push " in line
    ]
    assert len(pushes) == 1
    assert pushes[0].rstrip('"').endswith(("$branch", "refs/heads/$name", 'origin "$name'))
    if forge != "gitlab":
        assert [each["cron"] for each in found[True]["schedule"]] == ["41 5 5 * *"]


def test_github_captures_before_it_checks_and_publishes_and_reads_the_newest_state() -> None:
    for path in (".github/workflows/publish.yml", "sms_lint/starter/templates/github/publish.yml"):
        jobs = yaml.safe_load(Path(path).read_text("utf-8"))["jobs"]
        later = [name for name in jobs if name not in ("capture", "deploy")]
        assert "build" in later
        for name in later:
            assert jobs[name]["needs"] == "capture", name
            assert "failure" in jobs[name]["if"], name
            assert jobs[name]["steps"][0]["with"]["ref"] == "main", name
        assert jobs["deploy"]["needs"] == "build"


def test_gitlab_captures_before_it_checks_and_publishes_and_reads_the_newest_state() -> None:
    jobs = yaml.safe_load(starter_files(Answers("Harbour IT", forge="gitlab"))[".gitlab-ci.yml"])
    assert jobs["capture"]["stage"] == ".pre"
    for name in ("check", "pages"):
        assert 'git checkout --quiet --detach "origin/$CI_DEFAULT_BRANCH"' in jobs[name]["script"]
