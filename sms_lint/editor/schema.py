"""What may be written at a place: the part of the JSON Schema of its file that describes it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sms_lint.editor.cursor import Keys, keys_part
from sms_lint.model.controlled_files import IMPORTS
from sms_lint.model.node import Document, Node, Register
from sms_lint.model.own_kind import OwnRecord
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.model.trust import TRUST_FILE
from sms_lint.report.reference.schemas import kind_schema, mapping_schema, settings_schema, trust_schema
from sms_lint.system.sms import Sms

Schema = Mapping[str, Any]
_KIND = re.compile(r"^kind[ \t]*:[ \t]*[\"']?(?P<kind>[a-z][a-z0-9-]*)", re.M)
_DEEPEST = 12  # references from schema to schema


class FileSchema(NamedTuple):
    """The schema of a file, where its values begin in it, and the kind that it says it is; no kind for settings."""

    whole: Schema
    start: Schema
    kind: str = ""


class FieldHere(NamedTuple):
    """A field that a group may have: its name, what is said of it, and whether the group needs it."""

    name: str
    schema: Schema
    needed: bool


def file_schema(sms: Sms, path: str, text: str) -> FileSchema | None:
    """The schema of a file by its path and by the kind it says; None where it says none, or one that is unknown."""
    if path == SETTINGS_FILE:
        whole: Schema = _settings()
        return FileSchema(whole, whole)
    if path == TRUST_FILE:
        whole = _trust()
        return FileSchema(whole, whole)
    if path.startswith(f"{IMPORTS}/"):
        whole = _mapping()
        return FileSchema(whole, whole)
    start, end = keys_part(path, text)
    kind = _KIND.search(text, start, end)
    model = sms.kinds.get(kind["kind"]) if kind else None
    if model is None or kind is None:
        return None
    whole = _of_kind(model)
    return FileSchema(whole, _form(whole, model, path, text[start:end]), kind["kind"])


def entry_schema_of(model: type[Node]) -> FileSchema:
    """The schema of one entry of a kind, for the columns of a table."""
    whole = _of_kind(model)
    return FileSchema(whole, _group(whole.get("$defs")).get("entry", whole), model.KIND.name)


_settings = lru_cache(maxsize=1)(settings_schema)
_trust = lru_cache(maxsize=1)(trust_schema)
_mapping = lru_cache(maxsize=1)(mapping_schema)


@lru_cache(maxsize=256)
def _of_kind(model: type[Node]) -> Schema:
    schema = kind_schema(model)
    if not issubclass(model, OwnRecord):
        return schema
    forms = dict(schema["$defs"])
    for name in ("entry", "record"):
        own = {**model.SCHEMA.get("properties", {}), **forms[name].get("properties", {})}
        needed = [*forms[name].get("required", ()), *model.SCHEMA.get("required", ())]
        forms[name] = {**forms[name], "properties": own, "required": needed}
    return {**schema, "$defs": {**model.SCHEMA.get("$defs", {}), **forms}}


def _form(whole: Schema, model: type[Node], path: str, text: str) -> Schema:
    """Of a kind that has several forms, the one that a text has, or is about to get."""
    if issubclass(model, Document):
        return whole
    forms: Mapping[str, Schema] = whole["$defs"]
    if re.search(r"^entries[ \t]*:", text, re.M) or path == model.KIND.register_file:
        return forms["register"]
    if re.search(r"^data[ \t]*:", text, re.M) and "data" not in model.model_fields:
        return forms["table"]
    is_header = re.search(rf"^id[ \t]*:[ \t]*{Register.KIND.prefix}-", text, re.M)
    return forms["register"] if is_header else forms["record"]


def schemas_at(file: FileSchema, keys: Keys) -> tuple[Schema, ...]:
    """Every schema that may describe the value under some keys; empty where nothing is known of it."""
    here = tuple(_choices(file.start, file.whole, _DEEPEST))
    for key in keys:
        below = [_below(schema, key) for schema in here]
        here = tuple(
            choice
            for schema in below
            if schema is not None
            for choice in _choices(schema, file.whole, _DEEPEST)
        )
    return here


def fields_at(file: FileSchema, keys: Keys) -> tuple[FieldHere, ...]:
    """The fields that the group under some keys may have, each once."""
    found: dict[str, FieldHere] = {}
    for schema in schemas_at(file, keys):
        needed = frozenset(map(str, schema.get("required", ())))
        for name, part in _group(schema.get("properties")).items():
            found.setdefault(name, FieldHere(name, _group(part), name in needed))
    return tuple(found.values())


def field_at(file: FileSchema, keys: Keys) -> FieldHere | None:
    """The field that the last of some keys names; None where it names none."""
    if not keys or keys[-1] is None:
        return None
    return next((field for field in fields_at(file, keys[:-1]) if field.name == keys[-1]), None)


def _below(schema: Schema, key: str | None) -> Schema | None:
    if key is None:
        return _group(schema.get("items")) or None
    part = _group(schema.get("properties")).get(key)
    if part is None and isinstance(schema.get("additionalProperties"), dict):
        return _group(schema["additionalProperties"])
    return _group(part) or None


def _choices(schema: Schema, whole: Schema, depth: int) -> Iterator[Schema]:
    """A schema, or each that it leaves to choose from, references followed; what describes nothing is left out."""
    if depth == 0:
        return
    if "$ref" in schema:
        yield from _choices({**_followed(schema, whole), **_without_ref(schema)}, whole, depth - 1)
        return
    choices = [_group(part) for name in ("anyOf", "oneOf") for part in schema.get(name, ()) or ()]
    if not choices:
        yield schema
        return
    told = {key: schema[key] for key in ("title", "description") if key in schema}
    for choice in choices:
        if choice.get("type") != "null":
            yield from _choices({**choice, **told}, whole, depth - 1)


def _without_ref(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "$ref"}


def _followed(schema: Schema, whole: Schema) -> Schema:
    found: Any = whole
    for key in str(schema["$ref"]).removeprefix("#").strip("/").split("/"):
        found = _group(found).get(key.replace("~1", "/").replace("~0", "~"))
    return _group(found)


def _group(value: object) -> Schema:
    return value if isinstance(value, dict) else {}
