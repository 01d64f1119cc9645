"""The pages of the public edition. Each shows what is named here, and no field because it happens to be there."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from sms_lint.model.kinds.documents import Policy, Scope
from sms_lint.model.kinds.portfolio import ServiceCatalogueEntry
from sms_lint.model.naming import name_of
from sms_lint.model.node import Document, Record, Register
from sms_lint.model.public_settings import CertificateSetting
from sms_lint.publish.site.address import pdf_address
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.charts.canvas import number
from sms_lint.publish.site.charts.trend import trend
from sms_lint.publish.site.escape import Safe, joined, text
from sms_lint.publish.site.html import (
    EMPTY,
    NOTHING,
    badge,
    charts,
    day,
    facts,
    heading,
    link,
    paragraph,
    table,
)
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.performance import aim, state
from sms_lint.publish.site.public.told import Told, ToldTest
from sms_lint.publish.site.rows import entry_section
from sms_lint.publish.site.state import DONE, OVERDUE
from sms_lint.publish.site.values import fields_of, show
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.translation import ours, told

_RESULTS = {"passed": DONE._replace(word="passed"), "failed": OVERDUE._replace(word="failed")}
_SORTS = {"test": "test", "retest_after_change": "test after a change", "invocation": "real use"}
_VALID, _EXPIRED = DONE._replace(word="valid"), OVERDUE._replace(word="expired")


def trust_pages(view: SiteData) -> Iterator[Page]:
    """The first page: what customers may know of how services are managed, at a glance."""
    name = view.sms.config.organization.name
    here = PageContext(view, "index.html")
    yield Page(
        "index.md", ours(f"{name}: service management"), _trust(here), ours("Home"), hide=("navigation",)
    )


def _trust(here: PageContext) -> Safe:
    about = here.sms.config.organization.description
    besides = here.view.told
    scopes = [document for document in here.sms.documents if isinstance(document, Scope)]
    policies = [document for document in here.sms.documents if isinstance(document, Policy)]
    others = [document for document in here.sms.documents if not isinstance(document, Scope | Policy)]
    return joined(
        [
            paragraph(text(about), "lead") if about else EMPTY,
            _part("Scope", "sms-scope", _documents(here, scopes)),
            _part("Services", "sms-services", _services(here, besides)),
            _part("Policies", "sms-policies", _documents(here, policies)),
            _part("Other documents", "sms-documents", _documents(here, others)),
            _part("Certificates", "sms-certificates", _certificates(here, besides.certificates)),
            _part("Continuity tests", "sms-tests", _tests(besides.tests)),
            _part("Results", "sms-results", _results(besides)),
        ]
    )


def _part(title: str, anchor: str, content: Safe) -> Safe:
    """A part of the page; none where there is nothing to tell."""
    return Safe(heading(2, text(ours(title)), anchor) + content) if content else EMPTY


def _documents(here: PageContext, documents: Sequence[Document]) -> Safe:
    rows = [
        (
            link(here.to(here.view.addresses[document.id]), text(document.title)),
            text(told().name(document.KIND.title)),
            text(document.version),
            day(document.effective) or NOTHING,
        )
        for document in documents
    ]
    return (
        table(("Document", "Kind", "Version", "Effective from"), rows, "Documents", "cards")
        if rows
        else EMPTY
    )


def _services(here: PageContext, besides: Told) -> Safe:
    rows = [
        (
            text(besides.services.get(entry.id, "")),
            text(entry.description),
            text(entry.intended_outcome),
            text(entry.how_to_request) if entry.how_to_request else NOTHING,
        )
        for entry in here.sms.all(ServiceCatalogueEntry)
    ]
    heads = ("Service", "Description", "What it does for you", "How to request")
    return table(heads, rows, "Services", "loose cards") if rows else EMPTY


def _certificates(here: PageContext, certificates: Iterable[CertificateSetting]) -> Safe:
    rows = [
        (
            text(one.standard),
            text(one.scope) if one.scope else NOTHING,
            text(one.body),
            text(one.number),
            day(one.until),
            badge(_VALID if one.until >= here.sms.today else _EXPIRED),
        )
        for one in certificates
    ]
    heads = ("Standard", "Scope", "Certification body", "Number", "Valid until", "State")
    return table(heads, rows, "Certificates", "cards") if rows else EMPTY


def _tests(tests: Iterable[ToldTest]) -> Safe:
    rows = [
        (
            day(test.day),
            text(", ".join(test.services)) if test.services else NOTHING,
            text(ours(_SORTS[test.sort])),
            badge(_RESULTS[test.result]),
        )
        for test in tests
    ]
    return table(("Date", "Services", "Kind", "Result"), rows, "Continuity tests", "cards") if rows else EMPTY


def _results(besides: Told) -> Safe:
    """The results of each KPI that was chosen, the missed ones with them."""
    return joined([_figure(besides, place) for place in range(len(besides.results))])


def _figure(besides: Told, place: int) -> Safe:
    series = besides.results[place]
    rows = [
        (
            text(point.period),
            text(number(point.value, series.unit)),
            text(aim(point, series.unit)),
            state(point),
        )
        for point in series.points[::-1]
    ]
    shown = table(("Period", "Result", "Target", "Status"), rows, series.name, "loose")
    drawn = charts([(ours("Results and target"), trend(series, f"sms-course-{place + 1}"))])
    return Safe(heading(3, text(series.name), f"sms-result-{place + 1}") + drawn + shown)


def public_documents(view: SiteData) -> Iterator[Page]:
    """A page for each public document, and the list of them."""
    documents = sorted(view.sms.documents, key=lambda document: document.title)
    if documents:
        here = PageContext(view, "documents/index.html")
        yield Page("documents/index.md", ours("Documents"), _documents(here, documents), hide=("toc",))
    for document in documents:
        address = view.addresses[document.id].page
        content = partial(_document_page, PageContext(view, address), document)
        yield Page(address.removesuffix(".html") + ".md", document.title, content)


def _document_page(here: PageContext, document: Document) -> Safe:
    return Safe(control_block(here, document) + document_body(WrittenText(here, document.path), document))


def control_block(here: PageContext, document: Document) -> Safe:
    """What customers are told of a document besides its text."""
    return Safe(f'<div class="sms-control">\n{facts(_control(here, document))}</div>\n\n')


def _control(here: PageContext, document: Document) -> Iterator[tuple[str, Safe]]:
    yield "Id", text(document.id)
    yield "Kind", text(told().name(document.KIND.title))
    yield "Version", text(document.version)
    yield "Effective from", day(document.effective) or NOTHING
    yield "Classification", text(told().name(document.classification))
    if document.id in here.view.pdfs:
        yield "PDF", link(here.to(pdf_address(document.id)), text(f"{document.id}.pdf"))


def public_registers(view: SiteData) -> Iterator[Page]:
    """A page for each kind of which there is a public register, with its entries."""
    kinds = dict.fromkeys(register.of for register in view.sms.registers)
    for kind in sorted(kinds):
        model = view.sms.kinds.get(kind)
        if model is not None:
            here = PageContext(view, f"registers/{kind}.html")
            yield Page(
                f"registers/{kind}.md",
                told().name(model.KIND.register),
                _register_page(here, kind),
                hide=("toc",),
            )


def _register_page(here: PageContext, kind: str) -> Safe:
    registers = [register for register in here.sms.registers if register.of == kind]
    return joined([_register(here, register) for register in registers])


def _register(here: PageContext, register: Register) -> Safe:
    entries = [
        record for record in here.sms.all(Record) if record.register and record.register.id == register.id
    ]
    shown = (entry_section(entry.id, name_of(entry), _values(here, entry), EMPTY) for entry in entries)
    return Safe(heading(2, text(register.title), register.id) + "".join(shown))


def _values(here: PageContext, entry: Record) -> Safe:
    name = name_of(entry)
    return facts(
        (field.title, show(here, field.value, field.unit))
        for field in fields_of(entry)
        if field.value is not None and field.value != name
    )
