"""From the values of one file to nodes, and all that is wrong with them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sms_lint.fields import Fault, nearest
from sms_lint.finding import Problem, Related
from sms_lint.models.base import Document, Node, Record, Register, Table
from sms_lint.parse import Flaw, body_start, character_flaws, front_matter, links, places, read_yaml, sections
from sms_lint.source import Location, Origin, SourceFile, whole

Kinds = Mapping[str, type[Node]]
_WORD = re.compile(r"[A-Za-z0-9][\w.:-]*\w|\w")


class FileNodes(NamedTuple):
    """What a file holds, what is wrong with it, the words of what could not be read, and whether reading stopped."""

    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str]
    stopped: bool = False


class Entry(NamedTuple):
    """A group of values that is meant to be one node."""

    model: type[Node]
    values: Mapping[str, Any]
    origin: Origin


def words(text: str) -> frozenset[str]:
    """Every word of a text, ids and clauses included."""
    return frozenset(_WORD.findall(text))


def flaw_problems(file: SourceFile, flaws: Iterable[Flaw], offset: int = 0) -> list[Problem]:
    """Faults of form with their places in the file; `offset` is where the text they were found in begins."""
    return [
        Problem(
            flaw.rule,
            Location(file, flaw.start + offset, flaw.end + offset),
            flaw.message,
            related=tuple(
                Related(Location(file, a + offset, b + offset), said) for a, b, said in flaw.related
            ),
        )
        for flaw in flaws
    ]


def read_file(file: SourceFile, kinds: Kinds, problems: tuple[Problem, ...] = ()) -> FileNodes:
    """Read one YAML or Markdown file."""
    found = [*problems, *flaw_problems(file, character_flaws(file.text))]
    start, end = front_matter(file.text) if file.path.endswith(".md") else (0, len(file.text))
    if file.path.endswith(".md") and not start:
        message = (
            "the document has no front matter: a block of keys between two lines of `---` at the very top"
        )
        return FileNodes((), (*found, Problem("syntax", whole(file), message)), words(file.text), True)
    parsed = read_yaml(file.text[start:end])
    found += flaw_problems(file, parsed.flaws, start)
    if not parsed.whole:
        return FileNodes((), tuple(found), words(file.text), True)
    if not isinstance(parsed.values, dict):
        message = "the file must hold keys and values, beginning with `kind:`"
        return FileNodes((), (*found, Problem("syntax", whole(file), message)), words(file.text))
    return _nodes(file, parsed.values, kinds, found)


def _nodes(file: SourceFile, values: dict[str, Any], kinds: Kinds, found: list[Problem]) -> FileNodes:
    origin = Origin(file, places)
    name = values.pop("kind", None)
    model = kinds.get(name) if isinstance(name, str) else None
    if model is None:
        found.append(
            Problem("unknown-kind", origin.at("kind") if name else whole(file), _no_kind(name, kinds))
        )
        return FileNodes((), tuple(found), words(file.text[: body_start(file.text)] or file.text))
    if "entries" in values and not issubclass(model, Document):
        return _register(Entry(model, values, origin), found)
    if "data" in values and "data" not in model.model_fields:
        model, of = Table, str(name)
    else:
        of = ""
    node, unread = _node(Entry(model, values, origin), found)
    if isinstance(node, Table):
        node.holds(of)
    return FileNodes((node,) if node else (), tuple(found), unread)


def _no_kind(name: object, kinds: Kinds) -> str:
    if not isinstance(name, str):
        return "the file does not say what it is: a line such as `kind: risk` is missing at the top"
    return f"there is no kind `{name}`{nearest(name, list(kinds))}"


def _register(header: Entry, found: list[Problem]) -> FileNodes:
    rows = header.values.pop("entries")  # type: ignore[attr-defined]  # a fresh dict from the parser
    register, unread = _node(Entry(Register, header.values, header.origin), found)
    if isinstance(register, Register):
        register.holds(header.model.KIND.name)
    if rows is None:
        rows = []
    if not isinstance(rows, list):
        found.append(
            Problem(
                "schema", header.origin.at("entries"), "`entries` must be a list: each entry begins with `- `"
            )
        )
        return FileNodes((register,) if register else (), tuple(found), unread | words(repr(rows)))
    nodes: list[Node] = [register] if register else []
    for index, row in enumerate(rows):
        node, lost = _row(Entry(header.model, row, header.origin.under("entries", index)), found)
        unread |= lost
        if isinstance(node, Record):
            nodes.append(node)
            if isinstance(register, Register):
                node.entered(register)
    return FileNodes(tuple(nodes), tuple(found), unread)


def _row(entry: Entry, found: list[Problem]) -> tuple[Node | None, frozenset[str]]:
    if not isinstance(entry.values, dict):
        found.append(Problem("schema", entry.origin.at(), "an entry must be a group of keys and values"))
        return None, words(repr(entry.values))
    return _node(entry, found)


def _node(entry: Entry, found: list[Problem]) -> tuple[Node | None, frozenset[str]]:
    """The node that the values describe; without one, the words of the values, so that nothing is missed elsewhere."""
    node, faults = entry.model.read(entry.values)
    identifier = entry.values.get("id")
    for fault in faults:
        found.append(_problem(entry, fault, identifier if isinstance(identifier, str) else ""))
    if node is None:
        lost = words(repr(entry.values)) | {entry.model.KIND.name}
        return None, lost
    file = entry.origin.file
    prose = file.path.endswith(".md")
    return node.written(
        entry.origin, sections(file.text) if prose else (), tuple(links(file.text)) if prose else ()
    ), frozenset()


def _problem(entry: Entry, fault: Fault, identifier: str) -> Problem:
    if fault.on_key:
        at = entry.origin.at_key(*fault.route)
    elif fault.route:
        at = entry.origin.at(*fault.route)
    else:
        at = entry.origin.at("id") if identifier else entry.origin.heading()
    return Problem("schema", at, fault.message, node=identifier)
