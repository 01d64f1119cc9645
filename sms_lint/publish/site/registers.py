"""Registers and records: one page for each kind, an address for each entry."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.organisation import Role
from sms_lint.model.kinds.planning import Objective
from sms_lint.model.naming import name_of
from sms_lint.model.node import Node, Record, Register, Table
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.charts.heat import heat_map
from sms_lint.publish.site.documents import clauses, file_findings, items, referrers, source
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import changes, latest
from sms_lint.publish.site.html import NOTHING, badge, day, facts, folded, heading, link, paragraph, table
from sms_lint.publish.site.kinds import has_page
from sms_lint.publish.site.kpis import in_words
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.paging import is_paged
from sms_lint.publish.site.performance import objective_bars
from sms_lint.publish.site.register_list import register_list
from sms_lint.publish.site.rows import (
    MOST_UNFOLDED,
    backlinks,
    contents,
    entry_section,
    in_full,
    row_pages,
    rows_of,
)
from sms_lint.publish.site.state import next_review, review_sign
from sms_lint.publish.site.values import fields_of, show
from sms_lint.publish.site.view import PageContext, SiteData, is_prose
from sms_lint.translation import counted, ours, told


def register_pages(view: SiteData) -> Iterator[Page]:
    """A page for each kind of which there is a register or a record, the list of them, and records in prose."""
    known = (kind for kind in view.sms.kinds if has_page(view.sms, kind))
    kinds = sorted(known, key=lambda kind: view.sms.kinds[kind].KIND.register)
    yield Page(
        "registers/index.md",
        ours("Registers and records"),
        _list(PageContext(view, "registers/index.html"), kinds),
        hide=("toc",),
    )
    for kind in kinds:
        here = PageContext(view, f"registers/{kind}.html")
        yield Page(
            f"registers/{kind}.md",
            told().name(view.sms.kinds[kind].KIND.register),
            kind_page(here, kind),
            hide=("toc",),
        )
    yield from row_pages(view)
    for node in view.sms.ids.values():
        if is_prose(node):
            here = PageContext(view, f"records/{node.id}.html")
            title = f"{node.id} {name_of(node)}".strip()
            yield Page(
                f"records/{node.id}.md",
                title,
                partial(_prose_page, here, node),
                group=ours("Records with a text"),
            )


def _list(here: PageContext, kinds: Sequence[str]) -> Safe:
    rows = [_list_row(here, kind) for kind in kinds]
    safe = paragraph(text(ours(f"{plural(len(kinds), 'kind')} of register and record.")))
    heads = ("Register", "Entries", "Kept by", "Last reviewed", "Review", "Clauses")
    return Safe(safe + table(heads, rows, "Registers and records", "data"))


def _list_row(here: PageContext, kind: str) -> list[Safe]:
    model = here.sms.kinds[kind]
    registers = [register for register in here.sms.registers if register.of == kind]
    count = len(here.sms.of_kind(kind)) + sum(
        register.count for register in registers if isinstance(register, Table)
    )
    return [
        link(here.to(Address(f"registers/{kind}.html")), text(told().name(model.KIND.register))),
        text(counted(count)),
        Safe(", ".join(dict.fromkeys(here.node(register.owner) for register in registers))),
        day(max((register.review.last for register in registers if register.review.last), default=None)),
        Safe(" ".join(dict.fromkeys(badge(review_sign(register, here.sms)) for register in registers))),
        here.clauses(model.KIND.clauses),
    ]


def kind_page(here: PageContext, kind: str) -> Safe:
    """The page of one kind: the list of all its entries, each short one in full, and where they are kept."""
    sms = here.sms
    entries = [node for node in sms.of_kind(kind) if isinstance(node, Record) and sms.ids[node.id] is node]
    registers = [register for register in sms.registers if register.of == kind]
    parts = [paragraph(text(told().name(sms.kinds[kind].__doc__ or "")))]
    parts += [file_findings(here, register) for register in registers]
    parts += [_picture(here, kind), register_list(here, kind)]
    full = [*_in_full(here, [record for record in entries if not is_prose(record)], registers)]
    if full:
        parts += [heading(2, Safe(ours("Entries in full")), "sms-entries"), *full]
    if registers:
        parts.append(heading(2, Safe(ours("Where they are kept")), "sms-kept"))
    parts += [_register(here, register) for register in registers]
    parts += [
        changes(here, register.path, register.title if len(registers) > 1 else "") for register in registers
    ]
    return Safe("".join(parts))


def _in_full(here: PageContext, records: Sequence[Record], registers: Iterable[Register]) -> Iterator[Safe]:
    """The entries that are on this page; where they are many, each opens on demand."""
    short = [register for register in registers if isinstance(register, Table) and not is_paged(register)]
    is_folded = len(records) + sum(table.count for table in short) > MOST_UNFOLDED
    yield from (_entry(here, record, is_folded=is_folded) for record in records)
    for found in short:
        yield from in_full(here, found, rows_of(found, 0), is_folded=is_folded)


def _picture(here: PageContext, kind: str) -> Safe:
    """All entries at a glance, where their kind lends itself to it."""
    return objective_bars(here) if kind == Objective.KIND.name else heat_map(here, kind)


def _register(here: PageContext, register: Register) -> Safe:
    """What a register says of itself, and of a long table which page holds which rows."""
    control = f'<div class="sms-control">\n{facts(_header(here, register))}</div>\n\n'
    pages = contents(here, register) if isinstance(register, Table) and is_paged(register) else Safe("")
    folded_pages = folded(Safe(ours("Its rows by pages")), pages) if pages else ""
    return Safe(heading(3, text(register.title), register.id) + control + folded_pages)


def _header(here: PageContext, register: Register) -> Iterator[tuple[str, Safe]]:
    yield "Id", text(register.id)
    yield "Kept by", here.node(register.owner)
    yield "Last reviewed", day(register.review.last) or NOTHING
    yield "Next review", next_review(register, here.sms)
    yield "Classification", text(told().name(register.classification))
    if register.retention:
        yield "Retention", text(register.retention)
    yield "Clauses", clauses(here, register)
    yield "Documented information", items(here, register)
    yield "Source", source(here, register)
    if isinstance(register, Table):
        yield "Rows", text(ours(f"{register.count:,} in {register.data}"))
        yield "Exported", text(ours(f"{register.source.exported} from {register.source.system}"))


def _entry(here: PageContext, entry: Record, *, is_folded: bool) -> Safe:
    """One entry in full, at its address."""
    mine = folded(Safe(ours("Changes")), latest(here, entry.path)) if entry.register is None else Safe("")
    values, more = _values(here, entry), Safe(backlinks(here, entry.id) + mine)
    return entry_section(entry.id, name_of(entry), values, more, is_folded=is_folded)


def _values(here: PageContext, entry: Record) -> Safe:
    name = name_of(entry)  # is in the heading above
    pairs = [
        (field.title, show(here, field.value, field.unit))
        for field in fields_of(entry)
        if field.value != name
    ]
    if isinstance(entry, Kpi) and in_words(here, entry):
        pairs.insert(0, ("In words", in_words(here, entry)))
    if isinstance(entry, Role):
        pairs.append(("Held by", _holders(here, entry)))
    if entry.register is None:
        pairs.append(("Source", source(here, entry)))
    return facts(pairs)


def _holders(here: PageContext, role: Role) -> Safe:
    holders = here.sms.holders.get(role.id, ())
    return Safe(
        ", ".join(here.node(holder) for holder in holders)
        or ("outside the organisation" if role.external == "yes" else "nobody")
    )


def _prose_page(here: PageContext, node: Node) -> Safe:
    """The page of a record that is a text: minutes, an audit report."""
    written = WrittenText(here, node.path)
    pairs = [(field.title, show(here, field.value, field.unit)) for field in fields_of(node)]
    block = facts(
        [
            ("Id", text(node.id)),
            ("Kind", text(told().name(here.sms.kinds[node.kind].KIND.title))),
            *pairs,
            ("Source", source(here, node)),
        ]
    )
    by = Safe(
        heading(2, Safe(ours("Referred to by")), "sms-referrers")
        + (referrers(here, node.id) or "<p>Nothing refers to it.</p>\n")
    )
    return Safe(
        f'<div class="sms-control">\n{block}</div>\n\n'
        + file_findings(here, node)
        + document_body(written, node)
        + by
        + changes(here, node.path)
    )
