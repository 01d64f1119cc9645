"""An entry of a register, or a record with a file of its own, taken apart into its fields: each with its own text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import yaml

from sms_lint.ground.errors import SmsError


@dataclass(frozen=True)
class Field:
    """A field: its value where that is one word or sentence, and its text with all that stands before the next one."""

    name: str
    value: str
    text: str
    node: yaml.Node
    at: int


@dataclass(frozen=True)
class Written:
    """An entry as it is written; `end` is what follows its last field."""

    fields: tuple[Field, ...]
    end: str

    @property
    def id(self) -> str:
        """Its id."""
        return self.value("id")

    def value(self, name: str) -> str:
        """What a field says; empty where it is not there or says more than one thing."""
        return next((field.value for field in self.fields if field.name == name), "")

    def day(self, name: str) -> date | None:
        """The day in a field."""
        return as_day(self.value(name))


def as_day(text: str) -> date | None:
    """The day that a text begins with; None where it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@dataclass(frozen=True)
class Register:
    """A file of entries: what stands before them, and each of them."""

    head: str
    entries: tuple[Written, ...]
    kind: str
    owner: str
    title: str


def read_register(text: str) -> Register:
    """A register, or a record with a file of its own as the one entry of it. Raises SmsError where it is neither."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise SmsError("this file holds no fields")
    named = {key.value: node for key, node in root.value}
    said = {name: node.value for name, node in named.items() if isinstance(node, yaml.ScalarNode)}
    owner, title = said.get("owner", ""), said.get("title", "")
    entries = named.get("entries")
    if not isinstance(entries, yaml.SequenceNode):
        return Register("", (_written(text, root, 0, len(text)),), said["kind"], owner, title)
    starts = [text.rfind("\n", 0, item.start_mark.index) + 1 for item in entries.value] + [len(text)]
    items = zip(entries.value, starts, starts[1:], strict=False)
    return Register(
        text[: starts[0]],
        tuple(_written(text, item, start, end) for item, start, end in items),
        said["kind"],
        owner,
        title,
    )


def _written(text: str, item: yaml.MappingNode, start: int, end: int) -> Written:
    cuts = list(_cuts(text, item, start))
    stop = item.end_mark.index - 1 if item.flow_style else end
    places = [*cuts[1:], stop]
    fields = tuple(
        Field(
            key.value, value.value if isinstance(value, yaml.ScalarNode) else "", text[cut:until], value, cut
        )
        for (key, value), cut, until in zip(item.value, cuts, places, strict=True)
    )
    return Written(fields, text[stop:end])


def _cuts(text: str, item: yaml.MappingNode, start: int) -> Iterator[int]:
    """Where the text of each field begins: with the comma before it, or with its line."""
    before: yaml.Node | None = None
    for key, value in item.value:
        if before is None:
            yield start
        elif item.flow_style:
            yield before.end_mark.index
        else:
            yield text.rfind("\n", 0, key.start_mark.index) + 1
        before = value
