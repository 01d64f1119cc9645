"""What is accepted of an organization's own schemas, and that nothing in them fetches, runs on or breaks."""

import json
import socket
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.patterns import PatternError, owner_pattern
from sms_lint.model.own_kind import schema_faults
from sms_lint.model.own_schema import read_own_schema


def read(schema: Any) -> Any:
    return read_own_schema(json.dumps(schema))


def faults(schema: Any, value: object) -> list[str]:
    whole, fault = read(schema)
    assert fault == ""
    return [found.message for found in schema_faults(whole, value, "a thing")]


def test_a_schema_may_refer_to_its_own_parts() -> None:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"size": {"type": "integer", "minimum": 1}},
        "properties": {"size": {"$ref": "#/$defs/size"}, "parts": {"items": {"$ref": "#"}}, "any": True},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    assert faults(schema, {"size": 2, "any": [1], "parts": [{"size": 1}], "x-more": 1}) == []
    assert faults(schema, {"size": 0}) == ["`size` must be 1 or more"]
    assert faults(schema, {"parts": [{"size": 0}]}) == ["`parts`, item 1, `size` must be 1 or more"]
    assert faults(schema, {"more": 1}) == ["`more` is not a field of a thing"]


def test_a_pattern_has_to_be_found_and_takes_no_time() -> None:
    schema = {
        "properties": {"v": {"pattern": "^(a+)+$"}},
        "patternProperties": {"^(b+)+$": {"type": "integer"}},
    }
    began = process_time()
    assert faults(schema, {"v": "a" * 50_000}) == []
    assert faults(schema, {"v": "a" * 50_000 + "!"}) == ["`v` does not have the expected form (^(a+)+$)"]
    assert faults(schema, {"b" * 50_000 + "!": "x"}) == []
    assert process_time() - began < 2


def test_the_same_item_is_found_in_a_long_list() -> None:
    schema = {"properties": {"v": {"uniqueItems": True}}}
    began = process_time()
    assert faults(schema, {"v": [{"a": number} for number in range(20_000)] + [1, True, [1], [True]]}) == []
    assert faults(schema, {"v": [{"a": [1]}, 2, {"a": [1.0]}]}) == ["`v` holds the same item twice"]
    assert process_time() - began < 5


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"properties": {"v": {"$ref": "file:///etc/hostname"}}}, "only references inside itself"),
        ({"properties": {"v": {"$ref": "https://example.invalid/x"}}}, "only references inside itself"),
        ({"properties": {"v": {"$ref": "other.json#/a"}}}, "only references inside itself"),
        ({"allOf": [{"$dynamicRef": "https://example.invalid/x"}]}, "only references inside itself"),
        ({"const": {"$ref": "https://example.invalid/x"}}, "only references inside itself"),
        ({"properties": {"v": {"$id": "https://example.invalid/", "$ref": "#"}}}, "`$id` does not exist"),
        (
            {"properties": {"v": {"$schema": "http://json-schema.org/draft-04/schema#"}}},
            "`$schema` does not exist",
        ),
        ({"properties": {"v": {"$ref": "#/nowhere"}}}, "there is no schema"),
        ({"enum": [{"pattern": "("}], "$ref": "#/enum/0"}, "there is no schema"),
        ({"properties": {"v": {"pattern": "("}}}, "the pattern `(` cannot be used"),
        ({"properties": {"v": {"pattern": "(?=a)a"}}}, "could take too long"),
        ({"patternProperties": {"(a)\\1": {}}}, "could take too long"),
        ({"properties": {"v": {"pattern": "a" * 2000}}}, "longer than 1000 characters"),
        ({"properties": {"v": {"x-link": 5}}}, "`x-link` must be a list of kinds"),
        ({"unevaluatedProperties": False}, "cannot be used"),
        ({"properties": 5}, "is not of type 'object'"),
        ([], "must be a group"),
    ],
)
def test_what_is_not_accepted_is_said(schema: object, said: str) -> None:
    assert said in read(schema)[1]


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 5000, '{"a":' * 5000, '{"maximum": 1e999}', '{"maximum": NaN}', "9" * 50]
)
def test_what_is_no_json_is_said(text: str) -> None:
    assert read_own_schema(text)[1]


def test_references_in_a_circle_come_to_an_end() -> None:
    assert "without an end" in faults({"properties": {"v": {"$ref": "#/properties/v"}}}, {"v": 1})[0]
    doubling = {f"a{level}": {"allOf": [{"$ref": f"#/$defs/a{level + 1}"}] * 2} for level in range(40)}
    schema = {"$defs": {**doubling, "a40": {}}, "properties": {"v": {"$ref": "#/$defs/a0"}}}
    assert "without an end" in faults(schema, {"v": 1})[0]


def test_patterns_mean_what_they_mean_in_tables() -> None:
    assert owner_pattern("^[A-Z]{3}-\\d+$")("ABC-12")
    assert not owner_pattern("^[A-Z]{3}-\\d+$")("ABC-12\n")
    with pytest.raises(PatternError, match="missing"):
        owner_pattern("(")


WORDS = st.sampled_from(
    ["v", "w", "id", "$ref", "pattern", "type", "properties", "#", "#/properties/v", "(a+)+$", "[", "string"]
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(max_size=3),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=3),
    max_leaves=8,
)
KEYWORDS = [
    "type",
    "properties",
    "items",
    "$ref",
    "$dynamicRef",
    "pattern",
    "patternProperties",
    "additionalProperties",
    "uniqueItems",
    "enum",
    "const",
    "format",
    "anyOf",
    "allOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "multipleOf",
    "minimum",
    "maxLength",
    "required",
    "dependentRequired",
    "dependentSchemas",
    "propertyNames",
    "prefixItems",
    "$defs",
    "x-link",
    "title",
    "description",
    "minProperties",
]
PART: st.SearchStrategy[Any] = st.deferred(
    lambda: st.booleans() | st.dictionaries(st.sampled_from(KEYWORDS), st.one_of(JSON, PART, st.dictionaries(WORDS, PART, max_size=2), st.lists(PART, max_size=2)), max_size=3)
)  # fmt: skip


@settings(max_examples=200)
@given(PART, JSON)
def test_no_schema_breaks_the_reader(schema: Any, value: Any) -> None:
    whole, fault = read(schema)
    if not fault:
        schema_faults(whole, {"v": value, "w": [value]}, "a thing")


def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert read({"properties": {"v": {"$ref": "http://localhost:9/x"}}})[1]
    assert (
        faults(
            {
                "$schema": "http://localhost:9/draft",
                "properties": {"v": {"$ref": "#/$defs/a"}},
                "$defs": {"a": {}},
            },
            {"v": 1},
        )
        == []
    )
