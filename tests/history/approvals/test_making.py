"""What a person may state now, and why not, word for word."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.making import statement_on
from sms_lint.model.statement import Statement
from tests.history.approvals.company import Company

NOW = datetime(2026, 1, 8, 10, tzinfo=UTC)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def state(
    company: Company,
    key: str,
    meaning: Any = "approval",
    *,
    id_: str = "POL-CHG",
    role: str = "",
    now: datetime = NOW,
) -> Statement:
    return statement_on(company.approvals(), id_, meaning, company.public(key), role, now)


def refused(company: Company, key: str, meaning: Any = "approval", **said: Any) -> str:
    with pytest.raises(SmsError) as caught:
        state(company, key, meaning, **said)
    return str(caught.value)


def test_an_approval(company: Company) -> None:
    assert asdict(state(company, "P-0002")) == asdict(company.statement())


def test_an_authorship(company: Company) -> None:
    assert state(company, "P-0001", "authorship") == company.statement("authorship", "P-0001")
    assert state(company, "P-0001", "authorship", role="owner").role == "owner"


def test_a_withdrawal(company: Company) -> None:
    assert refused(company, "P-0001", "withdrawal") == (
        "POL-CHG 1.0 is not approved, so there is nothing to withdraw"
    )
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    assert state(company, "P-0001", "withdrawal").role == "owner"
    assert state(company, "P-0002", "withdrawal").role == "approver"


def test_it_names_the_text_approved_before(company: Company) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    first = company.approvals().latest("POL-CHG")
    assert first is not None
    for number, version in enumerate(("1.1", "1.2"), start=2):
        company.policy(version, f"Text {number}.")
        company.commit("Change", when="2026-01-10")
        assert state(company, "P-0002").previous == first.text.sha256
        company.sign_off(made="2026-01-10T10:00:00Z")
        company.commit("Approve the next", when="2026-01-10")
        first = company.approvals().latest("POL-CHG")
        assert first is not None


def test_a_moment_elsewhere_is_the_same_moment(company: Company) -> None:
    assert state(company, "P-0002", now=NOW.astimezone()).made == "2026-01-08T10:00:00Z"


def test_no_trust_settings(tmp_path: Path) -> None:
    company = Company(tmp_path, with_trust=False)
    assert refused(company, "P-0002") == "no trust.yml is in force, so no signature counts; write it first"


def test_whose_key_it_is(company: Company) -> None:
    stranger, robot, person = (company.public(name).fingerprint for name in ("stranger", "ci", "P-0002"))
    assert refused(company, "stranger") == (
        f"the key {stranger} belongs to nobody in trust.yml; have its owners add it to a person"
    )
    assert refused(company, "ci") == f"the key {robot} is that of the robot ci; a person has to sign"
    assert refused(company, "P-0002", now=NOW.replace(year=2028)) == (
        f"the key {person} of P-0002 does not count on 2028-01-08; see its days and purposes in trust.yml"
    )


def test_what_it_is_about(company: Company) -> None:
    assert refused(company, "P-0002", id_="POL-NONE") == "there is no document POL-NONE"


def test_the_role(company: Company) -> None:
    assert state(company, "P-0003", role="approver").role == "approver"
    assert refused(company, "P-0002", role="owner") == (
        "P-0002 does not hold the role owner in trust.yml, or POL-CHG requires another one"
    )
    assert refused(company, "P-0004") == "POL-CHG is for approver to sign, and P-0004 does not hold that role"
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    assert refused(company, "P-0004", "withdrawal") == (
        "POL-CHG is for owner or approver to sign, and P-0004 does not hold that role"
    )


def test_whoever_wrote_does_not_approve(company: Company) -> None:
    company.policy("1.1", "Text two.")
    head = company.commit("Change", by="P-0002", when="2026-01-07")
    assert refused(company, "P-0002") == (
        f"P-0002 contributed to POL-CHG (author of commit {head[:9]}); somebody else has to approve it"
    )
    assert state(company, "P-0003").person == "P-0003"
    assert state(company, "P-0002", "authorship").person == "P-0002"


def test_whoever_wrote_before_the_last_approval_may(company: Company) -> None:
    company.policy("1.0", "By the approver.")
    company.commit("Change", by="P-0002", when="2026-01-06")
    company.sign_off(approver="P-0003")
    company.commit("Approve", when="2026-01-07")
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-08")
    assert state(company, "P-0002").person == "P-0002"


def test_addresses_of_nobody_stop_it(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit(
        "Change",
        when="2026-01-07",
        GIT_AUTHOR_EMAIL="a@example.invalid",
        GIT_COMMITTER_EMAIL="b@example.invalid",
    )
    assert refused(company, "P-0002") == (
        "it is not known who wrote POL-CHG: nobody in the trust settings is known as <a@example.invalid>; nobody in "
        "the trust settings is known as <b@example.invalid>. Add the address or key to the person in trust.yml that it "
        "belongs to, or have the author sign the commit"
    )


def test_trust_settings(company: Company) -> None:
    assert (
        refused(company, "P-0001", id_="TRUST")
        == "version 1 of trust.yml is in force already; change it first"
    )
    company.write_trust(2)
    assert refused(company, "P-0003", id_="TRUST") == (
        "P-0003 is not an owner of trust.yml; P-0001, P-0002 may sign it"
    )
    assert refused(company, "P-0001", id_="TRUST") == (
        "trust.yml is not committed in its present form; commit it first, then sign"
    )
    company.commit("New settings", when="2026-01-31")
    made = state(company, "P-0001", id_="TRUST", now=datetime(2026, 2, 1, 10, tzinfo=UTC))
    company.sign_trust(2, "P-0001")
    kept = company.approvals().signed[-1].statement
    assert made == replace(kept, role="")
    company.write("trust.yml", "version: two\n")
    first, second, *_ = company.approvals().branch.trusts[-1].read.faults
    assert first.message != second.message, "the first of them is named"
    assert refused(company, "P-0001", id_="TRUST") == f"trust.yml is faulty: {first.message}"


@pytest.mark.parametrize("meaning", ["authorship", "withdrawal"])
def test_meanings_that_trust_settings_do_not_have(company: Company, meaning: str) -> None:
    company.write_trust(2)
    company.commit("New settings", when="2026-01-31")
    assert refused(company, "P-0001", meaning, id_="TRUST").startswith(
        "trust.yml is approved by its owners, with"
    )


def test_a_text_that_is_not_committed(company: Company) -> None:
    company.policy("1.1", "Text two.")
    for key, meaning in (("P-0001", "authorship"), ("P-0002", "approval")):
        assert refused(company, key, meaning) == (
            "policies/change.md is not committed in its present form, and a signature is for the text that others get; "
            "commit it first, then sign"
        )


def test_a_text_that_is_empty(company: Company) -> None:
    path = company.root / "policies/change.md"
    path.write_text(path.read_text("utf-8").partition("# Change policy")[0], "utf-8")
    company.commit("All gone", when="2026-01-06")
    assert (
        refused(company, "P-0002") == "policies/change.md has no text below its front matter; write it first"
    )


def test_what_is_signed_already(company: Company) -> None:
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    for key, meaning in (("P-0001", "authorship"), ("P-0002", "approval")):
        assert refused(company, key, meaning) == (
            f"{key} has signed POL-CHG 1.0 already ({meaning}): "
            f"records/approvals/POL-CHG/1.0.{meaning}.{key}.json"
        )
    assert state(company, "P-0003").person == "P-0003"
