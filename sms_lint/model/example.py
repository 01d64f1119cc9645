"""One sound example of each kind: what the handbook shows, what a new register begins with, what tests build on.

Together the examples are one small system that breaks no rule.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from sms_lint.ground.source import Quoted
from sms_lint.ground.text import front_matter, read_yaml
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document


def example_name(kind: str) -> str:
    """The file name of a built-in kind's example."""
    return f"{kind}.{'md' if issubclass(kinds()[kind], Document) else 'yml'}"


@cache
def example_text(kind: str) -> str:
    """The whole file of a built-in kind's example, as it could be in a repository."""
    folder = files("sms_lint").joinpath("model", "kinds", "examples")
    return folder.joinpath(example_name(kind)).read_text("utf-8")


@cache
def example_values(kind: str) -> Mapping[str, Any]:
    """The fields of a built-in kind's example, the front matter of a document; `kind` is not among them."""
    text = example_text(kind)
    start, end = front_matter(text) if text.startswith("---") else (0, len(text))
    values = read_yaml(text[start:end]).values
    if not isinstance(values, dict):
        raise TypeError(f"the example of {kind} holds no fields")
    return MappingProxyType({name: _plain(value) for name, value in values.items() if name != "kind"})


def _plain(value: Any) -> Any:
    """The value without what the reader knows of its place; a text in quotes stays one, such as a version."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return Quoted(value) if isinstance(value, Quoted) else str(value)
