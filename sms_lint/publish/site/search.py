"""What the search of the site knows: the names of everything that has an address, and behind them the texts.

Two files, each read when somebody first searches. A line of the first is one thing: its rank, the sort of thing, its
page, its id, what it is called, other words that mean it, and its anchor. A line of the second is one section of a
text, beginning with the number of the line in the first that it belongs to. `assets/search.js` reads both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.text import parsed, sections
from sms_lint.ground.text.prose import Element
from sms_lint.model.naming import name_of, title_of
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.columns import NAMING
from sms_lint.publish.site.page import Download, Page, data_script
from sms_lint.publish.site.values import fields_of
from sms_lint.publish.site.view import OWN_PAGES, SiteData, clause_address, is_prose
from sms_lint.translation import ours

NAMES, TEXTS = "assets/search-names.js", "assets/search-texts.js"

# Of two things that fit a question equally well, the one that people mean more often comes first.
_FIRST, _PAGE, _CLAUSE, _ENTRY, _ROW, _GUIDE, _REFERENCE = range(7)
_RANKS: Mapping[str, int] = {
    "documents": _FIRST,
    "processes": _FIRST,
    **dict.fromkeys(OWN_PAGES.values(), _FIRST),
    "clauses": _CLAUSE,
    "kpis": _ENTRY,
    "records": _ENTRY,
    "handbook/rules": _REFERENCE,
    "handbook/kinds": _REFERENCE,
    "handbook/settings": _REFERENCE,
    "handbook": _GUIDE,
}


class Known(NamedTuple):
    """A thing that can be found: see the head of this module. `words` are separated by spaces."""

    rank: int
    sort: str
    place: Address
    id: str
    title: str
    words: str = ""


class Passage(NamedTuple):
    """A section of a text: the address of the thing that it belongs to, its anchor there, heading and words."""

    of: Address
    anchor: str
    heading: str
    text: str


def search_files(view: SiteData, families: Mapping[str, Sequence[Page]]) -> Iterator[Download]:
    """The two files of the search, for what an edition shows."""
    known = list(names(view, families))
    numbers = {thing.place: number for number, thing in reversed(list(enumerate(known)))}
    pages = list(dict.fromkeys(thing.place.page for thing in known))
    sorts = list(dict.fromkeys(thing.sort for thing in known))
    at, sort = ({name: number for number, name in enumerate(found)} for found in (pages, sorts))
    lines = (
        _line(
            thing.rank,
            sort[thing.sort],
            at[thing.place.page],
            thing.id,
            thing.title,
            thing.words,
            "=" if thing.place.anchor == thing.id and thing.id else thing.place.anchor,
        )
        for thing in known
    )
    yield data_script(NAMES, "smsSearchNames", {"sorts": sorts, "pages": pages, "lines": "\n".join(lines)})
    found = (
        _line(numbers[passage.of], passage.anchor, passage.heading, passage.text)
        for passage in passages(view)
        if passage.of in numbers
    )
    yield data_script(TEXTS, "smsSearchTexts", {"lines": "\n".join(found)})


def _line(*values: object) -> str:
    return "\t".join(" ".join(str(value).split()) for value in values)


def names(view: SiteData, families: Mapping[str, Sequence[Page]]) -> Iterator[Known]:
    """Everything that has an address, each once: pages, then what has a place on a page."""
    on_page = {place.page: identity for identity, place in _of_nodes(view).items() if not place.anchor}
    registers = _only_registers(view)
    for family, pages in families.items():
        for page in (page for page in pages if page.searched):
            yield _page(view, page, ours(family), on_page.get(page.address, ""), registers)
    for node in view.sms.ids.values():
        place = view.addresses[node.id]
        if place.anchor and node.id not in registers.values():
            sort = ours(node.KIND.title)
            yield Known(_ENTRY, sort, place, node.id, _called(node), _former(view, node.id))
    yield from _rows(view)
    yield from _obligations(view)


def _of_nodes(view: SiteData) -> dict[str, Address]:
    """Where everything with an id is; former ids are words for it only."""
    return {name: place for name, place in view.addresses.items() if name not in view.sms.former_ids}


def _only_registers(view: SiteData) -> dict[str, str]:
    """The register of a page, where the page shows no other."""
    found: dict[str, list[str]] = {}
    for register in view.sms.ids.values():
        if isinstance(register, Register | Table):
            found.setdefault(view.addresses[register.id].page, []).append(register.id)
    return {page: ids[0] for page, ids in found.items() if len(ids) == 1}


def _page(view: SiteData, page: Page, family: str, identity: str, registers: Mapping[str, str]) -> Known:
    place = Address(page.address)
    if node := view.sms.ids.get(identity):
        return Known(
            _rank(page), ours(node.KIND.title), place, identity, _called(node), _former(view, identity)
        )
    if page.path.startswith("clauses/") and (clause := _clause_of(view, page)):
        number, _, title = page.title.partition(" ")
        return Known(_CLAUSE, ours("Clause"), place, clause, title, number)
    register = registers.get(page.address, "")
    named = view.sms.ids.get(register)
    words = _called(named) if named else ""
    return Known(_rank(page), family, place, identity or register, page.title, words)


def _rank(page: Page) -> int:
    return next((rank for folder, rank in _RANKS.items() if page.path.startswith(f"{folder}/")), _PAGE)


def _called(node: Node) -> str:
    whole = title_of(node) if isinstance(node, Document | Register | Table) else ""
    return whole or name_of(node)


def _former(view: SiteData, identity: str) -> str:
    return " ".join(before for before, now in view.sms.former_ids.items() if now == identity)


def _clause_of(view: SiteData, page: Page) -> str:
    _, prefix, number = page.address.removesuffix(".html").split("/")
    clause = f"{prefix}:{number}"
    return clause if view.sms.known_clause(clause) else ""


def _rows(view: SiteData) -> Iterator[Known]:
    for table in view.sms.all(Table):
        called = [table.column(key) for key in NAMING if any(table.column(key))]
        sort = ours(view.sms.kinds[table.of].KIND.title) if table.of in view.sms.kinds else table.of
        for index, identity in enumerate(table.column("id")):
            place = view.addresses.get(identity)
            if place is not None and place.anchor:
                title = next((column[index] for column in called if column[index]), "")
                yield Known(_ROW, sort, place, identity, title)


def _obligations(view: SiteData) -> Iterator[Known]:
    for identity, judged in view.grades.items() if view.edition == "auditor" else ():
        parts = clause_parts(identity)
        words = f"{parts.number}-{parts.obligation}"
        yield Known(
            _ENTRY, ours("Obligation"), clause_address(identity), identity, judged.obligation.text, words
        )


def passages(view: SiteData) -> Iterator[Passage]:
    """The texts that are searched: documents, records and guides. Rows of tables have their names only."""
    for node in view.sms.ids.values():
        place = view.addresses[node.id]
        if isinstance(node, Document):
            if view.is_in_force(node):
                yield from _sections(place, node.origin.file.text)
        elif isinstance(node, Record):
            yield Passage(
                place, place.anchor, "", " · ".join(_said(field.value) for field in fields_of(node))
            )
            if is_prose(node):
                yield from _sections(place, node.origin.file.text)
    for path, source in view.handbook.items():
        if path.endswith(".md"):
            place = Address(f"handbook/{path.removesuffix('.md')}.html")
            yield from _sections(place, source.decode("utf-8", "replace"))


def _said(value: Any) -> str:
    """What a field says, in words."""
    if isinstance(value, BaseModel):
        return ", ".join(_said(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, Mapping):
        return ", ".join(map(_said, value.values()))
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return ", ".join(map(_said, value))
    return "" if value is None else str(value)


def _sections(of: Address, source: str) -> Iterator[Passage]:
    """The sections of a text with their words, those without any left out."""
    following = iter(sections(source))
    anchor, heading, words = "", "", list[str]()
    for element in parsed(source).children:
        if element.kind == "heading":
            if words:
                yield Passage(of, anchor, heading, " ".join(words))
            section = next(following)
            anchor, heading = (section.anchor, section.title) if section.level > 1 else ("", "")
            words = []
        else:
            words += _blocks(element)
    if words:
        yield Passage(of, anchor, heading, " ".join(words))


def _blocks(element: Element) -> Iterator[str]:
    """The words of each paragraph, cell and item by themselves, so that they stay apart."""
    if element.kind == "html_block":
        return
    within: Iterable[Element] = element.children
    if any(child.kind not in _WITHIN_A_LINE for child in within):
        for child in within:
            yield from _blocks(child)
    elif words := element.words.strip():
        yield words


_WITHIN_A_LINE = frozenset({
    "text", "code", "html", "emphasis", "strong", "strike", "link", "picture", "soft_break", "break", "task",
    "footnote_reference",
})  # fmt: skip
