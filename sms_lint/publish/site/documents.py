"""Controlled documents: the page of each, and the register of all of them."""

from collections.abc import Iterable, Iterator
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document, Node, Register
from sms_lint.publish.site.address import Address, csv_address, pdf_address
from sms_lint.publish.site.approval import approval_badge, approval_facts, versions
from sms_lint.publish.site.backlinks import referred_by
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.forge_addresses import file_address
from sms_lint.publish.site.history import changes
from sms_lint.publish.site.html import (
    EMPTY,
    NOTHING,
    badge,
    bullets,
    day,
    facts,
    folded,
    heading,
    link,
    paragraph,
    table,
)
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reconfirm import to_reconfirm
from sms_lint.publish.site.state import LIFECYCLES, NOT_IN_FORCE, SEVERITY_SIGNS, next_review
from sms_lint.publish.site.values import fields_of, show
from sms_lint.publish.site.versions import versions_link
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.publish.site.waiting import nothing_in_force, texts_beside, versions_there
from sms_lint.translation import ours, told

_COMMON = frozenset(Document.model_fields)


def document_pages(view: SiteData) -> Iterator[Page]:
    """A page for each document that is no process, and the register of them all."""
    yield Page(
        "documents/index.md",
        ours("Document register"),
        document_register(PageContext(view, "documents/index.html")),
        hide=("toc", "navigation"),
    )
    for document in distinct(view, view.sms.documents):
        if not isinstance(document, Process):
            path = view.addresses[document.id].page
            content = partial(document_page, PageContext(view, path), document)
            yield Page(_source(path), document.title, content, group=told().name(document.KIND.register))


def distinct(view: SiteData, nodes: Iterable[Document]) -> list[Document]:
    """The documents that own their ids: a second one of the same id is a finding, not a page."""
    return sorted(
        (document for document in nodes if view.sms.ids[document.id] is document),
        key=lambda document: document.id,
    )


def _source(page: str) -> str:
    return page.removesuffix(".html") + ".md"


def document_page(here: PageContext, document: Document) -> Safe:
    """The page of one document."""
    if not here.view.is_in_force(document):
        return without_text(here, document)
    written = WrittenText(here, document.path)
    own = own_fields(here, document)
    return Safe(opening(here, document, own) + document_body(written, document) + closing(here, document))


def without_text(here: PageContext, document: Document) -> Safe:
    """The page of a document of which nothing is in force: that, and what is known of its texts."""
    pairs = [
        ("Id", text(document.id)),
        ("Kind", text(told().name(document.KIND.title))),
        ("Owner", here.node(document.owner)),
        ("Source", source(here, document)),
    ]
    return Safe(
        nothing_in_force(here, document)
        + _control_group(facts(pairs))
        + referred_by(here, document.id)
        + versions(here, document)
        + versions_link(here, document)
        + changes(here, document.path)
    )


def own_fields(here: PageContext, document: Document) -> Safe:
    """The fields that documents of its kind have besides those of all documents."""
    own = [field for field in fields_of(document) if field.key not in _COMMON]
    return facts([(field.title, show(here, field.value)) for field in own])


def opening(here: PageContext, document: Document, own: Safe = EMPTY) -> Safe:
    """What is above the text: what controls it in one line, all of it on demand; `own` are further fields."""
    return Safe(
        control_line(here, document)
        + texts_beside(here, document)
        + to_reconfirm(here, document.id)
        + folded(Safe(ours("All control data")), Safe(control_block(here, document) + own))
        + file_findings(here, document)
    )


def control_line(here: PageContext, document: Document) -> Safe:
    """What a reader asks first of a controlled document: which one it is, whether it holds, and who answers for it."""
    version, since = text(document.version), day(document.effective)
    said = [
        Safe(f'<span class="sms-id">{text(document.id)}</span>'),
        Safe(ours(f"version {version} from {since}")) if since else Safe(ours(f"version {version}")),
        *_signs(here, document),
        Safe(ours(f"owner {here.node(document.owner)}")),
    ]
    if document.lifecycle == "active" and document.review.next:
        said.append(Safe(ours(f"next review {next_review(document, here.sms)}")))
    name = text(ours("Control data in short"))
    items = "".join(f"<span>{part}</span>" for part in said)
    return Safe(f'<div class="sms-line" role="group" aria-label="{name}">{items}</div>\n\n')


def closing(here: PageContext, document: Document) -> Safe:
    """What is under the text: relations and changes."""
    related = [here.named(node) for ref in document.related if (node := here.sms.get(ref))]
    read_with = (
        Safe(heading(2, Safe(ours("Related documents")), "sms-related") + bullets(related))
        if related
        else Safe("")
    )
    beside = here.view.texts.get(document.id)
    path = beside.written.path if beside else document.path
    return Safe(
        read_with
        + referred_by(here, document.id)
        + versions(here, document)
        + versions_link(here, document)
        + changes(here, path)
    )


def _signs(here: PageContext, document: Document) -> Iterator[Safe]:
    yield badge(LIFECYCLES[document.lifecycle])
    if approved := approval_badge(here, document):
        yield approved


def control_block(here: PageContext, document: Document) -> Safe:
    """Everything that identifies and controls a document; every field is always there."""
    return _control_group(facts(_control(here, document)))


def _control_group(content: Safe) -> Safe:
    name = text(ours("Document control"))
    return Safe(f'<div class="sms-control" role="group" aria-label="{name}">\n{content}</div>\n\n')


def _control(here: PageContext, document: Document) -> Iterator[tuple[str, Safe]]:
    yield "Id", text(document.id)
    yield "Title", text(document.title)
    yield "Kind", text(told().name(document.KIND.title))
    yield "Version", text(document.version)
    yield "State", text(ours(LIFECYCLES[document.lifecycle].word))
    yield "Owner", here.node(document.owner)
    yield "Approver", here.node(document.approver)
    yield from approval_facts(here, document)
    yield "Effective from", day(document.effective) if document.effective else NOTHING
    yield "Last reviewed", day(document.review.last) or NOTHING
    due = day(document.review.next) or NOTHING
    yield "Next review", Safe(ours(f"{due} (every {text(document.review.every)})"))
    yield "Classification", text(told().name(document.classification))
    yield "Retention", text(document.retention)
    yield "Clauses", clauses(here, document)
    yield "Documented information", items(here, document)
    yield "Supersedes", here.node(document.supersedes) if document.supersedes else NOTHING
    yield "Source", source(here, document)
    if document.id in here.view.pdfs and here.sms.ids.get(document.id) is document:
        yield "PDF", link(here.to(pdf_address(document.id)), text(f"{document.id}.pdf"))


def clauses(here: PageContext, node: Document | Register) -> Safe:
    """The clauses that a document or register is for, its sections' included."""
    refs = dict.fromkeys(
        [*map(str, node.satisfies), *(ref for part in node.sections for ref in part.satisfies)]
    )
    return here.clauses(refs) if refs else NOTHING


def items(here: PageContext, node: Document | Register) -> Safe:
    """The items of documented information that it is, by their names in the catalogue."""
    names = [
        next((item.name for book in here.sms.catalogues if (item := book.item(ref))), ref)
        for ref in node.provides
    ]
    return Safe("; ".join(map(text, names))) if names else NOTHING


def source(here: PageContext, node: Node) -> Safe:
    """The file that a node is written in; where the repository is on the web, links to read and to change it."""
    config = here.sms.config
    path = Safe(f"<code>{text(node.path)}</code>")
    beside = here.view.texts.get(node.id)
    if beside and beside.judged and node is beside.shown is not beside.written:
        target = file_address(config, node.path, revision=beside.judged.text.commit)
        edit = file_address(config, beside.written.path, edited=True)
        said = Safe(ours("Edit the newer text"))
        more = f" {link(edit, said)}" if edit and here.view.edition != "staff" else ""
        return Safe(f"{link(target, path)}{more}") if target else path
    target, edit = file_address(config, node.path), file_address(config, node.path, edited=True)
    words = Safe(ours("Edit this page"))
    return Safe(f"{link(target, path)} {link(edit, words)}") if target and edit else path


def file_findings(here: PageContext, node: Node) -> Safe:
    """The findings in a node's file, said on its page; they are about the newest text of the file."""
    beside = here.view.texts.get(node.id)
    if beside and node is beside.shown is not beside.written:
        return Safe("")
    findings = here.view.findings.get(node.path, ())
    if not findings:
        return Safe("")
    safes = [
        Safe(
            ours(
                f"{badge(SEVERITY_SIGNS[finding.severity])} line {finding.at.line}: {here.message(finding.message)}"
            )
        )
        for finding in findings[:20]
    ]
    more = link(here.to(Address("findings.html")), Safe(ours("all failed checks")))
    summary = text(ours(plural(len(findings), "failed check") + " in this file"))
    return Safe(
        f'<div class="sms-found">\n{folded(summary, Safe(bullets(safes) + paragraph(more)))}</div>\n\n'
    )


def state_badge(here: PageContext, document: Document) -> Safe:
    """The lifecycle of a document; where nothing of it is in force, that."""
    known = here.view.is_in_force(document)
    return badge(LIFECYCLES[document.lifecycle] if known else NOT_IN_FORCE)


def document_register(here: PageContext) -> Safe:
    """The master list of all documents."""
    documents = distinct(here.view, here.sms.documents)
    rows = [
        (
            here.node(document.id, text(document.id)), text(document.title), text(told().name(document.KIND.title)),
            versions_there(here, document), state_badge(here, document), approval_badge(here, document),
            here.node(document.owner), day(document.effective),
            next_review(document, here.sms),
            text(told().name(document.classification)),
        )
        for document in documents
    ]  # fmt: skip
    heads = (
        "Id",
        "Title",
        "Kind",
        "Version",
        "State",
        "Approval",
        "Owner",
        "Effective",
        "Next review",
        "Classification",
    )
    file = link(here.to(csv_address("documents")), Safe(ours("as a file for a spreadsheet")))
    number = text(ours(plural(len(documents), "controlled document")))
    safe = paragraph(Safe(ours(f"{number}. A printed copy is not controlled. The same {file} (CSV).")))
    return Safe(safe + table(heads, rows, "Controlled documents", "data"))
