"""Registers and records: one page for each kind, an address for each entry."""

from collections.abc import Iterator, Sequence
from functools import partial

from sms_lint.ground.sentences import plural
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.organisation import Role
from sms_lint.model.kinds.planning import Objective
from sms_lint.model.naming import name_of
from sms_lint.model.node import Node, Record, Register, Table
from sms_lint.publish.site.address import Address, csv_address
from sms_lint.publish.site.backlinks import backlinks, referred_by
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.charts.heat import heat_map
from sms_lint.publish.site.columns import cell, columns_of
from sms_lint.publish.site.documents import clauses, file_findings, items, source
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import changes, latest
from sms_lint.publish.site.html import NOTHING, badge, day, facts, folded, heading, link, paragraph, table
from sms_lint.publish.site.kinds import has_page
from sms_lint.publish.site.kpis import in_words
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.publish.site.paging import is_paged
from sms_lint.publish.site.performance import objective_bars
from sms_lint.publish.site.rows import contents, entry_section, in_full, lines, row_pages, rows_of
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
                above=(
                    Crumb(
                        told().name(view.sms.kinds[node.kind].KIND.register), f"registers/{node.kind}.html"
                    ),
                ),
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
    """The page of one kind: its registers, its records with files of their own, its tables, then each entry in full."""
    sms = here.sms
    entries = [node for node in sms.of_kind(kind) if isinstance(node, Record) and sms.ids[node.id] is node]
    registers = [register for register in sms.registers if register.of == kind]
    alone = [record for record in entries if record.register is None]
    parts = [paragraph(text(told().name(sms.kinds[kind].__doc__ or "")))]
    if entries or any(isinstance(register, Table) for register in registers):
        download = link(here.to(csv_address(kind)), Safe(ours("all entries as CSV")))
        parts.append(paragraph(Safe(ours(f"Download: {download}.")), "fine"))
    parts.append(_picture(here, kind))
    parts += [
        _register(here, register, [entry for entry in entries if entry.register is register])
        for register in registers
    ]
    if alone:
        title = (
            Safe(heading(2, Safe(ours("Records with a file of their own")), "sms-alone"))
            if registers
            else Safe("")
        )
        parts += [title, _compact(here, alone)]
    full = [_entry(here, record) for record in entries if not is_prose(record)]
    short = (register for register in registers if isinstance(register, Table) and not is_paged(register))
    full += [row for short_table in short for row in in_full(here, short_table, rows_of(short_table, 0))]
    if full:
        parts += [heading(2, Safe(ours("Entries in full")), "sms-entries"), *full]
    parts += [
        changes(here, register.path, register.title if len(registers) > 1 else "") for register in registers
    ]
    return Safe("".join(parts))


def _picture(here: PageContext, kind: str) -> Safe:
    """All entries at a glance, where their kind lends itself to it."""
    return objective_bars(here) if kind == Objective.KIND.name else heat_map(here, kind)


def _register(here: PageContext, register: Register, entries: Sequence[Record]) -> Safe:
    shown = _table(here, register) if isinstance(register, Table) else _compact(here, entries)
    said = (
        register.title != here.sms.kinds[register.of].KIND.register if register.of in here.sms.kinds else True
    )
    title = heading(2, text(register.title), register.id) if said else ""
    anchor = "" if said else f' id="{text(register.id)}"'
    return Safe(
        title
        + f'<div class="sms-control"{anchor}>\n{facts(_header(here, register))}</div>\n\n'
        + file_findings(here, register)
        + shown
    )


def _table(here: PageContext, found: Table) -> Safe:
    """The rows of a short table; of a long one, which page holds which."""
    if is_paged(found):
        return contents(here, found)
    return Safe(
        lines(here, found, rows_of(found, 0)) + paragraph(text(f"{plural(found.count, 'row')}."), "count")
    )


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


def _compact(here: PageContext, entries: Sequence[Record]) -> Safe:
    """One line for each entry, with the fields that tell most."""
    filled = [{field.key: field for field in fields_of(record)} for record in entries]
    keys = columns_of(filled)
    titles = {key: field.title for fields in filled for key, field in fields.items()}
    rows = [
        [here.node(entry.id, text(entry.id)), *(cell(here, fields.get(key)) for key in keys)]
        for entry, fields in zip(entries, filled, strict=True)
    ]
    return Safe(
        table(["Id", *(titles[key] for key in keys)], rows, "", "data")
        + paragraph(text(_count(entries)), "count")
    )


def _count(entries: Sequence[Record]) -> str:
    return plural(len(entries), "entry", "entries") + "."


def _entry(here: PageContext, entry: Record) -> Safe:
    """One entry in full, at its address."""
    mine = folded(Safe(ours("Changes")), latest(here, entry.path)) if entry.register is None else Safe("")
    return entry_section(
        entry.id, name_of(entry), _values(here, entry), Safe(backlinks(here, entry.id) + mine)
    )


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
    return Safe(
        f'<div class="sms-control">\n{block}</div>\n\n'
        + file_findings(here, node)
        + document_body(written, node)
        + referred_by(here, node.id)
        + changes(here, node.path)
    )
