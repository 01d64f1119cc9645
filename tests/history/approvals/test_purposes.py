"""What a key is for: one for packs signs no text, and a robot's signs no pack unless that is said."""

from datetime import date
from pathlib import Path

import pytest

from sms_lint.history.approvals import TextApproval
from sms_lint.model.trust import Trust, read_trust
from tests.history.approvals.company import Company
from tests.history.approvals.test_making import refused

DAY = date(2026, 6, 1)


def latest(company: Company) -> TextApproval:
    return company.approvals().texts["POL-CHG"][-1]


def settings(company: Company) -> Trust:
    trust = read_trust((company.root / "trust.yml").read_bytes()).trust
    assert trust is not None
    return trust


def test_keys_without_purposes_are_for_what_they_always_were(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off()
    trust = settings(company)
    person, robot = trust.by_person["P-0001"], trust.robots[0]
    assert latest(company).level == 2
    assert person.signs_with(company.public("P-0001"), DAY)
    assert robot.signs_with(company.public("ci"), DAY)
    assert not person.signs_with(company.public("P-0001"), DAY, "pack")
    assert not robot.signs_with(company.public("ci"), DAY, "pack")


def test_a_key_may_have_several_purposes(tmp_path: Path) -> None:
    company = Company(tmp_path, purposes={"P-0002": "approve, pack", "ci": "robot, pack"})
    company.sign_off()
    trust = settings(company)
    assert latest(company).level == 2
    assert trust.by_person["P-0002"].signs_with(company.public("P-0002"), DAY, "pack")
    assert trust.robots[0].signs_with(company.public("ci"), DAY, "pack")


def test_a_key_for_packs_approves_nothing(tmp_path: Path) -> None:
    company = Company(tmp_path, purposes={"P-0002": "pack"})
    company.keep(company.statement("authorship", "P-0001"))
    said = refused(company, "P-0002")
    assert said.endswith("of P-0002 is for `pack`, not for `approve`; see its days and purposes in trust.yml")
    company.keep(company.statement())
    found = latest(company)
    assert [(reason.ground, reason.why) for reason in found.refused] == [
        ("key", f"the key {company.public('P-0002').fingerprint} of P-0002 is for `pack`, not for `approve`")
    ]
    assert found.level == 0


def test_a_key_for_packs_shows_no_author(tmp_path: Path) -> None:
    company = Company(tmp_path, purposes={"P-0001": "pack"})
    company.policy("1.1", "Text two.")
    company.commit("Change", when="2026-01-12", signed="P-0001")
    company.keep(company.statement())
    assert (latest(company).level, latest(company).unknown) == (0, True)


def test_a_robots_key_for_packs_alone_shows_no_robot(tmp_path: Path) -> None:
    company = Company(tmp_path, purposes={"ci": "pack"})
    company.policy("1.1", "Text two.")
    company.commit("Change", by="ci", when="2026-01-12", signed="ci")
    company.sign_off()
    assert latest(company).level == 0
    assert any("the address of the robot ci" in reason.why for reason in latest(company).refused)


@pytest.mark.parametrize(
    ("name", "purposes", "said"),
    [
        ("P-0001", "robot", "`robot` is no purpose for a key of a person"),
        ("ci", "pack, approve", "`approve` is no purpose for a key of a robot"),
        ("ci", "", "at least"),
        ("P-0001", "sign", "approve"),
    ],
)
def test_a_purpose_that_cannot_be(name: str, purposes: str, said: str, tmp_path: Path) -> None:
    company = Company(tmp_path, with_policy=False, purposes={name: purposes})
    read = read_trust((company.root / "trust.yml").read_bytes())
    assert read.trust is None
    assert said in read.faults[0].message
