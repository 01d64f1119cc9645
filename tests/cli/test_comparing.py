"""The command on a proposed change: green for what was there before, red for what it brings."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from tests.history.approvals.company import Company, git

POLICY = """\
---
kind: policy
id: {id}
title: Change policy
version: "1.0"
lifecycle: active
owner: owner
approver: approver
effective: 2025-01-10
review: {{every: 12 months, last: 2025-01-10}}
classification: internal
retention: 3 years
---
# Change policy

{text}
"""
RECORD = "kind: complaint\nid: CMP-2026-0001\nstatus: {status}\nsummary: {text}\n"
HTML = "<marquee>Now</marquee>"
ONLY = ["--select", "overdue-review", "--select", "raw-html", "--select", "closed-record-changed"]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A branch with an overdue review and forbidden HTML on it, a closed record, and `work` that starts there."""
    company = Company(tmp_path, with_policy=False)
    company.write("policies/change.md", POLICY.format(id="POL-CHG", text=f"Changes are recorded.\n\n{HTML}"))
    company.write("records/complaint.yml", RECORD.format(status="closed", text="late"))
    company.commit("Faults", when="2026-01-06")
    git(company.root, "checkout", "-q", "-b", "work")
    return company


def propose(company: Company, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        company.write(path, text)
    company.commit("Propose", when="2026-01-07")


def check(company: Company, *options: str) -> int:
    today = [] if "--today" in options else ["--today", "2026-06-01"]
    return main(["check", "--base", "main", "--root", str(company.root), *ONLY, *today, *options])


def report(company: Company, capsys: pytest.CaptureFixture[str], *options: str) -> Any:
    capsys.readouterr()
    check(company, "--format", "json", *options)
    return json.loads(capsys.readouterr().out)


def test_the_branch_itself_is_red(company: Company) -> None:
    assert main(["check", "--root", str(company.root), *ONLY, "--today", "2026-06-01"]) == 1


@pytest.mark.parametrize("today", ["2026-06-01", "2031-06-01"])
def test_a_proposal_that_touches_nothing_controlled_is_green(
    company: Company, capsys: pytest.CaptureFixture[str], today: str
) -> None:
    propose(company, {"README.md": "Words\n", "src/program.py": "print()\n"})
    assert check(company, "--today", today) == 0
    out = capsys.readouterr().out
    assert f"no findings (as of {today})" in out
    assert "2 findings were there before and count for nothing here" in out


def test_sound_work_beside_the_faults_is_green(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    better = POLICY.format(id="POL-CHG", text=f"# More\n\nChanges are recorded, and assessed.\n\n{HTML}")
    propose(company, {"policies/change.md": better, "policies/new.md": POLICY.format(id="POL-NEW", text="More").replace(
        "last: 2025-01-10", "last: 2026-05-10")})  # fmt: skip
    assert check(company) == 0
    assert {finding["baseline"] for finding in report(company, capsys)["findings"]} == {"unchanged"}


def test_what_it_mends_is_said(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    propose(company, {"policies/change.md": POLICY.format(id="POL-CHG", text="Changes are recorded.")})
    found = report(company, capsys)
    assert [finding["rule"] for finding in found["mended"]] == ["raw-html"]
    assert found["summary"] == {
        "error": 0, "warning": 0, "note": 0, "suppressed": 0, "unchanged": 1, "mended": 1
    }  # fmt: skip


def test_a_new_finding_is_red_and_the_others_are_one_line(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    propose(company, {"policies/new.md": POLICY.format(id="POL-NEW", text=HTML)})
    assert check(company, "--format", "concise") == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("policies/new.md:") for line in lines[:2])
    assert lines[2] == "2 errors (as of 2026-06-01)"
    assert lines[3] == "2 findings were there before and count for nothing here; `sms-lint check` lists all"
    assert check(company, "--format", "github") == 1
    assert "file=policies/change.md" not in capsys.readouterr().out


def test_the_formats_for_machines_tell_the_new_from_the_old(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    text = POLICY.format(id="POL-NEW", text=HTML).replace("last: 2025-01-10", "last: 2026-05-10")
    old = POLICY.format(id="POL-CHG", text=HTML).replace("last: 2025-01-10", "last: 2026-05-10")
    propose(company, {"policies/new.md": text, "policies/change.md": old})
    states = {
        (finding["path"], finding["rule"], finding["baseline"])
        for finding in report(company, capsys)["findings"]
    }
    assert states == {
        ("policies/change.md", "raw-html", "unchanged"),
        ("policies/new.md", "raw-html", "new"),
    }
    check(company, "--format", "sarif")
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert {(result["ruleId"], result["baselineState"]) for result in results} == {
        ("raw-html", "unchanged"), ("raw-html", "new"), ("overdue-review", "absent"),
    }  # fmt: skip
    check(company, "--format", "gitlab")
    issues = json.loads(capsys.readouterr().out)
    assert {(issue["location"]["path"], issue["baseline"]) for issue in issues} == {
        ("policies/change.md", "unchanged"), ("policies/new.md", "new"),
    }  # fmt: skip
    assert len({issue["fingerprint"] for issue in issues}) == 2


def test_a_proposal_that_switches_a_rule_off_does_not_pass_by_it(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (company.root / "sms.yml").read_text("utf-8")
    propose(company, {"sms.yml": f"{settings}rules: {{raw-html: off}}\n"})
    assert check(company) == 0
    out = capsys.readouterr().out
    assert "not checked: the new `rules` of sms.yml" in out
    propose(company, {"policies/new.md": POLICY.format(id="POL-NEW", text=HTML)})
    assert check(company) == 1


def test_what_guards_the_records_is_red_though_it_was_so_before(company: Company) -> None:
    propose(company, {"records/complaint.yml": RECORD.format(status="closed", text="early")})
    assert check(company) == 1
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "work")
    git(company.root, "checkout", "-q", "-b", "other")
    propose(
        company,
        {"policies/new.md": POLICY.format(id="POL-NEW", text="Sound").replace("last: 2025", "last: 2026")},
    )
    assert check(company) == 0
    propose(company, {"records/complaint.yml": RECORD.format(status="closed", text="earlier still")})
    assert check(company) == 1


def test_where_the_branch_had_nothing_to_judge_by_every_finding_is_new(tmp_path: Path) -> None:
    root = tmp_path / "sms"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    git(root, "commit", "-q", "--allow-empty", "-m", "Begin")
    git(root, "checkout", "-q", "-b", "work")
    (root / "policies").mkdir()
    (root / "sms.yml").write_text("organization: {name: Example}\nas_of: 2026-06-01\n", "utf-8")
    (root / "policies/change.md").write_text(POLICY.format(id="POL-CHG", text=HTML), "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "First")
    assert main(["check", "--base", "main", "--root", str(root), *ONLY]) == 1


def test_a_fault_of_a_rule_on_the_base_is_no_finding_of_the_proposal(company: Company) -> None:
    """Severity counts as well: who waits for warnings is not told of those that were there."""
    propose(company, {"README.md": "Words\n"})
    assert check(company, "--fail-on", "note") == 0


def test_paths_narrow_what_is_reported_and_not_what_is_compared(
    company: Company, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(company.root)
    git(company.root, "mv", "policies/change.md", "policies/moved.md")
    propose(company, {"records/new.md": POLICY.format(id="POL-NEW", text=HTML)})
    found = report(company, capsys, "policies")
    assert {(finding["path"], finding["baseline"]) for finding in found["findings"]} == {
        ("policies/moved.md", "unchanged")
    }
    assert found["mended"] == []
    assert check(company, "policies") == 0
    assert check(company, "records") == 1
