"""What the whole history proves: first a sound one, then each way in which it is not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load, load_proof
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from sms_lint.system.verification import HistoryCheck, verification
from tests.history.approvals.company import Company, git


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    return company


def steps(sms: Sms, root_digest: str = "") -> list[HistoryCheck]:
    return list(verification(sms, root_digest))


def outcomes(company: Company, what: str, **said: str) -> list[tuple[str, str]]:
    return [(check.outcome, check.why) for check in steps(company.sms(), **said) if check.what == what]


def test_a_sound_history_has_no_failure_and_says_what_it_cannot_tell(company: Company) -> None:
    found = steps(company.sms())
    assert "fail" not in {check.outcome for check in found}
    assert [check.what for check in found if check.outcome == "cannot tell"] == ["trust settings", "anchors"]


def test_it_needs_no_records_and_nothing_for_pages(company: Company) -> None:
    path = "records/complaints/CMP-2026-0001.yml"
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-02-01")
    company.write(path, COMPLAINT.format(status="closed", text="never"))
    company.commit("Tamper", when="2026-02-02")
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.write("sms.yml", "organization: {name: Example}\napproval: {policy: E1}\n")
    for _ in range(2):  # the second policy on the disk alone, then committed
        whole, proof = load(company.root, with_history=True), load_proof(company.root)
        assert steps(proof) == steps(whole)
        assert {check.what for check in steps(proof) if check.outcome == "fail"} == {
            "closed records",
            "approvals",
        }
        assert proof.breaches is not None
        assert proof.breaches.proposed is None
        company.commit("Change it", when="2026-02-03")


def test_a_root_that_was_learned_elsewhere_settles_the_trust(company: Company) -> None:
    digest = company.approvals().chain.adopted[0].digest
    assert {outcome for outcome, _ in outcomes(company, "trust settings", root_digest=digest)} == {"pass"}
    assert ("fail", "the first version has the SHA-256 " + digest + ", not the one named") in outcomes(
        company, "trust settings", root_digest="0" * 64
    )


COMPLAINT = "kind: complaint\nid: CMP-2026-0001\nstatus: {status}\nsummary: {text}\n"


def test_a_closed_record_that_was_altered_fails_even_where_it_was_put_right(company: Company) -> None:
    path = "records/complaints/CMP-2026-0001.yml"
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-02-01")
    assert {outcome for outcome, _ in outcomes(company, "closed records")} == {"pass"}
    company.write(path, COMPLAINT.format(status="closed", text="never"))
    company.commit("Tamper", when="2026-02-02")
    assert [outcome for outcome, _ in outcomes(company, "closed records")] == ["fail"]
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.commit("Put it back", when="2026-02-03")
    assert "corrected by" in outcomes(company, "closed records")[0][1]


def test_what_happened_beside_the_branch_is_reported(company: Company) -> None:
    path = "records/complaints/CMP-2026-0001.yml"
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-02-01")
    git(company.root, "checkout", "-q", "-b", "side")
    company.write(path, COMPLAINT.format(status="closed", text="never"))
    company.commit("Tamper", when="2026-02-02")
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.commit("Revert", when="2026-02-03")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    assert "fail" not in {outcome for outcome, _ in outcomes(company, "closed records")}
    assert [outcome for outcome, _ in outcomes(company, "merged commits")] == ["fail"]


def replace_the_line(company: Company) -> str:
    """Merge the branch into an old copy that closes a record in another way, and has other trust settings."""
    path = "records/complaints/CMP-2026-0001.yml"
    company.write(path, COMPLAINT.format(status="open", text="late"))
    company.commit("Open it", when="2026-02-01")
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.write_trust(2, adopted="2026-01-02")
    company.sign_trust(2, "P-0001")
    company.commit("Close it, and change trust", when="2026-02-02")
    git(company.root, "checkout", "-q", "-b", "old", "main~1")
    company.write(path, COMPLAINT.format(status="closed", text="never"))
    company.commit("Close it otherwise", when="2026-02-03")
    git(company.root, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Merge", "main")
    git(company.root, "branch", "-q", "-M", "old", "main")
    return git(company.root, "rev-parse", "HEAD")


def test_a_merge_that_takes_the_place_of_the_branch_fails(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    step = replace_the_line(company)
    ((_, record),) = [check for check in outcomes(company, "closed records") if check[0] == "fail"]
    assert f"the merge {step[:9]} left out the state closed in" in record
    (trust,) = [why for outcome, why in outcomes(company, "trust settings") if outcome == "fail"]
    assert "version 2 of the trust settings was in force in" in trust
    assert "git merge --no-ff" in trust
    assert main(["verify-history", "--root", str(company.root)]) == 1
    capsys.readouterr()
    assert main(["check", "--root", str(company.root), "--format", "concise"]) == 1
    said = capsys.readouterr().out
    assert "closed-record-changed" in said
    assert "trust-displaced" in said


def test_a_replaced_commit_and_a_changed_text_fail(company: Company) -> None:
    git(company.root, "replace", "HEAD", git(company.root, "commit-tree", "-m", "Other", "HEAD^{tree}"))
    assert ("fail", "`refs/replace` would make git show another one; it was ignored") in outcomes(
        company, "history"
    )
    company.policy("1.0", "Text changed.")
    company.commit("Edit", when="2026-02-01")
    assert [outcome for outcome, _ in outcomes(company, "approvals")] == ["fail"]


def test_a_shallow_clone_and_no_repository_cannot_be_told(company: Company, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{company.root}", "shallow")
    company.root = tmp_path / "shallow"
    assert outcomes(company, "history") == [
        ("cannot tell", "the clone is shallow; fetch the rest (`fetch-depth: 0`)")
    ]


def test_the_command_never_passes_what_it_cannot_tell(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify-history", "--root", str(company.root)]) == 1
    said = capsys.readouterr().out
    assert "cannot tell: anchors: there are none" in said
    assert "0 fail, 2 cannot be determined" in said
    assert main(["verify-history", "--root", str(company.root), "--allow-unknown"]) == 0


def test_a_change_cannot_exempt_itself(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.0", "Text two.")
    company.write("sms.yml", "organization:\n  name: Example\nrules: {approval-void: off}\n")
    company.commit("Loosen and change", when="2026-02-01")
    capsys.readouterr()
    assert main(["check", "--root", str(company.root), "--select", "approval-void"]) == 0
    capsys.readouterr()
    assert main(["check", "--root", str(company.root), "--base", "main", "--select", "approval-void"]) == 1
    assert "approval-void" in capsys.readouterr().out


def test_a_closed_record_is_judged_by_the_base_though_two_commits_open_and_change_it(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "records/complaints/CMP-2026-0001.yml"
    company.write(path, COMPLAINT.format(status="closed", text="late"))
    company.commit("Close it", when="2026-02-01")
    git(company.root, "checkout", "-q", "-b", "work")
    company.write(path, COMPLAINT.format(status="open", text="late"))
    company.commit("Open it again", when="2026-02-02")
    company.write(path, COMPLAINT.format(status="closed", text="never"))
    company.commit("Change and close it", when="2026-02-03")
    capsys.readouterr()
    rules = ["--select", "closed-record-changed", "--select", "record-state-moved-back"]
    assert main(["check", "--root", str(company.root), "--base", "main", *rules]) == 1
    assert "CMP-2026-0001" in capsys.readouterr().out


def test_everything_as_it_stood(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    company.policy("1.1", "Text two.", effective="2026-03-01")
    company.commit("Change", when="2026-03-01")
    capsys.readouterr()
    main(["check", "--root", str(company.root), "--as-of", "2026-02-01", "--select", "approval-void"])
    assert "approval-void" not in capsys.readouterr().out
    main(["check", "--root", str(company.root), "--as-of", "2026-03-02", "--select", "approval-void"])
    assert "approval-void" in capsys.readouterr().out
    assert main(["check", "--root", str(company.root), "--as-of", "2025-01-01"]) == 2
    assert "nothing was on the branch" in capsys.readouterr().err


def without_trust(company: Company) -> None:
    (company.root / "trust.yml").unlink()


def linked_trust(company: Company) -> None:
    (company.root / "trust.yml").unlink()
    (company.root / "trust.yml").symlink_to("sms.yml")


@pytest.mark.parametrize("taken", [without_trust, linked_trust])
@pytest.mark.parametrize("asked", ["", "approval: {policy: E2}\n"])
def test_whoever_takes_the_trust_settings_away_ends_no_judgement(
    company: Company, taken: Callable[[Company], None], asked: str
) -> None:
    company.sign_off()
    company.commit("Sign")
    taken(company)
    company.write("sms.yml", f"organization:\n  name: Example\n{asked}")
    company.commit("Take away")
    assert ("trust settings", "fail") in [
        (check.what, check.outcome) for check in verification(load_proof(company.root))
    ]
    rules = {finding.rule for finding in lint(load(company.root), checks()).findings}
    assert rules & {"trust-not-in-force", "settings"}


def levels(company: Company) -> list[str]:
    return [check.why for check in verification(load_proof(company.root)) if check.what == "approval levels"]


def test_settings_that_ask_for_less_than_before_are_told(company: Company) -> None:
    first = "organization:\n  name: Example\n"
    for asked in ("policy: E3", "policy: E3, other: E1", "other: E3", "policy: E2, other: E3"):
        company.write("sms.yml", f"{first}approval: {{{asked}}}\n")
        company.commit("Settings")
    company.write("sms.yml", f"{first}approval: {{policy: E3}}\n")
    lowered = company.commit("Settings")
    why = (
        f"sms.yml asked for E3 of documents of other kinds until commit {lowered[:9]}, and asks for E0 now; nobody "
        "signs for these settings"
    )
    assert levels(company) == [why]
    company.write("sms.yml", first)
    none = company.commit("Settings")
    assert f"sms.yml asked for E3 of documents of kind policy until commit {none[:9]}" in levels(company)[-1]
    company.write("sms.yml", "not: [closed\n")
    company.commit("Break")
    company.write("sms.yml", f"{first}approval: {{other: E4}}\n")
    company.commit("More")
    assert levels(company) == []


@pytest.mark.parametrize("kept", [True, False])
def test_settings_of_a_merged_line_that_asked_for_more_are_told(company: Company, kept: bool) -> None:
    """An old copy that merges the branch and keeps nothing of it never held the settings that asked for more."""
    first = "organization:\n  name: Example\n"
    company.write("sms.yml", f"{first}approval: {{policy: E2}}\n")
    company.commit("Settings")
    git(company.root, "checkout", "-q", "-b", "held")
    company.write("sms.yml", f"{first}approval: {{policy: E4}}\n")
    company.commit("More")
    git(company.root, "checkout", "-q", "main")
    company.commit("Old copy")
    git(company.root, "merge", "-q", *([] if kept else ["-s", "ours"]), "--no-ff", "-m", "Merge", "held")
    merge = company.head()[:9]
    asked = f"sms.yml asked for E4 of documents of kind policy until commit {merge}, and asks for E2 now; nobody signs"
    assert levels(company) == ([] if kept else [f"{asked} for these settings"])
    git(company.root, "checkout", "-q", "-b", "late", "HEAD~1")
    company.commit("From before")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "late")
    assert levels(company) == ([] if kept else [f"{asked} for these settings"]), (
        "a line that asks for less binds nothing"
    )


@pytest.mark.parametrize("shown", ["9999-12-31", "9999-12-30", "0001-01-01"])
def test_no_day_that_is_shown_ends_the_judgement(company: Company, shown: str) -> None:
    """Nor does a commit, a statement or a text of such a day."""
    company.write("sms.yml", f"organization:\n  name: Example\napproval: {{policy: E2}}\nas_of: {shown}\n")
    company.policy("1.1", "Other.", reviewed=shown, effective=shown)
    company.commit("At the end of the calendar")
    written = company.root.parent / "commit"
    head = git(company.root, "cat-file", "commit", "HEAD")
    written.write_text(re.sub(r"> [0-9]+ ", "> 253402257600 ", head) + "\n", "utf-8")
    git(
        company.root,
        "reset",
        "-q",
        "--hard",
        git(company.root, "hash-object", "-t", "commit", "-w", str(written)),
    )
    company.sign_off(made=f"{shown}T23:59:59Z")
    company.keep(company.statement("confirmation", "P-0001", made=f"{shown}T23:59:59Z"))
    company.commit("Sign", when="2026-01-13")
    checks_ = list(verification(load_proof(company.root)))
    assert {check.what for check in checks_} >= {"history", "approvals", "trust settings"}
    assert main(["in-force", "--root", str(company.root)]) in (0, 1)
    assert main(["verify-history", "--root", str(company.root)]) == 1
