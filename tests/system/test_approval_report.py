"""What `sms-lint in-force` and `sms-lint history` say of texts and their approvals, word for word."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.history.approvals import Approvals, in_force
from sms_lint.system.approval_status.report import in_force_lines, said_of, start_of
from tests.history.approvals.company import Company

# A fixture of a whole module begins before git is set up for a single test.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
}
IN_FORCE = date(2026, 2, 1)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """Version 1.0 is signed, and 1.1 says to be in force from a later day and is approved by nobody."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in GIT.items():
            patch.setenv(name, value)
        made = Company(tmp_path_factory.mktemp("company"))
        made.sign_off()
        made.commit("Approve", when="2026-01-09")
        made.policy("1.1", "Text two.", effective="2026-03-01")
        made.commit("Change", when="2026-02-20")
    return made


@pytest.fixture(scope="module")
def approvals(company: Company) -> Approvals:
    return company.approvals()


def lines_on(approvals: Approvals, day: date) -> list[str]:
    return list(in_force_lines(approvals, [in_force(approvals, "POL-CHG", day)], day))


def test_the_text_in_force_with_its_approval_and_what_stands_on_the_branch_instead(
    approvals: Approvals,
) -> None:
    first, second = approvals.texts["POL-CHG"]
    assert lines_on(approvals, IN_FORCE) == [
        (
            "POL-CHG 1.0: E2, approved by P-0002 (approver); declared from 2026-01-10, approval on the branch since "
            f"2026-01-09, as its commits state; sha256 {first.text.sha256[:16]}"
        ),
        "  on the branch: 1.1, E0, not approved",
    ]
    assert start_of(approvals, second) == "declared from 2026-03-01"


def test_nothing_was_in_force_before(approvals: Approvals) -> None:
    assert lines_on(approvals, date(2026, 1, 9)) == [
        "POL-CHG: no approved text was in force on 2026-01-09",
        "  on the branch: 1.1, E0, not approved",
    ]


def test_a_text_is_in_force_from_the_day_that_it_names(approvals: Approvals) -> None:
    first, _ = approvals.texts["POL-CHG"]
    before, on_it = (in_force(approvals, "POL-CHG", date(2026, 1, day)) for day in (9, 10))
    assert (before.declared, before.proven) == (None, None)
    assert (on_it.declared, on_it.proven, on_it.since) == (first, first, date(2026, 1, 10))


def test_one_text_is_not_said_twice(approvals: Approvals) -> None:
    shown = replace(in_force(approvals, "POL-CHG", IN_FORCE), on_main=None)
    assert len(list(in_force_lines(approvals, [shown, shown], IN_FORCE))) == 2
    assert len(list(in_force_lines(approvals, [replace(shown, on_main=shown.proven)], IN_FORCE))) == 1


def test_declared_and_approved_later(approvals: Approvals) -> None:
    """The text names an early day, and its approval came after the day that is asked about."""
    shown = replace(in_force(approvals, "POL-CHG", IN_FORCE), proven=None)
    (line, _) = in_force_lines(approvals, [shown], date(2026, 1, 8))
    assert " as its commits state (declared; its approval cannot be shown to be older than 2026-01-08); sha256 " in line  # fmt: skip


def test_how_the_start_of_an_approval_is_known(approvals: Approvals) -> None:
    approved = approvals.texts["POL-CHG"][0]
    uncommitted = replace(approved, position=len(approvals.branch.line))
    start = {
        "approved": start_of(approvals, approved),
        "not committed": start_of(approvals, uncommitted),
        "taken over": start_of(approvals, replace(approved, taken_over=True)),
        "taken over, not committed": start_of(approvals, replace(uncommitted, taken_over=True)),
        "no day": start_of(approvals, replace(approved, position=None, text=replace(approved.text, effective=""))),
    }  # fmt: skip
    assert start == {
        "approved": "declared from 2026-01-10, approval on the branch since 2026-01-09, as its commits state",
        "not committed": "declared from 2026-01-10, approval not committed yet",
        "taken over": "declared from 2026-01-10, taken over on 2026-01-09",
        "taken over, not committed": "declared from 2026-01-10, taken over, not committed yet",
        "no day": "declared from no day",
    }


def test_who_approved_and_who_took_it_back(approvals: Approvals) -> None:
    approved = approvals.texts["POL-CHG"][0]
    twice = replace(approved, approvers=approved.approvers * 2)
    assert said_of(twice) == "E2, approved by P-0002 (approver), P-0002 (approver)"
    assert said_of(replace(approved, withdrawn=approved.approvers)) == "approval withdrawn"


def test_the_history_says_why_a_statement_does_not_count_and_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    company = Company(tmp_path)
    kept = company.keep(company.statement(by="P-0001", role="owner")).relative_to(company.root).as_posix()
    first = company.commit("Sign", when="2026-01-06")[:9]
    company.policy(text="Text two.")
    second = company.commit("Change", when="2026-01-07", by="P-0004")[:9]
    begin = company.approvals().texts["POL-CHG"][0].text.commit[:9]
    assert main(["history", "POL-CHG", "--root", str(company.root)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:5] == [
        f"version 1.0 ({second}): void; E0, not approved",
        "  declared from 2026-01-10",
        f"version 1.0 ({begin}): E0, not approved",
        "  declared from 2026-01-10",
        f"  does not count: {kept}: P-0001 contributed to it (author of commit {begin})",
    ]
    assert said[5] == f"2026-01-07 {second} P-0004: Change"
    assert all(line.startswith("    ") for line in said[6:-1])
    assert any("two" in line for line in said[6:-1])
    assert said[-1] == f"2026-01-05 {begin} P-0001: Begin"
    assert first not in "".join(said), "that commit changed another file"


def test_nobody_can_tell_without_trust_settings(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    company.keep(company.statement())
    (judged,) = company.approvals().texts["POL-CHG"]
    assert said_of(judged) == "cannot tell whether it is approved"


def test_the_command_fails_where_something_is_not_proven(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(company.root)]
    assert main(["in-force", "POL-CHG", "--on", "2026-02-01", *root]) == 0
    assert main(["in-force", "--on", "2026-01-09", *root]) == 1
    assert "no approved text was in force" in capsys.readouterr().out
    assert main(["in-force", "POL-NONE", *root]) == 2
