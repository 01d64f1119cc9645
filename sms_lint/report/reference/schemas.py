"""JSON Schema 2020-12 for each kind, so that an editor completes and checks while somebody types."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sms_lint.model.catalogue.own import HEAD, CatalogueFile
from sms_lint.model.mapping import ImportMapping
from sms_lint.model.node import Document, Node, Register, Table
from sms_lint.model.settings import Config
from sms_lint.model.trust import Trust

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_files(kinds: Mapping[str, type[Node]]) -> dict[str, str]:
    """One file for each kind, one for the settings, one for the trust settings, for mappings and for catalogues."""
    files = {f"schemas/{name}.json": _kind_text(model) for name, model in kinds.items()}
    return {
        **files,
        "schemas/settings.json": _text(settings_schema()),
        "schemas/trust.json": _text(trust_schema()),
        "schemas/import-mapping.json": _text(mapping_schema()),
        "schemas/catalogue.json": _text(catalogue_schema()),
    }


@lru_cache(maxsize=256)
def _kind_text(model: type[Node]) -> str:
    return _text(kind_schema(model))


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def settings_schema() -> dict[str, Any]:
    """The schema of `sms.yml`."""
    return {"$schema": _DRAFT, **Config.model_json_schema(by_alias=True), "title": "Settings of sms-lint"}


def trust_schema() -> dict[str, Any]:
    """The schema of `trust.yml`."""
    return {
        "$schema": _DRAFT,
        **Trust.model_json_schema(by_alias=True),
        "title": "Trust settings of sms-lint",
    }


def mapping_schema() -> dict[str, Any]:
    """The schema of a mapping in `imports`; one that builds on another may leave out what that one says."""
    schema = {
        "$schema": _DRAFT,
        **ImportMapping.model_json_schema(by_alias=True),
        "title": "Mapping of an import",
    }
    required = schema.pop("required")
    return {**schema, "if": {"not": {"required": ["based_on"]}}, "then": {"required": required}}


def catalogue_schema() -> dict[str, Any]:
    """The schema of a clause catalogue of the organization's own; only one that extends another may lack its head."""
    schema = {**CatalogueFile.model_json_schema(by_alias=True), "title": "Clause catalogue"}
    return {
        "$schema": _DRAFT,
        **schema,
        "if": {"not": {"required": ["extends"]}},
        "then": {"required": list(HEAD)},
    }


def kind_schema(model: type[Node]) -> dict[str, Any]:
    """The schema of a file of a kind: one record or document, a register with entries, or a table's header."""
    shared: dict[str, Any] = {}
    record = entry_schema(model, shared)
    head = {"$schema": _DRAFT, "title": model.KIND.title, "description": model.__doc__ or ""}
    if issubclass(model, Document):
        return {**head, **_with_kind(record, model), "$defs": shared}
    forms = {
        "entry": record,
        "record": {"title": model.KIND.title, **_with_kind(record, model)},
        "register": _register(model, shared),
        "table": _with_kind(_own(Table, shared), model),
    }
    return {
        **head,
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _kind_key(model)},
        "if": {"required": ["entries"]},
        "then": {"$ref": "#/$defs/register"},
        "else": {
            "if": {"required": ["data"]},
            "then": {"$ref": "#/$defs/table"},
            "else": {"$ref": "#/$defs/record"},
        },
        "$defs": {**shared, **forms},
    }


def entry_schema(model: type[Node], shared: dict[str, Any]) -> dict[str, Any]:
    """The schema of one entry, its value rules included; groups inside it are added to `shared`."""
    schema = _own(model, shared)
    rules = [fragment for rule in model.KIND.value_rules if (fragment := rule.schema())]
    return {**schema, "allOf": rules} if rules else schema


def _own(model: type[Node], shared: dict[str, Any]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    shared.update(schema.pop("$defs", {}))
    return schema


def _kind_key(model: type[Node]) -> dict[str, Any]:
    return {
        "const": model.KIND.name,
        "title": "Kind",
        "description": f"Says that the file holds {model.KIND.noun}.",
    }


def _with_kind(schema: Mapping[str, Any], model: type[Node]) -> dict[str, Any]:
    return {
        **schema,
        "required": ["kind", *schema.get("required", [])],
        "properties": {"kind": _kind_key(model), **schema["properties"]},
    }


def _register(model: type[Node], shared: dict[str, Any]) -> dict[str, Any]:
    header = _with_kind(_own(Register, shared), model)
    entries = {
        "title": "Entries",
        "description": f"The entries of the register, each {model.KIND.noun}.",
        "anyOf": [{"type": "array", "items": {"$ref": "#/$defs/entry"}}, {"type": "null"}],
    }
    return {**header, "properties": {**header["properties"], "entries": entries}}
