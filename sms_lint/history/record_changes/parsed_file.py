"""A parsed file of a commit: the entries it holds by their ids, and what each of them says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sms_lint.ground.text import conflict_flaws, read_yaml
from sms_lint.ground.text.plain_yaml import kind_and_id, register_entries, state
from sms_lint.model.controlled_files import MOST_BYTES, form_of
from sms_lint.model.node import Document, Kinds, Table
from sms_lint.model.text_values import TextValues, kept_text_values, read_node, shape_of

BODY = "\0text"  # no field can have this name
Values = Mapping[str, Any]


@dataclass(frozen=True)
class ParsedFile:
    """What a file holds: entries of one `kind`, each as it is written there, by its id.

    Entries of the same `form` whose texts are the same say the same. `data` and `columns` are those of the header of
    a table, and `is_header` says that the loader takes it for one. `fault` is why the file could not be read.
    """

    kind: str = ""
    form: object = None
    raw: Mapping[str, str] = field(default_factory=dict)
    read: Callable[[str], Values] = field(default=lambda _raw: {})
    glance: Callable[[str, str], str | None] = field(default=lambda _raw, _field: None)
    data: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    is_header: bool = False
    fault: str = ""

    def values(self, id_: str) -> Values:
        """What an entry says, in the form in which entries are compared."""
        return self.read(self.raw[id_])

    def state(self, id_: str, name: str) -> str:
        """What one field of an entry says; empty where it says nothing."""
        seen = self.glance(self.raw[id_], name)
        if seen is not None:
            return seen
        said = self.values(id_).get(name, "")
        return said if isinstance(said, str) else "?"


NOTHING = ParsedFile()


def read_content(path: str, raw: bytes, kinds: Kinds) -> ParsedFile:
    """The entries of a YAML or Markdown file. Whatever is wrong with it is said in `fault`, never raised."""
    if len(raw) > MOST_BYTES:
        return ParsedFile(fault="it is larger than 1 MiB")
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return ParsedFile(fault="it is not written in UTF-8")
    plain = _plain(text, kinds) if form_of(path) == "yaml" and not conflict_flaws(text) else None
    return plain or parsed_content(path, text, kinds)


def _plain(text: str, kinds: Kinds) -> ParsedFile | None:
    """The entries read by lines alone; None where the text is not that plain, or holds a document."""
    kind, entries, read = "", None, _read_entry
    if (several := register_entries(text)) is not None:
        kind, entries = several
    elif (single := kind_and_id(text)) is not None:
        kind, entries, read = single[0], {single[1]: text}, _read_record
    model = kinds.get(kind)
    if entries is None or (
        model is not None and (issubclass(model, Document) or "data" in model.model_fields)
    ):
        return None
    return ParsedFile(kind, kind, entries, read, state)


def _read_record(raw: str) -> Values:
    values = read_yaml(raw).values
    return canonical({key: value for key, value in values.items() if key != "kind"})


def _read_entry(raw: str) -> Values:
    values = read_yaml(raw).values
    entry = values[0] if isinstance(values, list) and values else None
    return canonical(entry) if isinstance(entry, dict) else {"\0": raw}


def parsed_content(path: str, text: str, kinds: Kinds) -> ParsedFile:
    """The entries of a text by the parser."""
    read = kept_text_values(path, text)
    if read.values is None:
        return ParsedFile(fault=_unreadable(path, read))
    values = dict(read.values)
    kind = _text(values.pop("kind", None))
    shape = shape_of(values, kinds.get(kind))
    if shape == "register":
        rows = values["entries"] if isinstance(values["entries"], list) else []
        return _several(kind, [row for row in rows if isinstance(row, dict)])
    if shape == "table":
        columns = values.get("columns")
        named = {key: _text(value) for key, value in columns.items()} if isinstance(columns, dict) else {}
        is_header = kind in kinds and read_node(Table, values)[0] is not None
        return ParsedFile(kind, data=_text(values["data"]), columns=named, is_header=is_header)
    return _document(kind, values, text, read.end) if read.start else _several(kind, [values])


def _unreadable(path: str, read: TextValues) -> str:
    prose = form_of(path) == "markdown"
    if read.parsed is None:
        return (
            "it has no front matter"
            if prose and not read.start
            else "it contains the marks of an unfinished merge"
        )
    if prose:
        return "its front matter cannot be read"
    return "it contains no keys and values" if read.parsed.whole else "it cannot be read as YAML"


def _several(kind: str, rows: list[dict[str, Any]]) -> ParsedFile:
    """Entries that had to be parsed; what they say stands for how they are written."""
    found: dict[str, Values] = {}
    for row in rows:
        if isinstance(row.get("id"), str):
            found.setdefault(row["id"], canonical(row))
    by_text = {repr(values): values for values in found.values()}
    raw = {id_: repr(values) for id_, values in found.items()}
    return ParsedFile(kind, ("parsed", kind), raw, by_text.__getitem__)


def _document(kind: str, values: Mapping[str, Any], text: str, end: int) -> ParsedFile:
    """A document or record in Markdown: its text counts too."""
    id_ = _text(values.get("id"))
    if not id_:
        return ParsedFile(kind, fault="" if kind else "it has neither kind nor id")
    said = {**canonical(values), BODY: body(text[end:])}
    return ParsedFile(kind, ("text", kind), {id_: text}, lambda _raw: said)


def body(text: str) -> str:
    """The text after the front matter, without what nobody sees: line ends, and spaces before them."""
    return "\n".join(line.rstrip() for line in text.split("\n")[1:]).strip("\n")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def canonical(values: Mapping[str, Any]) -> Values:
    """Values without what is only a way of writing them: order of keys, white space, empty values."""
    found = {str(key): _canonical(value) for key, value in values.items()}
    return {key: value for key, value in found.items() if value not in ("", [], {})}


def _canonical(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return canonical(value)
    if isinstance(value, list):
        items = [_canonical(item) for item in value]
        return ";".join(items) if all(isinstance(item, str) for item in items) else items
    return ""


_BEFORE_ID = re.compile(r"[ -]*\{?id:[ ]*[\"']?").fullmatch
_WORD = re.compile(r"[\w.-]").match


def place_of(text: str, id_: str) -> int:
    """Where an entry begins in the text of its file: at its id."""
    first, at = -1, text.find(id_)
    while at != -1:
        line = text.rfind("\n", 0, at) + 1
        if not _WORD(text, at + len(id_)) and not (at and _WORD(text, at - 1)):
            if at == line or _BEFORE_ID(text, line, at):
                return at
            first = at if first == -1 else first
        at = text.find(id_, at + 1)
    return max(first, 0)
