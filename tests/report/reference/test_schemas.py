"""The generated JSON Schemas: valid themselves, and of one mind with the models."""

import json
import re
from collections.abc import Mapping
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from sms_lint.model.kinds import kinds
from sms_lint.model.node import Node
from sms_lint.report.reference.schemas import entry_schema, kind_schema, settings_schema

MODELS = Path(__file__).parents[2] / "model" / "kinds"
KINDS = kinds()


def examples() -> dict[str, dict[str, Any]]:
    """The full examples of every kind, from the tests of the models."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(MODELS.glob("test_*.py")):
        spec = util.spec_from_file_location(f"examples_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found |= getattr(module, "EXAMPLES", {})
    return found


EXAMPLES = examples()


def validator(model: type[Node]) -> Draft202012Validator:
    shared: dict[str, Any] = {}
    schema = {**entry_schema(model, shared), "$defs": shared}
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def as_editor_reads(value: Any, schema: Mapping[str, Any], groups: Mapping[str, Any]) -> Any:
    """Texts as an editor's YAML reader would give them to the schema: numbers where a number is asked for."""
    schema = groups[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, dict):
        inner = next((choice for choice in branches(schema, groups) if "properties" in choice), schema)
        return {
            key: as_editor_reads(item, inner.get("properties", {}).get(key, {}), groups)
            for key, item in value.items()
        }
    if isinstance(value, list):
        inner = next((choice for choice in branches(schema, groups) if "items" in choice), schema)
        return [as_editor_reads(item, inner.get("items", {}), groups) for item in value]
    types = {choice.get("type") for choice in branches(schema, groups)}
    if isinstance(value, str) and types & {"integer", "number"} and re.fullmatch(r"[-+]?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return value


def branches(schema: Mapping[str, Any], groups: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "$ref" in schema:
        return branches(groups[schema["$ref"].rpartition("/")[2]], groups)
    found = [schema]
    for choice in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        found += branches(choice, groups)
    return found


def model_refuses(model: type[Node], values: Mapping[str, Any]) -> bool:
    """Whether the model refuses for a reason that JSON Schema can express."""
    _, found = model.read(values)
    beyond = {rule.fault(values) for rule in model.KIND.value_rules if not rule.schema()}
    impossible = re.compile(r"is not a time of the calendar|length of nothing")
    return any(fault.message not in beyond and not impossible.search(fault.message) for fault in found)


@pytest.mark.parametrize("name", KINDS)
def test_every_schema_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(kind_schema(KINDS[name]))


def test_the_schema_of_the_settings_is_valid() -> None:
    Draft202012Validator.check_schema(settings_schema())


@pytest.mark.parametrize("name", KINDS)
def test_every_field_tells_a_person_what_to_write(name: str) -> None:
    for field, schema in KINDS[name].model_json_schema(by_alias=True)["properties"].items():
        assert schema.get("title") or "$ref" in schema, field
        assert schema.get("description", "").endswith((".", "?", '"2.1".')), field


@pytest.mark.parametrize("name", EXAMPLES)
def test_schema_accepts_what_the_model_accepts(name: str) -> None:
    model = KINDS[name]
    schema = model.model_json_schema(by_alias=True)
    typed = as_editor_reads(EXAMPLES[name], schema, schema.get("$defs", {}))
    assert model.read(EXAMPLES[name])[1] == []
    assert [error.message for error in validator(model).iter_errors(typed)] == []


GARBAGE = st.one_of(
    st.none(),
    st.just([]),
    st.just({}),
    st.sampled_from(
        ["", "  ", "yes", "no", "0", "-1", "3", "101", "2026-02-30", "2026-05-05", "2026-05-05T10:00"]
    ),
    st.sampled_from(
        ["open", "closed", "CHG-1", "SVC-X", "chg-1", "change-manager", "12 months", "1.5", "x y", "2026-Q1"]
    ),
    st.lists(st.sampled_from(["CHG-1", "x", "change-manager"]), max_size=2),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12).filter(
        lambda text: not re.fullmatch(r"\s*[-+]?[\d.]+\s*", text)
    ),
)


@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_model_and_schema_accept_and_refuse_alike(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(EXAMPLES)))
    values = json.loads(json.dumps(EXAMPLES[name]))
    target, key = values, data.draw(st.sampled_from(sorted(values)))
    while data.draw(st.booleans()) and isinstance(target[key], dict | list) and target[key]:
        target = target[key]
        key = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else range(len(target))))
    action = data.draw(st.sampled_from(["replace", "delete", "add"]))
    if action == "delete":
        del target[key]
    elif action == "add" and isinstance(target, dict):
        target["unknown_field"] = "x"
    else:
        target[key] = data.draw(GARBAGE)
    model = KINDS[name]
    schema = model.model_json_schema(by_alias=True)
    typed = as_editor_reads(values, schema, schema.get("$defs", {}))
    refused = [error.message for error in validator(model).iter_errors(typed)]
    assert bool(refused) == model_refuses(model, values), (name, key, refused, model.read(values)[1])
