"""Who wrote on a text: told by what its commits say, and by signatures."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sms_lint.history.approvals.contributors import Contributors, Settled, commits_of, contributors
from sms_lint.model.trust import Trust, read_trust
from sms_lint.outside.git import Commit, Identity
from tests.history.approvals.paper import Paper, key_of, settings, signer_of

OTHER = "is for other purposes"


def trust(**purposes: str) -> Trust:
    """The usual settings; keys of some are for other purposes than the usual one."""
    raw = settings().decode()
    for name, purpose in purposes.items():
        line = key_of(name.replace("_", "-")).line
        raw = raw.replace(f"key: {line},", f"key: {line}, purposes: [{purpose}],")
    found = read_trust(raw.encode()).trust
    assert found is not None
    return found


def commit(
    author: str = "P-0001", committer: str = "", message: str = "", signed: str = "", id_: str = "c"
) -> Commit:
    """A commit by some people; `signed` with the key of whom."""
    who, other = (Identity(name, f"{name}@EXAMPLE.invalid") for name in (author, committer or author))
    made = Commit(id_ * 40, (), who, other, "", None, message)
    if not signed:
        return made
    return replace(made, signature=signer_of(signed).sign(b"commit", "git").rstrip(b"\n"), signed=b"commit")


def wrote(*commits: Commit, by: Trust | None = None) -> Contributors:
    return contributors(commits, (), by or trust())


def test_nobody_is_known_where_nobody_is_trusted() -> None:
    found = contributors([commit()], [key_of("P-0001")], None)
    assert (found.people, found.unknown, found.signed) == ({}, {}, frozenset())
    assert (found.doubt, found.all_signed) == ("nothing shows who wrote it", False)


def test_everybody_whom_a_commit_names_wrote() -> None:
    found = wrote(commit("P-0001", "P-0002", "x\n\nCo-authored-by: C <p-0003@example.invalid>"))
    assert found.people == {
        "P-0001": "author of commit ccccccccc",
        "P-0002": "committer of commit ccccccccc",
        "P-0003": "co-author of commit ccccccccc",
    }
    assert (found.unknown, found.signed, found.doubt, found.all_signed) == ({}, frozenset(), "", False)


def test_the_first_that_shows_it_is_named() -> None:
    found = wrote(commit(id_="a"), commit("P-0002", "P-0001", id_="b"))
    assert found.people == {
        "P-0001": "author of commit aaaaaaaaa",
        "P-0002": "author of commit bbbbbbbbb",
    }


def test_whoever_signed_is_shown_to_have_written() -> None:
    found = wrote(commit(signed="P-0001"))
    assert (found.people, found.signed) == ({"P-0001": "author of commit ccccccccc"}, frozenset({"P-0001"}))
    assert found.all_signed
    both = wrote(commit("P-0001", "P-0002", signed="P-0001"))
    assert (both.signed, both.all_signed) == (frozenset({"P-0001"}), False)
    other = wrote(commit(signed="P-0003"))
    assert other.people["P-0003"] == "signer of commit ccccccccc"
    as_author = contributors([commit()], [key_of("P-0001"), key_of("P-0004")], trust())
    assert as_author.people["P-0004"] == "signed as its author"
    assert (as_author.signed, as_author.all_signed) == (frozenset({"P-0001", "P-0004"}), True)


def test_a_signature_under_one_commit_says_nothing_of_another() -> None:
    both = wrote(commit(signed="P-0001", id_="a"), commit(signed="P-0001", id_="b"))
    assert (both.all_signed, both.unsigned) == (True, frozenset())
    first = commit(signed="P-0001", id_="a")
    one = wrote(first, commit(id_="b"))
    assert (one.signed, one.unsigned) == (frozenset({"P-0001"}), frozenset({"b" * 40}))
    assert not one.all_signed
    text = contributors([first, commit(id_="b")], [key_of("P-0001")], trust())
    assert (text.all_signed, text.unsigned) == (True, frozenset()), "all of it is under the text"
    other = contributors([first, commit(id_="b")], [key_of("P-0003")], trust())
    assert (other.all_signed, other.unsigned) == (False, frozenset({"b" * 40}))
    nobody = contributors([commit("x", id_="b")], [key_of("P-0001")], trust())
    assert nobody.unsigned == {"b" * 40}


def test_a_robot_is_vouched_for_by_its_signature_where_it_names_nobody_else() -> None:
    own = commit(signed="P-0001", id_="a")
    assert wrote(own, commit("ci", signed="ci", id_="b")).unsigned == frozenset()
    assert wrote(own, commit("ci", id_="b")).unsigned == {"b" * 40}
    assert wrote(own, commit("P-0001", "ci", signed="ci", id_="b")).unsigned == {"b" * 40}
    with_author = commit("ci", "ci", "x\n\nCo-authored-by: P <p-0001@example.invalid>", "ci", "b")
    assert wrote(own, with_author).unsigned == {"b" * 40}


def test_a_key_that_had_ended_when_the_commit_came_proves_nothing() -> None:
    paper = Paper()
    signed = replace(commit(signed="P-0001"), id=paper.step().id)
    for moment, ended in (
        (datetime(2027, 12, 31, tzinfo=UTC), False),
        (datetime(2028, 1, 1, tzinfo=UTC), True),
    ):
        branch = replace(paper.branch(), timestamps={signed.id: moment})
        found = contributors([signed], (), trust(), branch)
        assert found.people == {"P-0001": f"author of commit {signed.id[:9]}"}
        assert (found.all_signed, not found.signed) == (not ended, ended)
    as_author = contributors([commit()], [key_of("P-0001")], trust(), ended=[key_of("P-0001")])
    assert (as_author.people, as_author.signed) == (
        {"P-0001": "author of commit ccccccccc"},
        frozenset(),
    )
    assert not as_author.all_signed


def test_addresses_and_keys_of_nobody() -> None:
    found = wrote(commit("x", "y", signed="stranger"))
    stranger = key_of("stranger").fingerprint
    assert found.people == {}
    assert found.unknown == {
        "x@EXAMPLE.invalid": "nobody in the trust settings is known as <x@EXAMPLE.invalid>",
        "y@EXAMPLE.invalid": "nobody in the trust settings is known as <y@EXAMPLE.invalid>",
        stranger: f"the key {stranger}, which signed for it, is nobody's in the trust settings",
    }
    assert found.doubt == "; ".join(found.unknown.values())
    assert not replace(found, people={"P-0001": "x"}, signed=frozenset({"P-0001"})).all_signed


def test_a_key_for_other_purposes_shows_a_part_and_signs_nothing() -> None:
    found = contributors([], [key_of("P-0003")], trust(P_0003="pack"))
    fingerprint = key_of("P-0003").fingerprint
    assert found.people == {"P-0003": "signed as its author"}
    assert (found.signed, found.all_signed) == (frozenset(), False)
    assert found.unknown == {}, "the person is known"
    robot = contributors([], [key_of("ci")], trust(ci="pack"))
    assert robot.unknown == {
        fingerprint_of("ci"): f"the key {fingerprint_of('ci')}, which signed for it, {OTHER}"
    }
    assert fingerprint != fingerprint_of("ci")


def fingerprint_of(name: str) -> str:
    return key_of(name).fingerprint


def test_a_robot_is_believed_where_it_signed_the_commit() -> None:
    assert wrote(commit("ci", signed="ci")) == Contributors()
    why = "<ci@EXAMPLE.invalid> is the address of the robot ci, which did not sign what it is said to have written"
    for signed in ("", "P-0001"):
        assert wrote(commit("ci", signed=signed)).unknown == {"ci@EXAMPLE.invalid": why}
    by_forge = wrote(commit("P-0001", "ci"))
    assert (by_forge.people, by_forge.unknown) == ({"P-0001": "author of commit ccccccccc"}, {})


def test_a_signature_that_does_not_hold_names_its_key_all_the_same() -> None:
    broken = replace(commit("P-0001", signed="P-0003"), signed=b"another commit")
    found = wrote(broken)
    assert found.people == {
        "P-0001": "author of commit ccccccccc",
        "P-0003": "signer of commit ccccccccc",
    }
    assert found.signed == frozenset()
    stranger = replace(commit("P-0001", signed="stranger"), signed=b"another commit")
    assert (wrote(stranger).unknown, list(wrote(stranger).people)) == ({}, ["P-0001"])
    other = replace(commit("P-0001"), signature=b"-----BEGIN PGP SIGNATURE-----", signed=b"x")
    assert list(wrote(other).people) == ["P-0001"]


@pytest.mark.parametrize("purpose", ["git", "approval@sms-lint"])
def test_only_a_signature_of_a_commit_counts_under_one(purpose: str) -> None:
    signature = signer_of("P-0001").sign(b"commit", purpose)
    found = wrote(replace(commit(), signature=signature, signed=b"commit"))
    assert found.signed == (frozenset({"P-0001"}) if purpose == "git" else frozenset())


def test_the_commits_that_a_text_comes_from() -> None:
    paper = Paper()
    first = paper.step()
    paper.text("1.0", "One.", path="policies/old.md")
    second = paper.step("2026-01-06")
    paper.text("1.1", "Two.")
    third = paper.step("2026-01-07")
    text = paper.text("1.2", "Three.")
    branch = paper.branch()

    def ids(settled: Settled) -> set[str]:
        return {one.id for one in commits_of(branch, text, settled)}

    assert ids(Settled()) == {first.id, second.id, third.id}
    second_blob = {paper.versions[1].blob}
    assert ids(Settled(blobs=second_blob, position=1)) == {third.id}
    assert ids(Settled(blobs=second_blob)) == {second.id, third.id}, "what touched its path since"
    old = {"policies/old.md"}
    assert ids(Settled(paths=old, blobs=second_blob)) == {first.id, second.id, third.id}


AGENT = b"agents: [{name: helper, emails: [helper@example.invalid], github: helper}]\n"
HELPED = "x\n\nCo-authored-by: H <helper@example.invalid>"


def with_agent() -> Trust:
    found = read_trust(settings() + AGENT).trust
    assert found is not None
    return found


def test_an_agent_beside_a_person_is_marked_and_takes_nothing_from_the_persons_signature() -> None:
    found = wrote(commit(message=HELPED, signed="P-0001"), by=with_agent())
    assert found.people == {"P-0001": "author of commit ccccccccc"}
    assert found.agents == {"helper": "co-author of commit ccccccccc"}
    assert (found.doubt, found.all_signed) == ("", True)
    assert not wrote(commit(message=HELPED), by=with_agent()).all_signed


@pytest.mark.parametrize(
    "commit_", [commit("helper"), commit("P-0001", "helper"), commit("helper", signed="P-0001")]
)
def test_behind_the_address_of_an_agent_nobody_is_known(commit_: Commit) -> None:
    found = wrote(commit_, by=with_agent())
    assert "helper@EXAMPLE.invalid" in found.unknown
    assert "a person has to answer" in found.doubt
    assert not found.all_signed


def test_an_agent_alone_has_nobody_who_answers() -> None:
    by_robot = commit("ci", "ci", HELPED, "ci")
    assert wrote(by_robot, by=with_agent()).doubt == "nothing shows who wrote it"


def test_the_address_of_an_agent_is_nobody_elses() -> None:
    twice = settings() + AGENT.replace(b"helper@", b"P-0001@")
    assert [fault.message for fault in read_trust(twice).faults] == [
        "the address P-0001@example.invalid is used twice; it belongs to one person, robot or agent"
    ]
    keyed = settings() + AGENT.replace(b"github: helper", b"keys: []")
    assert read_trust(keyed).trust is None
