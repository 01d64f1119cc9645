"""What pages gather: timelines, recovery, scorecards, competences, audits of a clause, obligations in one table."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.entry import Entry
from sms_lint.publish.site.audited import Audit, audit_matrix, audits_of, audits_section
from sms_lint.publish.site.clauses import clause_page
from sms_lint.publish.site.competences import matrix
from sms_lint.publish.site.recovery import recovery
from sms_lint.publish.site.scorecard import scorecard
from sms_lint.publish.site.timeline import timeline
from sms_lint.publish.site.view import PageContext
from sms_lint.publish.site.wording import document_field, in_peoples_words
from sms_lint.system.chains import chain_from, chains_of
from sms_lint.system.sms import Sms
from tests.publish.site.conftest import reference_view
from tests.publish.site.html_reading import Reading, rendered


@pytest.fixture(scope="module")
def here() -> PageContext:
    return PageContext(reference_view(), "index.html")


def entry(sms: Sms, kind: str, identity: str) -> Entry:
    return sms.by_id(kind)[identity]


def names(entries: tuple[Entry, ...]) -> list[str]:
    return sorted(found.id for found in entries)


def test_a_chain_leads_from_the_outage_to_the_releases(here: PageContext) -> None:
    chain = chain_from(here.sms, entry(here.sms, "outage", "OUT-2026-026"))
    assert names(chain.incidents) == ["INC-2026-0412"]
    assert names(chain.problems) == ["PRB-2026-07"]
    assert names(chain.changes) == ["CHG-2026-0123", "CHG-2026-0131", "CHG-2026-0138"]
    assert names(chain.releases) == ["REL-2026-09", "REL-2026-10"]
    failed = chain_from(here.sms, entry(here.sms, "outage", "OUT-2026-029"))
    assert names(failed.causes) == ["CHG-2026-0131"]


def test_every_emergency_change_of_a_service_is_in_its_timeline_once(here: PageContext) -> None:
    chains = chains_of(here.sms, "SVC-CLOUD")
    assert [chain.begun.id for chain in chains].count("INC-2026-0181") == 1
    begun = [chain.begun.id for chain in chains]
    assert len(begun) == len(set(begun))
    told = {found.id for chain in chains for found in chain.changes}
    assert {"CHG-2025-0170", "CHG-2026-0063", "CHG-2026-0123", "CHG-2026-0131"} <= told
    assert chains_of(here.sms, "SVC-UNKNOWN") == []


def test_the_timeline_says_names_and_how_long_it_lasted(here: PageContext) -> None:
    said = Reading(timeline(here, entry(here.sms, "service", "SVC-CLOUD"))).text
    assert "190 minutes" in said
    assert "Storage pool behind hosting fills unnoticed" in said


def test_recovery_stands_beside_its_objective(here: PageContext) -> None:
    said = Reading(recovery(here, entry(here.sms, "service", "SVC-CLOUD"))).text
    assert re.search(r"4 hours\s*380 minutes", said)
    assert "failed" in said
    assert "passed" in said
    assert recovery(here, entry(here.sms, "service", "SVC-FAX")) == ""


def test_the_scorecard_names_the_review_or_says_that_none_is_named(here: PageContext) -> None:
    said = Reading(scorecard(here, entry(here.sms, "other-party", "OTH-DATACENTRE"))).text
    assert "RPT-SUPPLIER-2026-Q3" in said
    assert "DSP-2026-01" in said
    assert (
        "no record is named" in Reading(scorecard(here, entry(here.sms, "other-party", "OTH-CARRIER"))).text
    )


def test_the_matrix_shows_each_person_with_level_and_gap(here: PageContext) -> None:
    said = Reading(matrix(here, entry(here.sms, "role", "service-desk-agent"))).text
    assert "Classifies incidents (3)" in said
    assert re.search(r"P-024\s*✓ 2\s*✓ 3\s*✕ 1\s*✕ 2", said)
    assert matrix(here, entry(here.sms, "role", "user")) == ""


def test_an_audit_covers_what_is_below_its_scope_and_nothing_beside_it() -> None:
    audit = Audit("A", date(2026, 1, 1), ("20000-1:8.5", "20000-1:9.2.1"))
    assert audit.covers("20000-1:8.5")
    assert audit.covers("20000-1:8.5.1.2")
    assert not audit.covers("20000-1:8")
    assert audit.touches("20000-1:8")
    assert audit.touches("20000-1:9.2")
    assert not audit.covers("20000-1:8.55")


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=4), st.lists(st.integers(1, 12), min_size=1, max_size=4)
)
def test_covering_goes_by_whole_numbers(scope: list[int], asked: list[int]) -> None:
    audit = Audit("A", date(2026, 1, 1), (f"s:{'.'.join(map(str, scope))}",))
    assert audit.covers(f"s:{'.'.join(map(str, asked))}") == (asked[: len(scope)] == scope)


def test_a_clause_says_which_audits_covered_it_and_what_was_raised(here: PageContext) -> None:
    book = here.sms.catalogues[0]
    clause = next(found for found in book.clauses if found.number == "8.3.4.1")
    said = rendered(audits_section(here, clause)).text
    assert "ARP-2026-02" in said
    assert "minor: A contract does not state an obligation" in said
    assert "ARP-2026-01" not in said


def test_audits_older_than_three_years_and_those_without_a_report_are_left_out(here: PageContext) -> None:
    now = audits_of(here.sms)
    assert [audit.id for audit in now if audit.held] == [
        "ARP-2025-04",
        "ARP-2025-03",
        "ARP-2026-01",
        "ARP-2026-02",
    ]
    assert [audit.id for audit in now if not audit.held] == ["AUD-2026-03", "AUD-2026-04"]
    later = audits_of(replace(here.sms, today=date(2029, 6, 1)))
    assert [audit.id for audit in later] == ["ARP-2026-01", "ARP-2026-02"]


def test_the_matrix_of_clauses_has_a_column_for_each_audit(here: PageContext) -> None:
    said = Reading(audit_matrix(here, here.sms.catalogues[0]).replace("\n", " ")).text
    for audit in audits_of(here.sms):
        assert f"{audit.id}, {audit.day}" in said
    assert "not covered" not in said
    later = replace(here.sms, today=date(2029, 6, 1))
    there = PageContext(replace(here.view, sms=later), "index.html")
    assert "not covered" in audit_matrix(there, later.catalogues[0]), (
        "nobody has audited clause 9 for three years"
    )


def test_what_shows_all_obligations_of_a_clause_is_said_once(here: PageContext) -> None:
    book = here.sms.catalogues[0]
    clause = next(found for found in book.clauses if found.number == "8.5.1.2")
    shown = clause_page(here, book, clause)
    common = "active process that meets it"
    assert shown.count(common) == 1
    assert shown.index("Shown for each of them") < shown.index(common) < shown.index("<table")
    for obligation in clause.obligations:
        assert f'id="{obligation.id.rpartition("-")[2]}"' in shown


def test_kinds_and_fields_are_called_as_people_call_them(here: PageContext) -> None:
    said = in_peoples_words(here.sms, "1 record of kind transition with transition_kind new")
    assert said == "1 record of the new or changed services with kind of transition new"
    assert in_peoples_words(here.sms, "12 records of kind sla, the newest of 2026-10-03").startswith(
        "12 records of the "
    )
    assert in_peoples_words(here.sms, "3 records of kind nothing-known") == "3 records of kind nothing-known"
    assert in_peoples_words(here.sms, "actual_level filled in", "competence") == "actual level filled in"
    assert (
        in_peoples_words(here.sms, "to be judged by the top_management")
        == "to be judged by the top management"
    )
    assert (document_field("effective"), document_field("own")) == ("Effective from", "own")
