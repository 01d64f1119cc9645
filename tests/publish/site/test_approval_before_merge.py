"""The whole way of an approval, by the workflows' own commands: edit, green, review, merge, captured, approved.

The forge is a bare repository and recorded answers in the shape of GitHub's and GitLab's APIs. Each way to merge is
gone: a merge commit, a squash, a rebase, a queue or train that merges two proposals at once.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sms_lint.history.approvals import TextApproval
from sms_lint.load import load
from sms_lint.publish.site import build_pages
from sms_lint.rules.lint import lint
from sms_lint.starter.data import template
from sms_lint.system.approval_status import approvals_of
from tests.history.approvals.company import POLICY, Company, git
from tests.outside.forge import exports
from tests.project.forge_programs import ForgePrograms
from tests.publish.site.conftest import NIGHTLY
from tests.publish.site.html_reading import rendered

pytestmark = pytest.mark.usefixtures("without_handbook")

ROOT = Path(__file__).parents[3]
SETTINGS = """\
organization: {name: Example}
as_of: 2026-06-01
approval: {policy: E1}
preset: starter
rules: {dangling-reference: note}
"""
OUR_JUDGE, OUR_PUBLISHER = (
    (ROOT / ".github/workflows" / name).read_text("utf-8") for name in ("judge.yml", "publish.yml")
)
JUDGE, PUBLISHER = template("github/check.yml"), template("github/publish.yml")
GITLAB = yaml.safe_load(template("gitlab-ci.yml"))
CAPTURED = "2026-02-05T12:00:00+0000"
MERGED = {f"GIT_{role}_DATE": "2026-02-04T12:00:00+0000" for role in ("AUTHOR", "COMMITTER")}
AWAITED = "POL-CHG 1.1 is proposed and awaits approval by `approver`"


class Organisation:
    """A desk at which people write, the forge that they push to, and what it says of proposal 7 (and 8)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = ForgePrograms(folder)
        self.desk = Company(folder)
        self.desk.write("sms.yml", SETTINGS)
        self.desk.write("policies/incident.md", self.incidents("1.0"))
        self.desk.sign_off()
        self.desk.commit("Approve", when="2026-01-09")
        self.origin = folder / "origin.git"
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        git(self.origin, "config", "receive.advertisePushOptions", "true")
        git(self.desk.root, "remote", "add", "origin", str(self.origin))
        self.push("main")
        self.before = git(self.desk.root, "rev-parse", "main")
        self.heads: dict[int, str] = {}
        self.commits: dict[int, list[str]] = {}
        self.clones = 0

    @staticmethod
    def incidents(version: str) -> str:
        text = POLICY.format(version=version, text="Text.", lifecycle="draft" if version == "1.0" else "active",
                             effective="2026-01-10", approver="approver")  # fmt: skip
        return text.replace("POL-CHG", "POL-INC").replace("Change policy", "Incident policy")

    def push(self, *refs: str) -> None:
        git(self.desk.root, "push", "-q", "-f", "origin", *refs)

    def propose(self, number: int = 7, path: str = "policies/change.md", text: str = "") -> None:
        """A proposal of two commits, and the merge that the forge makes of it for a look."""
        name = f"work-{number}"
        git(self.desk.root, "checkout", "-q", "-b", name, "main")
        if text:
            self.desk.write(path, text)
        else:
            self.desk.policy("1.1", "Text two.", effective="2026-02-20")
        self.desk.commit("Change", when="2026-02-02")
        self.desk.write(f"note-{number}.txt", "What else was to be said.\n")
        self.heads[number] = self.desk.commit("Note", when="2026-02-02T12:05:00+0000")
        self.commits[number] = git(self.desk.root, "rev-list", "--reverse", f"main..{name}").split()
        git(self.desk.root, "checkout", "-q", "--detach", "main")
        git(self.desk.root, "merge", "-q", "--no-ff", "-m", "For a look", name, **MERGED)
        merged = git(self.desk.root, "rev-parse", "HEAD")
        git(self.desk.root, "checkout", "-q", "main")
        for place in ("pull", "merge-requests"):
            self.push(f"{name}:refs/{place}/{number}/head", f"{merged}:refs/{place}/{number}/merge", name)

    def merge(self, number: int, how: str) -> str:
        """Merge it as the forge does; the commit that the forge names afterwards."""
        root, name = self.desk.root, f"work-{number}"
        if how == "merge":
            git(root, "merge", "-q", "--no-ff", "-m", f"Merge {number}", name, **MERGED)
        elif how == "squash":
            git(root, "merge", "-q", "--squash", name)
            self.desk.commit(f"Squashed {number}", when="2026-02-04")
        elif how == "rebase":
            git(root, "commit", "-q", "--allow-empty", "-m", "Other work came first", **MERGED)
            git(root, "cherry-pick", f"main..{name}", **MERGED)
        else:
            git(root, "merge", "-q", "--ff-only", name)
        self.push("main")
        return git(root, "rev-parse", "HEAD")

    def clone(self) -> Path:
        """A clone as a job checks it out: of the newest state of the branch."""
        self.clones += 1
        place = self.folder / f"job-{self.clones}"
        git(self.folder, "clone", "-q", str(self.origin), str(place))
        return place

    def run(self, where: Path, script: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        temp = where.with_name(f"{where.name}-temp")
        temp.mkdir(exist_ok=True)
        known = {
            "PATH": f"{self.programs.bin}:{os.environ['PATH']}", "RUNNER_TEMP": str(temp),
            "GIT_AUTHOR_DATE": CAPTURED, "GIT_COMMITTER_DATE": CAPTURED, "GITHUB_REPOSITORY": "acme/sms", "ROBOT_KEY": self.desk.key("ci").read_text("utf-8"),
        }  # fmt: skip
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=where, check=False, capture_output=True, text=True, env={**os.environ, **known, **environment},
        )  # fmt: skip

    def latest(self, id_: str = "POL-CHG") -> TextApproval:
        """How the newest text on the branch of the forge is judged."""
        found = approvals_of(load(self.clone()))
        assert found is not None
        latest = found.latest(id_)
        assert latest is not None
        return latest


@pytest.fixture
def organisation(tmp_path: Path) -> Organisation:
    return Organisation(tmp_path)


def scripts(text: str, job: str) -> Iterator[tuple[str, str]]:
    """The scripts of a job of a workflow for GitHub that run where the branch, or a proposal, is judged."""
    for step in yaml.safe_load(text)["jobs"][job]["steps"]:
        name = step["name"]
        if (
            "run" in step
            and "merge_group" not in step.get("if", "")
            and not name.startswith(("Install", "Set up"))
        ):
            yield name, step["run"]


def answer_github(organisation: Organisation, number: int, *reviews: dict[str, Any], **said: Any) -> None:
    """What GitHub says of a pull request and its reviews."""
    head = organisation.heads[number]
    written = [exports.written("p-0001") | {"sha": commit} for commit in organisation.commits[number]]
    state = {"state": "open", "merged": False, "merged_at": None, "merge_commit_sha": None}
    about = {"number": number, "head": {"sha": head}, "base": {"ref": "main"}, **state, **said}
    export = json.loads(exports.github(*reviews, commits=written, **about))
    place = f"repos/acme/sms/pulls/{number}"
    organisation.programs.answer(place, export["pull_request"])
    organisation.programs.answer(f"{place}/reviews", export["reviews"])
    organisation.programs.answer(f"{place}/commits", export["commits"])
    total = {"reviews": {"totalCount": export["reviews_total"]}}
    organisation.programs.answer("graphql", {"data": {"repository": {"pullRequest": total}}})


def merged_on_github(organisation: Organisation, number: int, commit: str, steps: list[str]) -> None:
    """What GitHub says once it is merged: of the pull request, and of each commit that it brought."""
    review = exports.review("p-0002", commit=organisation.heads[number])
    merged = {
        "state": "closed",
        "merged": True,
        "merged_at": "2026-02-04T12:00:00Z",
        "merge_commit_sha": commit,
    }
    answer_github(organisation, number, review, **merged)
    request = json.loads(
        (organisation.programs.answers / f"repos+acme+sms+pulls+{number}").read_text("utf-8")
    )
    for step in steps:
        organisation.programs.answer(f"repos/acme/sms/commits/{step}/pulls", [request])


def judge_on_github(organisation: Organisation) -> "subprocess.CompletedProcess[str]":
    where = organisation.clone()
    done = None
    for name, script in scripts(JUDGE, "check"):
        done = organisation.run(where, script, NUMBER="7", PROPOSED=organisation.heads[7], PAUSE="0")
        assert done.returncode == 0 or name.startswith("Judge"), done.stdout + done.stderr
    assert done is not None
    return done


def capture_on_github(organisation: Organisation) -> str:
    where, said = organisation.clone(), ""
    for _, script in scripts(PUBLISHER, "capture"):
        done = organisation.run(where, script)
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout
    return said


def page(organisation: Organisation) -> str:
    """What the page of the policy says, built from the branch of the forge."""
    sms = load(organisation.clone(), with_history=True)
    built = build_pages(sms, lint(sms, ()), {}, "auditor").pages["documents/POL-CHG.md"]
    return rendered(built.partition("\n---\n")[2]).text


def steps_since(organisation: Organisation) -> list[str]:
    return git(organisation.desk.root, "rev-list", "--first-parent", f"{organisation.before}..main").split()


def test_our_own_workflows_run_the_same() -> None:
    """All but the place of the program."""
    for ours, starter in (
        (scripts(OUR_JUDGE, "judge"), scripts(JUDGE, "check")),
        (scripts(OUR_PUBLISHER, "capture"), scripts(PUBLISHER, "capture")),
    ):
        assert [(name, run.replace(".venv/bin/sms-lint", "sms-lint")) for name, run in ours] == list(starter)


def test_from_the_edit_to_the_page_on_github(organisation: Organisation) -> None:
    organisation.propose()
    answer_github(organisation, 7)
    judged = judge_on_github(organisation)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert "::notice file=policies/change.md" in judged.stdout
    assert AWAITED in judged.stdout

    answer_github(organisation, 7, exports.review("p-0002", commit=organisation.heads[7]))
    judged = judge_on_github(organisation)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert "the forge has recorded that of P-0002, and it counts once this is merged" in judged.stdout

    commit = organisation.merge(7, "merge")
    assert not organisation.latest().approved, "a merge approves nothing by itself"
    assert "not approved" in page(organisation)
    merged_on_github(organisation, 7, commit, steps_since(organisation))
    assert "P-0002 approved POL-CHG 1.1" in capture_on_github(organisation)
    latest = organisation.latest()
    assert (latest.level, latest.approvers[0].statement.person) == (1, "P-0002")

    checked = dict(scripts(PUBLISHER, "check"))["Check the branch"]
    done = organisation.run(organisation.clone(), checked, BEFORE=organisation.before)
    assert done.returncode == 0, done.stdout + done.stderr
    said = page(organisation)
    assert "In force" in said
    assert "E1 review recorded" in said
    assert "not approved" not in said


@pytest.mark.parametrize("how", ["squash", *(("rebase",) * NIGHTLY)])
def test_the_other_ways_to_merge_on_github(organisation: Organisation, how: str) -> None:
    organisation.propose()
    commit = organisation.merge(7, how)
    merged_on_github(organisation, 7, commit, steps_since(organisation))
    assert "1 statement written" in capture_on_github(organisation)
    assert organisation.latest().level == 1
    assert "nothing to add" in capture_on_github(organisation), "what is captured waits no longer"


def test_a_queue_that_merges_two_at_once_on_github(organisation: Organisation) -> None:
    organisation.propose(7)
    organisation.propose(8, "policies/incident.md", Organisation.incidents("1.1"))
    first = organisation.merge(7, "squash")
    second = queue_second(organisation)
    merged_on_github(organisation, 7, first, [first])
    merged_on_github(organisation, 8, second, [second])
    said = capture_on_github(organisation)
    assert "P-0002 approved POL-CHG 1.1" in said
    assert "P-0002 approved POL-INC 1.1" in said
    assert [organisation.latest(id_).level for id_ in ("POL-CHG", "POL-INC")] == [1, 1]


def queue_second(organisation: Organisation) -> str:
    root = organisation.desk.root
    git(root, "checkout", "-q", "work-8", "--", "policies/incident.md")
    commit = organisation.desk.commit("Squashed 8", when="2026-02-04T12:10:00+0000")
    organisation.push("main")
    return commit


def test_a_merge_that_nobody_reviewed_is_never_shown_as_approved(organisation: Organisation) -> None:
    organisation.propose()
    commit = organisation.merge(7, "merge")
    head = organisation.heads[7]
    review = exports.review("p-0002", "COMMENTED", commit=head)
    merged_on_github(organisation, 7, commit, steps_since(organisation))
    answer_github(
        organisation, 7, review, state="closed", merged=True, merged_at="2026-02-04T12:00:00Z", merge_commit_sha=commit
    )  # fmt: skip
    assert "0 statements written" in capture_on_github(organisation)
    checked = dict(scripts(PUBLISHER, "check"))["Check the branch"]
    done = organisation.run(organisation.clone(), checked, BEFORE=organisation.before)
    assert done.returncode == 1
    assert "POL-CHG 1.1 is not approved, and an earlier text is" in done.stdout
    said = page(organisation)
    assert "A newer text, version 1.1, is not approved: it needs approval by approver" in said


def test_a_review_that_will_not_count_is_a_warning_before_the_merge(organisation: Organisation) -> None:
    organisation.propose()
    answer_github(organisation, 7, exports.review("p-0004", commit=organisation.heads[7]))
    judged = judge_on_github(organisation)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert "::warning file=policies/change.md" in judged.stdout
    assert (
        "no review that was made will count: p-0004: P-0004 approves none of the documents" in judged.stdout
    )


def answer_gitlab(organisation: Organisation, number: int, step: str, **said: Any) -> None:
    """What GitLab says of a merged request, and of the commit that brought it."""
    head = organisation.heads[number]
    about = {"iid": number, "sha": head, "target_branch": "main", "merge_commit_sha": None, **said}
    export = json.loads(exports.gitlab(exports.approval("p-0002"), head=head, **about))
    written = export["commits"][0]["items"][0]
    # More than a page of them: the job has to ask on.
    earlier = [written | {"id": f"{number:040x}"} for number in range(130)]
    export["commits"] = [written | {"id": commit} for commit in organisation.commits[number]] + earlier
    place = f"projects/5/merge_requests/{number}"
    organisation.programs.answer(place, export["merge_request"])
    for name in ("approvals", "versions", "commits"):
        organisation.programs.answer(f"{place}/{name}", export[name])
    organisation.programs.answer(
        f"projects/5/repository/commits/{step}/merge_requests", [export["merge_request"]]
    )


def on_gitlab(organisation: Organisation, job: str, **said: str) -> "subprocess.CompletedProcess[str]":
    where = organisation.clone()
    key = organisation.folder / "robot-key"
    key.write_text(organisation.desk.key("ci").read_text("utf-8"), "utf-8")
    lines = [line for part in GITLAB[job]["script"] for line in (part if isinstance(part, list) else [part])]
    pushed = f"url.{organisation.origin}.insteadOf"
    variables: Mapping[str, str] = {
        "CI_PROJECT_DIR": str(where), "CI_DEFAULT_BRANCH": "main", "CI_PROJECT_ID": "5",
        "CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "acme/sms", "SMS_LINT_PUSH_TOKEN": "secret", "SMS_LINT_ROBOT_KEY": str(key),
        "CI_COMMIT_BEFORE_SHA": organisation.before, "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main",
        "GIT_CONFIG_KEY_1": pushed, "GIT_CONFIG_VALUE_1": "https://robot:secret@gitlab.example/acme/sms.git",
    }  # fmt: skip
    return organisation.run(where, "\n".join(lines), **{**variables, **said})


def test_from_the_edit_to_the_page_on_gitlab(organisation: Organisation) -> None:
    organisation.propose()
    judged = on_gitlab(organisation, "judge", CI_COMMIT_SHA=organisation.heads[7])
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert AWAITED in judged.stdout
    commit = organisation.merge(7, "merge")
    answer_gitlab(organisation, 7, commit, merge_commit_sha=commit)
    assert on_gitlab(organisation, "check").returncode == 1
    captured = on_gitlab(organisation, "capture")
    assert captured.returncode == 0, captured.stdout + captured.stderr
    assert "P-0002 approved POL-CHG 1.1" in captured.stdout
    done = on_gitlab(organisation, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "E1 review recorded" in page(organisation)


@pytest.mark.parametrize(
    ("how", "named"), [*((("squash", "squash_commit_sha"),) * NIGHTLY), ("rebase", "merge_commit_sha")]
)
def test_the_other_ways_to_merge_on_gitlab(organisation: Organisation, how: str, named: str) -> None:
    organisation.propose()
    commit = organisation.merge(7, how)
    (step,) = git(
        organisation.desk.root, "log", "--format=%H", f"{organisation.before}..main", "--", "policies"
    ).split()
    answer_gitlab(organisation, 7, step, **{named: commit})
    captured = on_gitlab(organisation, "capture")
    assert captured.returncode == 0, captured.stdout + captured.stderr
    assert organisation.latest().level == 1


def test_a_fast_forward_on_gitlab_names_no_merge(organisation: Organisation) -> None:
    organisation.propose()
    organisation.merge(7, "fast-forward")
    step = git(organisation.desk.root, "rev-parse", "main~1")
    answer_gitlab(organisation, 7, step)
    captured = on_gitlab(organisation, "capture")
    assert captured.returncode == 0, captured.stdout + captured.stderr
    assert organisation.latest().level == 1
