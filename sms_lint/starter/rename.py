"""Another id for a role, an entry or a draft: every place that names it, in every file, and not a byte beside these."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, splitext
from typing import Any

from sms_lint.ground.errors import SmsError
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.history.anchors import FOLDER as ANCHORS
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document, Node, Table
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.model.statement import FOLDER as STATEMENTS
from sms_lint.model.trust import TRUST_FILE
from sms_lint.starter.former_id import Spans, may_change, noting
from sms_lint.starter.ids import checked_id
from sms_lint.system.sms import Sms

_ROLE = "role"
_SETTINGS = frozenset({SETTINGS_FILE, TRUST_FILE})


@dataclass(frozen=True)
class Renaming:
    """What changes: texts before and after by path, how many places, and files that are called by the id.

    `edits` are the same changes one by one, in the texts before.
    `in_force` are the documents in force whose text changes: each needs a higher version and its approval. `noted`
    says that the entry notes its former id, because something that may not be changed goes on naming it.
    """

    texts: Mapping[str, tuple[str, str]]
    places: int
    moved: Mapping[str, str] = field(default_factory=dict)
    in_force: tuple[str, ...] = ()
    noted: bool = False
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)


def renaming(sms: Sms, texts: Mapping[str, str], old: str, new: str) -> Renaming:
    """Give `old` the id `new`, in the `texts` of all files that may name it.

    Raises SmsError where the new id cannot be had, where not every place can be seen, or where one may not change.
    """
    checked_id(sms, _kind_of(sms, old), new)
    every = named_places(sms, texts, old)
    _refuse_in_force(sms, old)
    spans = may_change(sms, every, old)
    edits = {path: [Edit(start, stop, new) for start, stop in places] for path, places in spans.items()}
    places = sum(map(len, spans.values()))
    noted = places < sum(map(len, every.values())) or bool(_unseen(sms, spans, old))
    if noted:
        path, at, text = noting(sms.ids.get(old), old)
        edits.setdefault(path, []).append(Edit(at, at, text))
    changed = {path: (texts[path], edited(texts[path], found)) for path, found in edits.items()}
    return Renaming(
        changed,
        places,
        {path: join(dirname(path), f"{new}{splitext(path)[1]}") for path in changed if _is_called(path, old)},
        tuple(node.id for node in sms.documents if node.path in changed and node.lifecycle == "active"),
        noted,
        {path: tuple(sorted(found)) for path, found in edits.items()},
    )


def named_places(sms: Sms, texts: Mapping[str, str], identifier: str) -> Spans:
    """Every place in some texts that names an id, the one that gives it to something among them."""
    is_role = sms.kind_of(identifier) == _ROLE
    return _role_spans(sms, texts, identifier) if is_role else _id_spans(texts, identifier)


def texts_naming(sms: Sms, text_of: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """The text of every file that may name an id, by its path; what is signed is left alone.

    `text_of` gives the text of a file, None where it is no text.
    """
    for path in sms.paths:
        text = None if path.startswith((f"{ANCHORS}/", f"{STATEMENTS}/")) else text_of(path)
        if text is not None:
            yield path, text


def _kind_of(sms: Sms, old: str) -> str:
    kind = sms.kind_of(old)
    if kind is None:
        raise SmsError(f"there is nothing with the id {old}; `sms-lint check` names ids that lead nowhere")
    if old in sms.unread:
        raise SmsError(
            f"{old} also stands where a value cannot be read; put right what `sms-lint check` says first"
        )
    return kind


def _id_spans(texts: Mapping[str, str], old: str) -> Spans:
    """Every place of an id in capitals: it is a word that nothing else is."""
    word = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(old)}(?![A-Za-z0-9_]|-[A-Za-z0-9])")
    found = {path: tuple(match.span() for match in word.finditer(text)) for path, text in texts.items()}
    return {path: spans for path, spans in found.items() if spans}


def _role_spans(sms: Sms, texts: Mapping[str, str], role: str) -> Spans:
    """Every place of a role: where a field names it, and where a text shows it as code.

    The id of a role is also a word of the language, so other places are left alone.
    """
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    named = ((node, route) for node, route, ref in sms.references if ref == role and ref.to == (_ROLE,))
    for node, route in (*named, (sms.ids[role], ("id",)), *_parties(sms, role)):
        place = node.at(*route)
        spans[place.path] |= set(_inside(place.file.text, role, place.start, place.end))
    for table, column in _role_columns(sms):
        for row, cell in enumerate(table.column(column)):
            if role in cell:
                place = table.cell_at(row, column)
                spans[place.path] |= set(_inside(place.file.text, role, place.start, place.end))
    for path, text in texts.items():
        spans[path] |= {(match.start() + 1, match.end() - 1) for match in re.finditer(f"`{role}`", text)}
        if path in _SETTINGS:
            spans[path] |= set(_settings_places(text, role))
    return {path: tuple(sorted(found)) for path, found in spans.items() if found}


def _parties(sms: Sms, role: str) -> Iterator[tuple[Node, tuple[str | int, ...]]]:
    """Where a process names a role as one that gives or takes something."""
    for process in sms.all(Process):
        for number, given in enumerate(process.inputs):
            yield from (
                (process, ("inputs", number, "from", at)) for at, who in enumerate(given.from_) if who == role
            )
        for number, taken in enumerate(process.outputs):
            yield from (
                (process, ("outputs", number, "to", at)) for at, who in enumerate(taken.to) if who == role
            )


def _role_columns(sms: Sms) -> Iterator[tuple[Table, str]]:
    for table in sms.all(Table):
        properties: Mapping[str, Any] = sms.kinds[table.of].model_json_schema(by_alias=True)["properties"]
        for name in table.cells:
            held = properties.get(name, {})
            forms = [held, held.get("items", {}), *held.get("anyOf", [])]
            if any(form.get("x-link") == [_ROLE] for form in forms):
                yield table, name


def _settings_places(text: str, role: str) -> Iterator[tuple[int, int]]:
    """Where settings of the system or of trust name a role: as a value, alone or in a list."""
    value = rf"""(?<=[\s\[,"'-]){re.escape(role)}(?=["']?[ \t]*(?:[,\]}}#\n]|\r|$))"""
    for match in re.finditer(value, text, re.M):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "#" not in line:
            yield match.span()


def _inside(text: str, word: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    found = re.compile(rf"(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])")
    return (match.span() for match in found.finditer(text, start, end))


def _refuse_in_force(sms: Sms, old: str) -> None:
    """Raise SmsError where the id is that of something that was in force."""
    node = sms.ids.get(old)
    if isinstance(node, Document) and node.lifecycle != "draft":
        raise SmsError(
            f"{old} is {node.lifecycle}, and the id of what was in force stays; change its title instead, "
            f"or write a new document that names {old} in `supersedes`"
        )


def _unseen(sms: Sms, spans: Spans, old: str) -> list[str]:
    """The data files that name it and are no text."""
    named = (table for table in sms.all(Table) if old in _all_cells(table))
    return [table.data_path for table in named if table.data_path not in spans]


def _all_cells(table: Table) -> frozenset[str]:
    return frozenset(cell for cells in table.cells.values() for cell in cells)


def _is_called(path: str, old: str) -> bool:
    return splitext(basename(path))[0] == old
