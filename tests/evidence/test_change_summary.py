"""What a proposal does, in words that its reviewers need."""

from pathlib import Path

import pytest

from sms_lint.evidence.change_summary import change_summary
from sms_lint.load import load
from sms_lint.load.proposed_change import proposal
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.example import example_values
from sms_lint.starter.example_files import flow
from sms_lint.system.difference import difference
from tests.evidence import judged
from tests.history.approvals.company import Company, git

ROOT = Path(__file__).parents[2]
RELEASES = """\
---
kind: policy
id: POL-REL
title: Release policy
version: "1.0"
lifecycle: active
owner: owner
approver: approver
effective: 2026-01-10
review: {every: 12 months, last: 2026-01-10}
classification: internal
retention: 3 years
related: [POL-CHG]
---
# Release policy

Words.
"""


def complaint(number: int, **said: str) -> str:
    values = {**example_values("complaint"), "id": f"CMP-2026-000{number}", "status": "open"}
    for name in ("closed_at", "outcome", "resolution"):
        values.pop(name, None)
    return flow({"kind": "complaint", **values, **said})


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path)
    company.sign_off()
    company.write("policies/release.md", RELEASES)
    company.commit("Begin", when="2026-01-11")
    git(company.root, "checkout", "-q", "-b", "work")
    return company


def parts(company: Company) -> dict[str, list[str]]:
    company.commit("Propose", when="2026-01-13")
    with proposal(company.root, "main", company.today) as found:
        base = found.base()
        assert base is not None
        between = difference(base, found.sms, found.changed)
        summary = change_summary(base, found.sms, between, (judged.found(base), judged.found(found.sms)))
    return {part.title: list(part.lines) for part in summary}


RESTS = "Documents to re-confirm"


def test_nothing_is_said_of_nothing(company: Company) -> None:
    company.write("README.md", "Words\n")
    assert parts(company) == {}


def test_a_new_version_says_who_has_to_approve_it_and_what_rests_on_it(company: Company) -> None:
    company.policy("1.1", "Text two.", approver="writer")
    found = parts(company)
    assert found["What changes"] == [
        "POL-CHG “Change policy”: version 1.0 → 1.1; approver approver → writer; to be approved by approver"
    ]
    assert found[RESTS] == ["1 document on POL-CHG 1.1, POL-REL: for owner"]


def test_who_approves_is_said_by_the_trust_settings_where_they_say_so(company: Company) -> None:
    git(company.root, "checkout", "-q", "main")
    company.number = 2
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("Trust", when="2026-01-12")
    git(company.root, "checkout", "-q", "-B", "work")
    company.policy("1.1", "Text two.")
    assert parts(company)["What changes"][0].endswith("to be approved by approver (2 persons)")


def test_a_retirement_says_who_has_to_approve_it(company: Company) -> None:
    company.policy("1.1", "Text one.", lifecycle="retired")
    said = parts(company)["What changes"]
    assert "lifecycle active → retired" in said[0]
    assert said[0].endswith("; to be approved by approver")


def test_what_is_signed_already_is_said(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.commit("Write", when="2026-01-12")
    company.sign_off()
    said = parts(company)["What changes"]
    assert said == ["POL-CHG “Change policy”: version 1.0 → 1.1; approved", "statements about POL-CHG"]


def test_a_review_that_is_confirmed_clears_what_rests_and_changes_no_text(company: Company) -> None:
    company.policy("1.1", "Text two.")
    company.write("policies/release.md", RELEASES.replace("last: 2026-01-10", "last: 2026-01-13"))
    found = parts(company)
    assert found["What changes"][1].startswith("POL-REL “Release policy”: reviewed on 2026-01-13")
    assert RESTS not in found


def test_another_text_under_the_same_version_is_said(company: Company) -> None:
    company.policy("1.0", "Text two.")
    (line,) = parts(company)["What changes"]
    assert "its text is another under the same version 1.0" in line


def test_what_a_text_says_that_it_meets_is_told_before_it_is_in_force(company: Company) -> None:
    text = RELEASES.replace(
        "related: [POL-CHG]", "related: [POL-CHG]\nsatisfies: [20000-1:8.5.3-a, 20000-1:8.5.3-b]"
    )
    company.write("policies/release.md", text.replace('version: "1.0"', 'version: "1.1"'))
    (line,) = (line for line in parts(company)["What changes"] if line.startswith("POL-REL"))
    assert "version 1.0 → 1.1; says that it meets 20000-1:8.5.3-a and 20000-1:8.5.3-b" in line
    company.write(
        "policies/release.md", RELEASES.replace("related: [POL-CHG]", "satisfies: [20000-1:8.5.3-b]")
    )
    (line,) = (line for line in parts(company)["What changes"] if line.startswith("POL-REL"))
    assert "says that it meets 20000-1:8.5.3-b" in line


def test_a_clause_that_a_text_gives_up_is_told(company: Company) -> None:
    git(company.root, "checkout", "-q", "main")
    company.write(
        "policies/release.md", RELEASES.replace("related: [POL-CHG]", "satisfies: [20000-1:8.5.3-b]")
    )
    company.commit("Claim", when="2026-01-12")
    git(company.root, "checkout", "-q", "-B", "work")
    company.write("policies/release.md", RELEASES.replace('version: "1.0"', 'version: "1.1"'))
    (line,) = (line for line in parts(company)["What changes"] if line.startswith("POL-REL"))
    assert "no longer says that it meets 20000-1:8.5.3-b" in line


def test_documents_that_come_and_go_and_owners(company: Company) -> None:
    company.write("policies/release.md", RELEASES.replace("owner: owner", "owner: writer"))
    company.write("policies/more.md", RELEASES.replace("POL-REL", "POL-INC").replace("active", "draft"))
    (company.root / "policies/change.md").unlink()
    assert parts(company)["What changes"] == [
        "POL-CHG “Change policy” is removed",
        "POL-INC “Release policy”: new, version 1.0, draft, owner owner",
        "POL-REL “Release policy”: owner owner → writer; to be approved by approver",
    ]


def test_another_id_is_a_name_and_no_loss(company: Company) -> None:
    company.write("policies/release.md", RELEASES.replace("id: POL-REL", "id: POL-RELEASE"))
    found = parts(company)["What changes"]
    assert found[0].startswith("POL-RELEASE “Release policy”: was POL-REL")
    assert "other ids: POL-REL → POL-RELEASE" in found


def test_records_are_counted_and_what_ends_is_said(company: Company) -> None:
    git(company.root, "checkout", "-q", "main")
    for number in (1, 2, 3):
        company.write(f"records/CMP-{number}.yml", complaint(number))
    company.commit("Records", when="2026-01-12")
    git(company.root, "checkout", "-q", "-B", "work")
    ended = dict(example_values("complaint"))
    company.write("records/CMP-1.yml", flow({"kind": "complaint", **ended, "id": "CMP-2026-0001"}))
    company.write("records/CMP-2.yml", complaint(2, description="Another text"))
    (company.root / "records/CMP-3.yml").unlink()
    company.write("records/CMP-4.yml", complaint(4, description="Once more"))
    assert parts(company)["What changes"] == [
        "Complaint register: 1 added, 1 brought to an end, 1 changed and 1 removed"
    ]


def test_settings_and_trust_are_said(company: Company) -> None:
    settings = (company.root / "sms.yml").read_text("utf-8")
    company.write("sms.yml", f"{settings}rules: {{raw-html: off}}\nthresholds: {{acknowledged: 80}}\n")
    company.write_trust(2)
    assert parts(company)["What changes"] == [
        "sms.yml: `thresholds` and `rules`; it decides after the merge", "trust.yml: its owners have to sign it",
    ]  # fmt: skip


def test_obligations_that_are_lost_and_won_are_named() -> None:
    """Of the example, from which the only change policy is taken away, and to which it is added again."""
    path = "policies/change-management.md"
    read = ReadFiles()
    whole, less = (load(ROOT, read=read, overlay=overlay) for overlay in ({}, {path: None}))
    both = {id(sms): judged.found(sms) for sms in (whole, less)}
    lost, won = (
        [
            line
            for part in change_summary(
                *pair, difference(*pair, {path}), (both[id(pair[0])], both[id(pair[1])])
            )
            if part.title == "Clauses"
            for line in part.lines
        ]
        for pair in ((whole, less), (less, whole))
    )
    assert lost[0].startswith("no longer complete: ")
    assert "20000-1:8.5.1.1" in lost[0]
    assert won == [line.replace("no longer complete", "complete now") for line in lost]
