"""From an export of a forge to statements of level E1, on a real repository."""

from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.history.approvals import in_force
from tests.history.approvals.company import Company, git
from tests.outside.forge.exports import github, review, written


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def merged(company: Company, **said: str) -> str:
    """A change on a branch, merged as forges do."""
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    head = company.commit("Change", when="2026-02-02", **said)
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge pull request #7", "work")
    return head


def capture(company: Company, export: bytes, key: str = "ci") -> int:
    path = company.keys_folder / "export.json"
    path.write_bytes(export)
    return main(
        [
            "capture",
            str(path),
            "--forge",
            "github",
            "--key",
            str(company.key(key)),
            "--root",
            str(company.root),
        ]
    )


def exported(company: Company, head: str, login: str = "p-0002") -> bytes:
    return github(
        review(login, commit=head),
        head={"sha": head},
        merge_commit_sha=git(company.root, "rev-parse", "HEAD"),
    )


def test_an_approval_on_the_forge_is_level_e1(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    head = merged(company)
    assert capture(company, exported(company, head)) == 0
    company.commit("Captured review", by="ci", when="2026-02-04")
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    assert (found.level, found.refused) == (1, ())
    assert found.approvers[0].statement.forge == "github https://example.invalid/sms/pull/7, p-0002"
    assert "1 statement written" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("login", "said"),
    [
        ("p-0004", "not counted: p-0004: P-0004 approves none of the documents that it changed\n"),
        ("nobody", "not counted: nobody: trust.yml names no person with this account\n"),
    ],
)
def test_who_may_not_approve_makes_no_statement(
    company: Company, login: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = merged(company)
    assert capture(company, exported(company, head, login)) == 0
    assert said in capsys.readouterr().out
    assert not (company.root / "records/approvals").exists()


def test_a_persons_key_attests_nothing(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    head = merged(company)
    assert capture(company, exported(company, head), key="P-0003") == 2
    why = f"the key {company.public('P-0003').fingerprint} does not belong to a robot in trust.yml that counts today\n"
    assert capsys.readouterr().err.endswith(f" {why}")


def test_a_change_that_is_not_on_the_branch(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert capture(company, github(review("p-0002"))) == 2
    why = "change 7 is not part of the branch that is checked out: fetch it, and try again\n"
    assert capsys.readouterr().err.endswith(f" {why}")


def test_whoever_wrote_on_the_branch_by_another_name_is_refused_by_the_judge(company: Company) -> None:
    head = merged(company, GIT_AUTHOR_EMAIL="p-0002@example.invalid")
    capture(company, exported(company, head))
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    assert not found.approved


@pytest.mark.parametrize("how", ["--no-ff", "--squash"])
def test_what_was_reviewed_is_what_was_merged(
    company: Company, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    head = company.commit("Change", when="2026-02-02")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", how, *(("-m", "Merge") if how == "--no-ff" else ()), "work")
    if how == "--squash":
        company.commit("Squashed", when="2026-02-03")
    assert capture(company, exported(company, head)) == 0
    assert "1 statement written" in capsys.readouterr().out


def test_a_text_that_nobody_reviewed_is_not_approved_by_the_merge(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    head = company.commit("Change", when="2026-02-02")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "--no-commit", "work")
    company.policy("1.1", "Text two, and more.")
    company.commit("Merge pull request #7", when="2026-02-03")
    assert capture(company, exported(company, head)) == 0
    said = capsys.readouterr().out
    assert (
        "not counted: p-0002: the text of POL-CHG is not the one that P-0002 reviewed (commit "
        f"{head[:9]}); have the present text approved\n"
    ) in said
    assert "0 statements written" in said
    assert not (company.root / "records/approvals").exists()


def test_a_reviewed_commit_that_is_not_here_cannot_be_told(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Squashed by the forge", when="2026-02-02")
    assert capture(company, exported(company, "a" * 40)) == 0
    assert (
        "not counted: p-0002: it is not clear what P-0002 reviewed of POL-CHG: commit aaaaaaaaa is not in this repository; "
        "fetch the commits of the change (`git fetch origin refs/pull/NUMBER/head`, on GitLab "
        "`refs/merge-requests/NUMBER/head`), and try again\n" in capsys.readouterr().out
    )
    assert not (company.root / "records/approvals").exists()


def test_a_review_of_a_second_version_names_the_one_approved_before(company: Company) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    head = merged(company)
    assert capture(company, exported(company, head)) == 0
    first, second = company.approvals().texts["POL-CHG"]
    assert (second.level, second.refused) == (1, ())
    assert second.approvers[0].statement.previous == first.text.sha256
    assert second.approvers[0].statement.role == "approver"


def test_a_retirement_is_awaited_reviewed_and_captured_like_a_version(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text one.", lifecycle="retired", effective="2026-02-01")
    head = company.commit("Retire", when="2026-02-02")
    root = ["--root", str(company.root), "--today", "2026-02-05"]
    main(["check", "--base", "main", "--notes", *root])
    assert (
        "POL-CHG 1.1, which retires it, is proposed and awaits approval by `approver`"
        in capsys.readouterr().out
    )
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge pull request #7", "work")
    main(["check", "--select", "approval-void", *root])
    assert "the approved text of version 1.0" in capsys.readouterr().out
    main(["awaiting", *root[:2]])
    assert "), which retires it, is not approved: it needs approval by `approver`" in capsys.readouterr().out
    later = date(2100, 1, 1)  # the merge is of the day of the test
    assert in_force(company.approvals(), "POL-CHG", later).shown is not None
    assert capture(company, exported(company, head)) == 0
    company.commit("Captured review", by="ci", when="2026-02-04")
    assert in_force(company.approvals(), "POL-CHG", later).shown is None


def test_whoever_wrote_on_the_change_reviews_nothing_of_it(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    """The forge knows the address of a commit by no account; the trust settings know whose it is."""
    head = merged(company)
    export = github(
        review("p-0002", commit=head),
        commits=[written("p-0001"), written(None, email="p-0002@example.invalid")],
        head={"sha": head},
        merge_commit_sha=git(company.root, "rev-parse", "HEAD"),
    )
    assert capture(company, export) == 0
    assert "not counted: p-0002: P-0002 contributed to the change\n" in capsys.readouterr().out
    assert not (company.root / "records/approvals").exists()
