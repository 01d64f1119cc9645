"""Rules about what people know and do go by the text in force, not by a newer one that waits for its approval."""

from pathlib import Path

import pytest

from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.history.approvals.company import Company
from tests.rules.history import keys

PEOPLE = """kind: person
id: REG-PERSON
title: Persons
owner: owner
review: {every: 12 months, last: 2026-01-05}
entries:
  - {id: P-0001, unit: Service management, roles: [{role: owner, from: 2025-01-01}]}
  - {id: P-0004, unit: Service management, roles: [{role: writer, from: 2025-01-01}]}
"""
AWARENESS = """kind: awareness
id: REG-AWARENESS
title: Awareness
owner: owner
review: {every: 12 months, last: 2026-01-05}
entries:
"""
ENTRY = """  - {{id: AWR-2026-00{number}, person: P-0001, document: POL-CHG, version: "{version}", topic: policy, acknowledged_at: {day}, method: Reading}}
"""


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Version 1.0 is in force since 10 January, version 1.1 is on the branch and waits."""
    company = Company(tmp_path, keys=keys())
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    company.write("records/people.yml", PEOPLE)
    company.policy("1.1", "Text two.", effective="2026-02-01")
    company.commit("Write", when="2026-01-20")
    return company


def acknowledged(company: Company, *entries: tuple[str, str]) -> None:
    """P-0001 acknowledged a version on a day, several times."""
    rows = (
        ENTRY.format(number=number, version=version, day=day) for number, (version, day) in enumerate(entries)
    )
    company.write("records/awareness.yml", AWARENESS + "".join(rows))


def approve(company: Company, day: str) -> None:
    company.sign_off(made=f"{day}T10:00:00Z")
    company.commit("Approve the next", when=day)


def found(company: Company, rule: str, **settings: str) -> list[str]:
    if settings:
        lines = "".join(f"{name}: {value}\n" for name, value in settings.items())
        company.write("sms.yml", f"organization: {{name: Example}}\napproval: {{policy: E2}}\n{lines}")
    result = lint(company.sms(), checks())
    assert not result.faults
    return [finding.message for finding in result.counted if finding.rule == rule]


def test_the_version_in_force_is_acknowledged_while_a_newer_one_waits(company: Company) -> None:
    acknowledged(company, ("1.0", "2026-01-12"))
    assert found(company, "policy-acknowledgement-outdated") == []


def test_a_newer_version_that_somebody_read_early_takes_nothing_away(company: Company) -> None:
    acknowledged(company, ("1.0", "2026-01-12"), ("1.1", "2026-02-02"))
    assert found(company, "policy-acknowledgement-outdated") == []


def test_an_earlier_version_is_outdated_though_a_newer_one_waits(company: Company) -> None:
    acknowledged(company, ("0.9", "2025-06-12"))
    (message,) = found(company, "policy-acknowledgement-outdated")
    assert message == (
        "P-0001 last acknowledged version 0.9 of POL-CHG, in AWR-2026-000; version 1.0 has been in force since 2026-01-10"
    )


@pytest.mark.parametrize(
    ("grace", "outdated"),
    [("intervals: {acknowledgement: 150 days}", False), ("intervals: {acknowledgement: 90 days}", True)],
)
def test_after_a_version_came_into_force_there_is_time(company: Company, grace: str, outdated: bool) -> None:
    acknowledged(company, ("1.0", "2026-01-12"))
    approve(company, "2026-01-21")  # in force since 1 February, seen on 1 June: 120 days
    name, value = grace.split(": ", 1)
    assert bool(found(company, "policy-acknowledgement-outdated", **{name: value})) is outdated


def test_the_time_counts_from_the_approval_where_that_came_after_the_day(company: Company) -> None:
    acknowledged(company, ("1.0", "2026-01-12"))
    approve(company, "2026-05-15")  # 17 days before the day shown
    assert found(company, "policy-acknowledgement-outdated") == []


def test_an_acknowledgement_of_the_version_in_force_is_judged_by_its_own_day(company: Company) -> None:
    acknowledged(company, ("1.0", "2026-01-12"))
    assert found(company, "acknowledged-before-version") == []
    acknowledged(company, ("1.0", "2026-01-05"))
    (message,) = found(company, "acknowledged-before-version")
    assert message.startswith("AWR-2026-000 acknowledges version 1.0 of POL-CHG on 2026-01-05")


def test_a_text_that_is_approved_for_a_later_day_is_no_draft(company: Company) -> None:
    company.policy("1.1", "Text three.", effective="2026-07-01")
    approve(company, "2026-05-15")
    assert found(company, "effective-date") == []


def test_whoever_names_a_document_with_a_new_draft_names_what_is_in_force(company: Company) -> None:
    second = (company.root / "policies/change.md").read_text("utf-8")
    second = second.replace("POL-CHG", "POL-REL").replace("owner: owner", "owner: owner\nrelated: [POL-CHG]")
    company.write("policies/release.md", second)
    company.policy("1.1", "Text two.", lifecycle="draft", effective="2026-07-01")
    company.commit("Write", when="2026-01-21")
    assert found(company, "reference-not-in-force") == []


def test_a_draft_of_which_nothing_was_approved_is_none_to_refer_to(company: Company) -> None:
    text = (company.root / "policies/change.md").read_text("utf-8")
    company.write(
        "policies/release.md",
        text.replace("POL-CHG", "POL-REL").replace("lifecycle: active", "lifecycle: draft"),
    )
    company.write("policies/change.md", text.replace("owner: owner", "owner: owner\nrelated: [POL-REL]"))
    company.commit("Write", when="2026-01-21")
    assert found(company, "reference-not-in-force") == [
        "`POL-CHG` is active and refers to `POL-REL`, which is a draft"
    ]
