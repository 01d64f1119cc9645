"""The values of a record's fields as people read them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from sms_lint.ground.fields import ClauseRef, Ref, Unit
from sms_lint.model.node import Node
from sms_lint.model.own_kind import OwnRecord
from sms_lint.model.part import Review
from sms_lint.publish.site.escape import Safe, lines, text
from sms_lint.publish.site.html import bullets, day, facts, table
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours

_CHOICE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")


class Field(NamedTuple):
    """A field of a node that has a value: its key, its name for people, the value and its unit."""

    key: str
    title: str
    value: Any
    unit: str = ""


def fields_of(node: Node) -> Iterator[Field]:
    """The fields of a node that are filled, in their order, the id left out."""
    yield from (field for field in part_fields(node) if field.key != "id")
    if isinstance(node, OwnRecord):
        properties = node.SCHEMA.get("properties", {})
        for key, value in node.data.items():
            schema = properties.get(key, {})
            title = schema.get("title") if isinstance(schema, Mapping) else None
            yield Field(key, str(title or _words(key)), value)


def part_fields(part: BaseModel) -> Iterator[Field]:
    """The fields of a group that are filled."""
    for name, key, title, unit in _described(type(part)):
        value = getattr(part, name)
        if value is not None and value != ():
            yield Field(key, title, value, unit)


@lru_cache(maxsize=1000)  # an organisation's own kinds are new classes each time they are read
def _described(model: type[BaseModel]) -> tuple[tuple[str, str, str, str], ...]:
    """Each field of a model: its name, its key in files, its title and its unit."""
    return tuple(
        (name, info.alias or name, info.title or _words(name), _unit((info, info.annotation)))
        for name, info in model.model_fields.items()
    )


def show(here: PageContext, value: Any, unit: str = "") -> Safe:
    """A value with its links."""
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return _several(here, value, unit)
    if isinstance(value, Review):
        return Safe(ours(f"every {text(value.every)}, last {text(value.last)}, next {text(value.next)}"))
    if isinstance(value, BaseModel):
        return facts(
            ((field.title, show(here, field.value, field.unit)) for field in part_fields(value)), "part"
        )
    if isinstance(value, Mapping):
        return facts(((_words(str(key)), show(here, item)) for key, item in value.items()), "part")
    shown = _scalar(here, value)
    return Safe(f"{shown}&#160;{text(unit)}") if unit and isinstance(value, int | Decimal) else shown


def _scalar(here: PageContext, value: Any) -> Safe:
    if isinstance(value, Ref):
        return here.node(value)
    if isinstance(value, ClauseRef):
        return here.clause(value)
    if isinstance(value, bool):
        return Safe(ours("yes" if value else "no"))
    if isinstance(value, Decimal):
        return text(f"{value:,f}")
    if isinstance(value, date):
        return day(moment(value))
    return _words_of(here, value) if isinstance(value, str) else lines(value)


def _words_of(here: PageContext, value: str) -> Safe:
    """A text; in a row of a table days and choices are texts too."""
    if _MOMENT.fullmatch(value):
        return day(value.replace("T", " "))
    if _CHOICE.fullmatch(value):
        return text(value.replace("_", " "))
    return Safe("<br>".join(here.prose(line) for line in value.split("\n")))


def moment(value: date | datetime) -> str:
    """A day, or a day and time; the offset is named where it is not UTC."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.timetz() == time(0, 0, tzinfo=UTC):
        return value.date().isoformat()
    zone = "" if value.utcoffset() in (None, UTC.utcoffset(None)) else value.strftime(" %z")
    return value.strftime("%Y-%m-%d %H:%M") + zone


def _several(here: PageContext, values: Any, unit: str) -> Safe:
    if values and all(isinstance(value, BaseModel) for value in values):
        return _groups(here, values)
    if any(isinstance(value, Mapping | list | tuple) for value in values):
        return bullets([show(here, value) for value in values])
    shown = [show(here, value, unit) for value in values]
    long = any(
        isinstance(value, str) and not isinstance(value, Ref | ClauseRef) and len(value) > 30
        for value in values
    )
    return bullets(shown) if long else Safe(", ".join(shown))


def _groups(here: PageContext, groups: Any) -> Safe:
    """Groups of the same keys as a table, or one after the other where a cell would hold a long text."""
    filled = [{field.key: field for field in part_fields(group)} for group in groups]
    heads = {key: field.title for fields in filled for key, field in fields.items()}
    if len(heads) > 7:
        return Safe("".join(show(here, group) for group in groups))
    rows = [
        [show(here, fields[key].value, fields[key].unit) if key in fields else Safe("") for key in heads]
        for fields in filled
    ]
    return table(list(heads.values()), rows)


def _unit(annotation: Any) -> str:
    """The unit in a field's type, however deep it is."""
    if isinstance(annotation, Unit):
        return annotation.name
    inner = list(annotation) if isinstance(annotation, tuple) else []
    for name in ("metadata", "__metadata__", "__args__"):
        inner += getattr(annotation, name, ())
    return next((found for part in inner if (found := _unit(part))), "")


def _words(key: str) -> str:
    words = key.rstrip("_").replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
