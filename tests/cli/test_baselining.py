"""`check --baseline write` and `prune`, and a proposed change that would accept its own faults."""

from pathlib import Path
from shutil import copytree

import pytest

from sms_lint.cli import main
from tests.history.approvals.company import Company, git
from tests.rules.notation import MINIMAL

REGISTER = "records/registers/improvement.yml"
TEXT = (
    "kind: improvement\nid: REG-IMP\ntitle: Improvement register\nowner: head-of-service-management\n"
    "review: {every: 12 months, last: 2024-01-01}\nentries: []\n"
)
WRITE = [
    "--baseline",
    "write",
    "--reason",
    "The checks were adopted with what there was.",
    "--until",
    "2026-12-31",
]


@pytest.fixture
def system(tmp_path: Path) -> Path:
    root = Path(copytree(MINIMAL, tmp_path / "system"))
    (root / REGISTER).write_text(TEXT, "utf-8")
    return root


def check(system: Path, *given: str) -> int:
    return main(["check", "--root", str(system), *given])


def test_a_baseline_makes_the_checks_green_and_then_only_shrinks(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(system) == 1
    assert check(system, *WRITE) == 0
    assert check(system) == 0
    written = (system / "baseline.yml").read_text("utf-8")
    assert "rule: overdue-review, of: REG-IMP" in written
    assert check(system, *WRITE) == 2
    assert "only shrinks" in capsys.readouterr().err
    (system / REGISTER).write_text(TEXT.replace("2024-01-01", "2026-09-15"), "utf-8")
    assert check(system, "--baseline", "prune") == 0
    shorter = (system / "baseline.yml").read_text("utf-8")
    assert len(shorter.splitlines()) == len(written.splitlines()) - 1
    assert "overdue-review" not in shorter
    (system / REGISTER).write_text(TEXT, "utf-8")
    assert check(system) == 1


@pytest.mark.parametrize(
    "given",
    [
        ["--baseline", "write"],
        ["--baseline", "write", "--reason", "It is so.", "--until", "2020-01-01"],
        ["--baseline", "write", "--reason", "So", "--until", "2026-12-31"],
        ["--baseline", "prune"],
        ["--baseline", "prune", "--select", "overdue-review"],
        ["--baseline", "prune", "--base", "main"],
        ["--reason", "It is so."],
    ],
)
def test_a_baseline_without_what_it_needs_is_refused(system: Path, given: list[str]) -> None:
    assert check(system, *given) == 2
    assert not (system / "baseline.yml").exists()


POLICY = """\
---
kind: policy
id: POL-CHG
title: Change policy
version: "1.0"
lifecycle: active
owner: owner
approver: approver
effective: 2025-01-10
review: {every: 12 months, last: LAST}
classification: internal
retention: 3 years
---
# Change policy

"""
ONLY = ["--select", "overdue-review", "--select", "forbidden-suppression", "--today", "2026-06-01"]
COMMENT = "# sms: ignore[overdue-review] until=2026-12-31 The owner is ill.\nreview:"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path, with_policy=False)
    company.write("policies/change.md", POLICY.replace("LAST", "2026-01-10"))
    company.commit("Sound", when="2026-01-06")
    git(company.root, "checkout", "-q", "-b", "work")
    return company


def test_no_change_accepts_its_own_fault(company: Company) -> None:
    overdue = POLICY.replace("LAST", "2025-01-10")
    company.write("policies/change.md", overdue.replace("review:", COMMENT))
    company.commit("Overdue, and accepted", when="2026-01-07")
    given = ["check", "--root", str(company.root), *ONLY]
    assert main(given) == 0, "on the branch it is accepted"
    assert main([*given, "--base", "main"]) == 1
    company.write("policies/change.md", overdue)
    reason = ["--reason", "Adopted with what there was.", "--until", "2026-12-31", "--today", "2026-06-01"]
    assert main(["check", "--root", str(company.root), "--baseline", "write", *reason]) == 0
    company.commit("Overdue, and in the baseline", when="2026-01-08")
    assert main(given) == 0
    assert main([*given, "--base", "main"]) == 1


def test_what_the_base_accepts_stays_accepted(company: Company) -> None:
    git(company.root, "checkout", "-q", "main")
    accepted = POLICY.replace("LAST", "2025-01-10").replace("review:", COMMENT)
    company.write("policies/change.md", accepted)
    company.commit("Accepted", when="2026-01-07")
    git(company.root, "checkout", "-q", "-b", "next")
    company.write("policies/change.md", accepted + "More words.\n")
    company.commit("Words", when="2026-01-08")
    assert main(["check", "--root", str(company.root), *ONLY, "--base", "main"]) == 0
