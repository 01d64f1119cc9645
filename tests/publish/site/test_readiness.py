"""The pages that an audit begins with."""

from pathlib import Path

import pytest

from sms_lint.evidence.readiness import SAMPLE, items, last_audit, last_review, records_since, samples
from sms_lint.load import load
from sms_lint.publish.site import Site
from sms_lint.publish.site.view import SiteData
from sms_lint.starter.roadmap import road_map
from sms_lint.system.relations import day_of
from tests.publish.site.conftest import TOP, reference_site, site_of, view_of
from tests.publish.site.html_reading import Reading, rendered

PAGES = ("gaps", "stage-1", "stage-2", "certification", "surveillance")


def pages_of(site: Site) -> dict[str, Reading]:
    return {name: rendered(site.pages[f"readiness/{name}.md"].partition("\n---\n")[2]) for name in PAGES}


@pytest.fixture(scope="module")
def pages(site_with_history: Site) -> dict[str, Reading]:
    return pages_of(site_with_history)


@pytest.fixture
def bare(small: Path) -> SiteData:
    return view_of(small)


def test_every_gap_is_told_with_what_to_do_and_whose_it_is(
    with_history: SiteData, pages: dict[str, Reading]
) -> None:
    steps = road_map(with_history.sms, with_history.result)
    assert steps
    said, links = pages["gaps"].text, pages["gaps"].values("a", "href")
    for step in steps:
        for ref, asked in step.open_:
            assert asked in said
            assert f"../clauses/20000-1/{step.clause.number}.html#{ref.rpartition('-')[2]}" in links
        for task in step.tasks:
            assert f"../roles/{task.owner}.html" in links


def test_stage_1_has_every_item_and_where_it_is(with_history: SiteData, pages: dict[str, Reading]) -> None:
    (book,) = with_history.sms.catalogues
    said = pages["stage-1"].text
    found = items(with_history.sms, book)
    assert {item.standing for item in found} <= {"there", "not needed"}
    for item in found:
        assert item.item.name in said
        for node in item.providers:
            assert node.id in said


def test_what_is_missing_a_draft_or_overdue_is_said_so(small: Path) -> None:
    policy = small / "policies" / "service-management.md"
    before = policy.read_text("utf-8")

    def standing() -> str:
        view = view_of(small)
        (book,) = view.sms.catalogues
        return next(
            item.standing for item in items(view.sms, book) if item.item.id == "service-management-policy"
        )

    assert standing() == "there"
    policy.write_text(before.replace("last: 2026-06-01", "last: 2024-06-01"), "utf-8")
    assert standing() == "overdue"
    policy.write_text(before.replace("lifecycle: active", "lifecycle: draft"), "utf-8")
    assert standing() == "draft"
    assert "draft Service management policy" in pages_of(site_of(view_of(small)))["stage-1"].text.replace(
        "draftService", "draft Service"
    )
    policy.unlink()
    assert standing() == "missing"


def test_samples_are_the_newest_records_and_always_the_same(
    with_history: SiteData, pages: dict[str, Reading]
) -> None:
    said = pages["stage-2"].text
    again = SiteData(load(TOP), with_history.result, {})
    for ref, graded in with_history.grades.items():
        found = samples(with_history.sms, graded)
        assert [entry.id for entry in found] == [entry.id for entry in samples(again.sms, again.grades[ref])]
        assert len(found) <= SAMPLE * sum(way.kind is not None for way in graded.obligation.shown)
        assert all(entry.id in said for entry in found)
    incident = with_history.grades["20000-1:8.6.1-a"]
    days = [
        day_of(with_history.sms, entry)
        for entry in samples(with_history.sms, incident)
        if entry.kind == "incident"
    ]
    newest = sorted(
        (day_of(with_history.sms, entry) for entry in with_history.sms.entries("incident")), reverse=True
    )
    assert days
    assert days[0] in newest[:50]


def test_surveillance_begins_at_the_last_audit(with_history: SiteData, pages: dict[str, Reading]) -> None:
    audit, review = last_audit(with_history.sms), last_review(with_history.sms)
    assert audit is not None
    assert review is not None
    assert (audit.id, review.id) == ("ARP-2026-02", "MR-2026-01")
    read = pages["surveillance"]
    assert {
        "sms-raised", "sms-documents", "sms-changed", "sms-records", "sms-open", "sms-actions", "sms-checked",
    } <= set(read.ids)  # fmt: skip
    assert "ARP-2026-02, 2026-09-28" in read.text
    assert "NC-2026-04" in read.text
    since = records_since(with_history.sms, "2026-09-28")
    assert all(
        day_of(with_history.sms, entry) > "2026-09-28" for entries in since.values() for entry in entries
    )
    assert "../registers/change.html" in read.values("a", "href")


def test_without_an_audit_and_records_the_pages_say_so(bare: SiteData) -> None:
    read = pages_of(site_of(bare))
    assert "No report of an audit is recorded yet." in read["surveillance"].text
    assert "Open nonconformities There are none." in read["surveillance"].text
    assert "missing" in read["stage-1"].text


def test_the_walkthrough_answers_each_question_and_leads_to_the_pages(site_with_history: Site) -> None:
    read = rendered(site_with_history.pages["readiness/walkthrough.md"].partition("\n---\n")[2])
    for number in range(1, 11):
        assert f"{number}. " in read.text
    for said in (
        "CTT-2026-02",
        "passed",
        "PRO-MAJOR",
        "ARP-2026-02",
        "Nothing is overdue.",
        "normal, emergency",
    ):
        assert said in read.text
    links = read.values("a", "href")
    for target in (
        "../approvals/in-force.html", "../approvals/index.html#sms-not-verified", "../roles/index.html", "../items/index.html", "../readiness/gaps.html",
        "../calendar/index.html", "../readiness/surveillance.html#sms-audit", "../documents/PRO-MAJOR.html",
        "../handbook/auditors.html#what-the-words-mean",
    ):  # fmt: skip
        assert target in links


def test_the_first_page_shows_the_state_at_a_glance() -> None:
    read = rendered(reference_site().pages["index.md"].partition("\n---\n")[2])
    for said in (
        "6 live services", "0 overdue", "4 open nonconformities", "12 of 12 targets of agreements met in 2026-09",
        "2026-09-28 last audit", "2026-10-14 last management review", "0 failed checks",
    ):  # fmt: skip
        assert said in read.text
    links = read.values("a", "href")
    assert {"services/index.html", "calendar/index.html", "services/SVC-CLOUD.html"} <= set(links)


def test_a_clause_shows_what_is_open_on_it(site_with_history: Site, bare: SiteData) -> None:
    def clause(site: Site, number: str) -> str:
        return rendered(site.pages[f"clauses/20000-1/{number}.md"].partition("\n---\n")[2]).text

    assert "NC-2026-04" in clause(site_with_history, "8.3.4.1").partition("Open points")[2]
    assert "No nonconformity is open, and the checks found nothing." in clause(site_with_history, "8.6.2")
    found = bare.findings_by_clause["20000-1:7.5.4"]
    assert found
    assert "is missing" in clause(site_of(bare), "7.5.4").partition("Open points")[2]
