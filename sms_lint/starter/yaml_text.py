"""Values as the text of a YAML file: by a YAML writer, never by pasting a text between other texts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any, NamedTuple

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from sms_lint.load.plain_values import read_elsewhere, text_fields

_SHORT = 60
_WIDEST = 100_000


class _TextsOnly(VersionedResolver):
    """Every scalar is a text, as our own reader takes it."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a value; that of a text for everything that is no group."""
        resolved = super().resolve(kind, value, implicit)
        return self.DEFAULT_SCALAR_TAG if isinstance(value, str) else resolved


class _Group(NamedTuple):
    """A mapping that can be remembered."""

    items: tuple[tuple[str, Any], ...]


def yaml_text(values: Mapping[str, Any], model: type[BaseModel], indent: str = "") -> str:
    """`values` as a block of YAML, each line after `indent`; a text that others would misread is put in quotes."""
    return "".join(f"{indent}{line}\n" for line in _lines(_kept(values), model))


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _Group(tuple((key, _kept(item)) for key, item in value.items()))
    return value if isinstance(value, str) else tuple(map(_kept, value))


# The writer takes its time. Two starters, such as the one of before and the one of now, are for the most part the same.
@lru_cache(maxsize=1024)
def _lines(values: _Group, model: type[BaseModel]) -> Sequence[str]:
    writer = YAML()
    writer.Resolver = _TextsOnly
    writer.width = _WIDEST
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    writer.dump(_written(values, model, ()), stream)
    return stream.getvalue().splitlines()


def _written(value: Any, model: type[BaseModel], route: tuple[str, ...]) -> Any:
    if isinstance(value, _Group):
        group = CommentedMap((key, _written(item, model, (*route, key))) for key, item in value.items)
        texts = [item for _, item in value.items]
        if route and all(isinstance(item, str) for item in texts) and _length(texts) < _SHORT:
            group.fa.set_flow_style()
        return group
    if isinstance(value, str):
        misread = route in text_fields(model).routes and read_elsewhere(value)
        return DoubleQuotedScalarString(value) if misread or not value.isprintable() else str(value)
    items = CommentedSeq(_written(item, model, route) for item in value)
    if _length(value) < _SHORT and all(isinstance(item, str) for item in value):
        items.fa.set_flow_style()
    return items


def _length(values: Sequence[Any]) -> int:
    return sum(len(item) + 2 for item in values if isinstance(item, str))
