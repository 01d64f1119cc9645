"""The values in a YAML or Markdown text, and their shape: for the loader and for the guard of closed records."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sms_lint.ground.faults import Fault, closest, field_names
from sms_lint.ground.text import Flaw, Parsed, conflict_flaws, front_matter, read_yaml
from sms_lint.model.controlled_files import form_of
from sms_lint.model.node import Document, Node

Shape = Literal["register", "table", "entry"]


class TextValues(NamedTuple):
    """The keys and values of a text: their places, and what was read of them.

    `parsed` is None where there is nothing that could be read: no front matter, or a merge that was not finished.
    """

    start: int
    end: int
    conflicts: list[Flaw]
    parsed: Parsed | None

    @property
    def values(self) -> dict[str, Any] | None:
        """The group of keys and values; None where there is none, or reading had to stop."""
        parsed = self.parsed
        return parsed.values if parsed and parsed.whole and isinstance(parsed.values, dict) else None


def text_values(path: str, text: str) -> TextValues:
    """Read the keys of a file: all of a YAML text, the front matter of a Markdown text."""
    return _read(path, text, read_yaml)


def kept_text_values(path: str, text: str) -> TextValues:
    """The same, for whoever changes nothing of it: a history is read for approvals and for closed records."""
    return _read(path, text, _kept if form_of(path) == "markdown" else read_yaml)


@lru_cache(maxsize=32_768)
def _kept(front: str) -> Parsed:
    return read_yaml(front)


def _read(path: str, text: str, read: Callable[[str], Parsed]) -> TextValues:
    prose = form_of(path) == "markdown"
    start, end = front_matter(text) if prose else (0, len(text))
    conflicts = conflict_flaws(text)
    if (prose and not start) or any(start <= flaw.start < end for flaw in conflicts):
        return TextValues(start, end, conflicts, None)
    return TextValues(start, end, conflicts, read(text[start:end]))


def read_node(model: type[Node], values: Mapping[str, Any]) -> tuple[Node | None, list[Fault]]:
    """The node that values describe, and what is wrong with them.

    It is there without its faulty fields, where it needs none of them: its other fields are judged in the same run.
    """
    node, faults = model.read(values)
    if node is None:
        bad = {fault.route[0] for fault in faults if fault.route} - {"id"}
        node = model.read({key: value for key, value in values.items() if key not in bad})[0]
    return node, faults


def as_named(model: type[Node], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values under the names that are probably meant; empty where each key is one, or none is near to one.

    The faults stay. What others say of the value, or miss because of it, would only follow from its name.
    """
    known = field_names(model, ())
    wrong = {
        name: closest(name, [field for field in known if field not in values])
        for name in values.keys() - known
    }
    meant = [field for field in wrong.values() if field]
    if not meant or len(meant) != len(set(meant)):
        return {}
    return {wrong.get(name) or name: value for name, value in values.items()}


def shape_of(values: Mapping[str, Any], model: type[Node] | None) -> Shape:
    """Whether values are a register, the header of a table, or one document or record.

    `model` is the class of their kind, None where there is no such kind.
    """
    if "entries" in values and not (model is not None and issubclass(model, Document)):
        return "register"
    if "data" in values and (model is None or "data" not in model.model_fields):
        return "table"
    return "entry"
