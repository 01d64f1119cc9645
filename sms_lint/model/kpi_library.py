"""Definitions of key performance indicators that come with the program; a catalogue adopts them by `based_on`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from sms_lint.ground.faults import Fault, nearest
from sms_lint.ground.text import read_yaml

BASED_ON = "based_on"


class LibraryKpi(NamedTuple):
    """A definition of the library: what is said about it, and the fields that it gives.

    `begin_with` is a target to begin with, `beside` the definition that shows at whose cost this one is reached,
    `by_hand` why it is not computed.
    """

    id: str
    topic: str
    begin_with: str
    fields: Mapping[str, Any]
    beside: str = ""
    note: str = ""
    by_hand: str = ""


_ABOUT = frozenset(LibraryKpi._fields) - {"fields"}


@cache
def kpi_library() -> Mapping[str, LibraryKpi]:
    """Every definition of the library, by its id and in its order."""
    text = files("sms_lint").joinpath("model", "kpi_library.yml").read_text(encoding="utf-8")
    return {entry["id"]: _read(entry) for entry in read_yaml(text).values}


def _read(entry: Mapping[str, Any]) -> LibraryKpi:
    about = {name: value for name, value in entry.items() if name in _ABOUT}
    return LibraryKpi(fields={name: value for name, value in entry.items() if name not in _ABOUT}, **about)


def laid_over(values: Mapping[str, Any]) -> Mapping[str, Any] | Fault:
    """The values of a KPI, with those of the definition that it is based on where it says nothing itself.

    A field that is written without a value is taken out.
    """
    name = values.get(BASED_ON)
    if name is None:
        return values
    base = kpi_library().get(name) if isinstance(name, str) else None
    if base is None:
        near = nearest(name, list(kpi_library())) if isinstance(name, str) else ""
        return Fault(
            (BASED_ON,), f"there is no KPI `{name}` in the library{near}; `sms-lint kpi --library` lists them"
        )
    own = {field: value for field, value in values.items() if value is not None or field not in base.fields}
    left_out = values.keys() - own.keys()
    return {**{field: value for field, value in base.fields.items() if field not in left_out}, **own}
