"""Which fields are written and say nothing that can be used, so that nobody knows what they mean."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from sms_lint.ground.fields import ClauseRef
from sms_lint.ground.source import Route
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms


class UnknownClause(NamedTuple):
    """A value that names a clause which no catalogue has: where it is written, and what it says."""

    node: Node
    route: Route
    ref: str


def unknown_clauses(sms: Sms) -> tuple[UnknownClause, ...]:
    """Every value that names a clause or obligation which does not exist, in the order of the files."""
    return sms.once(_unknown_clauses)


def lost_fields(sms: Sms) -> Mapping[str, frozenset[str]]:
    """For each id, the fields of what has it that could not be read, or that name a clause which does not exist."""
    return sms.once(_lost_fields)


def lost_clauses(sms: Sms) -> Mapping[str, frozenset[str]]:
    """For each id, the fields of what has it that name a clause which does not exist: any other may be meant."""
    return sms.once(_lost_clauses)


def is_lost(sms: Sms, model: type[Node], field: str) -> bool:
    """Whether nobody knows what this field of one of a class says."""
    lost = lost_fields(sms)
    return any(field in lost.get(node.id, ()) for node in sms.all(model))


def _lost_fields(sms: Sms) -> Mapping[str, frozenset[str]]:
    lost = {node.id: node.lost for node in sms.nodes if node.lost}
    for id_, fields in lost_clauses(sms).items():
        lost[id_] = lost.get(id_, frozenset()) | fields
    return lost


def _lost_clauses(sms: Sms) -> Mapping[str, frozenset[str]]:
    lost: dict[str, set[str]] = {}
    for unknown in unknown_clauses(sms):
        lost.setdefault(unknown.node.id, set()).add(str(unknown.route[0]))
    return {id_: frozenset(fields) for id_, fields in lost.items()}


def _unknown_clauses(sms: Sms) -> tuple[UnknownClause, ...]:
    return tuple(
        UnknownClause(node, route, ref)
        for node in sms.nodes
        for name, alias in _fields(type(node))
        for route, ref in _refs(getattr(node, name), (alias,))
        if not sms.known_clause(ref)
    )


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields that may name clauses, as attribute and as key; most kinds have none."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _names_clauses(field.annotation)
    )


def _names_clauses(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, ClauseRef):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields(annotation))
    return any(_names_clauses(part) for part in get_args(annotation))


def _refs(value: object, route: Route) -> Iterator[tuple[Route, ClauseRef]]:
    if isinstance(value, ClauseRef):
        yield route, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _refs(item, (*route, index))
    elif isinstance(value, BaseModel):
        for name, alias in _fields(type(value)):
            yield from _refs(getattr(value, name), (*route, alias))
