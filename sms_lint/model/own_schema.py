"""JSON Schemas of an organization's own: what is accepted of them, and how a value is checked against one.

A schema comes with a change that nobody has accepted yet. It fetches nothing, its patterns take linear time, and what
it makes of one record has an end.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from math import isfinite
from typing import Any
from urllib.parse import unquote

from sms_lint.ground.patterns import PatternError, owner_pattern

# Groups and lists within each other, and references that are followed for one record.
_MOST_DEEP = 32
_MOST_FOLLOWED = 5_000
_MAPS = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
_SINGLE = (
    "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"
)  # fmt: skip
_LISTS = ("prefixItems", "anyOf", "allOf", "oneOf")
_REFERENCES = ("$ref", "$dynamicRef")
_NO_PLACE = ("$id", "$schema", "$anchor", "$dynamicAnchor")


# Judged without a package that may or may not be there, and in time that is in step with the length of a text.
_FORMATS = ("date", "email", "ipv4", "ipv6", "uuid")
# What may be left over is worked out by following every reference again, without an end.
_NOT_USED = ("unevaluatedProperties", "unevaluatedItems")
_MOST_DIGITS = 18


class TooMuchError(Exception):
    """A schema that would go on and on with one record."""


def read_own_schema(text: str) -> tuple[Mapping[str, Any], str]:
    """A schema, and what is wrong with it; then it is empty."""
    try:
        schema: Any = json.loads(text, parse_constant=_number, parse_float=_number, parse_int=_whole)
    except json.JSONDecodeError as error:
        return {}, f"line {error.lineno} is not JSON"
    except (RecursionError, ValueError) as error:
        return {}, f"it is not JSON that can be read: {error}"
    if not isinstance(schema, dict):
        return {}, "it must be a group of keys and values"
    schema.pop("$schema", None)  # which draft it is written for; it is read as one of 2020-12
    schema.pop("$id", None)
    if fault := next(_shape_faults(schema, 0), "") or _draft_fault(schema):
        return {}, fault
    whole = _without_truth(schema)
    parts = {id(part): part for part in _parts(whole)}
    fault = next((fault for part in parts.values() for fault in _part_faults(part, whole, parts)), "")
    return ({}, fault) if fault else (whole, "")


def _number(word: str) -> float:
    number = float(word)
    if not isfinite(number):
        raise ValueError(f"{word} is not a number that can be compared")
    return number


def _whole(word: str) -> int:
    if len(word) > _MOST_DIGITS:
        raise ValueError(f"a number has more than {_MOST_DIGITS} digits")
    return int(word)


def _shape_faults(part: object, depth: int) -> Iterator[str]:
    """What is asked of every group of a schema, before anything else looks at it."""
    if depth > _MOST_DEEP:
        yield f"it is nested more than {_MOST_DEEP} levels deep"
    elif isinstance(part, list):
        for item in part:
            yield from _shape_faults(item, depth + 1)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in _NO_PLACE and isinstance(value, str):
                yield f"`{key}` does not exist in it"
            if key in _REFERENCES and isinstance(value, str) and not value.startswith("#"):
                yield f"it refers to `{value}`; only references inside itself (#/...) are followed"
            yield from _shape_faults(value, depth + 1)


def _draft_fault(schema: Mapping[str, Any]) -> str:
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(schema, format_checker=FormatChecker(()))
    except SchemaError as error:
        return error.message
    return ""


def _parts(part: object) -> Iterator[Mapping[str, Any]]:
    """A schema and every schema within it."""
    if not isinstance(part, dict):
        return
    yield part
    below = [part.get(key) for key in _SINGLE]
    below += [child for key in _MAPS if isinstance(part.get(key), dict) for child in part[key].values()]
    below += [child for key in _LISTS if isinstance(part.get(key), list) for child in part[key]]
    for child in below:
        yield from _parts(child)


def _part_faults(
    part: Mapping[str, Any], whole: Mapping[str, Any], parts: Mapping[int, object]
) -> Iterator[str]:
    """What is wrong with one schema: its references, patterns and links."""
    for key in _REFERENCES:
        if key in part and id(_led_to(whole, part[key])) not in parts:
            yield f"it refers to `{part[key]}`, but there is no schema there"
    for pattern in (*([part["pattern"]] if "pattern" in part else ()), *part.get("patternProperties", {})):
        try:
            owner_pattern(pattern)
        except PatternError as error:
            yield f"the pattern `{pattern}` cannot be used: {error}"
    for key in _NOT_USED:
        if key in part:
            yield f"`{key}` cannot be used; say `additionalProperties` or `items` instead"
    links = part.get("x-link", [])
    if not (isinstance(links, list) and all(isinstance(link, str) for link in links)):
        yield "`x-link` must be a list of kinds"


def _led_to(whole: Any, reference: str) -> object:
    """What a pointer such as `#/$defs/size` leads to."""
    part = whole
    for name in reference.removeprefix("#").split("/")[1:]:
        key = unquote(name).replace("~1", "/").replace("~0", "~")
        if isinstance(part, list):
            part = part[int(key)] if key.isdecimal() and int(key) < len(part) else None
        else:
            part = part.get(key) if isinstance(part, dict) else None
    return part if reference == "#" or reference.startswith("#/") else None


def _without_truth(part: Any) -> Any:
    """The same schema with groups for the schemas `true` and `false`, as those who read its fields expect."""
    if not isinstance(part, dict):
        return part
    found = dict(part)
    for key in _MAPS:
        if isinstance(part.get(key), dict):
            found[key] = {name: _as_group(value) for name, value in part[key].items()}
    for key in _LISTS:
        if isinstance(part.get(key), list):
            found[key] = [_as_group(value) for value in part[key]]
    if "items" in part:
        found["items"] = _as_group(part["items"])
    return found


def _as_group(part: Any) -> Any:
    if isinstance(part, bool):
        return {} if part else {"not": {}}
    return _without_truth(part)


def schema_errors(schema: Mapping[str, Any], value: object) -> Iterator[Any]:
    """Each error of `jsonschema` of a value. Raises TooMuchError where the schema would go on and on."""
    from referencing import Registry

    validator = _validator()(schema, registry=Registry(), format_checker=_formats())
    try:
        yield from validator.iter_errors(value)
    except RecursionError:
        raise TooMuchError from None


@cache
def _validator() -> Any:
    """The validator of the draft, with keywords that take a bounded time."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    changed = {
        "$ref": _reference,
        "$dynamicRef": _reference,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional_properties,
        "uniqueItems": _unique_items,
    }
    return extend(Draft202012Validator, changed)  # type: ignore[no-untyped-call]


@cache
def _judges() -> Mapping[str, Any]:
    from jsonschema import Draft202012Validator

    known = Draft202012Validator.FORMAT_CHECKER.checkers
    return {name: known[name] for name in _FORMATS if name in known}


def _formats() -> Any:
    """What judges the formats of one record, and counts the references that are followed for it."""
    from jsonschema import FormatChecker

    checker: Any = FormatChecker(())
    checker.checkers = _judges()
    checker.followed = 0
    return checker


def _reference(validator: Any, reference: str, value: object, _schema: object) -> Iterator[Any]:
    validator.format_checker.followed += 1
    if validator.format_checker.followed > _MOST_FOLLOWED:
        raise TooMuchError
    yield from validator._validate_reference(ref=reference, instance=value)  # noqa: SLF001 - as the library's own


def _pattern(_validator: Any, pattern: str, value: object, _schema: object) -> Iterator[Any]:
    if isinstance(value, str) and not owner_pattern(pattern)(value):
        yield _error(f"{value!r} does not match {pattern!r}")


def _pattern_properties(validator: Any, patterns: Any, value: object, _schema: object) -> Iterator[Any]:
    for pattern, part in patterns.items() if isinstance(value, dict) else ():
        fits = owner_pattern(pattern)
        for key, item in value.items() if isinstance(value, dict) else ():
            if fits(key):
                yield from validator.descend(item, part, path=key, schema_path=pattern)


def _additional_properties(validator: Any, part: Any, value: object, schema: Any) -> Iterator[Any]:
    for key in additional_keys(schema, value):
        if part is False:
            yield _error(f"{key!r} was unexpected")
            return
        yield from validator.descend(value[key], part, path=key)  # type: ignore[index]  # only a group has keys


def additional_keys(schema: Mapping[str, Any], value: object) -> Iterator[str]:
    """The keys of a group that a schema says nothing about."""
    known = schema.get("properties", {})
    patterns = [owner_pattern(pattern) for pattern in schema.get("patternProperties", {})]
    for key in value if isinstance(value, dict) else ():
        if key not in known and not any(fits(key) for fits in patterns):
            yield key


def _unique_items(_validator: Any, wanted: bool, value: object, _schema: object) -> Iterator[Any]:
    if wanted and isinstance(value, list) and len({_alike(item) for item in value}) < len(value):
        yield _error("it holds the same item twice")


def _alike(value: Any) -> Any:
    """The same for equal values alone: in JSON, 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, dict):
        return frozenset((key, _alike(item)) for key, item in value.items())
    if isinstance(value, list):
        return tuple(map(_alike, value))
    return isinstance(value, bool), value


def _error(message: str) -> Any:
    from jsonschema.exceptions import ValidationError

    return ValidationError(message)
