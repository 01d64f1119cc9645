"""Acknowledgements are bound to the version in force: asked of the holders of roles, proven by entries and statements."""

import json
from datetime import date
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.measure.week.acknowledged import acknowledged_section, missing_section
from sms_lint.rules.documents.acknowledgement_missing import check
from sms_lint.system.acknowledgements import EVERYBODY, acknowledgements
from sms_lint.system.agenda import agenda
from sms_lint.system.sms import Sms
from tests.history.approvals.company import Company
from tests.reference import reference_system
from tests.system.test_suspect_links import document
from tests.weekly import entry, system_of

ROLES = ("incident-manager", "service-owner")


def person(identity: str, *roles: str, to: str | None = None) -> dict[str, object]:
    held = [{"role": role, "from": "2025-01-01", **({"to": to} if to else {})} for role in roles]
    return entry("person", identity, roles=held)


def given(identity: str, who: str, **changes: object) -> dict[str, object]:
    said = {"person": who, "document": "INS-A", "version": "2.0", "acknowledged_at": "2026-09-10", **changes}
    return entry("awareness", identity, **said)


PEOPLE = (
    person("P-001", *ROLES),
    person("P-002", "incident-manager"),
    person("P-003", "incident-manager", to="2026-01-01"),
)


def system(root: Path, *entries: dict[str, object], effective: str = "2026-09-01", **said: str) -> Sms:
    values = {
        "version": "2.0",
        "effective": effective,
        "more": f"acknowledged_by: [{', '.join(ROLES)}]",
        **said,
    }
    return system_of(root, *PEOPLE, *entries, texts=document("instruction", "INS-A", **values))


def missing(sms: Sms) -> list[str]:
    return [each.person for each in acknowledgements(sms) if not each.by]


def test_silent_where_all_who_hold_the_role_today_have_acknowledged_this_version(tmp_path: Path) -> None:
    sms = system(tmp_path, given("AWR-1", "P-001"), given("AWR-2", "P-002"))
    assert [(each.person, each.role, each.by) for each in acknowledgements(sms)] == [
        ("P-001", "incident-manager", "AWR-1"),
        ("P-002", "incident-manager", "AWR-2"),
    ]
    assert list(check(sms)) == []
    assert missing_section(sms).rows == ()


@pytest.mark.parametrize(
    "changes",
    [{"version": "1.0"}, {"document": "INS-B"}, {"acknowledged_at": "2026-11-01"}],
    ids=["another version", "another document", "a day to come"],
)
def test_nothing_else_is_an_acknowledgement_of_it(tmp_path: Path, changes: dict[str, str]) -> None:
    sms = system(tmp_path, given("AWR-1", "P-001"), given("AWR-2", "P-002", **changes))
    assert missing(sms) == ["P-002"]
    (finding,) = check(sms)
    assert finding.message == (
        "INS-A 2.0 was to be acknowledged by incident-manager until 2026-10-01; missing: P-002"
    )
    assert missing_section(sms).rows == (
        ("INS-A", "2.0", "incident-manager", "P-002", "2026-10-01", "overdue"),
    )
    assert acknowledged_section(sms).rows[0][3:6] == ("2", "1", "1")


def test_there_is_time_for_it_and_the_role_is_reminded(tmp_path: Path) -> None:
    sms = system(tmp_path, effective="2026-10-10")
    assert missing(sms) == ["P-001", "P-002"]
    assert list(check(sms)) == []
    due = [(each.day, each.owner) for each in agenda(sms) if each.key.startswith("acknowledgement-")]
    assert due == [(date(2026, 11, 9), "incident-manager")]


@pytest.mark.parametrize("said", [{"lifecycle": "draft"}, {"effective": "2026-12-01"}, {"more": ""}])
def test_silent_of_what_is_not_in_force_or_asks_nobody(tmp_path: Path, said: dict[str, str]) -> None:
    assert acknowledgements(system(tmp_path, **said)) == ()


def test_a_log_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    texts = document(
        "instruction", "INS-A", effective="2026-09-01", more="acknowledged_by: [incident-manager]"
    )
    sms = system_of(
        tmp_path, *PEOPLE, texts={"records/AWR-1.yml": "kind: awareness\\nid: AWR-1\\nperson: [\\n", **texts}
    )
    assert acknowledgements(sms) == ()
    assert missing_section(sms).untold == (
        "who is missing, because the awareness log or the persons could not be read",
    )


def test_an_imported_sheet_counts_like_any_entry() -> None:
    sms = reference_system()
    policy = [each for each in acknowledgements(sms) if each.document.id == "POL-SMS"]
    assert {each.role for each in policy} == {EVERYBODY}
    assert len(policy) == len({holder for holders in sms.holders.values() for holder in holders})
    kept = {type(sms.by_id("awareness")[each.by].node).__name__ for each in policy}
    assert kept == {"Awareness", "Table"}


def test_whoever_signed_the_text_has_read_it(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.policy("1.1")
    text = (company.root / "policies/change.md").read_text("utf-8")
    company.write(
        "policies/change.md", text.replace("retention:", "acknowledged_by: [approver]\nretention:", 1)
    )
    for who in ("P-0002", "P-0009"):
        company.write(f"records/{who}.yml", json.dumps(person(who, "approver")))
    company.commit("Write", when="2026-01-07")
    company.sign_off()
    company.commit("Sign", when="2026-01-08")
    sms = load(company.root, today=company.today)
    assert {each.person: each.by for each in acknowledgements(sms)} == {
        "P-0002": "signed statement",
        "P-0009": "",
    }
    company.policy("1.2", "Text two.")
    text = (company.root / "policies/change.md").read_text("utf-8")
    company.write(
        "policies/change.md", text.replace("retention:", "acknowledged_by: [approver]\nretention:", 1)
    )
    company.commit("Propose", when="2026-02-01")
    waiting = acknowledgements(load(company.root, today=company.today))
    assert {each.document.version for each in waiting} == {"1.1"}, "a text that waits is asked of nobody"
