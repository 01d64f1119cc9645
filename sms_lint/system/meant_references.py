"""The system as it would be with each misspelt id put right: what follows from a slip alone is not wrong there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from sms_lint.ground.fields import Ref
from sms_lint.ground.source import Route
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms

# Looking for what is meant is slow. Where more ids lead nowhere, something was renamed or deleted.
MOST_MEANT = 20
MOST_NEAR = 20
_NEAR = 0.74


def as_meant(sms: Sms, named: Collection[str] = ()) -> Sms | None:
    """The system with each reference that leads nowhere led to the id of a fitting kind that is nearest in spelling.

    `named` are ids that something is said of: where one of them is near, it is the one that is missed.
    None where no reference leads nowhere, or none is near to an id, or there are too many for slips.
    """
    lost = [reference for reference in sms.references if sms.get(reference[2]) is None]
    if not lost or len(lost) > MOST_MEANT:
        return None
    meant = {ref: _meant(sms, ref, named) for _, _, ref in lost}
    nodes: dict[int, Node] = {}
    for node, route, ref in lost:
        if meant[ref]:
            nodes[id(node)] = _copy(nodes.get(id(node), node), route, meant[ref])
    return replace(sms, nodes=tuple(nodes.get(id(node), node) for node in sms.nodes)) if nodes else None


def _meant(sms: Sms, ref: Ref, named: Collection[str]) -> str:
    """The id of a kind that the reference may lead to which is nearest in spelling; empty where none is near."""
    names = {name.casefold(): name for name in _fitting(sms, ref)}
    near = [names[name] for name in get_close_matches(ref.casefold(), names, n=MOST_NEAR, cutoff=_NEAR)]
    return next((name for name in near if name in named), near[0] if near else "")


def _fitting(sms: Sms, ref: Ref) -> Iterator[str]:
    for name, node in sms.ids.items():
        if not ref.to or node.kind in ref.to or ("document" in ref.to and isinstance(node, Document)):
            yield name
    for kind in ref.to:
        yield from sms.by_id(kind) if kind in sms.kinds else ()


def _copy(node: Node, route: Route, name: str) -> Node:
    copied: Node = _with(node, route, name)
    vars(copied).pop("_refs", None)
    return copied


def _with(value: Any, route: Route, name: str) -> Any:
    """The value with the reference at `route` inside it leading to `name`."""
    if not route:
        return Ref(name, value.to)
    key, rest = route[0], route[1:]
    if isinstance(value, BaseModel):
        field = next(own for own, field in type(value).model_fields.items() if (field.alias or own) == key)
        return value.model_copy(update={field: _with(getattr(value, field), rest, name)})
    if isinstance(value, Mapping):
        return {**value, key: _with(value[key], rest, name)}
    return tuple(_with(item, rest, name) if at == key else item for at, item in enumerate(value))
