"""The fingerprint of a definition: the same as long as it gives the same figures and verdicts."""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from sms_lint.ground.sentences import plain_number
from sms_lint.measure.definition import Definition
from sms_lint.measure.expression import Part
from sms_lint.model.kinds.measurement import Kpi

LENGTH = 12
_EITHER_WAY = frozenset({"and", "or"})


def fingerprint(definition: Definition) -> str:
    """A digest of everything that figure and verdict follow from, beside the records and the target.

    Expressions count as they were understood: spaces, brackets and the order of what is joined by `and` do not. A field
    that says what it would say anyway does not count either.
    """
    kpi = definition.kpi
    said: dict[str, Any] = {
        field.alias or name: _plain(value)
        for name, field in type(kpi).model_fields.items()
        if name not in Kpi.BESIDE_THE_RESULT and (value := getattr(kpi, name)) != field.default
    }
    said.update({name: _expression(part) for name, part in definition.parts.items()})
    if definition.excluded:
        said["exclusions"] = sorted(
            [repr(_expression(part)), str(until or "")] for part, until in definition.excluded
        )
    return short_digest([repr(sorted(said.items()))])


def short_digest(texts: Iterable[str]) -> str:
    """A digest of some texts that fits a row of a table."""
    found = hashlib.sha256()
    for text in texts:
        found.update(f"{text}\n".encode())
    return found.hexdigest()[:LENGTH]


def _expression(part: Part) -> list[Any]:
    inner = [_expression(inner) for inner in _joined(part)]
    if part.form in _EITHER_WAY:
        inner.sort(key=repr)
    value = plain_number(Decimal(part.value)) if part.form == "number" else part.value
    return [part.form, value, *inner]


def _joined(part: Part) -> Iterator[Part]:
    """The parts of a part; of `a and (b and c)` all three."""
    for inner in part.parts:
        if part.form in _EITHER_WAY and inner.form == part.form:
            yield from _joined(inner)
        else:
            yield inner


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {
            name: _plain(inner)
            for name in type(value).model_fields
            if (inner := getattr(value, name)) is not None
        }
    if type(value) is tuple:
        return [_plain(inner) for inner in value]
    return plain_number(value) if isinstance(value, Decimal) else str(value)
