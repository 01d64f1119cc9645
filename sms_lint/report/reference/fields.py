"""The fields of a JSON Schema in the words of people: which there are, which are needed, and what each may hold."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sms_lint.model.node import Node
from sms_lint.model.own_kind import OwnRecord
from sms_lint.report.reference.blocks import Grid

Schema = Mapping[str, Any]
_DEEPEST = 6  # an organisation's own schema may refer to itself


class FieldFact(NamedTuple):
    """A field: its name as files write it, its title, whether it is needed, what it may hold, what to write."""

    key: str
    title: str
    needed: bool
    value: str
    description: str


@lru_cache(maxsize=256)  # those of registers and tables are on the page of every kind
def fields_of_kind(model: type[Node]) -> tuple[FieldFact, ...]:
    """Every field of a kind, an organisation's own included; fields of groups follow their group."""
    fields = [*fields_of(model.model_json_schema(by_alias=True))]
    if issubclass(model, OwnRecord):
        known = {field.key for field in fields}
        fields += (field for field in fields_of(model.SCHEMA) if field.key not in known)
    return tuple(fields)


def fields_of(schema: Schema) -> Iterator[FieldFact]:
    """The fields that a schema describes."""
    return _fields(schema, schema, "", _DEEPEST)


def fields_grid(fields: tuple[FieldFact, ...], name: str = "Fields") -> Grid:
    """Fields as a table."""
    rows = (
        (
            f"`{field.key}` {field.title}".rstrip(),
            field.description,
            field.value,
            "needed" if field.needed else "",
        )
        for field in fields
    )
    return Grid(name, ("Field", "What to write", "Value", "Needed"), tuple(rows))


def _fields(schema: Schema, whole: Schema, prefix: str, depth: int) -> Iterator[FieldFact]:
    for name, field in _group(schema.get("properties")).items():
        part = _group(field)
        inner, many = _inner(part, whole)
        told = {**(inner or {}), **part}  # a group that says the same as its field says it once
        yield FieldFact(
            f"{prefix}{name}",
            str(told.get("title", "")),
            name in _list(schema.get("required")),
            value_words(part, whole),
            " ".join(str(told.get("description", "")).split()),
        )
        if inner and depth:
            yield from _fields(inner, whole, f"{prefix}{name}{'[]' if many else ''}.", depth - 1)


def _inner(field: Schema, whole: Schema) -> tuple[Schema | None, bool]:
    """The group of keys that a field holds, and whether it holds a list of them."""
    if "$ref" in field:
        return _followed(field, whole), False
    if field.get("type") == "array":
        return _inner(_group(field.get("items")), whole)[0], True
    if "properties" in field:
        return field, False
    for choice in _list(field.get("anyOf") or field.get("allOf")):
        inner, many = _inner(_group(choice), whole)
        if inner:
            return inner, many
    return None, False


def _followed(field: Schema, whole: Schema) -> Schema | None:
    """What a reference inside a schema leads to; None where it leads nowhere, or to no group of keys."""
    found: Any = whole
    for key in str(field["$ref"]).removeprefix("#").strip("/").split("/"):
        found = _group(found).get(key.replace("~1", "/").replace("~0", "~"))
    return found if isinstance(found, dict) and "properties" in found else None


def _group(value: object) -> Schema:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def value_words(field: Schema, whole: Schema) -> str:
    """What a field may hold, in words."""
    choices = [_group(choice) for choice in _list(field.get("anyOf")) if _group(choice).get("type") != "null"]
    if choices:
        return " or ".join(dict.fromkeys(value_words(choice, whole) for choice in choices))
    if "enum" in field:
        return ", ".join(f"`{choice}`" for choice in _list(field["enum"]))
    if "const" in field:
        return f"`{field['const']}`"
    if "x-link" in field:
        return _link_words(field)
    if field.get("type") == "array":
        return f"list: {value_words(_group(field.get('items')), whole)}"
    if "$ref" in field or field.get("type") == "object":
        return "group of keys"
    return _scalar_words(field)


def _link_words(field: Schema) -> str:
    kinds = [str(kind) for kind in _list(field["x-link"])]
    words = f"id of a {' or '.join(kinds)}" if kinds else "id of any document or record"
    return f"{words}, or a plain word" if field.get("x-words") else words


def _scalar_words(field: Schema) -> str:
    unit = f" ({field['x-unit']})" if "x-unit" in field else ""
    if field.get("type") in ("integer", "number"):
        noun = "whole number" if field["type"] == "integer" else "number"
        return f"{noun}{_limits(field)}{unit}"
    return _plain_words(field) + unit


def _limits(field: Schema) -> str:
    low, high = field.get("minimum"), field.get("maximum")
    if low is None:
        return "" if high is None else f", {high} or less"
    return f", {low} or more" if high is None else f" {low}–{high}"


def _plain_words(field: Schema) -> str:
    if field.get("format") in ("date", "date-time") and "x-form" not in field:
        return "a date such as 2026-03-31" if field["format"] == "date" else "a date and time"
    words = {"boolean": "`true`, `false`", "string": "a text"}
    plain = str(field.get("x-form") or words.get(str(field.get("type")), "text"))
    return f"{plain}, or that there is none" if field.get("x-none") else plain
