"""What statements prove, judged on real repositories: first what counts, then what must not."""

from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.history.approvals import TextApproval, in_force
from tests.history.approvals.company import Company, git


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def latest(company: Company) -> TextApproval:
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    return found


def grounds(judged: TextApproval) -> list[str]:
    return [refusal.ground for refusal in judged.refused]


def test_author_and_approver_reach_e2(company: Company) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    judged = latest(company)
    assert (judged.level, judged.refused, judged.position) == (2, (), 1)
    assert [statement.statement.person for statement in judged.approvers] == ["P-0002"]
    assert not judged.taken_over


def test_what_is_not_committed_yet_is_judged_as_the_step_to_come(company: Company) -> None:
    company.sign_off()
    assert latest(company).level == 2
    assert latest(company).position == 1


def test_a_text_without_statements_is_e0(company: Company) -> None:
    assert latest(company).level == 0
    assert not latest(company).approved


def test_an_approval_alone_is_not_told_from_that_of_ones_own_text(company: Company) -> None:
    company.keep(company.statement())
    assert (latest(company).level, latest(company).unknown) == (0, True)
    assert grounds(latest(company)) == ["author"]


def test_an_approval_of_a_text_whose_author_signed_the_commit_is_e1(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12", signed="P-0001")
    company.keep(company.statement())
    assert (latest(company).level, grounds(latest(company))) == (1, [])


def test_the_authors_signature_under_one_commit_is_none_under_another(company: Company) -> None:
    company.sign_off(approver="P-0003")
    company.policy("1.1", "Text two, by its author.")
    company.commit("Change", when="2026-01-12", signed="P-0001")
    company.policy("1.1", "Text two, as the approver would have it.")
    company.commit("Change", when="2026-01-13")
    company.keep(company.statement())
    assert (latest(company).level, latest(company).unknown, grounds(latest(company))) == (0, True, ["author"])
    company.policy("1.2", "Text three.")
    company.commit("Change", when="2026-01-14", signed="P-0001")
    company.keep(company.statement())
    assert (latest(company).level, grounds(latest(company))) == (0, ["author"]), "that commit is in it still"


def test_a_captured_review_is_e1(company: Company) -> None:
    company.keep(company.statement("review", "P-0002"), key="ci")
    assert latest(company).level == 1
    assert latest(company).refused == ()


def test_a_review_attested_by_a_person_does_not_count(company: Company) -> None:
    company.keep(company.statement("review", "P-0002"), key="P-0003")
    assert grounds(latest(company)) == ["key"]


def test_one_person_as_author_and_approver_is_not_e2(company: Company) -> None:
    company.keep(company.statement("authorship", "P-0002"))
    company.keep(company.statement("approval", "P-0002"))
    assert grounds(latest(company)) == ["self-approved"]
    assert not latest(company).approved


@pytest.mark.parametrize(
    "said",
    [
        {"GIT_AUTHOR_EMAIL": "p-0002@example.invalid"},
        {"GIT_COMMITTER_EMAIL": "P-0002@example.invalid"},
    ],
)
def test_whoever_wrote_on_it_does_not_approve_it(company: Company, said: dict[str, str]) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12", **said)
    company.keep(company.statement())
    assert grounds(latest(company)) == ["self-approved"]


def test_a_co_author_does_not_approve_it(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change\n\nCo-authored-by: Two <p-0002@example.invalid>", when="2026-01-12")
    company.keep(company.statement())
    assert grounds(latest(company)) == ["self-approved"]


def test_an_address_that_nobody_is_known_by_stops_the_approval(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12", GIT_AUTHOR_EMAIL="someone@example.invalid")
    company.keep(company.statement())
    judged = latest(company)
    assert grounds(judged) == ["contributor"]
    assert "someone@example.invalid" in judged.refused[0].why


def test_a_robot_may_commit_and_never_approves(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change", by="ci", when="2026-01-12", signed="ci")
    company.policy("1.1", "Text two, by a person.")
    company.commit("Change again", when="2026-01-12")
    company.sign_off()
    assert latest(company).level == 2
    company.keep(company.statement("approval", "P-0003"), key="ci")
    assert grounds(latest(company)) == ["robot"]


def test_a_robots_address_without_its_signature_is_anybodys(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change", by="ci", when="2026-01-12")
    company.sign_off()
    assert (latest(company).level, grounds(latest(company))) == (0, ["contributor"])
    assert "the address of the robot ci" in latest(company).refused[0].why


def test_what_a_robot_made_of_a_persons_text_is_no_signature_of_the_person(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Change", by="ci", when="2026-01-12", signed="ci")
    company.keep(company.statement())
    assert (latest(company).level, grounds(latest(company))) == (0, ["author"])


def test_who_wrote_before_the_last_approval_may_approve_now(company: Company) -> None:
    company.policy("1.0", "Text by the approver.")
    company.commit("Change", by="P-0002", when="2026-01-06")
    company.sign_off(approver="P-0003")
    company.commit("Approve", when="2026-01-07")
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12")
    company.sign_off()
    assert latest(company).refused == ()


def test_one_changed_byte_voids_it(company: Company) -> None:
    company.sign_off()
    company.commit("Approve")
    company.policy("1.0", "Text one!")
    assert latest(company).level == 0
    company.commit("Slip a change in")
    judged = latest(company)
    assert not judged.approved
    assert in_force(company.approvals(), "POL-CHG", date(2026, 5, 1)).proven != judged


def test_the_text_put_back_is_approved_again(company: Company) -> None:
    company.sign_off()
    company.commit("Approve")
    company.policy("1.0", "Text one!")
    company.commit("Slip a change in")
    company.policy()
    company.commit("Put it back")
    assert latest(company).level == 2


def test_an_older_approved_text_put_back_needs_a_new_approval(company: Company) -> None:
    company.sign_off()
    company.commit("Approve")
    company.policy("1.1", "Text two.")
    company.sign_off()
    company.commit("Approve the next", when="2026-02-01")
    company.policy()
    company.commit("Go back", when="2026-02-02")
    assert not latest(company).approved


@pytest.mark.parametrize(
    ("said", "ground"),
    [
        ({"repository": "https://example.invalid/fork"}, "context"),
        ({"branch": "other"}, "context"),
        ({"version": "1.1"}, "version"),
        ({"effective": "2026-01-11"}, "effective"),
        ({"previous": "0" * 64}, "previous"),
        ({"trust": "0" * 64}, "trust"),
        ({"role": "owner"}, "role"),
        ({"role": ""}, "role"),
        ({"made": "2024-01-08T10:00:00Z"}, "key"),
    ],
)
def test_an_approval_of_something_else_does_not_count(
    company: Company, said: dict[str, str], ground: str
) -> None:
    company.keep(company.statement(**said))
    assert grounds(latest(company)) == [ground]
    assert not latest(company).approved


def test_a_strangers_key(company: Company) -> None:
    company.keep(company.statement(), key="stranger")
    assert grounds(latest(company)) == ["key"]


def test_the_key_of_somebody_else(company: Company) -> None:
    company.keep(company.statement(), key="P-0003")
    assert grounds(latest(company)) == ["key"]


def test_a_key_that_has_ended_is_judged_by_the_day_of_the_step_not_by_what_the_statement_says(
    company: Company,
) -> None:
    company.today = date(2028, 6, 1)
    company.keep(company.statement(made="2026-01-08T10:00:00Z"))
    company.commit("Approve", when="2028-02-01")
    assert grounds(latest(company)) == ["key"]


def test_a_forged_date_never_lies_before_the_step_before(company: Company) -> None:
    company.today = date(2028, 6, 1)
    company.commit("Later", when="2028-02-01")
    company.keep(company.statement())
    company.commit("Approve", when="2026-03-01")
    assert grounds(latest(company)) == ["key"]


def test_another_namespace(company: Company) -> None:
    company.keep(company.statement(), namespace="file")
    broken = company.approvals().broken
    assert [fault.why for fault in broken] == ["it was made for `file`, not for `approval@sms-lint`"]


def test_two_persons_are_two(tmp_path: Path) -> None:
    company = Company(tmp_path, number=2)
    company.sign_off()
    assert not latest(company).approved
    company.keep(company.statement("review", "P-0002"), key="ci")
    assert not latest(company).approved, "one person, twice"
    company.keep(company.statement("approval", "P-0003"))
    assert latest(company).level == 2


def test_an_approval_taken_back(company: Company) -> None:
    company.sign_off()
    company.commit("Approve")
    company.keep(company.statement("withdrawal"))
    assert not latest(company).approved
    assert [statement.statement.person for statement in latest(company).withdrawn] == ["P-0002"]


def test_not_everybody_may_take_an_approval_back(company: Company) -> None:
    company.sign_off()
    company.keep(company.statement("withdrawal", "P-0004", role="writer"))
    assert latest(company).level == 2
    assert grounds(latest(company)) == ["role"]


def test_a_key_that_comes_with_the_change_that_uses_it(company: Company) -> None:
    company.write_trust(2, people={"P-0001": "owner", "P-0002": "writer", "P-0005": "approver"})
    company.keep(company.statement("approval", "P-0005"))
    company.commit("Bring my own key", when="2026-01-20")
    judged = company.approvals()
    assert [version.trust.version for version in judged.chain.adopted] == [1]
    assert [refusal.ground for refusal in judged.texts["POL-CHG"][-1].refused] == ["key"]


def test_new_trust_settings_count_from_the_step_after_the_owners_signed(company: Company) -> None:
    company.write_trust(2, people={"P-0001": "owner", "P-0002": "approver", "P-0005": "approver"})
    company.sign_trust(2, "P-0002")
    company.commit("New settings", when="2026-02-01")
    assert [version.trust.version for version in company.approvals().chain.adopted] == [1, 2]
    company.sign_off(approver="P-0005", made="2026-02-02T10:00:00Z")
    company.commit("Approve", when="2026-02-02")
    assert latest(company).level == 2


def test_settings_signed_later_count_from_then(company: Company) -> None:
    company.write_trust(2)
    company.write("policies/other.txt", "x")
    company.commit("New settings", when="2026-02-01")
    assert "until then version 1 stays in force" in company.approvals().chain.faults[0].message
    company.sign_trust(2, "P-0001")
    company.commit("Sign them", when="2026-02-02")
    assert [(version.trust.version, version.position) for version in company.approvals().chain.adopted] == [
        (1, 0),
        (2, 2),
    ]


def test_two_owners_have_to_sign_where_two_are_asked_for(tmp_path: Path) -> None:
    company = Company(tmp_path, signatures=2)
    company.signatures = 1
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("Loosen it", when="2026-02-01")
    assert [version.trust.version for version in company.approvals().chain.adopted] == [1]
    company.sign_trust(2, "P-0002")
    company.commit("Both", when="2026-02-01")
    assert [version.trust.version for version in company.approvals().chain.adopted] == [1, 2]


@pytest.mark.parametrize("version", [1, 3])
def test_the_versions_of_trust_settings_go_up_by_one(company: Company, version: int) -> None:
    company.write_trust(version, adopted="2026-01-02")
    company.sign_trust(version, "P-0001")
    company.commit("Skip", when="2026-02-01")
    assert [adopted.position for adopted in company.approvals().chain.adopted] == [0]
    assert "each change adds one" in company.approvals().chain.faults[0].message


def test_without_trust_settings_nothing_can_be_told(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    company.keep(company.statement())
    assert latest(company).unknown
    assert company.approvals().chain.current is None


def test_older_settings_put_back_are_refused(company: Company) -> None:
    company.write_trust(2, adopted="2026-01-02")
    company.sign_trust(2, "P-0001")
    company.commit("Two", when="2026-02-01")
    git(company.root, "checkout", "-q", "HEAD~1", "--", "trust.yml")
    company.commit("Back", when="2026-02-02")
    chain = company.approvals().chain
    assert [version.trust.version for version in chain.adopted] == [1, 2]
    assert len(chain.faults) == 1


def test_a_squash_keeps_the_approval(company: Company) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12")
    company.sign_off()
    company.commit("Approve", when="2026-01-13")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--squash", "work")
    company.commit("Change policy (#1)", when="2026-01-14")
    assert latest(company).level == 2


def test_a_merge_is_one_step(company: Company) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    company.commit("Change", by="P-0004", when="2026-01-12")
    company.sign_off(author="P-0004")
    company.commit("Approve", when="2026-01-13")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "work")
    judged = latest(company)
    assert (judged.level, judged.position) == (2, 1)
    assert set(judged.contributors.people) == {"P-0001", "P-0004"}


def test_what_was_in_force_on_a_day(company: Company) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-08")
    first = latest(company)
    company.policy("1.1", "Text two.", effective="2026-03-01")
    company.sign_off(made="2026-02-01T10:00:00Z")
    company.commit("Approve the next", when="2026-02-02")
    company.policy("1.2", "Text three, nobody approved it.", effective="2026-04-01")
    company.commit("On main only", when="2026-03-15")
    judged = company.approvals()
    on = {day: in_force(judged, "POL-CHG", date.fromisoformat(day)) for day in
          ("2026-01-09", "2026-01-10", "2026-02-28", "2026-03-01", "2026-05-01")}  # fmt: skip
    assert on["2026-01-09"].proven is None
    assert on["2026-01-10"].proven is not None
    assert on["2026-01-10"].proven.text == first.text
    assert [on[day].proven.text.version for day in on if on[day].proven] == ["1.0", "1.0", "1.1", "1.1"]  # type: ignore[union-attr]
    assert on["2026-05-01"].on_main is not None
    assert on["2026-05-01"].on_main.text.version == "1.2"
    assert on["2026-05-01"].since == date(2026, 3, 1)


def test_a_text_approved_after_its_day_was_declared_before_it_is_proven(company: Company) -> None:
    company.sign_off(made="2026-03-01T10:00:00Z")
    company.commit("Approve late", when="2026-03-02")
    found = in_force(company.approvals(), "POL-CHG", date(2026, 2, 1))
    assert found.declared is not None
    assert found.proven is None
    assert in_force(company.approvals(), "POL-CHG", date(2026, 3, 2)).since == date(2026, 3, 2)


def test_a_rename_is_followed_by_id(company: Company) -> None:
    company.sign_off()
    company.commit("Approve")
    git(company.root, "mv", "policies/change.md", "policies/changes.md")
    company.commit("Rename")
    assert latest(company).level == 2
    assert latest(company).text.path == "policies/changes.md"


def test_a_shallow_clone_cannot_tell(company: Company, tmp_path: Path) -> None:
    company.sign_off()
    company.commit("Approve")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{company.root}", "shallow")
    company.root = tmp_path / "shallow"
    assert any("fetch-depth: 0" in unchecked.why for unchecked in company.sms().unchecked)


def test_without_trust_settings_nothing_counts(company: Company) -> None:
    company.sign_off()
    (company.root / "trust.yml").unlink()
    git(company.root, "rm", "-q", "--cached", "trust.yml")
    git(company.root, "commit", "-q", "--amend", "-m", "Begin", "--allow-empty")
    judged = latest(company)
    assert not judged.approved
    assert judged.unknown


def test_whoever_signed_the_commit_of_another_name_wrote_on_it_too(company: Company) -> None:
    company.policy("1.1", "Text two.")
    git(company.root, "config", "gpg.format", "ssh")
    git(company.root, "config", "user.signingkey", str(company.key("P-0002")))
    git(company.root, "config", "commit.gpgsign", "true")
    company.commit("Change", by="P-0001", when="2026-01-12")
    git(company.root, "config", "commit.gpgsign", "false")
    company.keep(company.statement())
    judged = latest(company)
    assert grounds(judged) == ["self-approved"]
    assert "signer of commit" in judged.refused[0].why


def test_stricter_settings_hold_from_the_step_after_them(company: Company) -> None:
    company.number = 2
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("Two have to approve", when="2026-02-01")
    company.policy("1.1", "Text two.")
    company.sign_off(made="2026-02-02T10:00:00Z")
    company.commit("One did", when="2026-02-02")
    assert not latest(company).approved
    company.keep(company.statement("approval", "P-0003", made="2026-02-03T10:00:00Z"))
    company.commit("Two did", when="2026-02-03")
    assert latest(company).level == 2


def test_a_forged_name_reaches_the_screen_without_its_controls(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.policy("1.1", "Text two.")
    company.commit("x\r::error::forged", when="2026-01-12", GIT_AUTHOR_NAME="\x1b[31mBoss")
    assert main(["history", "POL-CHG", "--root", str(company.root)]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\r" not in said
    assert "\n::error::" not in said


def test_whoever_merges_did_not_write(company: Company) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    company.commit("Change", by="P-0004", when="2026-01-12")
    company.sign_off(author="P-0004")
    company.commit("Approve", by="P-0004", when="2026-01-13")
    git(company.root, "checkout", "-q", "main")
    named = {f"GIT_{role}_EMAIL": "p-0002@example.invalid" for role in ("AUTHOR", "COMMITTER")}
    git(company.root, "merge", "-q", "--no-ff", "-m", "Merge", "work", **named)
    assert latest(company).level == 2
    assert set(latest(company).contributors.people) == {"P-0001", "P-0004"}


def test_whoever_changes_it_while_merging_did(company: Company) -> None:
    git(company.root, "checkout", "-q", "-b", "work")
    company.policy("1.1", "Text two.")
    company.commit("Change", by="P-0004", when="2026-01-12")
    git(company.root, "checkout", "-q", "main")
    git(company.root, "merge", "-q", "--no-ff", "--no-commit", "work")
    company.policy("1.2", "Text three, by whoever merged.")
    company.commit("Merge", by="P-0002", when="2026-01-13")
    company.keep(company.statement())
    assert grounds(latest(company)) == ["self-approved"]


def test_a_role_that_has_ended_when_the_approval_comes(company: Company) -> None:
    company.keep(company.statement(made="2026-01-08T10:00:00Z"))
    path = company.root / "trust.yml"
    ended = path.read_text("utf-8").replace(
        "{role: approver, from: 2025-01-01}", "{role: approver, from: 2025-01-01, to: 2026-01-31}"
    )
    path.write_text(ended.replace("version: 1", "version: 2"), "utf-8")
    kept = company.root / "records/approvals/POL-CHG"
    kept.rename(company.keys_folder / "kept")
    company.sign_trust(2, "P-0001")
    company.commit("Roles end", when="2026-02-01")
    (company.keys_folder / "kept").rename(kept)
    company.commit("An approval of long ago", when="2026-06-01")
    assert grounds(latest(company)) == ["role"]


def test_a_key_of_an_owner_that_has_ended_signs_no_trust_settings(company: Company) -> None:
    company.today = date(2028, 6, 1)
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("Years later, with an early date in the statement", when="2028-02-01")
    assert [version.trust.version for version in company.approvals().chain.adopted] == [1]


def test_a_partial_clone_cannot_tell(company: Company, tmp_path: Path) -> None:
    company.sign_off()
    company.commit("Approve")
    company.policy("1.1", "Text two.")
    company.commit("Change")
    git(company.root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{company.root}", "partial")
    company.root = tmp_path / "partial"
    said = [unchecked.why for unchecked in company.sms().unchecked]
    assert len(said) == 1
    assert "git cannot read an earlier text" in said[0]
    assert "fetch-depth: 0" in said[0]


AGENTS = "agents: [{name: helper, emails: [helper@example.invalid]}]\n"
DRAFTED = "Change\n\nCo-authored-by: Helper <helper@example.invalid>"


def test_what_an_agent_drafted_is_approved_by_a_second_person(company: Company) -> None:
    company.trust_extra = AGENTS
    company.write_trust(2)
    company.commit("Name the agent", when="2026-01-11")
    company.sign_trust(2, "P-0001")
    company.policy("1.1", "Text two.")
    company.commit(DRAFTED, when="2026-01-12")
    company.sign_off()
    judged = latest(company)
    assert (judged.level, grounds(judged)) == (2, [])
    assert judged.contributors.agents.keys() == {"helper"}


def test_whoever_had_it_drafted_does_not_approve_it(company: Company) -> None:
    company.trust_extra = AGENTS
    company.write_trust(2)
    company.commit("Name the agent", when="2026-01-11")
    company.sign_trust(2, "P-0001")
    company.policy("1.1", "Text two.")
    company.commit(DRAFTED, by="P-0002", when="2026-01-12")
    company.keep(company.statement())
    assert grounds(latest(company)) == ["self-approved"]


def test_a_draft_of_an_agent_that_nobody_named_is_not_approved(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit(DRAFTED, when="2026-01-12")
    company.sign_off()
    assert (latest(company).level, grounds(latest(company))) == (0, ["contributor"])
