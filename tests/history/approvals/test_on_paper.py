"""How well approvals are proven, judged from made-up branches: what counts first, then what does not, word for word."""

import base64
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals import how_known, in_force
from sms_lint.history.approvals.making import statement_on
from sms_lint.history.approvals.signed import BrokenStatement, day_of, read_signed
from sms_lint.history.branch import TRUST_ID, TextVersion
from sms_lint.outside.git import Origin
from sms_lint.outside.ssh_signature import armoured
from tests.history.approvals.paper import REPOSITORY, Paper, begun, day, key_of, settings


def approved(level: int = 2) -> Paper:
    """Author and approver have signed the first text, on 8 January."""
    paper = begun()
    paper.step("2026-01-08")
    if level == 2:
        paper.sign("authorship", "P-0001")
        paper.sign()
    else:
        paper.sign("review", key="ci")
    return paper


def test_author_and_approver_are_level_two() -> None:
    judged = approved().latest()
    assert (judged.level, judged.position, judged.refused, judged.taken_over) == (2, 1, (), False)
    assert [signed.statement.person for signed in judged.approvers] == ["P-0002"]
    assert [signed.statement.person for signed in judged.authors] == ["P-0001"]
    assert (judged.approved, judged.unknown, judged.declared) == (True, False, date(2026, 1, 10))
    assert judged.deciding is judged.text


def test_a_review_that_a_robot_attests_is_level_one() -> None:
    judged = approved(1).latest()
    assert (judged.level, judged.position, judged.refused) == (1, 1, ())


@pytest.mark.parametrize(
    ("stamped", "level"), [("2026-01-08", 3), ("2026-01-15", 3), ("2026-01-16", 2), ("2026-01-07", 2)]
)
def test_a_timestamp_within_the_days_of_grace_is_level_three(stamped: str, level: int) -> None:
    paper = approved()
    paper.timestamps[paper.commits[-1].id] = day(stamped)
    assert paper.latest().level == level


def test_the_latest_of_two_approvals_begins_the_days_of_grace() -> None:
    paper = begun(settings(approvals="[{kind: policy, number: 2}]"))
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0003", made="2026-01-06T10:00:00Z")
    paper.sign()
    paper.timestamps[paper.commits[-1].id] = day("2026-01-14")
    assert paper.latest().level == 3


def test_two_persons_where_two_are_wanted() -> None:
    paper = begun(settings(approvals="[{kind: policy, number: 2}, {kind: plan, number: 1}]"))
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign()
    assert (paper.latest().level, paper.latest().position) == (0, None)
    assert [signed.statement.person for signed in paper.latest().approvers] == ["P-0002"]
    paper.step("2026-01-09")
    paper.sign("approval", "P-0003")
    assert (paper.latest().level, paper.latest().position) == (2, 2)


def test_the_settings_that_judge_the_latest_statement_say_how_many() -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.trust(settings(2, approvals="[{kind: policy, number: 2}]"))
    paper.sign_trust()
    paper.sign("authorship", "P-0001")
    paper.sign()
    assert paper.latest().level == 2, "what comes with the settings is judged by those before"
    paper.step("2026-01-09")
    paper.sign("authorship", "P-0004")
    assert paper.latest().level == 0


def test_a_role_that_the_settings_ask_for() -> None:
    paper = begun(settings(approvals="[{kind: policy, roles: [writer, owner]}]"))
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign()
    assert paper.why() == ["P-0002 signed as approver, but writer or owner has to sign"]
    paper.sign("approval", "P-0004", role="writer")
    assert paper.latest().level == 2


def test_an_approver_who_signs_as_the_author_too_wrote_it() -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0002")
    paper.sign()
    assert paper.why() == ["P-0002 contributed to it (signed as its author)"]


UNSIGNED = "nobody signed as the author, and anybody can put any name into a commit; so it may be the approver's own text"


def test_without_a_signature_of_the_author_nobody_can_tell() -> None:
    paper = begun()
    paper.step("2026-01-08")
    kept = paper.sign()
    judged = paper.latest()
    assert [(refusal.ground, refusal.why, refusal.unknown) for refusal in judged.refused] == [
        ("author", UNSIGNED, True)
    ]
    assert (judged.level, judged.approved, judged.unknown, judged.approvers) == (0, False, True, ())
    assert judged.refused[0].signed.path == kept.path


def test_a_commit_that_its_author_signed_shows_who_wrote() -> None:
    paper = Paper()
    paper.step(signed="P-0001")
    paper.trust()
    paper.text()
    paper.step("2026-01-08")
    paper.sign()
    judged = paper.latest()
    assert (judged.level, judged.position, judged.refused) == (1, 1, ())


def test_a_review_beside_an_approval_that_nobody_can_tell_counts() -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign()
    paper.sign("review", "P-0003", key="ci")
    judged = paper.latest()
    assert (judged.level, [signed.statement.person for signed in judged.approvers]) == (1, ["P-0003"])
    assert judged.unknown is False


@pytest.mark.parametrize(
    ("said", "ground", "why"),
    [
        (
            {"repository": "https://example.invalid/fork"},
            "context",
            f"it is for `https://example.invalid/fork`, branch `main`; this is `{REPOSITORY}`, branch `main`",
        ),
        ({"trust": "0" * 64}, "trust", "it was made under trust settings that were never in force here"),
        ({"version": "1.1"}, "version", "it is for version 1.1, but the text says 1.0"),
        ({"effective": "2026-01-11"}, "effective", "it is for a text in force from 2026-01-11"),
        ({"effective": ""}, "effective", "it is for a text in force from no day"),
        ({"previous": "0" * 64}, "previous", "it names another version as the one approved before"),
        ({"role": ""}, "role", "P-0002 signed as nobody, but approver has to sign"),
        ({"made": "2028-01-01T10:00:00Z"}, "future", "it is dated 2028-01-01, which is after the day shown"),
        ({"person": "P-0003", "key": "P-0002"}, "key", "it names P-0003, but P-0002 signed it"),
        ({"key": "ci"}, "robot", "the robot ci signed it; a robot never approves"),
    ],
)
def test_a_statement_that_does_not_count(said: dict[str, Any], ground: str, why: str) -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    fields = {name: value for name, value in said.items() if name != "key"}
    paper.keep(replace(paper.statement(), **fields), said.get("key", "P-0002"))
    (refusal,) = paper.latest().refused
    assert (refusal.ground, refusal.why, refusal.unknown) == (ground, why, False)


def test_keys_of_nobody_and_keys_that_do_not_count() -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("approval", "P-0002", key="stranger")
    paper.sign("review", "P-0003", key="P-0004")
    assert paper.why() == [
        f"the key {key_of('stranger').fingerprint} belongs to nobody in the trust settings",
        "a review is attested by a robot, and P-0004 is a person",
    ]
    unknown = begun()
    unknown.step("2026-01-08")
    unknown.sign("review", "P-0009", key="ci")
    assert unknown.why() == ["P-0009 is not in the trust settings"]


def test_a_key_is_judged_by_the_day_of_the_step_and_not_by_what_is_stated() -> None:
    paper = begun()
    paper.step("2024-12-31")
    paper.commits[0] = replace(paper.commits[0], committed=day("2024-12-30"))
    paper.sign("authorship", "P-0001", made="2026-01-08T10:00:00Z")
    assert paper.why() == [f"the key {key_of('P-0001').fingerprint} of P-0001 does not count on 2024-12-31"]


def test_nobody_is_trusted_yet() -> None:
    paper = Paper()
    paper.step()
    paper.text()
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign()
    judged = paper.latest()
    assert [(refusal.ground, refusal.why, refusal.unknown) for refusal in judged.refused] == [
        ("trust", "there are no trust settings that say whose signature counts", True)
    ] * 2
    assert (judged.level, judged.unknown, judged.contributors.people) == (0, True, {})


def test_who_wrote_does_not_approve() -> None:
    paper = begun()
    change = paper.step(
        "2026-01-07",
        by="P-0002",
        committer="P-0003",
        message="x\n\nCo-authored-by: F <P-0004@example.invalid>",
    )
    paper.text("1.1", "Two.")
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    for person in ("P-0002", "P-0003", "P-0004"):
        paper.sign("approval", person)
    assert paper.why() == [
        f"P-0002 contributed to it (author of commit {change.id[:9]})",
        f"P-0003 contributed to it (committer of commit {change.id[:9]})",
        f"P-0004 contributed to it (co-author of commit {change.id[:9]})",
    ]


def test_an_address_of_nobody_leaves_it_open() -> None:
    paper = begun()
    paper.step("2026-01-07", by="somebody")
    paper.text("1.1", "Two.")
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign()
    (refusal,) = paper.latest().refused
    assert (refusal.ground, refusal.unknown) == ("contributor", True)
    assert refusal.why == (
        "nobody in the trust settings is known as <somebody@example.invalid>; it may be P-0002"
    )


def test_a_text_that_is_not_committed() -> None:
    paper = begun()
    paper.text("1.1", "Two.", position=1, commit="")
    paper.sign("authorship", "P-0001")
    paper.sign()
    (refusal,) = paper.latest().refused
    assert (refusal.ground, refusal.why, refusal.unknown) == (
        *("contributor", "the text is not committed yet, so it is not known who wrote it"),
        True,
    )


def test_what_was_signed_in_between_is_counted_from_the_text_approved_last() -> None:
    paper = approved()
    first = paper.versions[-1]
    paper.step("2026-02-01", by="P-0003")
    paper.text("1.1", "Two.")
    paper.step("2026-02-02", by="P-0001")
    third = paper.text("1.2", "Three.")
    paper.step("2026-02-03")
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0003", previous=first.sha256)
    paper.sign("approval", "P-0002", previous=first.sha256)
    judged = paper.latest()
    assert [refusal.ground for refusal in judged.refused] == ["self-approved"]
    assert (judged.text.sha256, judged.level) == (third.sha256, 2)
    assert judged.deciding.sha256 == first.sha256
    paper.step("2026-03-01", by="P-0001")
    paper.text("1.3", "Four.")
    paper.step("2026-03-02")
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0003", previous=third.sha256)
    assert paper.latest().level == 2, "what was approved is settled"


def test_an_approved_text_that_stands_again_is_approved() -> None:
    paper = approved()
    paper.step("2026-02-01")
    paper.text("1.1", "Two.")
    assert paper.latest().level == 0
    paper.step("2026-02-02")
    again = replace(paper.versions[0], position=paper.position)
    paper.versions.append(again)
    judged = paper.latest()
    assert (judged.level, judged.text.position) == (2, 3)


def test_a_withdrawal_ends_it() -> None:
    paper = approved()
    paper.step("2026-02-01")
    paper.sign("withdrawal", "P-0001", role="owner")
    judged = paper.latest()
    assert (judged.level, judged.approved, len(judged.withdrawn)) == (0, False, 1)
    assert [signed.statement.person for signed in judged.authors] == ["P-0001"]


def test_days_of_an_approval() -> None:
    paper = approved()
    approvals = paper.judged()
    judged = paper.latest()
    assert (approvals.stated(judged), approvals.proven(judged)) == (date(2026, 1, 8), None)
    assert (approvals.known(judged), how_known(approvals, judged)) == (date(2026, 1, 8), "commits")
    paper.step("2026-01-09")
    paper.timestamps[paper.commits[-1].id] = day("2026-01-12")
    approvals, judged = paper.judged(), paper.latest()
    assert (approvals.stated(judged), approvals.proven(judged)) == (date(2026, 1, 8), date(2026, 1, 12))
    assert (approvals.known(judged), how_known(approvals, judged)) == (date(2026, 1, 12), "timestamp")
    open_ = begun().judged()
    for asked in (open_.stated, open_.proven, open_.known):
        assert asked(open_.texts["POL-CHG"][0]) is None


def test_strays_are_statements_on_no_text_of_the_branch() -> None:
    paper = approved()
    paper.trust(settings(2))
    paper.sign_trust()
    assert paper.judged().strays == ()
    paper.keep(replace(paper.statement(), sha256="1" * 64), "P-0002")
    assert [signed.statement.sha256 for signed in paper.judged().strays] == ["1" * 64]
    paper.statements[-1] = replace(paper.statements[-1], gone=1)
    assert paper.judged().strays == ()
    assert paper.judged().latest("POL-NONE") is None


# Signed statements.


def test_files_that_are_no_statements() -> None:
    paper = approved()
    sound = paper.statements[-1]
    paper.statements += [
        replace(sound, path="records/approvals/x.json", position=4, gone=5),
        replace(sound, signature=None),
        replace(sound, signature=b""),
        replace(sound, raw=b"{}\n"),
    ]
    signed, broken = read_signed(paper.branch())
    assert [one.path for one in signed] == [one.path for one in paper.statements[:2]]
    assert broken == (
        BrokenStatement("records/approvals/x.json", f"the file belongs at `{sound.path}`", 4, 5, False),
        BrokenStatement(sound.path, f"there is no signature `{sound.path}.sig` beside it", 1),
        BrokenStatement(
            sound.path, "this is not a signature made by `ssh-keygen -Y sign`, or it is cut off", 1
        ),
        BrokenStatement(sound.path, "the statement has no `_type`", 1),
    )


def test_a_signature_of_a_kind_that_is_not_known_cannot_be_told() -> None:
    paper = approved()
    sound = paper.statements[-1]
    assert sound.signature is not None
    lines = sound.signature.splitlines()
    blob = base64.b64decode(b"".join(lines[1:-1]))
    odd = armoured(blob.replace(b"ssh-ed25519", b"ssh-ed25518"))
    paper.statements = [replace(sound, signature=odd, position=3, gone=4)]
    why = "keys of the type `ssh-ed25518` cannot be checked"
    assert read_signed(paper.branch())[1] == (BrokenStatement(sound.path, why, 3, 4, True),)


def test_the_day_by_which_keys_are_judged() -> None:
    paper = approved()
    (_, signed), _ = read_signed(paper.branch())
    stated = replace(signed, statement=replace(signed.statement, made="2026-03-01T10:00:00Z"))
    assert day_of(paper.branch(), stated) == date(2026, 1, 8)
    assert day_of(paper.branch(), replace(stated, position=2)) == date(2026, 3, 1), "not committed yet"
    paper.timestamps[paper.commits[-1].id] = day("2026-01-12")
    assert day_of(paper.branch(), stated) == date(2026, 1, 12)


# Trust settings.


def faults(paper: Paper) -> list[tuple[int, str]]:
    return [(fault.position, fault.message) for fault in paper.judged().chain.faults]


def test_settings_that_the_owners_signed_count_from_the_step_of_the_last_signature() -> None:
    two = "{people: [P-0001, P-0002], signatures: 2}"
    paper = begun(settings(owners=two))
    first = paper.trusts[0].read.digest
    paper.step("2026-02-01")
    paper.trust(settings(2, owners=two))
    paper.sign_trust("P-0001")
    paper.step("2026-02-02")
    assert faults(paper) == [
        (1, "version 2 of the trust settings is signed by 1 of the 2 owners it needs (P-0001, P-0002); until then version 1 stays in force")
    ]  # fmt: skip
    paper.sign_trust("P-0002")
    paper.sign_trust("P-0003")
    chain = paper.judged().chain
    assert [(version.position, version.trust.version) for version in chain.adopted] == [(0, 1), (2, 2)]
    assert faults(paper) == []
    versions = [chain.before(position) for position in range(4)]
    assert [trust and trust.version for trust in versions] == [1, 1, 1, 2]
    second = paper.trusts[1].read.digest
    assert [chain.was_in_force(first, 1), chain.was_in_force(second, 1)] == [True, False]
    assert [chain.was_in_force(first, 2), chain.was_in_force(second, 2)] == [True, True]
    assert chain.current is chain.adopted[-1].trust


def test_settings_before_there_are_any() -> None:
    paper = Paper()
    paper.step()
    paper.step("2026-01-06")
    paper.trust()
    chain = paper.judged().chain
    assert [chain.before(position) is None for position in range(3)] == [True, False, False]
    digest = paper.trusts[0].read.digest
    assert [chain.was_in_force(digest, position) for position in range(2)] == [False, True]


@pytest.mark.parametrize("version", [1, 3])
def test_versions_go_up_by_one(version: int) -> None:
    paper = begun()
    paper.step("2026-02-01")
    paper.trust(settings(version, adopted="2026-01-02"))
    paper.sign_trust()
    assert faults(paper) == [
        (1, f"the trust settings went from version 1 to {version}; each change adds one")
    ]


def test_settings_that_cannot_be_read_and_the_same_again_change_nothing() -> None:
    paper = begun()
    paper.step("2026-02-01")
    read = paper.trust(b"version: [\n").read
    paper.step("2026-02-02")
    paper.trust()
    assert faults(paper) == [(1, f"the trust settings are faulty: {read.faults[0].message}")]
    assert [version.position for version in paper.judged().chain.adopted] == [0]


def test_a_signature_that_came_with_the_next_version_is_too_late() -> None:
    paper = begun()
    paper.step("2026-02-01")
    paper.trust(settings(2))
    paper.step("2026-02-02")
    paper.sign_trust()
    paper.trust(settings(2, grace="8 days"))
    assert [version.trust.version for version in paper.judged().chain.adopted] == [1]


def test_the_key_of_somebody_else_signs_no_settings() -> None:
    paper = begun()
    paper.step("2026-02-01")
    paper.trust(settings(2))
    paper.sign_trust("P-0001", key="P-0002")
    assert [version.trust.version for version in paper.judged().chain.adopted] == [1]


# In force.


def test_what_was_in_force_day_by_day() -> None:
    paper = approved()
    paper.step("2026-02-01")
    paper.text("1.1", "Two.", effective="2026-02-10")
    paper.step("2026-02-12")
    paper.sign("authorship", "P-0001")
    paper.sign(previous=paper.versions[0].sha256)
    approvals = paper.judged()

    def on(text: str, until: int | None = None) -> tuple[Any, ...]:
        found = in_force(approvals, "POL-CHG", date.fromisoformat(text), until)
        shown = (found.declared, found.proven, found.on_main)
        return (*(one.text.version if one else None for one in shown), found.since, found.how)

    first, second = date(2026, 1, 10), date(2026, 2, 12)
    assert on("2026-01-09") == (None, None, "1.1", None, None)
    assert on("2026-01-10") == ("1.0", "1.0", "1.1", first, "commits")
    assert on("2026-02-09") == ("1.0", "1.0", "1.1", first, "commits")
    assert on("2026-02-11") == ("1.1", "1.0", None, first, "commits")
    assert on("2026-02-12") == ("1.1", "1.1", None, second, "commits")
    assert on("2026-02-12", until=1) == ("1.0", "1.0", None, first, "commits")
    assert on("2026-02-12", until=2) == ("1.1", "1.1", None, second, "commits")


@pytest.mark.parametrize(("lifecycle", "declared"), [("draft", "1.0"), ("retired", None), ("active", "1.1")])
def test_a_draft_is_never_in_force_and_one_that_retires_ends_it(lifecycle: str, declared: str | None) -> None:
    paper = approved()
    paper.step("2026-02-01")
    paper.text("1.1", "Two.", lifecycle=lifecycle)
    paper.sign("authorship", "P-0001")
    paper.sign(previous=paper.versions[0].sha256)
    found = in_force(paper.judged(), "POL-CHG", date(2026, 3, 1))
    for text in (found.declared, found.proven):
        assert (text.text.version if text else None) == declared
    assert (found.since is None) == (found.how is None) == (declared is None)


@pytest.mark.parametrize(
    ("adopted", "made", "came", "taken_over"),
    [
        ("2026-01-11", "2026-01-18", "2026-01-18", True),
        ("2026-01-11", "2026-01-19", "2026-01-18", False),
        ("2026-01-11", "2026-01-18", "2026-01-19", False),
        ("2026-01-10", "2026-01-10", "2026-01-10", False),
    ],
)
def test_what_was_in_force_before_approvals_began(
    adopted: str, made: str, came: str, taken_over: bool
) -> None:
    paper = begun(settings(adopted=adopted))
    paper.step(came)
    paper.sign("authorship", "P-0001", made=f"{made}T10:00:00Z")
    paper.sign(made=f"{made}T10:00:00Z")
    judged, approvals = paper.latest(), paper.judged()
    assert (judged.level, judged.taken_over) == (2, taken_over)
    found = in_force(approvals, "POL-CHG", date(2026, 1, 10))
    if adopted == "2026-01-10":
        assert (found.since, found.how) == (date(2026, 1, 10), "commits"), "it began on that very day"
    else:
        assert (found.since, found.how) == ((date(2026, 1, 10), "taken over") if taken_over else (None, None))


def test_a_review_of_what_was_in_force_before_is_taken_over_too() -> None:
    paper = begun(settings(adopted="2026-01-11"))
    paper.step("2026-01-12")
    paper.sign("review", key="ci")
    assert (paper.latest().level, paper.latest().taken_over) == (1, True)
    late = begun(settings(adopted="2026-01-11"))
    late.step("2026-01-19")
    late.sign("review", key="ci", made="2026-01-18T10:00:00Z")
    assert (late.latest().level, late.latest().taken_over) == (1, False)


def test_the_first_of_two_authors_completes_it() -> None:
    paper = begun()
    for when, meaning, by in (
        ("2026-01-06", "authorship", "P-0001"),
        ("2026-01-07", "approval", "P-0002"),
        ("2026-01-08", "authorship", "P-0004"),
    ):
        paper.step(when)
        paper.sign(meaning, by)
    assert (paper.latest().level, paper.latest().position) == (2, 2)


def test_whoever_wrote_a_part_of_it_may_not_approve_it_after_somebody_else_did() -> None:
    paper = begun()
    first = paper.step("2026-01-06", by="P-0003")
    paper.text("1.1", "Two.")
    paper.step("2026-01-07")
    paper.text("1.2", "Three.")
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign()
    assert paper.latest().level == 2
    with pytest.raises(SmsError) as refused:
        statement_on(paper.judged(), "POL-CHG", "approval", key_of("P-0003"), "", day("2026-01-09"))
    assert str(refused.value) == (
        f"P-0003 contributed to POL-CHG (author of commit {first.id[:9]}); somebody else has to approve it"
    )


def test_no_change_names_its_own_approver() -> None:
    """The text in use before says who approves; of a draft nobody asks, nor of what came in the same step."""
    said = (
        "P-0004 signed as writer, but approver has to sign; this change itself makes writer the approver, so the approver "
        "before it decides"
    )
    for lifecycle, later, why in (("active", True, [said]), ("draft", True, []), ("active", False, [])):
        paper = Paper()
        paper.step()
        paper.trust()
        paper.text("1.0", "One.", lifecycle=lifecycle)
        if later:
            paper.step("2026-01-06")
        paper.text("1.1", "Two.", approver="writer")
        paper.step("2026-01-08")
        paper.sign("authorship", "P-0001")
        paper.sign("approval", "P-0004", role="writer")
        assert paper.why() == why
        assert paper.latest().deciding.version == ("1.0" if why else "1.1")


def test_whom_a_change_makes_an_approver_does_not_approve_it() -> None:
    paper = begun()
    paper.step("2026-01-08")
    more = settings(2).replace(
        b"{role: writer, from", b"{role: approver, from: 2025-01-01}, {role: writer, from"
    )
    paper.trust(more)
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0004")
    same = (
        "; this same change makes P-0004 an approver in trust.yml, and whom a change makes an approver does not approve it: "
        "let trust.yml be merged first, then approve"
    )
    assert paper.why() == [f"P-0004 did not hold the role approver on 2026-01-08{same}"]
    assert paper.latest().refused[0].ground == "role"


def test_what_comes_later_makes_nobody_an_approver_of_before() -> None:
    paper = begun()
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0004")
    paper.step("2026-01-09")
    paper.trust(
        settings(2).replace(
            b"{role: writer, from", b"{role: approver, from: 2025-01-01}, {role: writer, from"
        )
    )
    assert paper.why() == ["P-0004 did not hold the role approver on 2026-01-08"]


def test_whoever_wrote_at_its_place_before_anything_was_approved_contributed() -> None:
    paper = Paper()
    first = paper.step(by="P-0003")
    paper.trust()
    paper.text()
    paper.step("2026-01-06")
    text = paper.text("1.1", "Something else altogether.")
    paper.origins[text.blob] = (Origin(text.commit, ""),)
    paper.step("2026-01-08")
    paper.sign("authorship", "P-0001")
    paper.sign("approval", "P-0003")
    assert paper.why() == [f"P-0003 contributed to it (author of commit {first.id[:9]})"]


def test_only_an_approval_of_the_trust_settings_brings_them_into_force() -> None:
    paper = begun()
    paper.step("2026-02-01")
    read = paper.trust(settings(2)).read

    def sign(meaning: str, id_: str) -> None:
        text = TextVersion(id_, "trust", "2", "", read.digest, read.blob, "", "", "", "", paper.position, "")
        paper.sign(meaning, "P-0001", text=text, role="")

    sign("authorship", TRUST_ID)
    sign("withdrawal", TRUST_ID)
    sign("approval", "POL-CHG")
    assert [version.trust.version for version in paper.judged().chain.adopted] == [1]
    sign("approval", TRUST_ID)
    assert [version.trust.version for version in paper.judged().chain.adopted] == [1, 2]
