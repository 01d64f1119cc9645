"""A withdrawal that was merged binds, whatever the merge kept of it."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.history.approvals.company import Company, git

WITHDRAWN = "records/approvals/POL-CHG/1.0.withdrawal.P-0002.json"
# What becomes of the line that holds the withdrawal.
WAYS = (
    "ours",
    "foxtrot",
    "deleted before the merge",
    "octopus",
    "behind another merge",
    "replaced before the merge",
)


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company with an approved text."""
    company = Company(tmp_path_factory.mktemp("company"))
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def copied(company: Company, factory: pytest.TempPathFactory) -> Company:
    folder = factory.mktemp("copy")
    shutil.copytree(company.root, folder / "sms")
    return company.moved(folder)


def withdraw(company: Company, *, by: str = "P-0002", signed_by: str = "") -> None:
    company.keep(company.statement("withdrawal", by), key=signed_by)
    company.commit("Withdraw", by=by, when="2026-01-12")


def bring(company: Company, way: str) -> None:
    """The line that is checked out is merged into one that never held it, and nothing of it is kept."""
    root, files = company.root, company.root / "records/approvals/POL-CHG"
    if way.endswith("before the merge"):
        for name in (WITHDRAWN, f"{WITHDRAWN}.sig"):
            (root / name).unlink()
        if way.startswith("replaced"):
            (files / WITHDRAWN.rpartition("/")[2]).write_text("{}", "utf-8")
        company.commit("Think again", by="P-0004", when="2026-01-13")
    git(root, "branch", "side")
    git(root, "checkout", "-q", "--detach", "main")
    company.commit("Go on", when="2026-01-13")
    if way == "behind another merge":
        git(root, "checkout", "-q", "-b", "other")
        git(root, "merge", "-q", "-s", "ours", "-m", "Take nothing", "side")
        git(root, "checkout", "-q", "--detach", "main")
    if way == "octopus":
        git(root, "branch", "other")
        git(root, "merge", "-q", "-s", "ours", "--no-ff", "-m", "Take nothing", "side", "other")
    elif way.endswith("before the merge"):
        git(root, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    else:
        git(
            root,
            "merge",
            "-q",
            "-s",
            "ours",
            "-m",
            "Take nothing",
            "other" if way.startswith("behind") else "side",
        )
    git(root, "checkout", "-q", "-B", "main")


@settings(
    max_examples=60 if os.environ.get("SMS_LINT_NIGHTLY") else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(way=st.sampled_from(WAYS), honest=st.booleans())
def test_no_merge_gives_back_what_was_withdrawn(
    approved: Company, tmp_path_factory: pytest.TempPathFactory, way: str, honest: bool
) -> None:
    """A withdrawal that nobody signed who may sign it takes nothing away on a merged line, either."""
    company = copied(approved, tmp_path_factory)
    if way == "foxtrot":
        begin = company.head()
        withdraw(company, signed_by="" if honest else "P-0004")
        git(company.root, "branch", "held")
        git(company.root, "checkout", "-q", "-b", "old", begin)
        company.commit("Old copy", by="P-0004", when="2026-01-13")
        git(company.root, "merge", "-q", "-s", "ours", "-m", "Merge main", "held")
        git(company.root, "checkout", "-q", "-B", "main")
    else:
        git(company.root, "checkout", "-q", "-b", "withdrawing")
        withdraw(company, signed_by="" if honest else "P-0004")
        bring(company, way)
    assert not (company.root / f"{WITHDRAWN}.sig").exists()
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    assert (found.level, bool(found.withdrawn)) == ((0, True) if honest else (2, False)), way
    assert [signed.path for signed in found.withdrawn] == ([WITHDRAWN] if honest else [])


def test_a_withdrawal_that_is_merged_as_usual_is_counted_once(
    approved: Company, tmp_path_factory: pytest.TempPathFactory
) -> None:
    company = copied(approved, tmp_path_factory)
    git(company.root, "checkout", "-q", "-b", "side")
    withdraw(company)
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    assert [(signed.path, signed.gone) for signed in found.withdrawn] == [(WITHDRAWN, None)]
