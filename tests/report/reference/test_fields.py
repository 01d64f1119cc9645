"""Fields in the words of people: of our kinds, and of whatever schema an organisation writes."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.kind import Kind
from sms_lint.model.own_kind import own_kind_model
from sms_lint.report.reference import Reference
from sms_lint.report.reference.fields import FieldFact, fields_of, fields_of_kind, value_words


def by_key(fields: tuple[FieldFact, ...]) -> dict[str, FieldFact]:
    return {field.key: field for field in fields}


def test_every_field_of_every_kind_has_a_title_and_says_what_to_write(reference: Reference) -> None:
    for name, model in reference.kinds.items():
        for field in fields_of_kind(model):
            assert field.title, f"{name}.{field.key}"
            assert field.description, f"{name}.{field.key}"
            assert field.value, f"{name}.{field.key}"


def test_fields_of_groups_follow_their_group(reference: Reference) -> None:
    keys = [field.key for field in fields_of_kind(reference.kinds["policy"])]
    assert keys[keys.index("review") + 1 : keys.index("review") + 3] == ["review.every", "review.last"]
    targets = [
        field.key for field in fields_of_kind(reference.kinds["kpi"]) if field.key.startswith("targets")
    ]
    assert targets[:2] == ["targets", "targets[].from"]


def test_an_own_kind_has_the_fields_of_its_schema_besides_its_id() -> None:
    schema = {
        "type": "object",
        "required": ["plate"],
        "properties": {
            "plate": {"type": "string", "title": "Plate", "description": "As the\n  registration says."},
            "driver": {"type": "string", "x-link": ["person"]},
            "seats": {"type": "integer", "minimum": 1, "maximum": 9},
            "service": {"$ref": "#/$defs/service"},
            "electric": {"type": "boolean"},
        },
        "$defs": {"service": {"type": "object", "properties": {"due": {"type": "string", "format": "date"}}}},
    }
    fields = by_key(fields_of_kind(own_kind_model(Kind("vehicle", "Vehicle", "Vehicles", "records"), schema)))
    assert fields["id"].needed
    assert fields["plate"] == FieldFact("plate", "Plate", True, "a text", "As the registration says.")
    assert fields["driver"].value == "id of a person"
    assert fields["seats"].value == "whole number 1–9"
    assert fields["service.due"].value == "a date such as 2026-03-31"
    assert fields["electric"].value == "`true`, `false`"


def test_limits_in_words() -> None:
    assert value_words({"type": "number", "maximum": 5}, {}) == "number, 5 or less"
    assert value_words({"type": "number", "minimum": 0}, {}) == "number, 0 or more"
    assert value_words({"type": "integer", "x-unit": "days"}, {}) == "whole number (days)"


WORDS = st.sampled_from([
    "properties", "required", "items", "anyOf", "allOf", "$ref", "$defs", "type", "enum", "x-link", "title",
    "description", "minimum", "format", "a",
])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
SCHEMAS = st.dictionaries(
    WORDS, JSON | st.sampled_from(["#", "#/$defs/a", "#/properties/a", "array"]), max_size=6
)


@given(SCHEMAS, SCHEMAS)
def test_no_schema_stops_the_page(schema: dict[str, Any], inner: dict[str, Any]) -> None:
    whole = {**schema, "properties": {"a": inner, "b": {"$ref": "#/properties/a"}, "c": {"$ref": "#"}}}
    fields = list(fields_of(whole))
    assert {"a", "b", "c"} <= {field.key for field in fields}
    assert all(
        isinstance(part, str) for field in fields for part in (field.title, field.value, field.description)
    )
