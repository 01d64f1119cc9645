"""Accounts of a forge that were renamed, given up, taken by somebody else: whose review it is that a name shows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.history.approvals.reviewed import contributors_of
from sms_lint.model.trust import Trust, read_trust
from sms_lint.outside.forge import read_export
from sms_lint.outside.forge.merged import Approved, ForgeProposal
from tests.history.approvals.test_captured_on_paper import by, made, merged, three_in, trusted
from tests.outside.forge.exports import approval, github, gitlab, review, user

NUMBERED = trusted().replace(b"github: gh-2, ", b"github: gh-2, github_id: 22, ")
# Names and numbers of accounts that an export may show, of which the number 22 is that of P-0002.
NAMES, NUMBERS = ("gh-2", "GH-2", "gh-3", "gh-new"), (None, 22, 33, 44)


def trust_of(raw: bytes = NUMBERED) -> Trust:
    found = read_trust(raw).trust
    assert found is not None
    return found


@given(st.sampled_from(NAMES), st.sampled_from(NUMBERS))
def test_a_number_says_whose_account_it_is_whatever_its_name(name: str, number: int | None) -> None:
    """Renamed accounts stay somebody's; a name that was given up and taken is nobody's any more."""
    found = trust_of().by_account("github", name, number)
    wanted = "P-0002" if number == 22 else "P-0003" if name == "gh-3" else ""
    assert (found.who if found else "") == wanted


def proposal(*approved: Approved, numbers: dict[str, int], wrote: str = "gh-1") -> ForgeProposal:
    change = merged(three_in("https://example.invalid/sms"), *approved).proposal
    return replace(change, numbers=numbers, contributors=frozenset({wrote}))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [({"gh-2": 44}, "has the number 44"), ({}, "has no number in the export")],
)
def test_a_login_that_was_taken_by_somebody_else_approves_nothing(numbers: dict[str, int], said: str) -> None:
    paper = three_in("https://example.invalid/sms")
    paper.trusts[0] = paper.trusts[0]._replace(read=read_trust(NUMBERED))
    change = merged(paper, by("gh-2"))
    change = replace(change, proposal=replace(change.proposal, numbers=numbers))
    statements, unused = made(paper, change)
    assert statements == ()
    assert said in unused[0].why
    assert "that of P-0002 has the number 22: the name may have been taken by somebody else" in unused[0].why


def test_a_login_that_was_renamed_still_approves_and_still_wrote() -> None:
    paper = three_in("https://example.invalid/sms")
    paper.trusts[0] = paper.trusts[0]._replace(read=read_trust(NUMBERED))
    change = merged(paper, by("gh-new"))
    change = replace(change, proposal=replace(change.proposal, numbers={"gh-new": 22}))
    statements, _ = made(paper, change)
    assert [statement.person for statement in statements] == ["P-0002"]
    wrote = proposal(numbers={"gh-new": 22}, wrote="gh-new")
    assert contributors_of(wrote, trust_of()) == {"P-0002"}
    statements, unused = made(
        paper, replace(change, proposal=replace(change.proposal, contributors=frozenset({"gh-new"})))
    )
    assert statements == ()
    assert "P-0002 contributed to the change" in unused[0].why


def test_where_no_number_is_written_down_the_name_decides() -> None:
    found = trust_of(trusted()).by_account("github", "GH-2", 44)
    assert found is not None
    assert found.who == "P-0002"


def test_a_number_is_one_persons() -> None:
    raw = NUMBERED.replace(b"github: gh-3, ", b"github: gh-3, github_id: 22, ")
    assert any("the account number 22" in fault.message for fault in read_trust(raw).faults)


def test_exports_name_the_numbers() -> None:
    given_ = {**review("p-0002"), "user": {**user("P-0002"), "id": 22}}
    found = read_export("github", github(given_)).proposal
    assert (found.number_of("p-0002"), found.number_of("p-0009")) == (22, None)
    assert read_export("gitlab", gitlab(approval("p-0002"))).proposal.number_of("P-0002") == 5
