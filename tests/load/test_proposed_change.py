"""Where a proposal starts: honest ones of every form, then those that would take the place of the branch."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.load.proposed_change import proposed, pushed
from sms_lint.system.sms import Sms
from tests.history.approvals.company import Company, git
from tests.outside.forge.exports import github, review

RECORD = "records/complaints/CMP-2026-0001.yml"
COMPLAINT = "kind: complaint\nid: CMP-2026-0001\nstatus: {status}\nsummary: {text}\n"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A branch that closed a record, and `work` on how it was before that."""
    company = Company(tmp_path)
    company.write(RECORD, COMPLAINT.format(status="open", text="late"))
    company.commit("Open", when="2026-01-10")
    git(company.root, "checkout", "-q", "-b", "work")
    company.write("records/note.md", "Note.\n")
    company.commit("Work", when="2026-01-11")
    git(company.root, "checkout", "-q", "main")
    company.write(RECORD, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close", when="2026-01-12")
    return company


def judged(company: Company, revision: str = "main") -> Sms:
    return proposed(company.root, revision, company.today)


def altered(company: Company, revision: str = "main") -> list[str]:
    breaches = judged(company, revision).breaches
    assert breaches is not None
    return [breach.alteration.id for breach in breaches.standing]


def start(company: Company, revision: str = "main") -> str:
    """The step that the proposal starts from: the one before all of it, which counts as one."""
    branch = judged(company, revision).branch
    assert branch is not None
    return branch.line[-2]


def commit(company: Company, name: str) -> str:
    return git(company.root, "rev-parse", name)


def test_a_plain_branch(company: Company) -> None:
    git(company.root, "checkout", "-q", "work")
    assert start(company) == commit(company, "main~1")
    assert altered(company) == []


def test_a_rebased_branch(company: Company) -> None:
    git(company.root, "checkout", "-q", "work")
    git(company.root, "rebase", "-q", "main")
    assert start(company) == commit(company, "main")


def test_the_merge_that_a_forge_makes(company: Company) -> None:
    """Also of a branch that had merged main into itself."""
    git(company.root, "checkout", "-q", "work")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Main into work", "main")
    git(company.root, "checkout", "-q", "--detach", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    assert start(company) == commit(company, "main")
    assert altered(company) == []


def test_the_merge_of_a_forge_though_main_has_gone_on_since_the_base_was_named(company: Company) -> None:
    before = commit(company, "main")
    company.commit("Other work", when="2026-01-13")
    git(company.root, "checkout", "-q", "--detach", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    assert start(company, before) == before


def test_work_on_top_of_work_that_was_merged(company: Company) -> None:
    git(company.root, "checkout", "-q", "-b", "more", "work")
    company.commit("More", when="2026-01-13")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    git(company.root, "checkout", "-q", "more")
    assert start(company) == commit(company, "main~2")


@pytest.mark.parametrize("how", ["nothing", "commit", "merge"])
def test_what_is_pushed_goes_on_from_what_was_there(company: Company, how: str) -> None:
    before = commit(company, "main")
    if how == "commit":
        company.commit("More", when="2026-01-14")
    if how == "merge":
        git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    assert pushed(company.root, before, None).branch is not None


def test_what_is_pushed_is_judged_by_its_own_settings(company: Company) -> None:
    before = commit(company, "main")
    company.write(
        "sms.yml", (company.root / "sms.yml").read_text("utf-8") + "thresholds: {dead_urgency: 5}\n"
    )
    company.commit("Settings", when="2026-01-14")
    assert pushed(company.root, before, None).unchecked == load(company.root).unchecked


def test_a_branch_that_was_not_there_before(company: Company) -> None:
    branch = pushed(company.root, "0" * 40, None).branch
    assert branch is not None
    assert len(branch.line) == 3


@pytest.mark.parametrize("strategy", ["ort", "ours", "force"])
def test_a_push_that_takes_the_place_of_the_branch(company: Company, strategy: str) -> None:
    before = commit(company, "main")
    git(company.root, "checkout", "-q", "work")
    if strategy != "force":
        git(company.root, "merge", "-q", "--no-ff", "-s", strategy, "-m", "Main into work", "main")
    with pytest.raises(
        SmsError, match=f"the branch ended at {before[:9]}, and what is checked out does not go on"
    ):
        pushed(company.root, before, None)


def test_the_command_says_it(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    before = commit(company, "main")
    git(company.root, "checkout", "-q", "work")
    assert main(["check", "--after", before, "--root", str(company.root)]) == 2
    assert "another history took its place" in capsys.readouterr().err
    assert main(["check", "--after", before, "--base", "main", "--root", str(company.root)]) == 2
    assert "use one of them" in capsys.readouterr().err


@pytest.mark.parametrize("strategy", ["ort", "ours"])
def test_a_branch_that_took_main_in_would_take_its_place(company: Company, strategy: str) -> None:
    git(company.root, "checkout", "-q", "work")
    git(company.root, "merge", "-q", "--no-ff", "-s", strategy, "-m", "Main into work", "main")
    with pytest.raises(SmsError, match=r"take the place of main .* `git rebase main`"):
        judged(company)
    company.commit("On top", when="2026-01-14")
    with pytest.raises(SmsError, match="from the other side"):
        judged(company, commit(company, "main"))


def test_the_way_out(company: Company) -> None:
    git(company.root, "checkout", "-q", "work")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Main into work", "main")
    git(company.root, "rebase", "-q", "main")
    assert start(company) == commit(company, "main")


def test_the_line_from_before_with_another_record(company: Company) -> None:
    """An old copy, `merge -s ours`, a closed record that says something else, and a push that needs no force."""
    main = commit(company, "main")
    git(company.root, "checkout", "-q", "-B", "main", "main~1")
    company.write(RECORD, COMPLAINT.format(status="closed", text="never"))
    company.commit("Close", when="2026-01-12")
    git(company.root, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Merge", main)
    with pytest.raises(SmsError, match="take the place of"):
        judged(company, main)


def test_another_history_altogether(company: Company) -> None:
    git(company.root, "checkout", "-q", "--orphan", "new")
    company.commit("New", when="2026-01-14")
    with pytest.raises(SmsError, match="no commit in common"):
        judged(company)


def test_reviews_of_another_proposal_are_refused(company: Company) -> None:
    git(company.root, "checkout", "-q", "work")
    raw = github(state="open", merged=False, merged_at=None)
    with pytest.raises(SmsError, match="of proposal 7, which ends at aaaaaaaaa, and that is not part of"):
        proposed(company.root, "main", company.today, raw)


def test_reviews_are_read_with_the_files_that_were_reviewed(company: Company) -> None:
    git(company.root, "checkout", "-q", "work")
    head = commit(company, "work")
    given = review("p-0002", commit=head), review("p-0003", commit=head)
    raw = github(*given, state="open", merged=False, merged_at=None, head={"sha": head})
    reviews = proposed(company.root, "main", company.today, raw).reviews
    assert reviews is not None
    assert list(reviews.files) == [head]
    assert "records/note.md" in reviews.files[head]


def test_reviews_without_a_base_are_refused(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(company.root), "--reviews", "export.json"]) == 2
    assert "say with --base what it is proposed for" in capsys.readouterr().err
