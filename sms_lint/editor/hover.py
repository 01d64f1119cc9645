"""What is known of the thing at a place: an id, a role, a clause, a field, a kind or a rule."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sms_lint.editor.cursor import cursor_at, keys_part, word_at
from sms_lint.editor.schema import FieldHere, Schema, entry_schema_of, field_at, file_schema
from sms_lint.editor.tables import cell_at
from sms_lint.ground.output.markdown_page import bullets, heading, paragraph, passage
from sms_lint.ground.output.printable import Printable
from sms_lint.model.catalogue import Clause
from sms_lint.model.node import Document, Node, Record, Register
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.report.reference.fields import value_words
from sms_lint.rules import checks_for
from sms_lint.system.sms import Sms

Part = list[Printable]
FindNode = Callable[[str], Node | None]
_MOST_LINES = 8


class Explanation(NamedTuple):
    """A few lines in Markdown, and the stretch of the text that they explain."""

    start: int
    end: int
    text: Printable


def explanation(sms: Sms, find: FindNode, path: str, text: str, offset: int) -> Explanation | None:
    """What the thing at an offset is; None where it is nothing that is known. `find` gives what has an id."""
    start, end = word_at(text, offset)
    word = text[start:end]
    parts = _of_field(sms, path, text, offset) or list(_of_word(sms, find, path, word))
    return Explanation(start, end, passage(*parts)) if parts and word else None


def _of_field(sms: Sms, path: str, text: str, offset: int) -> list[Part]:
    if path.lower().endswith(".csv"):
        cell = cell_at(sms, path, text, offset)
        if cell is None or cell.form is not None:
            return []
        entry = entry_schema_of(cell.model)
        column = field_at(entry, (cell.name,))
        return _field(column, entry.whole) if column else []
    start, end = keys_part(path, text)
    file = file_schema(sms, path, text) if start <= offset < end else None
    if file is None:
        return []
    cursor = cursor_at(text[:end], offset, start)
    if cursor.part != "key":
        return []
    field = field_at(file, (*cursor.keys, text[cursor.start : cursor.end]))
    return _field(field, file.whole) if field else []


def _field(field: FieldHere, whole: Schema) -> list[Part]:
    needed = " It is needed." if field.needed else ""
    said = " ".join(str(field.schema.get("description", "")).split())
    words = value_words(field.schema, whole).replace("`", "")
    title = field.schema.get("title", field.name)
    told = [paragraph(said)] if said else []
    return [heading(f"{title} ({field.name})", 4), *told, paragraph(f"Value: {words}.{needed}")]


def _of_word(sms: Sms, find: FindNode, path: str, word: str) -> Iterator[Part]:
    if clause := _clause_of(sms, word):
        yield from clause
    elif node := find(word):
        yield from _node(sms, node, word)
    elif word in sms.kinds:
        yield heading(sms.kinds[word].KIND.title, 4)
        yield paragraph(sms.kinds[word].__doc__ or sms.kinds[word].KIND.noun)
    elif path == SETTINGS_FILE:
        for check in checks_for(sms):
            if check.rule.id == word:
                yield heading(word, 4)
                yield paragraph(check.rule.summary)


def _node(sms: Sms, node: Node, word: str) -> Iterator[Part]:
    """A node by its title and by what people ask of it first."""
    kind = sms.kind_of(word) or node.kind
    title = sms.kinds[kind].KIND.title if kind in sms.kinds else node.KIND.title
    named = str(getattr(node, "title", "") or getattr(node, "name", "") or "")
    yield heading(f"{word} · {title}", 4)
    if node.id != word:
        yield paragraph(f"A row of {node.id}.")
        return
    if named:
        yield paragraph(named)
    yield bullets(list(_facts(sms, node))[:_MOST_LINES])


def _facts(sms: Sms, node: Node) -> Iterator[str]:
    if isinstance(node, Document):
        yield f"version {node.version}, {node.lifecycle}"
    elif state := node.current_state():
        yield f"state: {state}"
    if owner := getattr(node, "owner", None):
        yield f"owner: {owner}"
    if isinstance(node, Document | Register) and node.review.next:
        yield f"next review: {node.review.next.isoformat()}"
    if node.kind == "role" and (holders := sms.holders.get(node.id, ())):
        yield f"held by: {', '.join(holders)}"
    if isinstance(node, Record) and node.register:
        yield f"in {node.register.id}"
    yield node.path


def _clause_of(sms: Sms, word: str) -> list[Part]:
    """The clause or obligation of an id; nothing where no catalogue has it."""
    for book in sms.catalogues:
        obligation = book.obligation(word)
        clause = book.clause(obligation.clause if obligation else word)
        if clause:
            asked = (obligation,) if obligation else clause.obligations
            return _clause(clause, [part.text for part in asked])
    return []


def _clause(clause: Clause, obligations: list[str]) -> list[Part]:
    told = [paragraph(clause.summary)] if clause.summary else []
    listed = [bullets(obligations[:_MOST_LINES])] if obligations else []
    return [heading(f"{clause.id} {clause.title}", 4), *told, *listed]
