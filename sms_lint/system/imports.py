"""Imports from ticket tools: the organisation's mappings, and how old what they brought in is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.ground.durations import Duration
from sms_lint.ground.source import Origin
from sms_lint.model.node import Table

if TYPE_CHECKING:
    from sms_lint.model.mapping import ImportMapping
    from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class OwnMapping:
    """A mapping that the organisation keeps: its name, which is that of its file, and where it is written."""

    name: str
    mapping: "ImportMapping"
    origin: Origin


class LastImport(NamedTuple):
    """The newest export that a mapping brought in, the header that says so, and how long it counts as up to date."""

    mapping: str
    table: Table
    exported: date
    fresh_for: Duration | None


def last_imports(sms: "Sms") -> Iterator[LastImport]:
    """The last import of each mapping that a header names."""
    own = {each.name: each.mapping for each in sms.mappings}
    newest: dict[str, Table] = {}
    for table in sms.all(Table):
        name = table.source.mapping
        if name and (name not in newest or table.source.exported > newest[name].source.exported):
            newest[name] = table
    if not newest:
        return
    from sms_lint.model.mapping import mapping_names, shipped_mapping

    for name, table in newest.items():
        mapping = own.get(name) or (shipped_mapping(name) if name in mapping_names() else None)
        yield LastImport(name, table, table.source.exported, mapping.fresh_for if mapping else None)
