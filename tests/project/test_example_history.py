"""The invented history: it ends at the files of this repository, it is sound, and all that it is to show is in it."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals import Approvals
from sms_lint.load import load
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.kinds.organisation import Person
from sms_lint.publish.site import pages_of, view_for
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms
from sms_lint.system.verification import verification
from tooling.example_history.__main__ import ROOT, make
from tooling.example_history.days import BEGIN, TODAY
from tooling.example_history.texts import final_settings, final_trust

MADE_WITH_IT = ("records/approvals/", "records/anchors/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("example") / "repository"
    make(made)
    return made


@pytest.fixture(scope="module")
def sms(folder: Path) -> Sms:
    return load(folder, with_history=True)


@pytest.fixture(scope="module")
def approvals(sms: Sms) -> Approvals:
    found = approvals_of(sms)
    assert found is not None
    return found


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def files(root: Path) -> Iterator[tuple[str, bytes]]:
    for folder in FOLDERS:
        for path in (root / folder).rglob("*"):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not name.startswith(MADE_WITH_IT):
                yield name, path.read_bytes()


def test_the_last_step_holds_the_files_of_this_repository(folder: Path) -> None:
    assert dict(files(folder)) == dict(files(ROOT))
    assert git(folder, "status", "--porcelain") == ""
    assert (folder / "sms.yml").read_text("utf-8") == final_settings(ROOT)
    assert (folder / "trust.yml").read_text("utf-8") == final_trust()


def test_it_is_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    assert make(tmp_path / "again") == git(folder, "rev-parse", "HEAD")


def test_there_is_nothing_to_find(sms: Sms) -> None:
    result = lint(sms, checks())
    assert [(finding.rule, finding.at.path, finding.message) for finding in result.findings] == []
    assert result.unchecked == ()


def test_nothing_fails_when_the_history_is_verified(sms: Sms) -> None:
    every = list(verification(sms))
    assert [check.why for check in every if check.outcome == "fail"] == []
    passed = {check.what for check in every if check.outcome == "pass"}
    assert {"approvals", "anchors", "trust settings", "closed records"} <= passed


def test_it_goes_on_for_eighteen_months_and_more_and_stops_at_the_day_shown(sms: Sms) -> None:
    assert sms.branch is not None
    days = [moment.date() for moment in sms.branch.moments]
    assert days[0] == BEGIN
    assert days[-1] == TODAY == sms.today
    assert days[-1] - days[0] > timedelta(days=18 * 30)
    months = {(day.year, day.month) for day in days}
    assert len(months) == 19  # something happens in each


def test_every_document_has_more_than_one_version(sms: Sms, approvals: Approvals) -> None:
    assert len(sms.documents) == 70
    counts = {document.id: len(approvals.texts[document.id]) for document in sms.documents}
    assert [id_ for id_, count in counts.items() if count < 2] == []


def test_each_version_has_a_reason_of_its_own(sms: Sms, approvals: Approvals) -> None:
    assert sms.file_changes is not None
    for document in sms.documents:
        revisions = sms.file_changes.revisions[document.path]
        reasons = [revision.subject for revision in revisions if revision.before]
        assert len(reasons) == len(approvals.texts[document.id]) - 1, document.id
        assert len(set(reasons)) == len(reasons), document.id


def test_every_text_was_approved_before_it_took_effect(approvals: Approvals) -> None:
    late = [
        (approval.text.id, approval.text.version)
        for every in approvals.texts.values()
        for approval in every
        if approval.approved and not approval.taken_over and approval.declared
        for by in approval.approvers
        if by.statement.moment.date() > min(approval.declared, TODAY)
    ]
    assert late == []


def test_all_levels_that_a_repository_can_show_are_seen(sms: Sms, approvals: Approvals) -> None:
    stands = Counter(latest.level for id_ in approvals.texts if (latest := approvals.latest(id_)))
    assert stands.keys() == {1, 2, 3}
    ever = {approval.level for every in approvals.texts.values() for approval in every}
    assert ever == {0, 1, 2, 3}


def test_one_proposal_was_declined_and_never_in_force(approvals: Approvals) -> None:
    by_version = {approval.text.version: approval for approval in approvals.texts["PRC-CHG"]}
    assert [(version, approval.approved) for version, approval in by_version.items()] == [
        ("3.2", True), ("3.3", True), ("4.0", False), ("4.1", True),
    ]  # fmt: skip


def test_one_emergency_was_let_pass_and_ended(folder: Path, approvals: Approvals) -> None:
    exempting = [adopted.trust for adopted in approvals.chain.adopted if adopted.trust.exemptions]
    (exemption,) = exempting[0].exemptions
    assert (len(exempting), exemption.of, exemption.until) == (1, "PRO-MAJOR", date(2026, 9, 18))
    current = approvals.chain.current
    assert current is not None
    assert current.exemptions == ()
    assert approvals.chain.faults == ()


def test_roles_pass_from_one_person_to_another(approvals: Approvals) -> None:
    holders = [
        {
            person.who
            for person in adopted.trust.people
            for held in person.roles
            if held.role == "release-manager" and held.to is None
        }
        for adopted in approvals.chain.adopted
    ]
    assert holders[0] == {"P-008"}
    assert holders[-1] == {"P-014"}


def test_closed_records_are_corrected_by_others_and_never_altered(sms: Sms) -> None:
    corrections = [str(ref) for _, route, ref in sms.references if route[0] == "supersedes"]
    assert sorted(corrections) == ["AWR-2026-016", "TRN-2026-T11"]
    assert sms.breaches is not None
    assert sms.breaches.report.altered == ()
    assert sms.breaches.report.judged > 1000


def test_registers_are_looked_through_again_and_again(sms: Sms) -> None:
    assert sms.file_changes is not None
    for register in sms.registers:
        revisions = sms.file_changes.revisions[register.path]
        assert len(revisions) > 1, register.path
    subjects = [revision.subject for every in sms.file_changes.revisions.values() for revision in every]
    assert sum(subject.endswith("looked through, nothing to change") for subject in subjects) > 100


def test_nobody_but_the_invented_people_and_the_robot_wrote_it(sms: Sms) -> None:
    assert sms.branch is not None
    written = {commit.author for commit in sms.branch.commits.by_id.values()}
    assert {name for name, _ in written} - {"forge-gateway"} <= {person.id for person in sms.all(Person)}
    assert {email.partition("@")[2] for _, email in written} == {"fenmoor.example", "git.fenmoor.example"}


def copy_of_the_files(target: Path) -> Path:
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder)
    shutil.copyfile(ROOT / "sms.yml", target / "sms.yml")
    return target


def mend(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_a_mended_word_needs_nobody_to_sign(tmp_path: Path) -> None:
    root = copy_of_the_files(tmp_path / "files")
    mend(root / "processes/incident-management.md", "The agent opens a record", "The agent begins a record")
    mend(
        root / "records/registers/complaint.yml",
        "Works on the wireless network",
        "Work on the wireless network",
    )
    make(tmp_path / "made", root)
    result = lint(load(tmp_path / "made"), checks())
    assert [(finding.rule, finding.message) for finding in result.findings] == []


def test_a_mended_word_that_the_story_needs_is_named_with_the_line_of_the_story(tmp_path: Path) -> None:
    root = copy_of_the_files(tmp_path / "files")
    mend(
        root / "processes/incident-management.md",
        " A report by e-mail is logged",
        " Reports by e-mail are logged",
    )
    with pytest.raises(SmsError, match=r"data/documents/processes\.yml:\d+: .* 0 times, not once"):
        make(tmp_path / "made", root)


@pytest.mark.skipif(not os.environ.get("SMS_LINT_NIGHTLY"), reason="takes long; run with SMS_LINT_NIGHTLY=1")
def test_no_page_says_anything_of_the_development_of_the_tool(sms: Sms) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("the development of the tool is not at hand")
    subjects = {line for line in git(ROOT, "log", "--format=%s").splitlines() if len(line) > 20}
    pages = pages_of(view_for(sms, lint(sms, checks()), {}, "auditor")).pages
    told = [(path, subject) for path, page in pages.items() for subject in subjects if subject in page]
    assert told == []
