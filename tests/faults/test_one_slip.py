"""A value that cannot be read is one finding: nothing is said of what is missing because of it.

SMS_LINT_NIGHTLY=1 breaks a value of every field of every kind, each by itself; by day some of them, several at once.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest

from sms_lint.model.node import Node, Table
from sms_lint.report.together import together
from tests.faults.planting import Reference
from tests.reference import reference_system

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
NONSENSE = "zzz"
# Tests over which the groups are divided.
SHARES = 24 if NIGHTLY else 1


class Value(NamedTuple):
    """A value on one line of a file: of which field, and where."""

    field: str
    path: str
    start: int
    end: int


def values() -> list[Value]:
    """One value of each field of each kind that the reference system has."""
    return list(
        {
            value.field: value for node in reversed(reference_system().nodes) for value in _values(node)
        }.values()
    )


def _values(node: Node) -> Iterator[Value]:
    for name, field in type(node).model_fields.items():
        if name == "id" or isinstance(node, Table) or getattr(node, name) is None:
            continue
        place = node.at(field.alias or name)
        text = place.file.text[place.start : place.end]
        if (
            place != node.at()
            and text.strip()
            and "\n" not in text
            and _is_refused(type(node), field.alias or name)
        ):
            yield Value(f"{node.kind}.{name}", place.path, place.start, place.end)


@cache
def _is_refused(kind: type[Node], name: str) -> bool:
    """Whether the field must have a form, which this is not."""
    return any(fault.route == (name,) and not fault.missing for fault in kind.read({name: NONSENSE})[1])


def groups(of: Iterable[Value], size: int) -> list[tuple[Value, ...]]:
    """The values in groups of at most `size`, each in a file of its own."""
    made: list[dict[str, Value]] = []
    for value in of:
        room = (group for group in made if len(group) < size and value.path not in group)
        group = next(room, None)
        if group is None:
            made.append(group := {})
        group[value.path] = value
    return [tuple(group.values()) for group in made]


@cache
def all_groups() -> list[tuple[Value, ...]]:
    """By day an eighth of the values, twelve in a group; made when asked for, since the whole system is read for it."""
    found = values()
    return groups(found, 1) if NIGHTLY else groups(found[::8], 12)


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_follows_from_a_value_that_cannot_be_read(share: int, reference: Reference) -> None:
    told = {}
    for group in all_groups()[share::SHARES]:
        overlay: dict[str, str | None] = {}
        for value in group:
            text = reference.text(value.path)
            assert text is not None
            overlay[value.path] = text[: value.start] + NONSENSE + text[value.end :]
        found = together(reference.judged(overlay).findings)
        refused = sorted((each.at.path, each.at.start) for each in found if each.rule == "schema")
        others = [each for each in found if each.rule != "schema"]
        if others or refused != sorted((value.path, value.start) for value in group):
            told[" and ".join(value.field for value in group)] = (refused, others)
    assert told == {}
