"""From one frozen `Sms` to the published site: plain Markdown pages, then the site builder.

To add a family of pages, write a function `(View) -> Iterator[Page]` in a module of its own and add its line to
`FAMILIES`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from sms_lint.model.finding import Result
from sms_lint.publish.site.address import pdf_address
from sms_lint.publish.site.approval_history import trail_pages
from sms_lint.publish.site.calendar import calendar_files, calendar_pages
from sms_lint.publish.site.clauses import clause_pages
from sms_lint.publish.site.csv_files import csv_files
from sms_lint.publish.site.documents import document_pages
from sms_lint.publish.site.editions import Edition, for_staff, nothing_found
from sms_lint.publish.site.files import copies
from sms_lint.publish.site.findings import findings_pages
from sms_lint.publish.site.gaps import plan_files
from sms_lint.publish.site.handbook import handbook_pages
from sms_lint.publish.site.home import footer, home_pages
from sms_lint.publish.site.navigation import NavigationEntry, navigation, with_ways
from sms_lint.publish.site.page import Download, Page, Pages
from sms_lint.publish.site.performance import performance_pages
from sms_lint.publish.site.processes import process_pages
from sms_lint.publish.site.proposed import proposed_pages
from sms_lint.publish.site.public import for_public, told_besides
from sms_lint.publish.site.public.pages import public_documents, public_registers, trust_pages
from sms_lint.publish.site.readiness import readiness_pages
from sms_lint.publish.site.register_data import register_files
from sms_lint.publish.site.registers import register_pages
from sms_lint.publish.site.roles import role_pages
from sms_lint.publish.site.search import search_files
from sms_lint.publish.site.services import service_pages
from sms_lint.publish.site.versions import version_pages
from sms_lint.publish.site.view import SiteData
from sms_lint.publish.site.week import week_files, week_pages
from sms_lint.system.approval_status.readers import as_readers_see, readers_texts
from sms_lint.system.sms import Sms

__all__ = ["FAMILIES", "Site", "build_pages", "pages_of", "view_for"]


@dataclass(frozen=True)
class Site:
    """The site before the builder has it.

    `pages` are Markdown texts by their path below the pages folder, `downloads` and `pdfs` files of ours beside them;
    `files` are copied as they are: the place below the pages folder, and the path from the root. `navigation` is
    what the builder's `nav` takes, and `footer` is at the foot of every page: the day it is shown as of, and
    the commit. `own_look` says whether the organisation's own settings of the builder apply.
    """

    name: str
    footer: str
    pages: Pages
    downloads: Mapping[str, str]
    files: Mapping[str, str]
    navigation: list[NavigationEntry]
    pdfs: Mapping[str, bytes] = field(default_factory=dict)
    own_look: bool = True


Family = Callable[[SiteData], Iterator[Page]]


def conformity_pages(view: SiteData) -> Iterator[Page]:
    """What an audit begins with, then every clause."""
    yield from readiness_pages(view)
    yield from clause_pages(view)


def controlled_pages(view: SiteData) -> Iterator[Page]:
    """The documents, then the texts of documents that are not in force, and the versions of each."""
    yield from document_pages(view)
    yield from proposed_pages(view)
    yield from version_pages(view)


# Each family of pages by its title; in the navigation it stands behind its door.
FAMILIES: Mapping[str, Family] = {
    "Home": home_pages,
    "Services": service_pages,
    "Performance": performance_pages,
    "Documents": controlled_pages,
    "Processes": process_pages,
    "Registers": register_pages,
    "Conformity": conformity_pages,
    "Approvals": trail_pages,
    "Checks": findings_pages,
    "Roles": role_pages,
    "Calendar": calendar_pages,
    "Week": week_pages,
    "Handbook": handbook_pages,
}
# The doors of the site, in their order. The pages of the first family stand behind one directly, the others below.
DOORS: Mapping[str, tuple[str, ...]] = {
    "Overview": ("Home",),  # alone, else the builder knows no first page
    "Services": ("Services", "Performance"),
    "Documents": ("Documents", "Processes"),
    "Records": ("Registers",),
    "Audit": ("Conformity", "Approvals", "Checks"),
    "People and calendar": ("Roles", "Calendar", "Week"),
    "Handbook": ("Handbook",),
}


# What makes files beside the pages.
DOWNLOADS: tuple[Callable[[SiteData], Iterator[Download]], ...] = (
    calendar_files,
    csv_files,
    plan_files,
    register_files,
    week_files,
)
# Families that the staff edition does without.
FOR_AUDITORS = frozenset({"Approvals", "Conformity", "Checks"})
# All that the public edition has, and no files beside: none of the families above is made for everybody's eyes.
PUBLIC_FAMILIES: Mapping[str, Family] = {
    "Home": trust_pages,
    "Documents": public_documents,
    "Registers": public_registers,
}


def view_for(
    sms: Sms, result: Result, handbook: Mapping[str, bytes], edition: Edition = "auditor"
) -> SiteData:
    """What the pages of an edition are made from. `handbook` holds the files below `docs/` by their path there."""
    texts, shown = readers_texts(sms), as_readers_see(sms)
    if edition == "staff":
        return SiteData(for_staff(shown, texts), nothing_found(result), handbook, edition, texts=texts)
    if edition == "public":
        return SiteData(
            for_public(shown, texts), nothing_found(result), {}, edition, told=told_besides(shown)
        )
    return SiteData(shown, result, handbook, edition, texts=texts)


def view_for_sections(sms: Sms) -> SiteData:
    """What tables are shown with where no page is made of anything else."""
    return view_for(sms, Result((), (), sms.today.isoformat()), {})


def build_pages(
    sms: Sms, result: Result, handbook: Mapping[str, bytes], edition: Edition = "auditor"
) -> Site:
    """Every page of one edition of the site."""
    return pages_of(view_for(sms, result, handbook, edition))


def pages_of(view: SiteData) -> Site:
    """Every page that is made from a view."""
    is_public = view.edition == "public"
    left_out = FOR_AUDITORS if view.edition == "staff" else frozenset()
    made = PUBLIC_FAMILIES if is_public else FAMILIES
    families = {title: list(family(view)) for title, family in made.items() if title not in left_out}
    shown = with_ways(families, DOORS, "Overview")
    pages = Pages({page.path: page for found in shown.values() for page in found})
    beside = chain(search_files(view, families), *(write(view) for write in DOWNLOADS if not is_public))
    downloads = {download.path: download.content for download in beside}
    name, entries = view.sms.config.organization.name, navigation(families, DOORS)
    pdfs = {pdf_address(identity).page: content for identity, content in view.pdfs.items()}
    return Site(name, footer(view), pages, downloads, copies(view), entries, pdfs, own_look=not is_public)
