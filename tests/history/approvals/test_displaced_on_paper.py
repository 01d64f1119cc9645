"""Trust settings that a merge puts out of force, on made-up branches: what is no such thing first."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sms_lint.history.approvals.displaced import SideLine, displaced_trust
from sms_lint.history.branch import TRUST_ID, Branch, DisplacedTrust, StoredStatement, TextVersion
from tests.history.approvals.paper import Paper, settings

OTHER = settings(grace="8 days")


class Merged:
    """A branch without trust settings, and a line beside it that has them; the branch then merges that line."""

    def __init__(self, *, used: bool = True) -> None:
        self.main, self.side = Paper("a"), Paper("b")
        self.side.commits.append(self.main.step())
        self.side.changes[self.main.commits[0].id] = ((),)
        self.side.step("2026-01-06")
        self.side.trust()
        self.side.text()
        if used:
            self.side.sign()

    def merge(self, trust: bytes | None = OTHER) -> None:
        """The branch takes the line in, and holds these settings then."""
        step = self.main.step("2026-02-01")
        self.main.commits[-1] = replace(step, parents=(*step.parents, self.side.commits[-1].id))
        if trust is not None:
            self.main.trust(trust)

    def branch(self) -> Branch:
        found = self.main.branch()
        beside = {commit.id: commit for commit in reversed(self.side.commits)}
        return replace(found, commits=replace(found.commits, by_id={**found.commits.by_id, **beside}))

    def displaced(self, everywhere: Sequence[StoredStatement] | None = None) -> list[int]:
        """The versions that are displaced."""
        side = SideLine(self.side.commits[-1].id, self.side.branch())
        kept = (*self.main.statements, *self.side.statements) if everywhere is None else everywhere
        found = displaced_trust(self.branch(), [side], lambda: kept)
        step, tip = self.main.commits[1].id, self.side.commits[-1].id
        assert all(one == DisplacedTrust(step, tip, one.version) for one in found)
        return [one.version for one in found]


def test_the_branch_holds_what_was_in_force_over_there() -> None:
    told = Merged()
    told.merge(settings())
    assert told.displaced() == []


def test_first_settings_that_nobody_used_may_be_mended_before_they_are_merged() -> None:
    told = Merged(used=False)
    told.side.step("2026-01-07")
    told.side.trust(OTHER)
    told.merge(settings(grace="9 days"))
    assert told.displaced() == []


def test_a_line_without_settings_displaces_none() -> None:
    told = Merged(used=False)
    told.side.trusts.clear()
    told.side.versions.clear()
    told.merge()
    assert told.displaced() == []


def test_the_only_settings_there_were_may_not_be_exchanged() -> None:
    told = Merged(used=False)
    told.merge()
    assert told.displaced() == [1]
    nothing = Merged(used=False)
    nothing.merge(None)
    assert nothing.displaced() == [1]


def mended(*, used: bool) -> Merged:
    """The first settings were mended on their line, so that what was merged is not what was in force there."""
    told = Merged(used=used)
    told.side.step("2026-01-07")
    told.side.trust(OTHER)
    told.merge()
    return told


def test_first_settings_that_were_used_bind() -> None:
    assert mended(used=False).displaced() == []
    assert mended(used=True).displaced() == [1]


@pytest.mark.parametrize(
    ("by", "key", "trust"),
    [("P-0002", "P-0003", ""), ("P-0002", "stranger", ""), ("P-0002", "P-0002", "0" * 64)],
)
def test_a_statement_of_somebody_else_or_under_other_settings_uses_nothing(
    by: str, key: str, trust: str
) -> None:
    told = mended(used=False)
    said = {"trust": trust} if trust else {}
    kept = told.side.sign("approval", by, key=key, **said)
    assert told.displaced([kept]) == []
    assert told.displaced([told.side.sign("approval", by)]) == [1]


def test_the_owners_of_what_was_displaced_may_sign_what_is_in_force_now() -> None:
    told = Merged()
    told.merge()
    for by, is_displaced in (("P-0003", True), ("P-0001", False)):
        told.main.sign_trust(by)
        assert told.displaced() == ([1] if is_displaced else [])


def test_a_signature_by_another_key_or_on_something_else_settles_nothing() -> None:
    told = Merged()
    told.merge()
    told.main.sign_trust("P-0001", key="P-0003")
    assert told.displaced() == [1]
    other = told.main.statement("approval", "P-0001", role="", text=told.side.versions[0])
    told.main.keep(replace(other, id="TRUST", version="1"), "P-0001")
    assert told.displaced() == [1], "it is about other bytes"
    told.main.statements[-1] = replace(told.main.statements[-1], path="records/approvals/TRUST/x.json")
    assert told.displaced() == [1]


def test_each_owner_counts_once() -> None:
    two = "{people: [P-0001, P-0002], signatures: 2}"
    told = Merged(used=False)
    told.side.trusts.clear()
    told.side.trust(settings(owners=two))
    told.merge()
    for by, is_displaced in (("P-0001", True), ("P-0001", True), ("P-0002", False)):
        told.main.sign_trust(by)
        assert told.displaced() == ([1] if is_displaced else [])


def test_an_older_version_is_no_later_one() -> None:
    told = Merged(used=False)
    told.side.step("2026-01-07")
    told.side.trust(settings(2))
    told.side.sign_trust("P-0001")
    told.merge(settings())
    told.main.sign_trust("P-0001")
    assert told.displaced() == [2]
    succeeded = Merged(used=False)
    succeeded.side.step("2026-01-07")
    succeeded.side.trust(settings(2))
    succeeded.side.sign_trust("P-0001")
    succeeded.merge(settings(2, grace="8 days"))
    succeeded.main.sign_trust("P-0001")
    assert succeeded.displaced() == []


def test_a_merge_into_a_branch_with_settings_of_its_own() -> None:
    """Where the branch had settings before, a first version of another line that nobody used is no more than a proposal."""
    told = Merged(used=False)
    told.main.trust(OTHER)
    told.merge(None)
    assert told.displaced() == []
    used = Merged()
    used.main.trust(OTHER)
    used.merge(None)
    assert used.displaced() == [1]


def test_an_owner_who_signed_other_settings_than_those_in_force_has_not_signed_these() -> None:
    told = Merged()
    told.merge()
    foreign = TextVersion(
        TRUST_ID, "trust", "2", "", "f" * 64, "f" * 40, "", "", "", "", told.main.position, ""
    )
    told.main.sign("approval", "P-0001", text=foreign, role="")
    assert told.displaced() == [1]
    told.main.sign_trust("P-0003")
    assert told.displaced() == [1], "no owner of them"
    told.main.sign_trust("P-0001")
    assert told.displaced() == []
