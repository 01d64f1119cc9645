"""The short form of an example: it shows what matters, and is laid over the sound example of its kind.

    ```yaml
    objective OBJ-01:
      due: 2025-12-31  # <- objective-overdue
      status: open
    ```

is the sound example of an objective (`sms_lint/model/kinds/examples/objective.yml`) with this id, this day and this
state. Several entries and documents may stand in one block. A group of keys is laid over the group of the example, each
item of a list of groups over the item at the same place. A field without a value is not there, nor is one of the
example that does not go with what is shown, such as the day of closing of an open entry. An entry of which nothing is
shown is the sound example with that id. `objective register:` is the header of the register.

A document whose text matters is a block of Markdown: the front matter names kind, id and what else matters, and
the text is the one of the document. Its title heading may be left out.

A file whose form is the point has its path after the fence, and is written as it stands.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sms_lint.model.example import example_text
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.starter import example_files
from sms_lint.starter.example_files import flow_value, going_with, item_below, kind_and_id, register_header

Node = yaml.Node
Line = tuple[str, int]
"""The text of a line, and the line of the case that it comes from; 0 for one of the sound example."""

FRONT_MATTER = re.compile(r"---\n(.*?)^---\n", re.M | re.S)
MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"


@dataclass(frozen=True)
class Source:
    """A piece of YAML, and the line of the case that it begins after; nothing where it is of the sound example."""

    text: str
    before: int | None = None

    def line(self, node: Node) -> int:
        return 0 if self.before is None else self.before + node.start_mark.line + 1

    def written(self, node: Node) -> str:
        """A value as it was written, on one line."""
        if isinstance(node, yaml.ScalarNode) and (node.style in ("|", ">") or "\n" in node.value):
            return json.dumps(node.value, ensure_ascii=False)
        raw = self.text[node.start_mark.index : node.end_mark.index]
        return re.sub(r"\s*\n\s*", " ", raw)


@dataclass(frozen=True)
class Value:
    """A value, and where it was written."""

    source: Source
    node: Node

    @property
    def line(self) -> int:
        return self.source.line(self.node)

    @property
    def is_empty(self) -> bool:
        node = self.node
        return isinstance(node, yaml.ScalarNode) and not node.style and node.value == ""

    def fields(self) -> dict[str, tuple[int, "Value"]]:
        """The fields of a group, each with the line of its key."""
        if not isinstance(self.node, yaml.MappingNode):
            return {}
        return {
            key.value: (self.source.line(key), Value(self.source, value)) for key, value in self.node.value
        }

    def items(self) -> list["Value"]:
        return [Value(self.source, item) for item in self.node.value]

    @property
    def is_group(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_long_list(self) -> bool:
        """Whether it is a list with an item on each line; one of groups always is."""
        node = self.node
        return isinstance(node, yaml.SequenceNode) and (
            not node.flow_style or any(isinstance(item, yaml.MappingNode) for item in node.value)
        )


def value_of(text: str, before: int | None = None) -> Value:
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None, f"there is nothing in {text!r}"
    return Value(Source(text, before), node)


def laid_over(shown: Value, sound: Value | None) -> Iterator[Line]:
    """The lines of a value that is shown, over the one of the sound example; without indentation."""
    if shown.is_group:
        yield from _group(shown, sound.fields() if sound else {})
    elif shown.is_long_list:
        below = sound.items() if sound and sound.is_long_list else []
        for index, item in enumerate(shown.items()):
            yield from _item(_within(item.line, laid_over(item, item_below(below, index))))
    else:
        yield shown.source.written(shown.node), shown.line


def _item(lines: list[Line]) -> Iterator[Line]:
    for number, (text, line) in enumerate(lines):
        yield f"{'  ' if number else '- '}{text}", line


def _within(line: int, lines: Iterable[Line]) -> list[Line]:
    """What the example adds to a group that is shown stands at the line of the group."""
    return [(text, origin or line) for text, origin in lines]


def _group(shown: Value, below: Mapping[str, tuple[int, "Value"]]) -> Iterator[Line]:
    """Shown fields in the places that the example has for them, the others after those."""
    mine = shown.fields()
    for name in dict.fromkeys([*below, *mine]):
        line, value = mine.get(name) or below[name]
        under = below[name][1] if name in mine and name in below else None
        if not value.is_empty:
            yield from _field(name, line, value, _within(line, laid_over(value, under)))
    if not mine and not below:
        yield "{}", shown.line


def _field(name: str, line: int, value: Value, lines: list[Line]) -> Iterator[Line]:
    if value.is_long_list or (value.is_group and value.fields()):
        yield f"{name}:", line
        yield from ((f"  {text}", origin) for text, origin in lines)
    else:
        yield f"{name}: {lines[0][0]}", line


@dataclass
class Composed:
    """A file that the harness writes: its lines, and the line of the case that each comes from."""

    lines: list[Line]

    @property
    def text(self) -> str:
        return "".join(f"{text}\n" for text, _ in self.lines)

    def origin(self, number: int) -> int:
        """The line of the case that a line of the file comes from; 0 where the case does not show it."""
        return self.lines[number - 1][1] if number <= len(self.lines) else 0


@cache
def sound_fields(kind: str) -> Value:
    """The fields of the sound example of a kind, without its kind and id."""
    text = example_text(kind)
    match = FRONT_MATTER.match(text)
    lines = (match[1] if match else text).splitlines(keepends=True)
    return value_of("".join(line for line in lines if not line.startswith(("kind:", "id:"))))


def fitting(kind: str, shown: Value) -> list[Line]:
    """Fields laid over the sound example, without those of the example that do not go with what is shown."""
    sound = sound_fields(kind).fields()

    def lines(kept: Collection[str]) -> list[Line]:
        return list(_group(shown, {name: field for name, field in sound.items() if name in kept}))

    def values(kept: Collection[str]) -> dict[str, Any]:
        text = "".join(f"{line}\n" for line, _ in lines(kept))
        return dict(yaml.load(text, Loader=yaml.CBaseLoader))

    return lines(going_with(kinds()[kind], shown.fields().keys(), sound.keys(), values))


@cache
def own_documents() -> Mapping[str, str]:
    """The documents of the small system that cases are laid over: their paths by their ids."""
    paths = {re.search(r"^id: (\S+)", path.read_text("utf-8"), re.M): path for path in MINIMAL.rglob("*.md")}
    return {match[1]: path.relative_to(MINIMAL).as_posix() for match, path in paths.items() if match}


def document_path(kind: str, id_: str) -> str:
    return own_documents().get(id_) or example_files.document_path(kinds()[kind], id_)


def entry_files(text: str, before: int) -> dict[str, Composed]:
    """The files of a block of entries and documents."""
    found: dict[str, Composed] = {}
    registers: dict[str, list[Line]] = {}
    entries: dict[str, list[Line]] = {}
    for name, (line, shown) in value_of(text, before).fields().items():
        kind, id_ = kind_and_id(kinds(), name)
        if issubclass(kinds()[kind], Document):
            found[document_path(kind, id_)] = Composed([*_front_matter(kind, id_, line, shown), *_text(kind)])
        elif id_ == "register":
            registers[kind] = _register(kind, line, shown)
        else:
            rows = [(f"id: {id_}", line), *fitting(kind, shown if shown.is_group else value_of("{}"))]
            entries.setdefault(kind, []).extend((f"  {row}", at) for row, at in _item(rows))
    for kind in dict.fromkeys([*registers, *entries]):
        head = registers.get(kind) or _register(kind, 0, value_of("{}"))
        rows = entries.get(kind, [])
        list_of = ("entries:", 0) if rows else ("entries: []", 0)
        found[kinds()[kind].KIND.register_file] = Composed([*head, list_of, *rows])
    return found


def _register(kind: str, line: int, shown: Value) -> list[Line]:
    header = register_header(kinds()[kind])
    sound = value_of("".join(f"{name}: {flow_value(value)}\n" for name, value in header.items()))
    group = shown if shown.is_group else value_of("{}")
    lines = list(laid_over(group, sound))
    return [(text, line if text.startswith("id: ") and not at else at) for text, at in lines]


def _front_matter(kind: str, id_: str, line: int, shown: Value) -> Iterator[Line]:
    yield from [("---", 0), (f"kind: {kind}", 0), (f"id: {id_}", line)]
    yield from fitting(kind, shown if shown.is_group else value_of("{}"))
    yield "---", 0


def _text(kind: str) -> Iterator[Line]:
    text = example_text(kind)
    match = FRONT_MATTER.match(text)
    assert match
    yield from ((line, 0) for line in text[match.end() :].splitlines())


def document_file(text: str, before: int) -> dict[str, Composed]:
    """The file of a block of Markdown: a document whose text matters."""
    match = FRONT_MATTER.match(text)
    assert match, "a document begins with front matter that names its kind and id"
    shown = value_of(match[1], before + 1)
    kind, id_ = (_scalar(shown, name) for name in ("kind", "id"))
    front = fitting(kind, shown)
    body = text[match.end() :]
    start = before + text[: match.end()].count("\n")
    lines = [(line, start + number) for number, line in enumerate(body.splitlines(), start=1)]
    if not re.search(r"^# ", body, re.M):
        title = value_of("".join(f"{line}\n" for line, _ in front)).fields()["title"][1]
        lines = [(f"# {title.node.value}", 0), ("", 0), *lines]
    return {document_path(kind, id_): Composed([("---", 0), *front, ("---", 0), *lines])}


def _scalar(group: Value, name: str) -> str:
    node = group.fields()[name][1].node
    assert isinstance(node, yaml.ScalarNode)
    return str(node.value)


def whole_file(text: str, before: int) -> Composed:
    """A file that is written as it stands."""
    lines: Iterable[str] = text.split("\n")[:-1]
    return Composed([(line, before + number) for number, line in enumerate(lines, start=1)])
