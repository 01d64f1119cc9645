"""Pages that gather all that belongs to one thing: services, customers, suppliers, roles."""

import os
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import Site, build_pages
from sms_lint.publish.site.editions import EDITIONS, Edition
from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.html import table
from sms_lint.publish.site.view import OWN_PAGES, SiteData
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.activity import activity, is_open
from sms_lint.system.agenda import agenda
from sms_lint.system.relations import named_by, reached
from sms_lint.system.sms import Sms
from tests.publish.site.conftest import (
    CLAUSES,
    TOP,
    fewer_pages,
    reference_site,
    reference_view,
    site_of,
    view_of,
)
from tests.publish.site.html_reading import Reading, rendered

SYSTEMS = [TOP, *sorted(path.parent for path in (TOP / "tests" / "systems").glob("*/sms.yml"))]


def page(site: Site, path: str) -> Reading:
    return rendered(site.pages[path].partition("\n---\n")[2])


@pytest.fixture(scope="module")
def whole() -> SiteData:
    """The reference system outside git."""
    return reference_view()


@pytest.fixture(scope="module")
def site() -> Site:
    return reference_site()


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Reading]:
    folders = tuple(f"{folder}/" for folder in OWN_PAGES.values())
    return {path: page(site, path) for path in site.pages if path.startswith(folders)}


def test_every_service_customer_supplier_and_role_has_a_page(
    whole: SiteData, pages: dict[str, Reading]
) -> None:
    for kind, folder in OWN_PAGES.items():
        entries = whole.sms.entries(kind)
        assert entries
        for entry in entries:
            assert f"{folder}/{entry.id}.md" in pages
            assert whole.addresses[entry.id].page == f"{folder}/{entry.id}.html"
            listed = pages[f"{folder}/index.md"].values("a", "href")
            assert f"../{folder}/{entry.id}.html" in listed


def test_a_service_shows_all_that_belongs_to_it(pages: dict[str, Reading]) -> None:
    read = pages["services/SVC-CLOUD.md"]
    for anchor in (
        "sms-in-the-service-catalogue", "sms-customers", "sms-service-level-agreements",
        "sms-targets-and-latest-results", "sms-suppliers-and-contracts-that-support-it",
        "sms-incidents-problems-changes-and-releases", "sms-availability", "sms-capacity", "sms-demand",
        "sms-continuity-plan", "sms-continuity-tests", "sms-risks", "sms-configuration-items", "sms-budget",
        "sms-documents",
    ):  # fmt: skip
        assert anchor in read.ids
    links = read.values("a", "href")
    for target in (
        "../customers/CUS-BIRCH.html",
        "../suppliers/OTH-DATACENTRE.html",
        "../roles/service-owner.html",
    ):
        assert target in links
    assert "CTT-2026-02" in read.text
    assert "at least 99.9 %" in read.text


def test_a_supplier_shows_contracts_targets_disputes_and_what_they_support(pages: dict[str, Reading]) -> None:
    read = pages["suppliers/OTH-DATACENTRE.md"]
    for said in ("CON-DATACENTRE", "at least 99.95 %", "at most 30 minutes", "DSP-2026-01", "SLA-BIRCH-01"):
        assert said in read.text
    assert "../documents/RPT-SUPPLIER-2026-Q3.html" in read.values("a", "href")


def test_a_customer_shows_agreements_results_surveys_complaints_and_reviews(
    pages: dict[str, Reading],
) -> None:
    read = pages["customers/CUS-BIRCH.md"]
    for said in (
        "SLA-BIRCH-01",
        "2026-09",
        "CPL-2026-05",
        "RPT-REVIEW-BIRCH-2026-10",
        "Satisfaction surveys",
    ):
        assert said in read.text


def test_a_role_shows_holders_documents_duties_and_what_it_has_to_do(pages: dict[str, Reading]) -> None:
    read = pages["roles/change-manager.md"]
    for said in (
        "Held today by P-008",
        "POL-CHG",
        "PRC-CHG",
        "Review of the document",
        "Accountable",
        "Assesses changes",
    ):
        assert said in read.text


def test_the_list_of_roles_says_who_may_approve_what(pages: dict[str, Reading]) -> None:
    said = pages["roles/index.md"].text
    assert "changes: standard, normal, emergency" in said
    assert "documents; changes: normal, emergency" in said


def test_nothing_is_overdue_in_a_system_without_findings(whole: SiteData) -> None:
    assert not whole.result.counted
    assert not [task for task in agenda(whole.sms) if task.day < whole.sms.today]


def test_a_row_of_the_register_leads_to_the_page(site: Site) -> None:
    links = page(site, "registers/service.md").values("a", "href")
    assert "../services/SVC-CLOUD.html" in links


def test_rows_of_tables_count_as_what_they_name(whole: SiteData) -> None:
    found = named_by(whole.sms, "SVC-CLOUD", "incident", "service")
    assert len(found) == sum(entry.text("service") == "SVC-CLOUD" for entry in whole.sms.entries("incident"))
    assert {entry.kind for entry in reached(whole.sms, "SVC-CLOUD", ("incident", "problem"))} == {"problem"}
    assert reached(whole.sms, "NOT-THERE", ("incident",)) == ()


def test_the_last_months_end_today_and_the_open_ones_are_all(whole: SiteData) -> None:
    found = activity(whole.sms, "change", whole.sms.entries("change"))
    assert found.since.isoformat() == "2026-07-31"
    days = [entry.text("requested_at")[:10] for entry in found.recent]
    assert days == sorted(days, reverse=True)
    assert all("2026-07-31" < day <= "2026-10-31" for day in days)
    assert sum(found.states.values()) == len(found.recent)
    assert [entry.id for entry in found.open] == [
        entry.id for entry in whole.sms.entries("change") if is_open(whole.sms, entry)
    ]


@cache
def judged(root: Path) -> tuple[Sms, Result]:
    sms = load(root)
    return sms, lint(sms, checks())


# Of the whole system for auditors, the links are followed on the built site; those of its pages are for the night.
NIGHT = () if os.environ.get("SMS_LINT_NIGHTLY") else ((TOP, "auditor"),)
EACH = [(root, edition) for root in SYSTEMS for edition in EDITIONS if (root, edition) not in NIGHT]


@pytest.mark.parametrize(("root", "edition"), EACH, ids=lambda value: getattr(value, "name", value))
def test_every_link_of_a_system_with_fewer_kinds_leads_somewhere(
    root: Path, edition: Edition, with_history: SiteData
) -> None:
    # Handbook and clauses are nearly the same everywhere; the whole system has them, at night all have.
    sms, result = (with_history.sms, with_history.result) if root == TOP else judged(root)
    with nullcontext() if root == TOP else fewer_pages(CLAUSES):
        site = build_pages(sms, result, {}, edition)
    known = {*(path.removesuffix(".md") + ".html" for path in site.pages), *site.downloads, *site.files}
    left_out = tuple(
        folder
        for folder in ("handbook/", "clauses/", "readiness/")
        if not any(path.startswith(folder) for path in site.pages)
    )
    read = {path: page(site, path) for path in site.pages}
    for path, page_read in read.items():
        for target, anchor in _inside(path, page_read):
            if target.startswith(left_out):
                continue
            assert target in known, f"{path} leads to {target}"
            if path.startswith(("documents/", "processes/")):
                continue  # what their owners wrote may lead to anchors that are not there
            there = read.get(target.removesuffix(".html") + ".md")
            assert not anchor or there is None or anchor in there.ids, f"{path} leads to {target}#{anchor}"


def _inside(path: str, read: Reading) -> Iterator[tuple[str, str]]:
    """The pages and files that a page's links lead to, with the anchors."""
    for target in read.values("a", "href"):
        if "://" not in target and not target.startswith("mailto:"):
            place, _, anchor = unquote(target).partition("#")
            yield normpath(f"{path}/../{place}") if place else path.removesuffix(".md") + ".html", anchor


SERVICES = """kind: service
id: TAB-SERVICE
title: Services
owner: service-manager
review: {every: 12 months, last: 2026-06-01}
data: services.csv
source: {system: Portfolio tool, exported: 2026-10-01}
"""


def test_services_in_a_table_have_pages_too(small: Path) -> None:
    folder = small / "records" / "data"
    (folder / "services.yml").write_text(SERVICES, "utf-8")
    (folder / "services.csv").write_text(
        "id,name,lifecycle,criticality,criticality_basis,owner,dependencies\n"
        "SVC-A,Bread <b>,proposed,low,Nobody starves,service-manager,\n"
        "SVC-B,Rolls,proposed,low,Nobody starves,service-manager,SVC-A\n",
        "utf-8",
    )
    view = view_of(small)
    assert view.addresses["SVC-A"].page == "services/SVC-A.html"
    read = page(site_of(view), "services/SVC-A.md")
    assert "Bread <b>" in read.text
    assert "../services/SVC-B.html" in read.values("a", "href")


def test_a_role_of_which_nothing_is_known_says_so(small: Path) -> None:
    register = next((small / "records").rglob("role.yml"))
    register.write_text(
        register.read_text("utf-8")
        + "  - id: index\n    title: Keeper of the index\n    responsibilities: [Keeps it]\n"
        + "  - id: idle\n    title: Idle\n    responsibilities: [Nothing]\n",
        "utf-8",
    )
    view = view_of(small)
    assert view.addresses["index"].page == "registers/role.html"
    assert "Held today by nobody." in page(site_of(view), "roles/idle.md").text


def test_each_cell_of_a_card_names_its_column() -> None:
    shown = rendered(table(("Id", "Wha<t"), [(Safe("1"), Safe("2"))], kind="loose cards"))
    assert shown.values("td", "data-head") == ["Id", "Wha<t"]
    assert shown.values("div", "class") == ["sms-table sms-loose sms-cards"]
    assert rendered(table(("Id",), [(Safe("1"),)])).values("td", "data-head") == []
