"""What may be written at a place: fields, allowed values, ids of the right kinds, clauses, roles, columns, links."""

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname, relpath
from typing import NamedTuple

from lsprotocol import types as lsp

from sms_lint.editor.cursor import Cursor, Keys, cursor_at, keys_part, word_at
from sms_lint.editor.schema import (
    FieldHere,
    FileSchema,
    Schema,
    entry_schema_of,
    fields_at,
    file_schema,
    schemas_at,
)
from sms_lint.editor.tables import cell_at
from sms_lint.ground.errors import SmsError
from sms_lint.ground.fields import CLAUSE_PATTERN
from sms_lint.model.columns import field_forms
from sms_lint.model.node import Document, Node, Table
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.report.reference.fields import value_words
from sms_lint.rules import checks_for
from sms_lint.starter.ids import next_id
from sms_lint.system.sms import Sms

MOST = 200  # proposals at once; an editor asks again as the word grows
_CLAUSE = f"^(?:{CLAUSE_PATTERN})$"
_LINK = re.compile(r"\]\((?P<target>[^()\s]*)$")
_ATTRIBUTE = re.compile(r"data-satisfies=\"(?:[^\"]*\s)?(?P<word>[^\"\s]*)$")
_ID_BEGUN = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]+-[A-Z0-9-]*$")
_ROLE_BEGUN = re.compile(r"`(?P<word>[a-z][a-z0-9-]*)?$")


class Proposal(NamedTuple):
    """Something that may be written: the text, what sort of thing it is, a few words on it, and all of them."""

    text: str
    sort: lsp.CompletionItemKind
    detail: str = ""
    description: str = ""


class Proposals(NamedTuple):
    """What may be written in place of a stretch of the text; `more` says that there is more than is listed."""

    start: int
    end: int
    items: tuple[Proposal, ...]
    more: bool = False


def proposals(sms: Sms, path: str, text: str, offset: int) -> Proposals | None:
    """What may be written at an offset; None where nothing can be said."""
    if path.lower().endswith(".csv"):
        return _in_table(sms, path, text, offset)
    start, end = keys_part(path, text)
    if path.endswith(".md") and not (start and start <= offset <= end):
        return _in_prose(sms, path, text, offset)
    cursor = cursor_at(text[:end], offset, start)
    file = file_schema(sms, path, text)
    if cursor.part == "text":
        return _in_prose(sms, path, text, offset)
    if file is None or cursor.keys == ("kind",):
        return _of_no_kind(sms, cursor, text, offset)
    found = _keys(sms, path, file, cursor) if cursor.part == "key" else ()
    found = found or _values(sms, path, file, cursor.keys)
    return _narrowed(cursor.start, cursor.end, text[cursor.start : offset], found)


def _narrowed(start: int, end: int, begun: str, found: Iterable[Proposal]) -> Proposals:
    """Those that fit what is written already: in the text itself or in the words on it."""
    wanted = begun.casefold()
    fitting = [item for item in found if wanted in item.text.casefold() or wanted in item.detail.casefold()]
    fitting.sort(key=lambda item: not item.text.casefold().startswith(wanted))
    return Proposals(start, end, tuple(fitting[:MOST]), len(fitting) > MOST)


def _of_no_kind(sms: Sms, cursor: Cursor, text: str, offset: int) -> Proposals | None:
    """The kind, which comes first in a file."""
    begun = text[cursor.start : offset]
    if cursor.keys == ("kind",) and cursor.part == "value":
        return _narrowed(cursor.start, cursor.end, begun, _kinds(sms))
    if cursor.keys == () and cursor.part == "key":
        item = Proposal("kind: ", lsp.CompletionItemKind.Field, "Kind", "What the file holds.")
        return _narrowed(cursor.start, cursor.end, begun, () if "kind" in cursor.beside else (item,))
    return None


def _kinds(sms: Sms) -> Iterator[Proposal]:
    for name, model in sms.kinds.items():
        yield Proposal(name, lsp.CompletionItemKind.Class, model.KIND.title, model.__doc__ or "")


def _keys(sms: Sms, path: str, file: FileSchema, cursor: Cursor) -> tuple[Proposal, ...]:
    """The fields that a group does not have yet, those that it needs first."""
    if path == SETTINGS_FILE and cursor.keys == ("rules",):
        named = (item._replace(text=f"{item.text}: ") for item in _rules(sms))
        return tuple(item for item in named if item.text[:-2] not in cursor.beside)
    fields = [field for field in fields_at(file, cursor.keys) if field.name not in cursor.beside]
    fields.sort(key=lambda field: not field.needed)
    return tuple(_field(field, file.whole) for field in fields)


def _field(field: FieldHere, whole: Schema) -> Proposal:
    needed = " (needed)" if field.needed else ""
    title = f"{field.schema.get('title', '')}{needed}".strip()
    words = f"{field.schema.get('description', '')} {value_words(field.schema, whole)}".strip()
    return Proposal(f"{field.name}: ", lsp.CompletionItemKind.Field, title, words)


def _values(sms: Sms, path: str, file: FileSchema, keys: Keys) -> tuple[Proposal, ...]:
    """What the value under some keys may be; for a list, what one item of it may be."""
    if path == SETTINGS_FILE and keys[-1:] == ("rule",):
        return tuple(_rules(sms))
    found: list[Proposal] = []
    for schema in schemas_at(file, keys):
        found += _values(sms, path, file, (*keys, None)) if schema.get("type") == "array" else ()
        found += values_of(sms, schema)
    if keys[-1:] == ("id",) and file.kind:
        found += _next_id(sms, file.kind)
    return tuple({item.text: item for item in found}.values())


def values_of(sms: Sms, schema: Schema) -> Iterator[Proposal]:
    """The values that a schema lists, or that the system has for it."""
    for choice in schema.get("enum", ()):
        yield Proposal(str(choice), lsp.CompletionItemKind.EnumMember)
    if "const" in schema:
        yield Proposal(str(schema["const"]), lsp.CompletionItemKind.EnumMember)
    if "x-link" in schema:
        yield from _ids(sms, tuple(map(str, schema["x-link"])))
    elif schema.get("pattern") == _CLAUSE:
        yield from _clauses(sms)
    elif schema.get("format") == "date" or schema.get("x-moment"):
        yield Proposal(sms.today.isoformat(), lsp.CompletionItemKind.Value, "today")


def _ids(sms: Sms, kinds: tuple[str, ...]) -> Iterator[Proposal]:
    """The ids of what is of some kinds, of anything where none are named."""
    wanted = _with_documents(sms, kinds)
    for node in sms.nodes:
        if not kinds or node.kind in wanted:
            yield _node(sms, node)
    for table in sms.all(Table):
        if table.of in wanted:
            titles = table.column("title")
            for identifier, title in zip(table.column("id"), titles, strict=True):
                yield Proposal(identifier, lsp.CompletionItemKind.Reference, title)


def _with_documents(sms: Sms, kinds: tuple[str, ...]) -> frozenset[str]:
    """The kinds by name; `document` stands for every kind of document."""
    if "document" not in kinds:
        return frozenset(kinds)
    documents = (name for name, model in sms.kinds.items() if issubclass(model, Document))
    return frozenset((*kinds, *documents))


def _node(sms: Sms, node: Node) -> Proposal:
    title = str(getattr(node, "title", "") or getattr(node, "name", "") or "")
    kind = sms.kinds[node.kind].KIND.title if node.kind in sms.kinds else node.KIND.title
    sort = lsp.CompletionItemKind.Reference if node.kind != "role" else lsp.CompletionItemKind.Constant
    return Proposal(node.id, sort, f"{kind}: {title}" if title else kind)


def _clauses(sms: Sms) -> Iterator[Proposal]:
    for book in sms.catalogues:
        for clause in book.clauses:
            yield Proposal(clause.id, lsp.CompletionItemKind.Reference, clause.title, clause.summary or "")
            for obligation in clause.obligations:
                yield Proposal(obligation.id, lsp.CompletionItemKind.Reference, clause.title, obligation.text)


def _rules(sms: Sms) -> Iterator[Proposal]:
    for check in checks_for(sms):
        yield Proposal(check.rule.id, lsp.CompletionItemKind.EnumMember, check.rule.summary)


def _next_id(sms: Sms, kind: str) -> Iterator[Proposal]:
    """The id that comes next, where ids of the kind are counted."""
    try:
        yield Proposal(next_id(sms, kind, ""), lsp.CompletionItemKind.Value, "the next id")
    except SmsError:  # it is made of a title, which is not known yet
        return


def _in_table(sms: Sms, path: str, text: str, offset: int) -> Proposals | None:
    """The fields that have no column yet, in the first line; below it what the field of the column may hold."""
    cell = cell_at(sms, path, text, offset)
    if cell is None:
        return None
    begun = text[cell.start : offset]
    if cell.form is None:
        entry = entry_schema_of(cell.model)
        columns = {form.name for form in field_forms(cell.model) if not form.nested} - cell.beside
        fields = (_field(field, entry.whole) for field in fields_at(entry, ()) if field.name in columns)
        items = (item._replace(text=item.text.removesuffix(": ")) for item in fields)
        return _narrowed(cell.start, cell.end, begun, items)
    return _narrowed(cell.start, cell.end, begun, values_of(sms, cell.form.schema))


def _in_prose(sms: Sms, path: str, text: str, offset: int) -> Proposals | None:
    """Ids, roles as code, clauses of a heading, and where a link may lead."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    if match := _LINK.search(line):
        return _narrowed(offset - len(match["target"]), offset, match["target"], _targets(sms, path))
    if match := _ATTRIBUTE.search(line):
        return _narrowed(offset - len(match["word"]), offset, match["word"], _clauses(sms))
    if match := _ID_BEGUN.search(line):
        start, end = word_at(text, offset)
        return _narrowed(start, end, match.group(), _ids(sms, ()))
    if match := _ROLE_BEGUN.search(line):
        begun = match["word"] or ""
        return _narrowed(offset - len(begun), offset, begun, _ids(sms, ("role",)))
    return None


def _targets(sms: Sms, path: str) -> Iterator[Proposal]:
    """Documents and their sections, by the way that leads there from a file."""
    for node in sms.documents:
        target = "" if node.path == path else relpath(node.path, dirname(path) or ".")
        if target:
            yield Proposal(target, lsp.CompletionItemKind.File, node.title)
        for section in node.sections:
            yield Proposal(f"{target}#{section.anchor}", lsp.CompletionItemKind.File, section.title)
