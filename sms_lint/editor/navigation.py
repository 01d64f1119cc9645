"""Where things are: what a place leads to, which places name an id, what a file and the repository hold."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from sms_lint.editor.cursor import word_at
from sms_lint.editor.hover import FindNode
from sms_lint.ground.source import Link, Location, Section, whole
from sms_lint.ground.text import link_target, links
from sms_lint.model.node import Document, Node, Record, Table
from sms_lint.system.sms import Sms

MOST = 200


class Symbol(NamedTuple):
    """Something with a name: what it is called, a few words on it, its place as a whole, and that of its name.

    `level` is the depth of a heading; 0 for a document, register or record.
    """

    name: str
    detail: str
    at: Location
    named_at: Location
    level: int = 0


class LinkOut(NamedTuple):
    """A link in a text: where it stands, and the file that it leads to."""

    start: int
    end: int
    path: str


def definition(sms: Sms, find: FindNode, path: str, text: str, offset: int) -> Location | None:
    """Where the thing that is named at an offset is defined; None where nothing is."""
    if link := next((link for link in _links(path, text) if link.start <= offset <= link.end), None):
        return _led_to(sms, path, link)
    start, end = word_at(text, offset)
    word = text[start:end]
    node = find(word)
    if node is None:
        return None
    return _row(node, word) if isinstance(node, Table) and node.id != word else node.place()


def _links(path: str, text: str) -> list[Link]:
    return list(links(text)) if path.endswith(".md") else []


def _led_to(sms: Sms, path: str, link: Link) -> Location | None:
    """The heading or file that a link of a text leads to."""
    target = link_target(path, link.target)
    node = sms.by_path.get(target.path) if target and target.path else None
    if node is None or target is None:
        return None
    heading = next((section for section in node.sections if section.anchor == target.anchor), None)
    return node.text_at(heading) if target.anchor and heading else whole(node.origin.file)


def _row(table: Table, identifier: str) -> Location:
    rows = table.column("id")
    return table.cell_at(rows.index(identifier), "id") if identifier in rows else table.place()


def links_of(sms: Sms, path: str, text: str) -> Iterator[LinkOut]:
    """The links of a text that lead to files of the repository."""
    for link in _links(path, text):
        target = link_target(path, link.target)
        if target and target.path in sms.paths:
            yield LinkOut(link.start, link.end, target.path or "")
    node = sms.by_path.get(path)
    if isinstance(node, Table) and node.data_path in sms.paths:
        at = node.at("data")
        yield LinkOut(at.start, at.end, node.data_path)


def symbols_of(sms: Sms, path: str) -> Iterator[Symbol]:
    """What a file holds: its document, register or record; then its headings, or the entries of the register."""
    node = sms.by_path.get(path)
    if node is not None:
        yield Symbol(node.id, _title(node), _whole(node), node.place())
        for section in node.sections:
            yield _heading(node, section)
    for record in sms.all(Record):
        if record.path == path and record.register is not None:
            yield Symbol(record.id, _title(record), record.at(), record.place())


def _whole(node: Node) -> Location:
    return Location(node.origin.file, 0, len(node.origin.file.text))


def _heading(node: Node, section: Section) -> Symbol:
    file = node.origin.file
    at = Location(file, section.start, max(section.body_end, section.end))
    return Symbol(section.title, "", at, node.text_at(section), section.level)


def symbols_named(sms: Sms, query: str) -> list[Symbol]:
    """What has an id or a title with these characters, in any case; at most `MOST`."""
    wanted = query.casefold()
    fitting = (
        (name, title, place)
        for name, title, place in _every(sms)
        if wanted in name.casefold() or wanted in title.casefold()
    )
    return [Symbol(name, title, place(), place()) for name, title, place in islice(fitting, MOST)]


def _every(sms: Sms) -> Iterator[tuple[str, str, Callable[[], Location]]]:
    """Each id and title; the place is looked up when asked for."""
    for node in sms.nodes:
        yield node.id, _title(node), node.place
    for table in sms.all(Table):
        rows = enumerate(zip(table.column("id"), table.column("title"), strict=True))
        for row, (identifier, title) in rows:
            if identifier:
                yield identifier, title, partial(table.cell_at, row, "id")


def _title(node: Node) -> str:
    title = getattr(node, "title", "") or getattr(node, "name", "")
    version = f" {node.version}" if isinstance(node, Document) else ""
    return f"{title}{version}" if isinstance(title, str) else ""
