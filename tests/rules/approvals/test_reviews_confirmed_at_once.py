"""Many reviews at once: by one person, within a minute, and only where it is as many as the settings say."""

from dataclasses import replace
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.history.approvals.company import POLICY, Company

IDS = ("POL-A", "POL-B", "POL-C")


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Three policies, approved, then reviewed without a change."""
    company = Company(tmp_path, with_policy=False)
    company.write(
        "sms.yml", "organization: {name: Example}\napproval: {policy: E2}\nthresholds: {reviews_at_once: 3}\n"
    )
    for id_ in IDS:
        write(company, id_, "2026-01-10")
    company.commit("Write", when="2026-01-10")
    for id_ in IDS:
        keep(company, id_, "authorship", "P-0001", "2026-01-11T10:00:00Z")
        keep(company, id_, "approval", "P-0002", "2026-01-11T10:00:00Z")
    company.commit("Approve", when="2026-01-11")
    for id_ in IDS:
        write(company, id_, "2026-05-04")
    company.commit("Review", when="2026-05-04")
    return company


def write(company: Company, id_: str, day: str) -> None:
    text = POLICY.format(
        version="1.0", text=id_, lifecycle="active", effective="2026-01-10", approver="approver"
    )
    text = text.replace("POL-CHG", id_).replace("last: 2026-01-10", f"last: {day}")
    company.write(f"policies/{id_.lower()}.md", text)


def keep(company: Company, id_: str, meaning: str, by: str, made: str) -> None:
    judged = company.approvals()
    latest = judged.latest(id_)
    assert latest is not None
    role = {"authorship": "", "approval": "approver", "confirmation": "owner"}[meaning]
    previous = latest.signed_text.sha256 if meaning == "confirmation" else ""
    company.policy()  # what the statement is made from
    made_of = company.statement(meaning, by, made=made, role=role, previous=previous)
    (company.root / "policies/change.md").unlink()
    text = latest.text
    company.keep(
        replace(
            made_of,
            id=id_,
            sha256=text.sha256,
            blob=text.blob,
            version=text.version,
            effective=text.effective,
        )
    )


def said(company: Company) -> list[str]:
    result = lint(load(company.root, today=company.today), checks(), select=["reviews-confirmed-at-once"])
    return [finding.message for finding in result.counted]


@pytest.mark.parametrize("last", ["2026-05-05T10:01:01Z", "2026-05-05T11:00:00Z"])
def test_two_at_once_and_one_later_are_fine(company: Company, last: str) -> None:
    for id_, made in zip(IDS, ("2026-05-05T10:00:00Z", "2026-05-05T10:00:30Z", last), strict=True):
        keep(company, id_, "confirmation", "P-0001", made)
    company.commit("Confirm", when="2026-05-05")
    assert said(company) == []


def test_three_within_a_minute_are_a_note(company: Company) -> None:
    for id_, made in zip(
        IDS, ("2026-05-05T10:00:00Z", "2026-05-05T10:00:30Z", "2026-05-05T10:01:00Z"), strict=True
    ):
        keep(company, id_, "confirmation", "P-0001", made)
    company.commit("Confirm", when="2026-05-05")
    assert said(company) == [
        "P-0001 confirmed 3 reviews within a minute, on 2026-05-05 at 10:00 UTC: POL-A, POL-B and POL-C"
    ]
