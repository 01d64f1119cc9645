"""What of a system is in the public edition.

The system that its pages are made from is put together anew, of nothing but what is public: a document or register that
is classified so, and the entries of such a register. Nothing is taken away from a whole, so that a field that is added
to the system one day is in no public page before somebody puts it here. What is kept refers to nothing that is not
kept: such references are dropped, with roles, clauses, and the front matter of documents.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from pydantic import BaseModel

from sms_lint.ground.fields import ClauseRef, Ref
from sms_lint.ground.source import Origin, Route, SourceFile
from sms_lint.ground.text import body_start, link_target, parsed
from sms_lint.model.entry import entries_of
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.model.own_kind import OwnRecord
from sms_lint.model.settings import SETTINGS_FILE, Config, TextSettings
from sms_lint.system.approval_status.readers import ReadersText
from sms_lint.system.row_records import row_record
from sms_lint.system.sms import Sms

_PUBLIC = "public"


def for_public(sms: Sms, texts: Mapping[str, ReadersText]) -> Sms:
    """A system of what is public alone, as its readers see it; `texts` says what is in force of the documents."""
    documents = [document for document in sms.documents if _is_public(sms, document, texts)]
    registers = [
        register
        for register in sms.registers
        if register.classification == _PUBLIC and sms.ids.get(register.id) is register
    ]
    records = list(_records(sms, registers))
    kept = frozenset(node.id for node in (*documents, *registers, *records))
    nodes = tuple(_by_itself(node, kept) for node in (*documents, *registers, *records))
    return Sms(
        config=_settings(sms.config),
        settings=_nowhere(SETTINGS_FILE),
        catalogues=(),
        kinds=sms.kinds,
        nodes=nodes,
        reading_faults=(),
        paths=frozenset(path for node in nodes for path in _pictures(node) if path in sms.paths),
        today=sms.today,
        translation=sms.translation,
    )


def _settings(config: Config) -> Config:
    """Who it is, and in which language: nothing else of the settings is for the public."""
    return Config.model_construct(
        organization=config.organization,
        language=config.language,
        as_of=config.as_of,
        text=TextSettings().model_copy(update={"html": config.text.html}),
    )


def _is_public(sms: Sms, document: Document, texts: Mapping[str, ReadersText]) -> bool:
    """Whether a document is public and holds today. Who takes it back from the public waits for no approval."""
    text = texts.get(document.id)
    if text is not None and (text.shown is None or text.written.classification != _PUBLIC):
        return False
    begun = document.effective is None or document.effective <= sms.today
    holds = document.lifecycle == "active" and begun
    return document.classification == _PUBLIC and holds and sms.ids.get(document.id) is document


def _records(sms: Sms, registers: Iterable[Register]) -> Iterator[Record]:
    """The entries of some registers, rows of tables included."""
    ids = {register.id for register in registers}
    for record in sms.all(Record):
        if record.register is not None and record.register.id in ids and sms.ids.get(record.id) is record:
            yield record
    for table in registers:
        if isinstance(table, Table) and table.of in sms.kinds:
            rows = (row_record(sms.kinds[table.of], entry) for entry in entries_of(table) if entry.id)
            yield from (row for row in rows if isinstance(row, Record))


def _by_itself(node: Node, kept: Collection[str]) -> Node:
    """The same node, knowing nothing but its own fields, and of these no reference that leads to what is not kept."""
    fields = type(node).model_fields
    values = {name: _without_others(getattr(node, name), kept) for name in fields}
    alone = type(node).model_construct(
        **{fields[name].alias or name: value for name, value in values.items()}
    )
    if isinstance(node, Register) and isinstance(alone, Register):
        alone.holds(node.of)
    if isinstance(node, Record) and isinstance(alone, Record) and node.register is not None:
        alone.entered(node.register)
    if isinstance(node, OwnRecord) and isinstance(alone, OwnRecord):
        alone.hold(_own_data(node, kept))
    text = node.origin.file.text[body_start(node.origin.file.text) :] if isinstance(node, Document) else ""
    return alone.written(_nowhere(node.path, text))


def _nowhere(path: str, text: str = "") -> Origin:
    return Origin(SourceFile(path, text), lambda _file: {})


def _without_others(value: Any, kept: Collection[str]) -> Any:
    """A value without references to what is not kept, and without clauses."""
    if isinstance(value, ClauseRef):
        return None
    if isinstance(value, Ref):
        return value if value in kept else None
    if type(value) is tuple:
        found = (_without_others(item, kept) for item in value)
        return tuple(item for item in found if item is not None)
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return value.model_copy(update={name: _without_others(getattr(value, name), kept) for name in fields})
    return value


def _own_data(node: OwnRecord, kept: Collection[str]) -> Mapping[str, Any]:
    """The values of a record of an own kind, those left out that its schema says lead to what is not kept."""
    data: dict[str, Any] = deepcopy(dict(node.data))
    for route, ref in node.refs():
        if ref not in kept and route[0] in data:
            _leave_out(data, route)
    return dict(_filled(data))


def _leave_out(data: Any, route: Route) -> None:
    """Put nothing in the place of a value, so that the routes of others stay what they are."""
    for key in route[:-1]:
        data = data[key]
    data[route[-1]] = None


def _filled(data: Any) -> Any:
    """Groups and lists without the places where nothing is."""
    if isinstance(data, dict):
        return {key: _filled(value) for key, value in data.items() if value is not None}
    return [_filled(value) for value in data if value is not None] if isinstance(data, list) else data


def _pictures(node: Node) -> Iterator[str]:
    """The pictures that a text shows; a file that it only links to has no classification, and is not taken along."""
    for part in parsed(node.origin.file.text).walk() if isinstance(node, Document) else ():
        target = link_target(node.path, part.target) if part.kind == "picture" else None
        if target is not None and target.path:
            yield target.path
