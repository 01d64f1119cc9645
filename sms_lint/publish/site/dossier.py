"""A page that gathers all that belongs to one thing: a service, a supplier, a customer, a role.

What is shown is stated as data: which records, how they are reached from it, and which of their fields. A part of
which the organisation keeps no records is left out; one that is kept, but holds nothing for this thing, is named
at the end, so that nobody has to ask whether it was forgotten.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.naming import entry_name
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.documents import file_findings, source
from sms_lint.publish.site.entries import cell, entry_fields, entry_table, named, newest_first, title_of
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, bullets, facts, folded, heading, link, paragraph, stacked, table
from sms_lint.publish.site.kinds import has_page, kind_link
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.publish.site.recent import recent_table
from sms_lint.publish.site.state import LIFECYCLES, SEVERITY_SIGNS
from sms_lint.publish.site.view import OWN_PAGES, PageContext, SiteData, is_prose
from sms_lint.system.relations import naming, reached, speaking_of
from sms_lint.translation import counted, ours

_MOST_DOCUMENTS = 12
# The states of a service that look like that of a document in force, or withdrawn; any other is on its way.
_IN_TITLE = frozenset({"name", "title"})
_LOOKS = {"live": "active", "retired": "retired"}


class DossierTable(NamedTuple):
    """A table on the page: its title, the steps to its records, the fields shown of them.

    `newest` are as many of the newest as are shown, all where it is 0, by the day or period in `by`.
    """

    title: str
    steps: tuple[str, ...]
    columns: tuple[str, ...]
    newest: int = 0
    by: str = ""


class Recent(NamedTuple):
    """A table of recent activity: a line for each kind of record, with the steps to them."""

    title: str
    lines: tuple[tuple[str, ...], ...]


class DossierText(NamedTuple):
    """A part written by a function of its own; nothing is shown where it says nothing."""

    title: str
    write: Callable[[PageContext, Entry], Safe]


class Dossier(NamedTuple):
    """The pages of one kind: what they are called together, the fields of their list, their parts in order.

    `with_` are the steps to records that belong to it so closely that a document on them is a document on it.
    `others` says whether records that are in no part, and documents that mention it, are listed too.
    """

    kind: str
    title: str
    columns: tuple[str, ...]
    parts: tuple[DossierTable | Recent | DossierText, ...]
    with_: tuple[tuple[str, ...], ...] = ()
    others: bool = True


def dossier_pages(
    view: SiteData, dossier: Dossier, group: str = "", listed: Callable[[PageContext], Safe] | None = None
) -> Iterator[Page]:
    """The list of all, with its table by `listed` where it is not made of their fields, and a page for each shown."""
    folder, entries = OWN_PAGES[dossier.kind], own_entries(view, dossier.kind)
    if not entries:
        return
    here = PageContext(view, f"{folder}/index.html")
    listing = _list(here, dossier) + (listed(here) if listed else _listed(here, dossier))
    yield Page(f"{folder}/index.md", dossier.title, Safe(listing), group=group, hide=("toc",))
    for entry in entries:
        here = PageContext(view, f"{folder}/{entry.id}.html")
        name = entry_name(entry)
        is_named = bool(name) and not _IN_TITLE.isdisjoint(view.sms.kinds[entry.kind].model_fields)
        title, short = (name, name) if is_named else (f"{entry.id} {name}".strip(), entry.id)
        content = partial(page, here, dossier, entry)
        list_of_all = Crumb(ours(dossier.title), f"{folder}/index.html")
        yield Page(f"{folder}/{entry.id}.md", title, content, short, group, above=(list_of_all,))


def _list(here: PageContext, dossier: Dossier) -> Safe:
    safe = text(ours(f"{plural(len(here.sms.entries(dossier.kind)), 'entry', 'entries')} of the register: "))
    return paragraph(Safe(f"{safe}{kind_link(here, dossier.kind)}."))


def _listed(here: PageContext, dossier: Dossier) -> Safe:
    return entry_table(here, own_entries(here.view, dossier.kind), dossier.columns, dossier.title)


def own_entries(view: SiteData, kind: str) -> list[Entry]:
    """The entries of a kind that have a page of this sort: those whose address it is."""
    folder = OWN_PAGES[kind]
    return [
        entry
        for entry in view.sms.by_id(kind).values()
        if (place := view.addresses.get(entry.id)) and place.page == f"{folder}/{entry.id}.html"
    ]


def list_link(here: PageContext, kind: str, label: Safe) -> Safe:
    """The list of a kind with pages of this sort; plain text where there is none."""
    place = Address(f"{OWN_PAGES[kind]}/index.html")
    return link(here.to(place), label) if own_entries(here.view, kind) else label


def page(here: PageContext, dossier: Dossier, entry: Entry) -> Safe:
    """The page of one of them."""
    sections, empty = [], []
    for part in dossier.parts:
        content = _part(here, part, entry)
        if content:
            sections.append(Safe(heading(2, text(ours(part.title)), _anchor(part.title)) + content))
        elif content is not None:
            empty.append(part.title)
    around = (_documents(here, dossier, entry), _others(here, dossier, entry)) if dossier.others else ()
    return Safe("".join((_opening(here, dossier, entry), *sections, *around, _nothing(empty))))


def _part(here: PageContext, part: DossierTable | Recent | DossierText, entry: Entry) -> Safe | None:
    """A part's content; empty where it holds nothing for this entry, None where nobody would ask for it."""
    if isinstance(part, DossierText):
        return part.write(here, entry) or None
    if isinstance(part, Recent):
        lines = [(_kind(steps), reached(here.sms, entry.id, steps)) for steps in part.lines]
        return recent_table(here, [line for line in lines if has_page(here.sms, line[0])], part.title) or None
    if not has_page(here.sms, _kind(part.steps)):
        return None
    entries = list(reached(here.sms, entry.id, part.steps))
    return _block(here, part, entry, entries) if entries else Safe("")


def _kind(steps: Sequence[str]) -> str:
    """The kind of the records that the steps lead to."""
    return next(kind for step in reversed(steps) if (kind := step.partition(".")[0]))


def _block(here: PageContext, block: DossierTable, entry: Entry, entries: list[Entry]) -> Safe:
    kind = entries[0].kind
    shown = newest_first(here.sms, entries, block.by)[: block.newest] if block.newest else entries
    said = (
        f"The newest {len(shown)} of {len(entries)}; all are in: " if len(shown) < len(entries) else "From: "
    )
    more = paragraph(Safe(f"{text(said)}{kind_link(here, kind)}."), "count")
    columns = [
        key for key in block.columns if any(shown_entry.texts(key) != (entry.id,) for shown_entry in shown)
    ]
    return Safe(entry_table(here, shown, columns, block.title) + more)


def _anchor(title: str) -> str:
    return "sms-" + "-".join(title.lower().replace(",", "").split())


def _opening(here: PageContext, dossier: Dossier, entry: Entry) -> Safe:
    """What it is in a line, everything its own entry says on demand, and what was found wrong with it."""
    pairs = [
        *entry_fields(here, entry),
        ("Register", kind_link(here, entry.kind)),
        ("Source", source(here, entry.node)),
    ]
    block = f'<div class="sms-control">\n{facts([("Id", text(entry.id)), *pairs])}</div>\n\n'
    return Safe(
        _line(here, dossier, entry)
        + folded(Safe(ours("All that its entry says")), Safe(block))
        + _findings(here, entry)
    )


def _line(here: PageContext, dossier: Dossier, entry: Entry) -> Safe:
    """Its id, its state, and the short ones of the fields by which it is listed."""
    said = [Safe(f'<span class="sms-id">{text(entry.id)}</span>')]
    for key in dossier.columns:
        if key == "lifecycle" and entry.text(key):
            said.append(_lifecycle(entry))
        elif key not in _IN_TITLE and (value := cell(here, entry, key)) and "<div" not in value:
            said.append(Safe(f"{text(ours(title_of(here.sms, entry.kind, key)).lower())} {value}"))
    return Safe(f'<div class="sms-line">{"".join(f"<span>{part}</span>" for part in said)}</div>\n\n')


def _lifecycle(entry: Entry) -> Safe:
    said = entry.text("lifecycle")
    return badge(LIFECYCLES[_LOOKS.get(said, "draft")]._replace(word=said))


def _findings(here: PageContext, entry: Entry) -> Safe:
    findings = here.view.findings_by_node.get(entry.id, ())
    if not findings or is_prose(entry.node):
        return file_findings(here, entry.node) if findings else Safe("")
    safes = [
        Safe(f"{badge(SEVERITY_SIGNS[finding.severity])} {here.message(finding.message)}")
        for finding in findings
    ]
    more = link(here.to(Address("findings.html")), Safe(ours("all failed checks")))
    return Safe(
        f'<div class="sms-found">\n{paragraph(Safe(f"Found here ({more}):"))}{bullets(safes)}</div>\n'
    )


def _documents(here: PageContext, dossier: Dossier, entry: Entry) -> Safe:
    """The documents that mention it, the newest first."""
    names = [
        entry.id,
        *(related.id for steps in dossier.with_ for related in reached(here.sms, entry.id, steps)),
    ]
    safes = [here.named(document) for document in speaking_of(here.sms, names)]
    if not safes:
        return Safe("")
    shown, rest = safes[:_MOST_DOCUMENTS], safes[_MOST_DOCUMENTS:]
    more = folded(text(ours(f"{len(rest)} more")), bullets(rest)) if rest else ""
    return Safe(
        heading(2, Safe(ours("Documents and reports that mention it")), "sms-documents")
        + bullets(shown)
        + more
    )


def _others(here: PageContext, dossier: Dossier, entry: Entry) -> Safe:
    """Records that name it and are in no part above."""
    told = {step.partition(".")[0] for part in dossier.parts for step in _first_steps(part)}
    found: dict[str, dict[str, Entry]] = {}
    for (kind, _), entries in naming(here.sms).get(entry.id, {}).items():
        if kind not in told and has_page(here.sms, kind):
            found.setdefault(kind, {}).update((record.id, record) for record in entries)
    if not found:
        return Safe("")
    rows = [
        (kind_link(here, kind), text(counted(len(entries))), _few(here, list(entries.values())))
        for kind, entries in found.items()
    ]
    return Safe(
        heading(2, Safe(ours("Also named in")), "sms-others")
        + table(("Records", "Number", "The newest"), rows, "Also named in", "loose cards")
    )


def _first_steps(part: DossierTable | Recent | DossierText) -> Iterator[str]:
    if isinstance(part, DossierTable):
        yield part.steps[0]
    elif isinstance(part, Recent):
        yield from (steps[0] for steps in part.lines)


def _few(here: PageContext, entries: list[Entry]) -> Safe:
    return stacked(named(here, entry) for entry in newest_first(here.sms, entries)[:3])


def _nothing(titles: Sequence[str]) -> Safe:
    """The parts for which nothing is recorded."""
    if not titles:
        return Safe("")
    said = f"Kept by this organisation, but with nothing recorded here: {', '.join(titles).lower()}."
    return paragraph(text(said), "fine")
