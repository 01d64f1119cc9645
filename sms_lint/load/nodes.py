"""From the values of one file to nodes, and all that is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sms_lint.ground.faults import Fault, closest, field_names, together
from sms_lint.ground.fields import CLAUSE_PATTERN
from sms_lint.ground.source import Location, Origin, SourceFile, whole
from sms_lint.ground.text import (
    Flaw,
    Plain,
    character_flaws,
    links,
    places,
    sections,
)
from sms_lint.load.fault_fixes import fix_of, repair_fix
from sms_lint.load.front_matter_faults import no_front_matter, second_front_matter
from sms_lint.load.kind_named import kind_meant, kind_of_fields, may_be_missing, no_kind
from sms_lint.load.plain_values import plain_value_faults
from sms_lint.model.columns import field_forms
from sms_lint.model.controlled_files import form_of
from sms_lint.model.finding import ReadingFault, Related
from sms_lint.model.fix import Fix, TextEdit, rewritten
from sms_lint.model.node import Document, Kinds, Node, Record, Register, Table
from sms_lint.model.text_values import as_named, read_node, shape_of, text_values

_WORD = re.compile(r"[A-Za-z0-9][\w.:-]*\w|\w")
_CLAUSE = f"^(?:{CLAUSE_PATTERN})$"
_KIND = re.compile(r"^kind[ \t]*:[ \t]*[\"']?([a-z][a-z0-9-]*)", re.M)


class FileNodes(NamedTuple):
    """The nodes of a file, what is wrong with it, the words of what could not be read, and whether reading stopped."""

    nodes: tuple[Node, ...]
    reading_faults: tuple[ReadingFault, ...]
    unread: frozenset[str]
    stopped: bool = False


class NodeValues(NamedTuple):
    """A group of values that is meant to be one node."""

    model: type[Node]
    values: Mapping[str, Any]
    origin: Origin


class FileValues(NamedTuple):
    """What was read from a file: its values, and the scalars without quotes that another reader may misread."""

    file: SourceFile
    values: dict[str, Any]
    plain: list[Plain]


def words(text: str) -> frozenset[str]:
    """Every word of a text, ids and clauses included."""
    return frozenset(_WORD.findall(text))


def flaw_faults(file: SourceFile, flaws: Iterable[Flaw], offset: int = 0) -> list[ReadingFault]:
    """Faults of form with their places in the file; `offset` is where the text they were found in begins."""
    return [
        ReadingFault(
            flaw.rule,
            Location(file, flaw.start + offset, flaw.end + offset),
            flaw.message,
            related=tuple(
                Related(Location(file, a + offset, b + offset), said) for a, b, said in flaw.related
            ),
            fix=repair_fix(file, flaw.repair, offset),
        )
        for flaw in flaws
    ]


def may_say_more(kind: str) -> str:
    """The word for `unread` that says that one of this kind could not be read, so that nobody knows what it names."""
    return f"{kind}:?"


def unread_text(text: str) -> frozenset[str]:
    """What a file that could not be read to the end may define: its words, and lost ids of its kind."""
    named = _KIND.search(text)
    return words(text) | {may_be_missing(named.group(1) if named else "*")}


def read_file(
    file: SourceFile,
    kinds: Kinds,
    reading_faults: tuple[ReadingFault, ...] = (),
    unsettled: frozenset[str] = frozenset(),
) -> FileNodes:
    """Read one YAML or Markdown file. `unsettled` are kinds that faulty settings may have meant; `*` is any."""
    read = text_values(file.path, file.text)
    prose_from = read.end if form_of(file.path) == "markdown" else None
    faults = [*reading_faults, *flaw_faults(file, character_flaws(file.text, prose_from))]
    faults += flaw_faults(file, read.conflicts)
    if form_of(file.path) == "markdown" and not read.conflicts:
        fault = second_front_matter(file) if read.start else no_front_matter(file)
        faults += [fault] if fault else []
    parsed, start = read.parsed, read.start
    faults += flaw_faults(file, parsed.flaws, start) if parsed else []
    if parsed is None or not parsed.whole:
        return FileNodes((), tuple(faults), unread_text(file.text), True)
    if not isinstance(parsed.values, dict):
        it = "the file" if file.text.strip() else "the file is empty; it"
        message = f"{it} must hold keys and values, beginning with `kind:`"
        return FileNodes((), (*faults, ReadingFault("syntax", whole(file), message)), unread_text(file.text))
    plain = [item._replace(start=item.start + start, end=item.end + start) for item in parsed.plain]
    nodes = _nodes(FileValues(file, parsed.values, plain), kinds, unsettled, faults)
    nodes = nodes._replace(reading_faults=tuple(_causes(nodes.reading_faults)))
    if any(flaw.rule == "duplicate-key" for flaw in parsed.flaws):  # two entries may have run together
        return nodes._replace(unread=nodes.unread | unread_text(file.text))
    return nodes


def _nodes(
    content: FileValues, kinds: Kinds, unsettled: frozenset[str], faults: list[ReadingFault]
) -> FileNodes:
    file, values, plain = content
    origin = Origin(file, places)
    name = values.pop("kind", None)
    model = kinds.get(name) if isinstance(name, str) else None
    if model is None:
        if not (isinstance(name, str) and (name in unsettled or "*" in unsettled)):
            at = origin.at("kind") if name else whole(file)
            faults.append(no_kind(name, at, kinds))
        return FileNodes((), tuple(faults), unread_text(file.text) | kind_meant(name, kinds))
    if meant := kind_of_fields(values, model, kinds):
        said = f"`kind` says `{name}`, but all fields are those of {kinds[meant].KIND.noun}; did you mean `{meant}`?"
        at = origin.at("kind")
        faults.append(ReadingFault("unknown-kind", at, said, fix=rewritten(at, meant)))
        return FileNodes((), tuple(faults), unread_text(file.text) | {may_be_missing(meant)})
    shape = shape_of(values, model)
    if shape == "entry" and issubclass(model, Document) and form_of(file.path) == "yaml":
        faults.append(_no_text(values, model, origin))
        return FileNodes((), tuple(faults), unread_text(file.text))
    if shape == "register":
        return _register(NodeValues(model, values, origin), plain, faults)
    if _lacks_entries(model, values):
        faults.append(_no_entries(values, origin))
        return FileNodes((), tuple(faults), unread_text(file.text))
    model, of = (Table, str(name)) if shape == "table" else (model, "")
    faults += plain_value_faults(file, model, values, plain)
    node, unread = _node(NodeValues(model, values, origin), faults)
    if isinstance(node, Table):
        node.holds(of)
    elif node is None and _is_header(values):  # of a table, or of a register whose entries are lost
        unread |= {may_be_missing(str(name))}
    return FileNodes((node,) if node else (), tuple(faults), unread)


def _causes(faults: Iterable[ReadingFault]) -> Iterator[ReadingFault]:
    """The faults, each value once: as a whole, or by its form where that left nothing of it."""
    every = tuple(faults)
    form = {(fault.at.path, fault.at.start) for fault in every if fault.rule in _OF_FORM}
    whole = {
        (fault.at.path, fault.at.start): fault.message.endswith("is empty")
        for fault in every
        if fault.rule == "schema" and (fault.at.path, fault.at.start) in form
    }
    for fault in every:
        is_empty = whole.get((fault.at.path, fault.at.start))
        if (
            is_empty is None
            or fault.rule not in {"schema", *_OF_FORM}
            or (fault.rule == "schema") != is_empty
        ):
            yield fault


_OF_FORM = frozenset({"swallowed-text", "yaml-trap"})


def _no_text(values: Mapping[str, Any], model: type[Node], origin: Origin) -> ReadingFault:
    """A document without a text: nobody could read it, and nobody could sign it."""
    kind = model.KIND
    message = (
        f"{kind.noun} is a text: write it in a Markdown file (`.md`), with these fields at the top between "
        "lines `---`"
    )
    return ReadingFault("schema", origin.at("kind"), message, node=str(values.get("id", "")), kind=kind.name)


def _is_header(values: Mapping[str, Any]) -> bool:
    return str(values.get("id")).startswith(f"{Register.KIND.prefix}-") or "review" in values


def _lacks_entries(model: type[Node], values: Mapping[str, Any]) -> bool:
    """Whether it is a register by its id, whose list of entries is missing or is under another name."""
    named = str(values.get("id")).startswith(f"{Register.KIND.prefix}-")
    return (
        named
        and not issubclass(model, Document)
        and "data" not in values
        and "data" not in model.model_fields
    )


def _no_entries(values: Mapping[str, Any], origin: Origin) -> ReadingFault:
    names = [
        name
        for name, value in values.items()
        if name not in Register.model_fields and isinstance(value, list)
    ]
    if names:
        message = f"`{names[0]}` is not a field of a register; the list of its entries is named `entries`"
        at, fix = origin.at_key(names[0]), None
        if len(names) == 1:
            fix = Fix("write `entries`", (TextEdit(at, "entries"),))
        return ReadingFault("schema", at, message, node=str(values["id"]), kind=Register.KIND.name, fix=fix)
    message = "`entries` is missing: a register has the list of its entries under this name"
    return ReadingFault("schema", origin.at("id"), message, node=str(values["id"]), kind=Register.KIND.name)


def _register(header: NodeValues, plain: list[Plain], faults: list[ReadingFault]) -> FileNodes:
    rows = header.values.pop("entries")  # type: ignore[attr-defined]  # a fresh dict from the parser
    file, kind = header.origin.file, header.model.KIND.name
    faults += plain_value_faults(
        file, Register, header.values, (p for p in plain if p.group[:1] != ("entries",))
    )
    register, unread = _node(NodeValues(Register, header.values, header.origin), faults)
    if isinstance(register, Register):
        register.holds(kind)
    if rows is None:
        rows = []
    if not isinstance(rows, list):
        at = header.origin.at("entries")
        faults.append(ReadingFault("schema", at, "`entries` must be a list: each entry begins with `- `"))
        lost = unread | words(repr(rows)) | {may_be_missing(kind)}
        return FileNodes((register,) if register else (), tuple(faults), lost)
    _plain_rows(header, rows, plain, faults)
    nodes: list[Node] = [register] if register else []
    lost = frozenset()
    for index, row in enumerate(rows):
        node, lost = _row(NodeValues(header.model, row, header.origin.under("entries", index)), faults)
        unread |= lost
        if isinstance(node, Record):
            nodes.append(node)
            if isinstance(register, Register):
                node.entered(register)
    if lost:  # a file that was cut off ends in an entry that is not whole, and more may have followed
        unread |= {may_be_missing(kind)}
    return FileNodes(tuple(nodes), tuple(faults), unread)


def _plain_rows(header: NodeValues, rows: list[Any], plain: list[Plain], faults: list[ReadingFault]) -> None:
    """Judge the values without quotes of each entry: the first two keys of their routes lead to it."""
    for item in plain:
        if item.group[:1] == ("entries",) and len(item.group) > 1 and isinstance(item.group[1], int):
            row = rows[item.group[1]]
            values = row if isinstance(row, dict) else {}
            faults += plain_value_faults(header.origin.file, header.model, values, (item,), depth=2)


def _row(entry: NodeValues, faults: list[ReadingFault]) -> tuple[Node | None, frozenset[str]]:
    if not isinstance(entry.values, dict):
        message = "an entry must be a group of keys and values"
        faults.append(ReadingFault("schema", entry.origin.at(), message, kind=entry.model.KIND.name))
        return None, words(repr(entry.values)) | {may_be_missing(entry.model.KIND.name)}
    return _node(entry, faults)


def _node(entry: NodeValues, found: list[ReadingFault]) -> tuple[Node | None, frozenset[str]]:
    """The node that the values describe; without one, the words of the values, so that nothing is missed elsewhere."""
    node, faults = read_node(entry.model, entry.values)
    if named := as_named(entry.model, entry.values):
        node = read_node(entry.model, named)[0] or node
    identifier = entry.values.get("id")
    name = identifier if isinstance(identifier, str) else ""
    found += [_reading_fault(entry, fault, name) for fault in together(faults)]
    file = entry.origin.file
    prose = form_of(file.path) == "markdown"
    lost = words(file.text if prose else repr(entry.values)) if faults else frozenset()
    if node is None:
        lost |= {entry.model.KIND.name, f"{entry.model.KIND.name}:!"}
        nameless = not isinstance(identifier, str) or any(fault.route == ("id",) for fault in faults)
        if nameless:
            return None, lost | {may_be_missing(entry.model.KIND.name)}
        return None, lost | {may_say_more(entry.model.KIND.name)} if _may_name(entry.model, faults) else lost
    node.written(entry.origin, sections(file.text) if prose else (), tuple(links(file.text)) if prose else ())
    return node.without(_lost_fields(node, faults)) if faults else node, lost


def _may_name(model: type[Node], faults: Iterable[Fault]) -> bool:
    """Whether a field that could not be read may name something by its id, or a clause."""
    naming = {
        form.name
        for form in field_forms(model)
        if form.links is not None or form.nested or form.schema.get("pattern") == _CLAUSE
    }
    return any(fault.missing in naming or (fault.route and fault.route[0] in naming) for fault in faults)


def _lost_fields(node: Node, faults: Iterable[Fault]) -> frozenset[str]:
    """The fields that are at fault and not in the node; for a name that is none, the field probably meant by it."""
    fields = type(node).model_fields
    read = {fields[name].alias or name for name in node.model_fields_set if name in fields}
    known = field_names(type(node), ())
    names = (str(fault.route[0]) for fault in faults if fault.route)
    return frozenset(name if name in known else closest(name, known) or name for name in names) - read


def _reading_fault(entry: NodeValues, fault: Fault, identifier: str) -> ReadingFault:
    if fault.on_key:
        at = entry.origin.at_key(*fault.route)
    elif fault.route and fault.route[0] in entry.values:
        at = entry.origin.at(*fault.route)
    else:
        at = entry.origin.at("id") if identifier else entry.origin.heading()
    kind = entry.model.KIND.name
    route = (*fault.route, fault.missing) if fault.missing else fault.route
    fix = fix_of(fault, at, entry.values)
    return ReadingFault("schema", at, fault.message, node=identifier, kind=kind, fix=fix, route=route)
