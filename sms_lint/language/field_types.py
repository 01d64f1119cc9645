"""What the fields of a kind hold: words of a list, numbers, days, texts, references, or groups of further fields.

Read from the classes themselves, and for kinds of an organization's own from their JSON Schema.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sms_lint.ground.durations import Duration
from sms_lint.ground.fields import NoneIsAnswer, To
from sms_lint.model.entry import SEPARATOR, Entry
from sms_lint.model.node import Document, Table
from sms_lint.model.own_kind import OwnRecord

Sort = Literal["words", "number", "time", "length", "text", "reference", "group"]
BODY = "body"
SORT_WORDS: Mapping[Sort, str] = {
    "words": "one of a few words", "number": "a number", "time": "a day", "length": "a length of time",
    "text": "a text", "reference": "an id", "group": "a group of fields",
}  # fmt: skip


@dataclass(frozen=True)
class FieldType:
    """What one field holds. `name` is as files write it, `attribute` as the class does.

    `choices` are the words that it admits, `kinds` what it may refer to (any, where empty), `fields` those of a group.
    `none_is_answer` says that a text which says that there is none says enough.
    """

    name: str
    sort: Sort
    attribute: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    fields: Callable[[], Mapping[str, "FieldType"]] | None = None
    none_is_answer: bool = False


@lru_cache(maxsize=512)  # kinds of an organization's own are made again with every reading
def field_types(model: type[BaseModel]) -> Mapping[str, FieldType]:
    """The fields of a kind, or of a group inside it, by their names in files."""
    found: dict[str, FieldType] = {}
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        found[name] = replace(_type(name, info.annotation, info.metadata), attribute=attribute)
    if issubclass(model, OwnRecord):
        found |= {
            name: field_type for name, field_type in _schema_fields(model.SCHEMA).items() if name not in found
        }
    if issubclass(model, Document):
        found[BODY] = FieldType(BODY, "text")
    return found


def _type(name: str, annotation: Any, metadata: list[Any]) -> FieldType:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(name, arguments[0], [*arguments[1:], *metadata])
    if origin in (Union, UnionType):
        parts = [part for part in arguments if part is not type(None)]
        return _type(name, parts[0], metadata) if len(parts) == 1 else FieldType(name, "text")
    if origin is tuple:
        return replace(_type(name, arguments[0], metadata), many=True)
    if origin is Literal:
        return FieldType(name, "words", choices=tuple(map(str, arguments)))
    target = next((part for part in metadata if isinstance(part, To)), None)
    if target is not None:
        return FieldType(name, "reference", kinds=target.kinds)
    none_is_answer = any(isinstance(part, NoneIsAnswer) for part in metadata)
    return replace(_of_class(name, annotation), none_is_answer=none_is_answer)


def _of_class(name: str, annotation: Any) -> FieldType:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return FieldType(name, "group", fields=lambda: field_types(annotation))
    sorts: Mapping[Any, Sort] = {
        Decimal: "number", int: "number", date: "time", datetime: "time", Duration: "length",
    }  # fmt: skip
    return FieldType(name, sorts.get(annotation, "text"))


def _schema_fields(schema: Mapping[str, Any]) -> dict[str, FieldType]:
    properties = schema.get("properties")
    return (
        {name: _schema_type(name, part) for name, part in properties.items()}
        if isinstance(properties, dict)
        else {}
    )


def _schema_type(name: str, schema: Any) -> FieldType:
    part = schema if isinstance(schema, dict) else {}
    if part.get("type") == "array":
        return replace(_schema_type(name, part.get("items")), many=True)
    if isinstance(part.get("enum"), list):
        return FieldType(name, "words", choices=tuple(map(_schema_word, part["enum"])))
    if part.get("type") == "boolean":
        return FieldType(name, "words", choices=("true", "false"))
    if "x-link" in part:
        return FieldType(name, "reference", kinds=tuple(map(str, part["x-link"])))
    if part.get("type") in ("integer", "number"):
        return FieldType(name, "number")
    if part.get("format") in ("date", "date-time"):
        return FieldType(name, "time")
    if part.get("type") == "object":
        return FieldType(name, "group", fields=lambda: _schema_fields(part))
    return FieldType(name, "text")


def _schema_word(choice: object) -> str:
    return str(choice).lower() if isinstance(choice, bool) else str(choice)


def texts_of(entry: Entry, field: FieldType) -> tuple[str, ...]:
    """What a field of an entry says, as it would be written; nothing where it is empty."""
    node = entry.node
    if isinstance(node, Table):
        cell = node.cell(field.name, entry.row)
        return tuple(filter(None, cell.split(SEPARATOR))) if field.many else (cell,) if cell else ()
    value = value_of(node, field)
    return _group_texts(value) if field.sort == "group" else tuple(written(value))


def _group_texts(value: object) -> tuple[str, ...]:
    """One text for each group of fields that is there, so that they can be counted; what it is does not matter."""
    groups = value if isinstance(value, list) or type(value) is tuple else () if value is None else (value,)
    return ("group",) * len(groups)


def value_of(holder: object, field: FieldType) -> object:
    """The value of a field: of a node, of a group inside one, or of a group of values of an own kind."""
    if isinstance(holder, Mapping):
        return holder.get(field.name)
    if field.name == BODY and isinstance(holder, Document):
        return " ".join(map(holder.body, holder.sections))
    if isinstance(holder, OwnRecord) and field.name not in type(holder).model_fields:
        return holder.data.get(field.name)
    return getattr(holder, field.attribute or field.name, None)


def written(value: object) -> Iterator[str]:
    """A value as texts: one for each item of a list; nothing for what is empty, or a group."""
    if value is None or isinstance(value, BaseModel | Mapping):
        return
    if isinstance(value, list) or type(value) is tuple:  # a duration is a tuple too, and says something
        for item in value:
            yield from written(item)
    elif isinstance(value, bool):
        yield str(value).lower()
    else:
        said = value.isoformat() if isinstance(value, date) else str(value)
        if said:
            yield said
