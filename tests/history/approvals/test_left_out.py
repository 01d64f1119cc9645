"""An approved version that a merge took in and left out is told, unless the branch came as far in another way."""

import os
import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.history.approvals.left_out import left_out_texts
from sms_lint.rules.approvals import approval_left_out
from sms_lint.system.verification import verification
from tests.history.approvals.company import Company, git

# How the branch loses the line that holds the approved version.
WAYS = ("foxtrot", "ours", "behind another merge", "octopus")
# What makes it no loss.
HONEST = ("nothing", "reached", "passed", "withdrawn", "signed by a stranger", "merged as usual")


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company with an approved text, and an old copy of its branch."""
    company = Company(tmp_path_factory.mktemp("company"))
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    git(company.root, "branch", "old")
    return company


def approve_next(company: Company, *, state: str, stranger: bool = False, withdrawn: bool = False) -> None:
    """Version 1.1 on the line that is checked out, which may retire the text, with what its approver signs."""
    company.policy("1.1", "Text two.", lifecycle=state)
    company.commit("Change", by="P-0004", when="2026-01-12")
    company.keep(company.statement("authorship", "P-0004"))
    company.keep(company.statement("approval", "P-0002"), key="P-0004" if stranger else "")
    company.commit("Approve 1.1", by="P-0002", when="2026-01-13")
    if withdrawn:
        company.keep(company.statement("withdrawal", "P-0002"))
        company.commit("Withdraw", by="P-0002", when="2026-01-14")


def lose(company: Company, way: str) -> None:
    """What was the branch is merged into the old copy, which keeps nothing of it and becomes the branch."""
    root = company.root
    git(root, "branch", "side")
    git(root, "checkout", "-q", "old")
    if way == "foxtrot":
        company.commit("Old copy", by="P-0004", when="2026-01-15")
    if way == "behind another merge":
        git(root, "checkout", "-q", "-b", "other")
        git(root, "merge", "-q", "-s", "ours", "--no-ff", "-m", "Take nothing", "side")
        git(root, "checkout", "-q", "old")
        git(root, "merge", "-q", "-s", "ours", "--no-ff", "-m", "Take that", "other")
    else:
        others = ("other",) if way == "octopus" else ()
        if others:
            git(root, "branch", "other")
        git(root, "merge", "-q", "-s", "ours", "--no-ff", "-m", "Take nothing", "side", *others)
    git(root, "checkout", "-q", "-B", "main")


@settings(max_examples=48 if os.environ.get("SMS_LINT_NIGHTLY") else 8, deadline=None)
@given(
    way=st.sampled_from(WAYS), honest=st.sampled_from(HONEST), state=st.sampled_from(("active", "retired"))
)
def test_an_approved_version_that_a_merge_left_out_is_told(
    approved: Company, tmp_path_factory: pytest.TempPathFactory, way: str, honest: str, state: str
) -> None:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(approved.root, folder / "sms")
    company = approved.moved(folder)
    approve_next(
        company,
        state=state,
        stranger=honest == "signed by a stranger",
        withdrawn=honest == "withdrawn",
    )
    if honest == "merged as usual":
        git(company.root, "branch", "side")
        git(company.root, "checkout", "-q", "-B", "main", "old")
        git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    else:
        lose(company, way)
    if honest in {"reached", "passed"}:
        company.policy("1.1" if honest == "reached" else "2.0", "Text three.")
        company.commit("Another text", by="P-0004", when="2026-01-20")
    branch = company.approvals().branch
    told = [(text.id, text.version) for text in branch.left_out]
    assert told == ([("POL-CHG", "1.1")] if honest == "nothing" else []), (way, honest, state)
    if told:
        assert branch.left_out[0].merge in branch.line
        said = [check for check in verification(company.sms()) if "merged that without the text" in check.why]
        assert [check.outcome for check in said] == ["fail"]
    sms = company.sms()
    found = [(finding.message, finding.at.path) for finding in approval_left_out.check(sms)]
    assert found == [(text.sentence, "policies/change.md") for text in branch.left_out]
    gone = replace(sms, nodes=())  # the merge may have kept nothing of the document
    assert [finding.at.path for finding in approval_left_out.check(gone)] == [
        "trust.yml" for _ in branch.left_out
    ]


def test_nothing_is_left_out_where_nothing_was_merged(approved: Company) -> None:
    assert left_out_texts(approved.approvals().branch, ()) == ()
