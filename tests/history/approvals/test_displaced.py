"""Trust settings that merges put out of force, in real repositories: honest work first, then each attack."""

from pathlib import Path

import pytest

from sms_lint.history.branch import DisplacedTrust
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.history.approvals.company import PEOPLE, Company, git

CHANGED = {**PEOPLE, "P-0005": "writer"}
COMPLAINT = "kind: complaint\nid: CMP-2026-0001\nstatus: {status}\nsummary: {text}\n"
RECORD = "records/complaints/CMP-2026-0001.yml"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A company with a root that knows no trust settings, and a branch that has them and uses them."""
    company = Company(tmp_path, with_trust=False, with_policy=False)
    git(company.root, "branch", "root")
    company.write_trust(1)
    company.policy()
    company.commit("Trust", when="2026-01-06")
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def displaced(company: Company) -> tuple[DisplacedTrust, ...]:
    branch = company.sms().branch
    assert branch is not None
    return branch.displaced


def on(company: Company, branch: str, start: str = "HEAD") -> None:
    git(company.root, "checkout", "-q", "-b", branch, start)


def change_trust(company: Company, version: int = 2, *, signed: bool = True) -> None:
    company.write_trust(version, people=CHANGED, adopted=f"2026-01-0{version}")
    company.commit("Change trust", when="2026-02-01")
    if signed:
        company.sign_trust(version, "P-0001")
        company.commit("Sign it", when="2026-02-02")


def merge(company: Company, into: str, other: str, *options: str) -> None:
    git(company.root, "checkout", "-q", into)
    git(company.root, "merge", "-q", "--no-ff", *options, "-m", "Merge", other)


def test_a_change_that_was_signed_in_a_branch_and_merged(company: Company) -> None:
    on(company, "work")
    change_trust(company)
    git(company.root, "checkout", "-q", "main")
    company.commit("Meanwhile", when="2026-02-02")
    merge(company, "main", "work")
    assert displaced(company) == ()
    assert company.approvals().chain.adopted[-1].trust.version == 2


def test_a_change_that_was_mended_and_signed_again_before_the_merge(company: Company) -> None:
    on(company, "work")
    change_trust(company)
    company.write_trust(2, people=CHANGED, adopted="2026-01-04")
    company.commit("Mend", when="2026-02-03")
    company.sign_trust(2, "P-0001")
    company.commit("Sign again", when="2026-02-04")
    merge(company, "main", "work")
    assert displaced(company) == ()
    assert company.approvals().chain.adopted[-1].trust.version == 2


def test_a_change_that_nobody_signed_and_that_was_dropped(company: Company) -> None:
    on(company, "work")
    change_trust(company, signed=False)
    merge(company, "main", "work", "-s", "ours")
    assert displaced(company) == ()


def test_work_on_an_older_state_that_took_the_branch_in(company: Company) -> None:
    on(company, "work")
    company.write("records/note.md", "Note.\n")
    company.commit("Work", when="2026-01-20")
    git(company.root, "checkout", "-q", "main")
    change_trust(company)
    merge(company, "work", "main")
    merge(company, "main", "work")
    assert displaced(company) == ()


def test_first_settings_that_were_mended_before_the_merge(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    on(company, "begin")
    company.write_trust(1)
    company.commit("Trust", when="2026-01-06")
    company.write_trust(1, people=CHANGED)
    company.commit("One more", when="2026-01-07")
    merge(company, "main", "begin")
    assert displaced(company) == ()


def test_a_second_proposal_of_first_settings_that_was_refused(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    on(company, "begin")
    company.write_trust(1, people=CHANGED)
    company.commit("Another proposal", when="2026-01-06")
    git(company.root, "checkout", "-q", "main")
    company.write_trust(1)
    company.commit("Trust", when="2026-01-06")
    merge(company, "main", "begin", "-s", "ours")
    assert displaced(company) == ()


def test_the_branch_pulled_into_an_old_copy_that_keeps_its_settings(company: Company) -> None:
    git(company.root, "checkout", "-q", "root")
    company.write("records/note.md", "Note.\n")
    company.commit("Work", when="2026-01-20")
    merge(company, "root", "main")
    assert displaced(company) == ()


def replaced(company: Company, *, above: bool = False) -> str:
    """A stranger's settings in the place of the true ones; `above`: written on top of the branch first."""
    tip = "main"
    if above:
        on(company, "above", "main")
        company.write_trust(1, people={"P-0001": "owner", "P-0009": "approver"})
        company.commit("Stranger", when="2026-03-01")
        tip = "above"
    git(company.root, "checkout", "-q", "root")
    git(company.root, "merge", "-q", "--no-ff", "--no-commit", "-s", "ours", tip)
    company.write_trust(1, people={"P-0001": "owner", "P-0009": "approver"})
    company.policy()
    company.commit("Merge", when="2026-03-02")
    return git(company.root, "rev-parse", "HEAD")


@pytest.mark.parametrize("above", [False, True])
def test_settings_of_a_stranger_on_the_line_from_before_the_first(company: Company, above: bool) -> None:
    main = git(company.root, "rev-parse", "main")
    step = replaced(company, above=above)
    (displacement,) = displaced(company)
    assert (displacement.merge, displacement.version) == (step, 1)
    assert displacement.merged == (git(company.root, "rev-parse", "above") if above else main)
    found = lint(company.sms(), checks(), select=["trust-displaced"]).counted
    assert [(finding.severity, finding.at.path) for finding in found] == [("error", "trust.yml")]
    assert step[:9] in found[0].message
    assert "git merge --no-ff" in found[0].help


def test_first_settings_that_were_mended_after_somebody_had_signed_under_them(tmp_path: Path) -> None:
    """From outside this looks like the settings of a stranger; the owners settle it."""
    company = Company(tmp_path, with_trust=False)
    on(company, "begin")
    company.write_trust(1)
    company.sign_off()
    company.commit("Trust and approve", when="2026-01-06")
    company.write_trust(1, people=CHANGED)
    company.commit("One more", when="2026-01-07")
    merge(company, "main", "begin")
    assert [displacement.version for displacement in displaced(company)] == [1]
    company.sign_trust(1, "P-0001")
    assert displaced(company) == ()


def test_newer_settings_left_out_by_an_old_copy(company: Company) -> None:
    on(company, "old")
    git(company.root, "checkout", "-q", "main")
    change_trust(company)
    git(company.root, "checkout", "-q", "old")
    company.write("records/note.md", "Note.\n")
    company.commit("Work", when="2026-02-20")
    merge(company, "old", "main", "-s", "ours")
    assert [displacement.version for displacement in displaced(company)] == [2]


def test_the_owners_of_newer_settings_had_signed_the_older_ones_too(company: Company) -> None:
    """That was before the newer ones were there, so it says nothing of them."""
    company.sign_trust(1, "P-0001")
    company.commit("Sign the first, too", when="2026-01-10")
    on(company, "old")
    git(company.root, "checkout", "-q", "main")
    change_trust(company)
    git(company.root, "checkout", "-q", "old")
    company.commit("Work", when="2026-02-20")
    merge(company, "old", "main", "-s", "ours")
    assert [displacement.version for displacement in displaced(company)] == [2]


def test_first_settings_that_nobody_used_yet(tmp_path: Path) -> None:
    """A merge may not exchange the only settings there are."""
    company = Company(tmp_path, with_trust=False)
    git(company.root, "branch", "root")
    company.write_trust(1)
    company.commit("Trust", when="2026-01-06")
    replaced(company)
    assert [displacement.version for displacement in displaced(company)] == [1]


def test_settings_hidden_behind_two_merges(company: Company) -> None:
    on(company, "beside", "root")
    merge(company, "beside", "main", "-s", "ours")
    git(company.root, "checkout", "-q", "root")
    company.write("records/note.md", "Note.\n")
    company.commit("Work", when="2026-02-20")
    merge(company, "root", "beside")
    assert [displacement.version for displacement in displaced(company)] == [1]


def test_a_newer_side_without_statements_hides_nothing(company: Company) -> None:
    """The branch was used; a side of it that was not is merged after it, and is the newer of the two."""
    git(company.root, "checkout", "-q", "root")
    company.write_trust(1, people=CHANGED)
    company.commit("Stranger", when="2026-02-01")
    merge(company, "root", "main", "-s", "ours")
    on(company, "unused", "main~1")
    company.commit("Nothing", when="2026-02-20")
    merge(company, "root", "unused", "-s", "ours")
    assert [displacement.version for displacement in displaced(company)] == [1]


def test_the_ways_out(company: Company) -> None:
    """The line that was the branch is put first again; or the owners of the settings sign those in force now."""
    step = replaced(company)
    merge(company, "main", "root", "-s", "ours")
    assert displaced(company) == ()
    git(company.root, "checkout", "-q", "-B", "main", step)
    for person in ("P-0001", "P-0002"):
        company.sign_trust(1, person)
    company.commit("Sign what is there", when="2026-03-03")
    assert displaced(company) == ()


def test_the_setting_since_counts_only_where_it_is_in_force(company: Company) -> None:
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-01-20")
    company.write(RECORD, COMPLAINT.format(status="closed", text="never"))
    bad = company.commit("Tamper", when="2026-01-21")
    company.trust_extra = f"since: {bad}\n"
    company.write_trust(2, people=CHANGED)
    company.commit("Look away", when="2026-01-22")
    assert standing(company) == [(bad, "CMP-2026-0001")]
    company.sign_trust(2, "P-0001")
    company.commit("The owner agrees", when="2026-01-23")
    assert standing(company) == []


def test_the_setting_since_of_a_stranger_looks_away_from_nothing(company: Company) -> None:
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-01-20")
    git(company.root, "checkout", "-q", "root")
    git(company.root, "merge", "-q", "--no-ff", "--no-commit", "-s", "ours", "main")
    company.write(RECORD, COMPLAINT.format(status="closed", text="never"))
    company.trust_extra = f"since: {git(company.root, 'rev-parse', 'main')}\n"
    company.write_trust(1, people=CHANGED)
    step = company.commit("Merge", when="2026-03-02")
    company.trust_extra = f"since: {step}\n"
    company.write_trust(1, people=CHANGED)
    company.commit("From now on", when="2026-03-03")
    assert standing(company) == [(step, "CMP-2026-0001")]


@pytest.mark.parametrize("text", ["version: [\n", "version: 1\n", "- a list\n"])
def test_faulty_first_settings_guard_as_sound_ones_do(tmp_path: Path, text: str) -> None:
    company = Company(tmp_path, with_trust=False)
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.write("trust.yml", text)
    company.commit("Begin to trust", when="2026-01-06")
    company.write(RECORD, COMPLAINT.format(status="closed", text="never"))
    bad = company.commit("Tamper", when="2026-01-21")
    assert standing(company) == [(bad, "CMP-2026-0001")]


def test_nothing_is_guarded_before_anybody_is_trusted(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-01-20")
    company.write(RECORD, COMPLAINT.format(status="closed", text="never"))
    company.commit("Mend it", when="2026-01-21")
    assert company.sms().breaches is None
    company.write_trust(1)
    company.commit("Trust", when="2026-01-22")
    assert standing(company) == []


def test_settings_that_a_merge_took_away_guard_all_the_same(company: Company) -> None:
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-01-20")
    merge(company, "root", "main", "-s", "ours")
    assert [id_ for _, id_ in standing(company)] == ["CMP-2026-0001"]
    assert [displacement.version for displacement in displaced(company)] == [1]


def standing(company: Company) -> list[tuple[str, str]]:
    breaches = company.sms().breaches
    assert breaches is not None
    return [(breach.made.commit if breach.made else "", breach.alteration.id) for breach in breaches.standing]
