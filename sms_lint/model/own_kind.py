"""Kinds of an organization's own, described by a JSON Schema instead of a class."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import PrivateAttr

from sms_lint.ground.faults import Fault, missing, nearest, route_name
from sms_lint.ground.fields import Ref
from sms_lint.ground.sentences import alternatives
from sms_lint.ground.source import Quoted, Route, RouteKey
from sms_lint.model.kind import Kind
from sms_lint.model.node import Node, Record, faults
from sms_lint.model.own_schema import TooMuchError, additional_keys, schema_errors


class OwnRecord(Record):
    """A record of a kind of the organization's own. Its values are those of its JSON Schema."""

    SCHEMA: ClassVar[Mapping[str, Any]] = {}
    _data: Mapping[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def data(self) -> Mapping[str, Any]:
        """Its values: texts, numbers, truth values, lists and groups."""
        return self._data

    def field_value(self, name: str) -> Any:
        """What a field holds, be it one of every record or of the schema; a group holds nothing by itself."""
        if name in type(self).model_fields:
            return getattr(self, name)
        value = self._data.get(name)
        if isinstance(value, bool):
            return str(value).lower()
        return (
            tuple(map(str, value)) if isinstance(value, list) else None if isinstance(value, dict) else value
        )

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> tuple[Node | None, list[Fault]]:
        """Check the values against the JSON Schema; `id` and `supersedes` as for every record."""
        own = {key: value for key, value in values.items() if key not in cls.model_fields}
        node, found = faults(cls, {key: value for key, value in values.items() if key in cls.model_fields})
        typed = typed_values(own)
        found += schema_faults(cls.SCHEMA, typed, cls.KIND.noun)
        if not isinstance(node, OwnRecord) or found:
            return None, found
        node.hold(typed)
        return node, []

    def hold(self, data: Mapping[str, Any]) -> None:
        """Take the values that the schema accepted. For the reader only."""
        self._data = data

    def refs(self) -> Iterator[tuple[tuple[RouteKey, ...], Ref]]:
        """Its references: texts that the schema marks with `x-link`."""
        yield from super().refs()
        yield from _links(self.SCHEMA, self._data, ())


def own_kind_model(kind: Kind, schema: Mapping[str, Any]) -> type[OwnRecord]:
    """The class of an own kind."""
    name = "".join(part.capitalize() for part in kind.name.split("-"))
    return type(
        name, (OwnRecord,), {"KIND": kind, "SCHEMA": schema, "__module__": __name__, "__doc__": kind.title}
    )


def _links(schema: Mapping[str, Any], value: object, route: Route) -> Iterator[tuple[Route, Ref]]:
    if isinstance(value, str) and "x-link" in schema:
        yield route, Ref(value, tuple(schema["x-link"]))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _links(schema.get("properties", {}).get(key, {}), item, (*route, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _links(schema.get("items", {}), item, (*route, index))


# Of what jsonschema says: it repeats the whole value.
_MOST_SAID = 300
_WHOLE = re.compile(r"[-+]?(?:0|[1-9]\d*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None}


def typed_values(value: Any) -> Any:
    """Texts as JSON Schema expects them: numbers and truth values where the text is one."""
    if isinstance(value, dict):
        return {key: typed_values(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed_values(item) for item in value]
    if not isinstance(value, str) or isinstance(value, Quoted):
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _WHOLE.fullmatch(value) and len(value) < 19:
        return int(value)
    return float(value) if _NUMBER.fullmatch(value) else value


def schema_faults(schema: Mapping[str, Any], value: object, noun: str) -> list[Fault]:
    """Each fault that the JSON Schema finds, as a plain sentence."""
    try:
        return [fault for error in schema_errors(schema, value) for fault in _plain(error, noun)]
    except TooMuchError:
        said = f"the schema of {noun} follows its references endlessly here; simplify the schema or the entry"
        return [Fault((), said)]


def _plain(error: Any, noun: str) -> Iterator[Fault]:
    route: Route = tuple(error.absolute_path)
    name, limit, value = route_name(route), error.validator_value, error.instance
    if error.validator == "required":
        # One error for each missing field, which names it in its message alone.
        yield missing(route, [error.message.removesuffix(" is a required property").strip("'\"")])
    elif error.validator == "additionalProperties" and limit is False:
        known = list(error.schema.get("properties", {}))
        for key in additional_keys(error.schema, value):
            yield Fault((*route, key), f"`{key}` is not a field of {noun}{nearest(str(key), known)}", True)
    elif error.validator == "enum":
        choices = [str(choice) for choice in limit]
        yield Fault(
            route, f"{name} must be {alternatives(choices)}, not `{value}`{nearest(str(value), choices)}"
        )
    elif error.validator == "type":
        wanted = limit if isinstance(limit, str) else limit[0]
        yield Fault(
            route,
            f"{name} must be {_TYPES.get(wanted, wanted)}"
            + ("" if isinstance(value, list | dict) else f", not `{value}`"),
        )
    elif error.validator in _LIMITS:
        yield Fault(route, f"{name} {_LIMITS[error.validator].format(limit)}")
    else:
        yield Fault(route, f"{name} does not fit the schema of {noun}: {error.message[:_MOST_SAID]}")


_TYPES = {
    "string": "a text (a number or a word such as true needs quotes)",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a group of keys and values",
}
_LIMITS = {
    "minimum": "must be {0} or more",
    "maximum": "must be {0} or less",
    "exclusiveMinimum": "must be more than {0}",
    "exclusiveMaximum": "must be less than {0}",
    "minLength": "must have at least {0} characters",
    "maxLength": "must have at most {0} characters",
    "minItems": "must have at least {0} items",
    "maxItems": "must have at most {0} items",
    "pattern": "does not have the expected form ({0})",
    "format": "is not a valid {0}",
    "uniqueItems": "holds the same item twice",
    "const": "must be `{0}`",
}
