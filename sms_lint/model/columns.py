"""What the schema of a kind asks of the columns of a table: one condition in SQL for each field.

The conditions are derived from the same JSON Schema that editors and the reference pages use. They only
find the rows; what is said about a row is said by the kind itself, as for a row in YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sms_lint.ground.fields import NUMBER_PATTERN, WHOLE_PATTERN
from sms_lint.ground.sql import literal
from sms_lint.ground.time_units import DURATION_PATTERN
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.node import Node
from sms_lint.model.own_kind import OwnRecord
from sms_lint.model.row_rules import column

# The schema of a number states its bounds only, not how it is written.
_NUMBERS = {"integer": WHOLE_PATTERN, "number": NUMBER_PATTERN}
# RE2 takes \S by ASCII, Python by Unicode: a text of no-break spaces says nothing either.
_NOT_SPACE = r"[^\s\p{Z}\x{1c}-\x{1f}\x{85}\x0b]"
_ZERO_DURATION = f"^(?:{DURATION_PATTERN})$"


@dataclass(frozen=True)
class FieldForm:
    """A field as a column: `schema` describes one value, or one item where it takes several (`many`).

    `nested` is a group of keys, which no column can hold. `links` are the kinds that a reference may lead
    to, empty for any; None where the field is no reference.
    """

    name: str
    required: bool
    schema: Mapping[str, Any]
    many: bool = False
    nested: bool = False

    @property
    def links(self) -> tuple[str, ...] | None:
        """The kinds that it may refer to."""
        return tuple(self.schema["x-link"]) if "x-link" in self.schema else None

    @property
    def is_date(self) -> bool:
        """Whether it takes a day without a time."""
        return self.schema.get("format") == "date"

    @property
    def is_day_or_time(self) -> bool:
        """Whether it takes a day, or a day with a time."""
        return self.is_date or bool(self.schema.get("x-moment"))

    def wrong(self) -> str:
        """A condition that is true where the column is filled with something of the wrong form."""
        if not self.many:
            return wrong(self.schema, column(self.name))
        items = f"string_split({column(self.name)}, '{SEPARATOR}')"
        return f"coalesce(len(list_filter({items}, lambda item: {wrong(self.schema, 'item')})) > 0, false)"

    def faulty(self) -> str:
        """A condition that is also true where a required column is empty, or holds what only the kind can judge."""
        name = column(self.name)
        # A time that the database does not read, such as one with an offset of 23 hours, would pass the row rules.
        unread = f" OR ({name} IS NOT NULL AND try_cast({name} AS TIMESTAMP) IS NULL)"
        empty = f"{name} IS NULL OR " if self.required else ""
        return f"({empty}{self.wrong()}{unread if self.schema.get('x-moment') else ''})"


@lru_cache(maxsize=256)  # kinds of an organization's own are made again with every reading
def field_forms(model: type[Node]) -> tuple[FieldForm, ...]:
    """Every field of a kind, in the order of its model."""
    schema = model.model_json_schema(by_alias=True)
    properties, required = dict(schema["properties"]), list(schema.get("required", ()))
    if issubclass(model, OwnRecord):
        own = model.SCHEMA.get("properties", {})
        properties.update({name: part for name, part in own.items() if name not in properties})
        required += [name for name in model.SCHEMA.get("required", ()) if name not in required]
    return tuple(_form(name, name in required, part) for name, part in properties.items())


def _form(name: str, required: bool, schema: Any) -> FieldForm:
    value = _value(schema)
    many = value.get("type") == "array"
    if many:
        value = _value(value.get("items", {}))
    nested = "$ref" in value or "anyOf" in value or value.get("type") in ("object", "array")
    return FieldForm(name, required, value, many, nested)


def _value(schema: Any) -> Mapping[str, Any]:
    """The schema of a value that is present: without the choice of null."""
    if not isinstance(schema, dict):
        return {}
    choices = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    if len(choices) == 1:
        return dict(choices[0])
    if isinstance(schema.get("type"), list):
        types = [name for name in schema["type"] if name != "null"]
        rest = {key: value for key, value in schema.items() if key != "type"}
        return rest | ({"type": types[0]} if len(types) == 1 else {})
    return schema


def wrong(schema: Mapping[str, Any], value: str) -> str:
    """A condition on the SQL expression `value`, never NULL: true where it is filled and of the wrong form."""
    conditions = list(_conditions(schema, value))
    return f"coalesce({' OR '.join(conditions)}, false)" if conditions else "false"


def _conditions(schema: Mapping[str, Any], value: str) -> list[str]:
    found: list[str] = []
    if "enum" in schema:
        choices = ", ".join(literal(str(choice)) for choice in schema["enum"])
        found.append(f"{value} NOT IN ({choices})")
    if schema.get("type") in _NUMBERS:
        found += _number_conditions(schema, value)
    if "pattern" in schema:
        found.append(f"NOT regexp_matches({value}, {literal(re2(schema['pattern']))})")
    if schema.get("pattern") == _ZERO_DURATION:
        found.append(f"regexp_matches({value}, '^0+ ')")
    if "maxLength" in schema:
        found.append(f"length({value}) > {int(schema['maxLength'])}")
    if schema.get("format") == "date":
        found.append(f"(try_cast({value} AS DATE) IS NULL AND {value} IS NOT NULL) OR {value} < '0001'")
    if schema.get("x-moment"):
        found.append(_no_moment(value))
    return found


def _number_conditions(schema: Mapping[str, Any], value: str) -> list[str]:
    found = [f"NOT regexp_full_match({value}, {literal(_NUMBERS[schema['type']])})"]
    number = f"try_cast(ltrim({value}, '+') AS DECIMAL(38, 9))"
    if "minimum" in schema:
        found.append(f"{number} < {schema['minimum']}")
    if "maximum" in schema:
        found.append(f"{number} > {schema['maximum']}")
    return found


def _no_moment(value: str) -> str:
    """Day, clock and offset, each by itself: a cast alone takes 24:00 and offsets of any size."""
    day = f"try_cast(left({value}, 10) AS DATE) IS NULL OR {value} < '0001'"
    clock = r"'^.{10}(?:.(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$'"
    return f"({value} IS NOT NULL AND ({day} OR NOT regexp_matches({value}, {clock})))"


def re2(pattern: str) -> str:
    """A pattern of ours for RE2, with the meaning that Python gives it."""
    return _NOT_SPACE if pattern == r"\S" else pattern
