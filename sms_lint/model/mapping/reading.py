"""Mappings from their files: those of the program, and an organisation's own that may build on one of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from sms_lint.ground.faults import Fault, model_faults, nearest
from sms_lint.ground.text import read_yaml
from sms_lint.model.mapping.checks import mapping_faults
from sms_lint.model.mapping.package_data import data_text, mapping_names
from sms_lint.model.mapping.shape import ImportMapping
from sms_lint.model.node import Kinds

# Groups of keys that are laid over each other; anything else is replaced as a whole.
_GROUPS = ("columns", "constants", "form", "live", "only", "table")


class MappingRead(NamedTuple):
    """A mapping, or none, and what is wrong with it."""

    mapping: ImportMapping | None
    faults: tuple[Fault, ...]


def shipped_text(name: str) -> str:
    """The text of a mapping that comes with the program."""
    return data_text("data", name)


def shipped_mapping(name: str) -> ImportMapping:
    """A mapping that comes with the program. A fault in it is our own bug."""
    return ImportMapping.model_validate(read_yaml(shipped_text(name)).values)


def read_mapping(values: object, kinds: Kinds) -> MappingRead:
    """The mapping that `values` describe, laid over the one that it is based on."""
    if not isinstance(values, dict):
        return MappingRead(None, (Fault((), "a mapping is a group of keys, such as `kind: incident`"),))
    base = values.get("based_on")
    if base is not None and base not in mapping_names():
        known = list(mapping_names())
        said = f"there is no mapping `{base}`{nearest(str(base), known)}; there are: {', '.join(known)}"
        return MappingRead(None, (Fault(("based_on",), said),))
    given = _laid_over(read_yaml(shipped_text(base)).values, values) if base else values
    try:
        mapping = ImportMapping.model_validate(given)
    except ValidationError as error:
        return MappingRead(None, tuple(model_faults(error, ImportMapping, "a mapping")))
    if mapping.kind not in kinds:
        said = f"there is no kind `{mapping.kind}`{nearest(mapping.kind, list(kinds))}"
        return MappingRead(None, (Fault(("kind",), said),))
    faults = tuple(mapping_faults(mapping, kinds[mapping.kind]))
    return MappingRead(None if faults else mapping, faults)


def _laid_over(base: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What is written before what it is based on; a field without a value takes the field out."""
    found = {**base, **values}
    for name in _GROUPS:
        below, above = base.get(name), values.get(name)
        if isinstance(below, dict) and isinstance(above, dict):
            laid = {**below, **above}
            found[name] = {key: value for key, value in laid.items() if value is not None}
    return found
