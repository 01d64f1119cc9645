"""The rows of tables: each with an address of its own, a large table divided into pages that are written one by one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.node import Table
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.columns import NAMING
from sms_lint.publish.site.documents import referrers
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import day, facts, folded, link, paragraph, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.paging import ROWS_ON_A_PAGE, is_paged, number_of_pages, page_of_rows
from sms_lint.publish.site.values import Field, show
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.translation import ours

MOST_UNFOLDED = 10  # entries on a page; of more than these each is folded, or the page is a wall


def row_pages(view: SiteData) -> Iterator[Page]:
    """The pages of every table that is too long for the page of its kind. Their content is made when it is written."""
    for found in view.sms.all(Table):
        for number in range(number_of_pages(found) if is_paged(found) else 0):
            address = page_of_rows(found, number * ROWS_ON_A_PAGE)
            yield Page(
                address.page.removesuffix(".html") + ".md",
                f"{found.title}, {_span(found, number)}",
                partial(_content, PageContext(view, address.page), found, number),
                hide=("toc",),
                in_navigation=False,
                searched=False,
            )


def _content(here: PageContext, found: Table, number: int) -> Safe:
    rows = rows_of(found, number)
    around = " ".join(
        f"{link(here.to(page_of_rows(found, other * ROWS_ON_A_PAGE)), text(ours(label)))}"
        for label, other in (("Earlier rows", number - 1), ("Later rows", number + 1))
        if 0 <= other < number_of_pages(found)
    )
    register = here.node(found.id, text(found.title))
    everything = link(here.to(Address(f"registers/{found.of}.html")), Safe(ours("the list of all")))
    said = ours(
        f"This page holds {len(rows)} of {found.count:,} rows in full; they are filtered and sorted in"
    )
    return Safe(
        paragraph(Safe(f"{register}: {text(_span(found, number))}. {around}"), "above")
        + paragraph(Safe(f"{said} {everything}."), "fine")
        + "".join(in_full(here, found, rows))
    )


def rows_of(found: Table, number: int) -> Sequence[Mapping[str, str]]:
    """The rows of one page of a table, without the empty cells."""
    return found.rows(number * ROWS_ON_A_PAGE, (number + 1) * ROWS_ON_A_PAGE)


def contents(here: PageContext, found: Table) -> Safe:
    """Which page of a table holds which rows."""
    moment = here.sms.kinds[found.of].KIND.moment if found.of in here.sms.kinds else ""
    days, ids = found.column(moment) if moment else (), found.column("id")
    pages = []
    for number in range(number_of_pages(found)):
        start, stop = number * ROWS_ON_A_PAGE, min((number + 1) * ROWS_ON_A_PAGE, len(ids))
        dated = sorted(when[:10] for when in days[start:stop] if when)
        pages.append([
            link(here.to(page_of_rows(found, start)), text(_span(found, number))),
            text(ours(f"{ids[start]} to {ids[stop - 1]}")),
            Safe(ours(f"{day(dated[0])} to {day(dated[-1])}")) if dated else Safe(""),
        ])  # fmt: skip
    kept = len(ids)
    left = f" The first {kept:,} of {found.count:,} are shown." if found.count > kept else ""
    return Safe(
        table(("Rows", "Ids", "Days"), pages, f"Pages of {found.title}")
        + paragraph(
            text(ours(f"{plural(found.count, 'row')} on {plural(len(pages), 'page')}.{left}")), "count"
        )
    )


def _span(found: Table, number: int) -> str:
    last = min((number + 1) * ROWS_ON_A_PAGE, len(found.column("id")))
    return ours(f"rows {number * ROWS_ON_A_PAGE + 1:,} to {last:,}")


def _fields(here: PageContext, found: Table, row: Mapping[str, str]) -> list[Field]:
    """The fields of a row that are filled, the id left out."""
    model = here.sms.kinds.get(found.of)
    titles = {info.alias or name: info.title for name, info in model.model_fields.items()} if model else {}
    return [Field(key, titles.get(key) or key, value) for key, value in row.items() if value and key != "id"]


def in_full(
    here: PageContext, found: Table, rows: Sequence[Mapping[str, str]], *, is_folded: bool = True
) -> Iterator[Safe]:
    """Rows with all their fields, each at its address."""
    for row in rows:
        fields = _fields(here, found, row)
        name = next((field.value for field in fields if field.key in NAMING), "")
        body = facts([(field.title, _value(here, field.value)) for field in fields if field.value != name])
        if identity := row.get("id"):
            yield entry_section(identity, name, body, backlinks(here, identity), is_folded=is_folded)


def _value(here: PageContext, value: str) -> Safe:
    return here.node(value) if value in here.view.role_titles else show(here, value)


def entry_section(identity: str, name: str, values: Safe, more: Safe, *, is_folded: bool = False) -> Safe:
    """One entry in full, at its address; a folded one opens on demand, and for whoever follows a link to it."""
    permalink = f' <a class="headerlink" href="#{text(identity)}" title="Address of this entry">#</a>'
    title = f'<h3 id="{text(identity)}">{text(identity)} <span>{text(name)}</span>{permalink}</h3>'
    if not is_folded:
        return Safe(f'\n<section class="sms-entry">\n{title}\n{values}{more}</section>\n')
    shown = f'<summary><span class="sms-id">{text(identity)}</span> {text(name)}</summary>'
    return Safe(f'\n<details class="sms-entry sms-fold">\n{shown}\n{title}\n{values}{more}</details>\n')


def backlinks(here: PageContext, identity: str) -> Safe:
    """What refers to an entry, on demand."""
    count = len(here.view.referrers.get(identity, ()))
    return folded(text(ours(f"Referred to by {count}")), referrers(here, identity)) if count else Safe("")
