"""Why a statement does not count, and what is wrong with trust settings, word for word."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.history.approvals import Approvals, TextApproval, each_in_force, how_known, in_force
from tests.history.approvals.company import Company, git

REPOSITORY = "https://example.invalid/sms"


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def latest(company: Company) -> TextApproval:
    found = company.approvals().latest("POL-CHG")
    assert found is not None
    return found


def why(company: Company) -> list[str]:
    return [refusal.why for refusal in latest(company).refused]


def test_there_is_nothing_to_say_of_what_counts(company: Company) -> None:
    company.sign_off()
    assert why(company) == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"repository": "https://example.invalid/fork"},
            f"it is for `https://example.invalid/fork`, branch `main`; this is `{REPOSITORY}`, branch `main`",
        ),
        (
            {"branch": "other"},
            f"it is for `{REPOSITORY}`, branch `other`; this is `{REPOSITORY}`, branch `main`",
        ),
        ({"version": "1.1"}, "it is for version 1.1, but the text says 1.0"),
        ({"effective": "2026-01-11"}, "it is for a text in force from 2026-01-11"),
        ({"effective": ""}, "it is for a text in force from no day"),
        ({"previous": "0" * 64}, "it names another version as the one approved before"),
        ({"trust": "0" * 64}, "it was made under trust settings that were never in force here"),
        ({"role": "owner"}, "P-0002 signed as owner, but approver has to sign"),
        ({"role": ""}, "P-0002 signed as nobody, but approver has to sign"),
    ],
)
def test_of_something_else(company: Company, said: dict[str, Any], sentence: str) -> None:
    company.keep(company.statement(**said))
    assert why(company) == [sentence]


def test_a_review_of_another_text_approved_before(company: Company) -> None:
    company.keep(company.statement("review", "P-0002", previous="0" * 64), key="ci")
    assert why(company) == ["it names another version as the one approved before"]


def test_a_withdrawal_in_another_role(company: Company) -> None:
    company.sign_off()
    company.keep(company.statement("withdrawal", "P-0004", role="writer"))
    assert why(company) == ["P-0004 signed as writer, but owner or approver has to sign"]


def test_a_withdrawal_needs_no_text_approved_before_and_may_come_from_whoever_wrote(company: Company) -> None:
    company.sign_off()
    company.keep(company.statement("withdrawal", "P-0001", role="owner", previous="0" * 64))
    judged = latest(company)
    assert why(company) == []
    assert [statement.statement.person for statement in judged.withdrawn] == ["P-0001"]
    assert (judged.approved, judged.level, judged.approvers) == (False, 0, ())


def test_the_keys(company: Company) -> None:
    mark = company.public
    for by, key, meaning, sentence in (
        ("P-0002", "stranger", "approval", "the key {} belongs to nobody in the trust settings"),
        ("P-0002", "P-0003", "approval", "it names P-0002, but P-0003 signed it"),
        ("P-0002", "P-0003", "review", "a review is attested by a robot, and P-0003 is a person"),
        ("P-0002", "ci", "approval", "the robot ci signed it; a robot never approves"),
    ):
        kept = company.keep(company.statement(meaning, by), key=key)
        assert why(company) == [sentence.format(mark(key).fingerprint)]
        kept.unlink()


def test_a_key_that_has_ended(company: Company) -> None:
    company.today = date(2028, 6, 1)
    company.keep(company.statement())
    company.commit("Approve", when="2028-02-01")
    assert why(company) == [
        f"the key {company.public('P-0002').fingerprint} of P-0002 does not count on 2028-02-01"
    ]


def test_who_wrote(company: Company) -> None:
    company.policy("1.1", "Text two.")
    head = company.commit(
        "Change\n\nCo-authored-by: Three <p-0003@example.invalid>",
        when="2026-01-12",
        GIT_COMMITTER_EMAIL="p-0002@example.invalid",
    )
    company.keep(company.statement())
    company.keep(company.statement("approval", "P-0003"))
    assert sorted(why(company)) == [
        f"P-0002 contributed to it (committer of commit {head[:9]})",
        f"P-0003 contributed to it (co-author of commit {head[:9]})",
    ]
    assert latest(company).contributors.people["P-0001"].startswith("author of commit ")


def test_who_signed_as_author_wrote(company: Company) -> None:
    company.keep(company.statement("authorship", "P-0003"))
    company.keep(company.statement("approval", "P-0003"))
    assert why(company) == ["P-0003 contributed to it (signed as its author)"]


def test_addresses_of_nobody(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit(
        "Change",
        when="2026-01-12",
        GIT_AUTHOR_EMAIL="one@example.invalid",
        GIT_COMMITTER_EMAIL="two@example.invalid",
    )
    company.keep(company.statement())
    nobody = "nobody in the trust settings is known as"
    assert why(company) == [
        f"{nobody} <one@example.invalid>; {nobody} <two@example.invalid>; it may be P-0002"
    ]


def test_a_person_who_is_not_there(company: Company) -> None:
    company.keep(company.statement("review", "P-0009"), key="ci")
    assert why(company) == ["P-0009 is not in the trust settings"]


def test_a_role_that_was_not_held_then(company: Company) -> None:
    company.keep(company.statement(made="2024-12-31T10:00:00Z"))
    judged = why(company)
    assert judged == [
        f"the key {company.public('P-0002').fingerprint} of P-0002 does not count on 2024-12-31"
    ]
    path = company.root / "trust.yml"
    later = path.read_text("utf-8").replace(
        "{role: approver, from: 2025-01-01}", "{role: approver, from: 2026-01-08}"
    )
    path.write_text(later, "utf-8")
    for made, said in (
        ("2026-01-07", ["P-0002 did not hold the role approver on 2026-01-07"]),
        ("2026-01-08", []),
    ):
        for kept in (company.root / "records/approvals/POL-CHG").iterdir():
            kept.unlink()
        git(company.root, "add", "-A")
        git(company.root, "commit", "-q", "--amend", "--no-edit")
        company.keep(company.statement("authorship", "P-0001"))
        company.keep(company.statement(made=f"{made}T10:00:00Z"))
        assert why(company) == said


@pytest.mark.parametrize(
    ("came", "day"),
    [("2026-01-07", "2026-01-07"), ("2026-01-14", "2026-01-07"), ("2026-01-15", "")],
)
def test_what_a_signer_states_is_believed_for_the_days_of_grace(
    company: Company, came: str, day: str
) -> None:
    """The role begins on 8 January; the statement says that it was made on the 7th."""
    path = company.root / "trust.yml"
    later = path.read_text("utf-8").replace(
        "{role: approver, from: 2025-01-01}", "{role: approver, from: 2026-01-08}"
    )
    path.write_text(later, "utf-8")
    git(company.root, "add", "-A")
    git(company.root, "commit", "-q", "--amend", "--no-edit", GIT_COMMITTER_DATE="2026-01-05T12:00:00+0000")
    company.sign_off(made="2026-01-07T10:00:00Z")
    company.commit("Approve", when=came)
    assert why(company) == ([f"P-0002 did not hold the role approver on {day}"] if day else [])


# How much it proves.


def test_no_trust_settings(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    company.keep(company.statement())
    company.keep(company.statement("approval", "P-0003"))
    refused = latest(company).refused
    assert [(refusal.ground, refusal.unknown) for refusal in refused] == [("trust", True)] * 2
    assert {refusal.why for refusal in refused} == {
        "there are no trust settings that say whose signature counts"
    }


def test_a_review_beside_an_approval_counts_for_the_number(tmp_path: Path) -> None:
    company = Company(tmp_path, number=2)
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-06", signed="P-0001")
    company.policy("1.0", "Text three.")
    company.commit("Change", when="2026-01-06", signed="P-0001")
    company.keep(company.statement())
    judged = latest(company)
    assert (judged.level, judged.position) == (0, None)
    assert [statement.statement.person for statement in judged.approvers] == ["P-0002"]
    company.keep(company.statement("review", "P-0003"), key="ci")
    judged = latest(company)
    assert (judged.level, judged.position) == (1, 3)
    assert sorted(statement.statement.person for statement in judged.approvers) == ["P-0002", "P-0003"]


def test_an_author_who_approves_is_no_other_person(company: Company) -> None:
    company.keep(company.statement("approval", "P-0002"))
    company.commit("Approve", when="2026-01-09")
    company.keep(company.statement("authorship", "P-0002"))
    assert latest(company).level < 2


def test_the_step_at_which_it_was_complete(company: Company) -> None:
    company.keep(company.statement("authorship", "P-0001"))
    company.commit("Author", when="2026-01-06")
    company.keep(company.statement("approval", "P-0002"))
    company.commit("Approver", when="2026-01-07")
    company.keep(company.statement("approval", "P-0003"))
    company.commit("Another", when="2026-01-08")
    judged, approvals = latest(company), company.approvals()
    assert (judged.level, judged.position) == (2, 2)
    assert approvals.stated(judged) == approvals.known(judged) == date(2026, 1, 7)
    assert (approvals.proven(judged), how_known(approvals, judged)) == (None, "commits")


def test_an_author_who_signs_last_completes_it(company: Company) -> None:
    company.keep(company.statement("approval", "P-0002"))
    company.commit("Approver", when="2026-01-07")
    assert (latest(company).level, latest(company).position) == (0, None)
    company.keep(company.statement("authorship", "P-0004"))
    company.commit("One author", when="2026-01-08")
    company.keep(company.statement("authorship", "P-0001"))
    company.commit("Another author", when="2026-01-09")
    assert (latest(company).level, latest(company).position) == (2, 2)


def test_what_was_signed_before_its_text_came_counts_from_the_text(company: Company) -> None:
    company.policy("1.1", "Text two.")
    statements = company.statement(), company.statement("authorship", "P-0001")
    company.policy()
    for statement in statements:
        company.keep(statement)
    company.commit("Sign first", when="2026-01-11")
    company.policy("1.1", "Text two.")
    company.commit("Then the text", when="2026-01-12")
    assert (latest(company).level, latest(company).position) == (2, 2)


def test_what_is_not_committed_has_no_day(company: Company) -> None:
    company.sign_off()
    judged, approvals = latest(company), company.approvals()
    assert judged.approved
    assert (approvals.stated(judged), approvals.known(judged)) == (None, None)


@pytest.mark.parametrize(
    ("adopted", "made", "came", "taken_over"),
    [
        ("2026-01-11", "2026-01-08", "2026-01-18", True),
        ("2026-01-11", "2026-01-18", "2026-01-18", True),
        ("2026-01-11", "2026-01-19", "2026-01-18", False),
        ("2026-01-11", "2026-01-08", "2026-01-19", False),
        ("2026-01-10", "2026-01-08", "2026-01-18", False),
    ],
)
def test_what_was_in_force_before_approvals_began_is_taken_over(
    tmp_path: Path, adopted: str, made: str, came: str, taken_over: bool
) -> None:
    """The text says that it is in force from 10 January; there are 7 days of grace."""
    company = Company(tmp_path, with_trust=False)
    company.write_trust(1, adopted=adopted)
    company.commit("Trust", when="2026-01-06")
    company.sign_off(author="P-0004", made=f"{made}T10:00:00Z")
    company.commit("Approve", when=came)
    approvals = company.approvals()
    judged = latest(company)
    assert (judged.level, judged.taken_over) == (2, taken_over)
    assert how_known(approvals, judged) == ("taken over" if taken_over else "commits")
    found = in_force(approvals, "POL-CHG", date(2026, 1, 12))
    assert (found.since, found.how) == ((date(2026, 1, 10), "taken over") if taken_over else (None, None))


def test_a_text_without_a_day_is_never_taken_over(tmp_path: Path) -> None:
    company = Company(tmp_path, with_policy=False)
    company.policy(lifecycle="draft")
    path = company.root / "policies/change.md"
    path.write_text(path.read_text("utf-8").replace("effective: 2026-01-10\n", ""), "utf-8")
    company.commit("Begin")
    company.sign_off()
    judged = latest(company)
    assert (judged.declared, judged.taken_over, judged.level) == (None, False, 2)
    assert in_force(company.approvals(), "POL-CHG", date(2027, 1, 1)).declared is None


# What was in force.


def three(company: Company) -> Approvals:
    """A text in force, a draft that was approved, one that withdraws the document; each a step with its approval."""
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    company.policy("1.1", "A draft.", lifecycle="draft", effective="2026-02-01")
    company.sign_off(made="2026-02-01T10:00:00Z")
    company.commit("A draft", when="2026-02-01")
    company.policy("2.0", "Withdrawn.", lifecycle="retired", effective="2026-03-01")
    company.sign_off(made="2026-03-01T10:00:00Z")
    company.commit("Withdraw", when="2026-03-01")
    return company.approvals()


def test_in_force_day_by_day(company: Company) -> None:
    approvals = three(company)
    texts = approvals.texts["POL-CHG"]

    def on(day: str, until: int | None = None) -> tuple[Any, ...]:
        found = in_force(approvals, "POL-CHG", date.fromisoformat(day), until)
        names = {None: None} | {id(approval): approval.text.version for approval in texts}
        shown = (found.declared, found.proven, found.on_main)
        return (*(names[id(approval)] if approval else None for approval in shown), found.since, found.how)

    first = date(2026, 1, 10)
    assert on("2026-01-09") == (None, None, "2.0", None, None)
    assert on("2026-01-10") == ("1.0", "1.0", "2.0", first, "commits")
    assert on("2026-02-28") == ("1.0", "1.0", "2.0", first, "commits")
    assert on("2026-03-01") == (None, None, None, None, None)
    assert on("2026-03-01", until=1) == ("1.0", "1.0", None, first, "commits")
    assert on("2026-03-01", until=2) == ("1.0", "1.0", "1.1", first, "commits")
    assert on("2026-03-01", until=3) == (None, None, None, None, None)
    assert on("2026-01-10", until=0) == ("1.0", "1.0", None, first, "commits")


def test_in_force_of_what_never_was(company: Company) -> None:
    found = in_force(company.approvals(), "POL-NONE", date(2026, 5, 1))
    assert (found.id, found.declared, found.proven, found.on_main) == ("POL-NONE", None, None, None)
    every = [held.id for held in each_in_force(company.approvals(), date(2026, 5, 1))]
    assert every == ["POL-CHG"]


def test_strays(company: Company) -> None:
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.keep(company.statement())
    company.commit("Trust and approval", when="2026-02-01")
    assert company.approvals().strays == ()
    stray = company.keep(company.statement("approval", "P-0003", sha256="1" * 64))
    company.commit("Of no text", when="2026-02-02")
    assert [statement.statement.sha256 for statement in company.approvals().strays] == ["1" * 64]
    stray.unlink()
    stray.with_name(f"{stray.name}.sig").unlink()
    company.commit("Gone", when="2026-02-03")
    assert company.approvals().strays == ()


# Trust settings.


def faults(company: Company) -> list[tuple[int, str]]:
    return [(fault.position, fault.message) for fault in company.approvals().chain.faults]


@pytest.mark.parametrize("version", [1, 3])
def test_versions_that_do_not_go_up_by_one(company: Company, version: int) -> None:
    company.write_trust(version, adopted="2026-01-02")
    company.commit("Skip", when="2026-02-01")
    assert faults(company) == [
        (1, f"the trust settings went from version 1 to {version}; each change adds one")
    ]


def test_too_few_owners(tmp_path: Path) -> None:
    company = Company(tmp_path, signatures=2)
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.keep(replace(company.statement(), sha256="1" * 64))
    company.commit("One of two", when="2026-02-01")
    still = "until then version 1 stays in force"
    assert faults(company) == [
        (
            1,
            f"version 2 of the trust settings is signed by 1 of the 2 owners it needs (P-0001, P-0002); {still}",
        )
    ]
    company.write_trust(2, adopted="2026-01-02")
    company.commit("Another text before the second signed", when="2026-02-02")
    git(company.root, "show", "HEAD~1:trust.yml")
    chain = company.approvals().chain
    assert [(version.position, version.trust.version) for version in chain.adopted] == [(0, 1)]
    assert [fault.position for fault in chain.faults] == [1, 2]


def test_two_owners_signed_in_two_steps(tmp_path: Path) -> None:
    company = Company(tmp_path, signatures=2)
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("One", when="2026-02-01")
    company.sign_trust(2, "P-0002")
    company.commit("Two", when="2026-02-02")
    chain = company.approvals().chain
    assert [(version.position, version.trust.version) for version in chain.adopted] == [(0, 1), (2, 2)]
    assert [chain.before(position).version for position in (0, 1, 2, 3)] == [1, 1, 1, 2]  # type: ignore[union-attr]
    digests = [version.digest for version in chain.adopted]
    in_force = [[chain.was_in_force(digest, position) for digest in digests] for position in (0, 1, 2, 3)]
    assert in_force == [[True, False], [True, False], [True, True], [True, True]]


def test_a_signature_that_came_with_the_next_version_is_too_late(company: Company) -> None:
    company.write_trust(2)
    second = (company.root / "trust.yml").read_text("utf-8")
    company.commit("Unsigned", when="2026-02-01")
    company.sign_trust(2, "P-0001")
    company.write("trust.yml", second.replace("grace: 7 days", "grace: 8 days"))
    company.commit("Signed, and changed again", when="2026-02-02")
    assert [version.trust.version for version in company.approvals().chain.adopted] == [1]


def test_settings_that_are_faulty(company: Company) -> None:
    company.write("trust.yml", "version: two\n")
    company.commit("Broken", when="2026-02-01")
    [(position, message)] = faults(company)
    assert position == 1
    assert message.startswith("the trust settings are faulty: ")


# Captured reviews.


def test_the_command_names_the_key_that_is_no_robots(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    export = company.keys_folder / "export.json"
    export.write_text("{}", "utf-8")
    assert (
        main(
            [
                "capture",
                str(export),
                "--forge",
                "github",
                "--key",
                str(company.key("P-0003")),
                "--root",
                str(company.root),
            ]
        )
        == 2
    )
    assert capsys.readouterr().err


def test_broken_statements_say_why(company: Company) -> None:
    statement = company.statement()
    kept = company.keep(statement)
    kept.with_name(f"{kept.name}.sig").unlink()
    elsewhere = kept.with_name("elsewhere.json")
    elsewhere.write_bytes(kept.read_bytes())
    odd = kept.with_name("odd.json")
    odd.write_bytes(b"{}\n")
    broken = {fault.path.rpartition("/")[2]: fault.why for fault in company.approvals().broken}
    assert broken[kept.name] == f"there is no signature `{statement.path}.sig` beside it"
    assert broken["elsewhere.json"] == f"the file belongs at `{statement.path}`"
    assert set(broken) == {kept.name, "elsewhere.json", "odd.json"}


def test_the_moment_of_a_step_is_that_of_the_epoch_at_least(company: Company) -> None:
    moments = company.approvals().branch.moments
    assert moments == (datetime(2026, 1, 5, 12, tzinfo=UTC),)
