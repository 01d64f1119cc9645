"""A page for each kind of document and record: what to write, and where this site shows it."""

from collections.abc import Callable, Iterator
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.node import Document, Node, Table
from sms_lint.publish.site.address import Address, reference_address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import facts, link, paragraph, table
from sms_lint.publish.site.kinds import has_page
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.reference.blocks import framed, prose, shown, written
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.report.reference.blocks import ReferencePage
from sms_lint.report.reference.kind_pages import HEADS, head_page, kind_blocks, kind_facts

_GROUP = "Kinds"


def kind_reference_pages(view: SiteData) -> Iterator[Page]:
    """The list of the kinds, then each kind, then the heads of registers and tables."""
    index = PageContext(view, "handbook/kinds/index.html")
    yield Page("handbook/kinds/index.md", "Kinds of document and record", partial(_list, index), group=_GROUP)
    for name, model in view.reference.kinds.items():
        here = _place(view, name)
        yield _page(here, f"{model.KIND.title} ({name})", partial(_kind, here, model))
    for name in HEADS:
        here, reference_page = _place(view, name), head_page(name)
        yield _page(here, reference_page.title, partial(_head, here, reference_page))


def _place(view: SiteData, name: str) -> PageContext:
    return PageContext(view, reference_address("kind", name).page)


def _head(here: PageContext, reference_page: ReferencePage) -> Safe:
    return Safe(prose(here, reference_page.summary) + written(here, reference_page.blocks))


def _page(here: PageContext, title: str, content: Callable[[], Safe]) -> Page:
    return Page(here.page.removesuffix(".html") + ".md", title, content, in_navigation=False)


def _kind(here: PageContext, model: type[Node]) -> Safe:
    reference = here.view.reference
    pairs = [(name, shown(here, value)) for name, value in kind_facts(model)]
    return Safe(
        prose(here, model.__doc__ or model.KIND.title)
        + framed(facts([*_here(here, model), *pairs]))
        + written(here, kind_blocks(model, reference.kinds, reference.rules))
    )


def _here(here: PageContext, model: type[Node]) -> Iterator[tuple[str, Safe]]:
    """Where this site shows what there is of a kind; nothing, where there is nothing."""
    name = model.KIND.name
    count = _count(here, name)
    if issubclass(model, Document) and count:
        target, words = Address("documents/index.html"), plural(count, "document")
    elif has_page(here.sms, name):
        target, words = Address(f"registers/{name}.html"), plural(count, "entry", "entries")
    else:
        return
    yield "On this site", link(here.to(target), text(words))


def _count(here: PageContext, name: str) -> int:
    return len(here.sms.of_kind(name)) + sum(found.count for found in here.sms.all(Table) if found.of == name)


def _list(here: PageContext) -> Safe:
    safe = Safe("Every file says in <code>kind:</code> what it is. The kind decides which fields it has.")
    rows = [_row(here, name, model) for name, model in here.view.reference.kinds.items()]
    rows += [
        [_link(here, name), text(title), Safe("<code>records/</code>"), here.message(head_page(name).summary)]
        for name, title in HEADS.items()
    ]
    heads = ("Kind", "Title", "Folder", "What it is")
    return Safe(paragraph(safe) + table(heads, rows, "Kinds", "cards loose reference"))


def _row(here: PageContext, name: str, model: type[Node]) -> list[Safe]:
    kind = model.KIND
    folder = Safe(f"<code>{text(kind.folder)}/</code>")
    return [_link(here, name), text(kind.register), folder, here.message(model.__doc__ or "")]


def _link(here: PageContext, name: str) -> Safe:
    return link(here.to(reference_address("kind", name)), text(name))
