"""Kinds of the organization's own: from the JSON Schema file that the settings name to a class."""

from collections.abc import Iterator, Mapping
from typing import Any

from sms_lint.ground.faults import nearest
from sms_lint.load.files import Disk, decode, leads_out
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.kind import Kind
from sms_lint.model.own_kind import OwnRecord, own_kind_model
from sms_lint.model.own_schema import read_own_schema
from sms_lint.model.settings import OwnKind


def own_kind(disk: Disk, setting: OwnKind, read: ReadFiles) -> tuple[type[OwnRecord] | None, str]:
    """The class of an own kind, or None and why there is none."""
    path = setting.schema_
    if leads_out(path):
        return None, f"`{path}` leads out of the repository"
    text = decode(disk, path)
    if text.file is None:
        return None, f"`{path}`: {text.reading_faults[0].message}"
    schema_text = text.file.text
    return read.once(("own kind", setting.kind), (setting, schema_text), lambda: _made(setting, schema_text))


def _made(setting: OwnKind, text: str) -> tuple[type[OwnRecord] | None, str]:
    path = setting.schema_
    schema, fault = read_own_schema(text)
    if fault:
        return None, f"`{path}` is not a usable JSON Schema: {fault}"
    return own_kind_model(_kind(setting), schema), ""


def _kind(setting: OwnKind) -> Kind:
    return Kind(
        setting.kind,
        setting.title,
        f"{setting.title} records",
        "records",
        moment=setting.moment or "",
        state=setting.state or "",
        settled=setting.finished,
    )


def own_kind_faults(setting: OwnKind, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a setting says of fields and words that the schema does not have: the key, and a sentence."""
    properties = schema.get("properties", {})
    for key, field in (("moment", setting.moment), ("state", setting.state)):
        if field and field not in properties:
            fault = f"`{field}` is not a field of {setting.schema_}{nearest(field, list(properties))}"
            yield key, fault
    if setting.finished and not setting.state:
        yield "finished", "`finished` needs `state`, the field that says so"
    words = properties.get(setting.state, {}).get("enum") or setting.finished
    for word in setting.finished:
        if word not in words:
            yield "finished", f"`{setting.state}` never says `{word}`{nearest(word, list(map(str, words)))}"
