"""Texts without quotes that another program would read as a number, a date, a truth value or nothing.

Our own reader takes every scalar for text. Editors, the site builder and spreadsheets do not, so the
resolvers of two common readers, one for YAML 1.1 and one for YAML 1.2, say how they would read it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from sms_lint.ground.source import Location, Route, SourceFile
from sms_lint.ground.text import Plain
from sms_lint.model.finding import ReadingFault
from sms_lint.model.fix import Fix, TextEdit
from sms_lint.model.own_kind import OwnRecord

_ANY = "*"
# The greatest number up to which spreadsheets, browsers and readers of JSON keep every figure.
_EXACT = 2**53


class TextFields(NamedTuple):
    """The fields of a class that hold text: their routes without positions in lists, and their last names."""

    routes: frozenset[tuple[str, ...]]
    names: frozenset[str]


def plain_value_faults(
    file: SourceFile,
    model: type[BaseModel],
    values: Mapping[str, Any],
    plain: Iterable[Plain],
    depth: int = 0,
) -> Iterator[ReadingFault]:
    """A fault for each of `plain` that is in a text field of `model`; `depth` keys lead to its values."""
    texts = text_fields(model)
    for group, key, value, start, end, lost in plain:
        route: Route = (*group[depth:], key)
        names = [name for name in route if isinstance(name, str)]
        if not names or not (names[-1] in texts.names or _ANY in texts.names):
            continue
        if tuple(names) in texts.routes or (*names[:-1], _ANY) in texts.routes:
            at, node = Location(file, start, end), values.get("id")
            if lost:
                said, holder = f"`{names[-1]}` {lost}", node if isinstance(node, str) else ""
                yield ReadingFault("swallowed-text", at, said, node=holder, fix=_with_all_said(at))
            elif readings := read_elsewhere(value):
                yield _reading_fault(at, names[-1], value, readings, node)


def _with_all_said(at: Location) -> Fix | None:
    """The whole text in single quotes, with what a comment or an escape has taken; None for several lines."""
    text = at.file.text
    end = text.find("\n", at.start)
    source, line = text[at.start : at.end], text[at.start : len(text) if end == -1 else end]
    if "\n" in source:
        return None
    if source[:1] == '"':
        said, stop = source[1:-1], at.end
        if not source.endswith('"') or '\\"' in said:
            return None
    else:
        said, stop = line.rstrip(), at.start + len(line.rstrip())
        if source[:1] == "'" or any(mark in said for mark in "{}[]"):  # it may be in brackets, which go on
            return None
    written = "'{}'".format(said.replace("'", "''"))
    return Fix("put the whole text in quotes", (TextEdit(Location(at.file, at.start, stop), written),))


def _reading_fault(at: Location, name: str, value: str, readings: str, node: object) -> ReadingFault:
    quotes = f"put it in quotes: `'{value}'`"
    said = f"`{name}` is `{value}` without quotes, which {readings}"
    holder = node if isinstance(node, str) else ""
    fix = Fix("put it in quotes", (TextEdit(at, f"'{value}'"),), safe=True, same_values=True)
    return ReadingFault("yaml-trap", at, said, node=holder, help=quotes, fix=fix)


@lru_cache(maxsize=256)
def text_fields(model: type[BaseModel]) -> TextFields:
    """The fields in which a class expects text. Enumerations, dates, numbers and lengths of time are not among them."""
    routes = set(_texts(model, ()))
    if issubclass(model, OwnRecord):
        routes |= set(_schema_texts(model.SCHEMA, ()))
    return TextFields(frozenset(routes), frozenset(route[-1] for route in routes))


def _texts(annotation: Any, route: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _texts(arguments[0], route)
    elif origin in (tuple, Union, UnionType):
        for part in arguments:
            yield from _texts(part, route)
    elif origin is dict:
        yield from _texts(arguments[1], (*route, _ANY))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from _texts(field.annotation, (*route, field.alias or name))
    elif origin is not Literal and isinstance(annotation, type) and issubclass(annotation, str):
        yield route


def _schema_texts(schema: Mapping[str, Any], route: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, field in schema.get("properties", {}).items():
        yield from _schema_texts(field, (*route, name))
    if isinstance(schema.get("items"), dict):
        yield from _schema_texts(schema["items"], route)
    if schema.get("type") == "string" and "enum" not in schema and "format" not in schema and route:
        yield route


@lru_cache(maxsize=4096)
def read_elsewhere(value: str) -> str:
    """How readers of YAML 1.1 and 1.2 take `value`, to follow "which"; empty where both leave its characters alone."""
    old, new = _named(value, _yaml_1_1(value)), _named(value, _yaml_1_2(value))
    if old == new:
        return f"other programs read as {old}" if old else ""
    if old and new:
        return f"other programs read as {old} (YAML 1.1) or as {new} (YAML 1.2)"
    return f"programs that follow YAML {'1.1' if old else '1.2'} read as {old or new}"


def _yaml_1_1(value: str) -> object:
    import yaml

    try:
        return yaml.safe_load(value)
    except ValueError:  # it has the form of a date, and there is no such day
        return date
    except yaml.YAMLError:
        return value


def _yaml_1_2(value: str) -> object:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(value)
    except ValueError:
        return date
    except YAMLError:
        return value


def _named(value: str, read: object) -> str:
    if read == value or (str(read) == value and type(read) is int and abs(read) <= _EXACT):
        return ""
    if read is None:
        return "nothing"
    if isinstance(read, bool):
        return "true" if read else "false"
    if type(read) is int and abs(read) > _EXACT:
        return "a number whose last figures they round"
    if isinstance(read, int | float):
        return f"the number {read:g}" if isinstance(read, float) else f"the number {read}"
    return "a date"
