"""What to do about a value that a kind does not allow, from what the kind says of the field.

What has happened is not to be changed to please a check. Where a fault is about days or figures that contradict each
other, the advice is to look up what was so, and to correct what was written down wrongly.
"""

from typing import NamedTuple

from pydantic.fields import FieldInfo

from sms_lint.ground.faults import field_at
from sms_lint.ground.source import Route
from sms_lint.model.finding import KIND_PAGE
from sms_lint.model.node import Node

_LOOK_UP = "look up both where they were noted first, and correct the one that was written down wrongly"


class Advice(NamedTuple):
    """Words of a message by which a sort of fault is known, and what to do; `{field}` and `{asks}` are of the field."""

    words: str
    remedy: str
    without_field: str = ""


ADVICE = (
    Advice(" are missing", f"fill them in; {KIND_PAGE} says what belongs in each"),
    Advice(" is missing", "fill in `{field}` ({asks})", f"fill it in; {KIND_PAGE} says what belongs there"),
    Advice(
        " is needed, because ",
        "fill in `{field}` ({asks}), or correct the other field where that is wrong",
        "fill it in, or correct the other field where that is wrong",
    ),
    Advice(
        " is filled although ", "take `{field}` out where it is not so; where it is, correct the other field"
    ),
    Advice(" is before ", _LOOK_UP),
    Advice(" is more than ", _LOOK_UP),
    Advice(
        ", but `",
        "compute it again; where a figure it follows from was written down wrongly, correct that one",
    ),
    Advice(" both name ", "name a different one in `{field}`, or take it out"),
    Advice(
        " is empty",
        "write what belongs in `{field}` ({asks}), or remove the line where the field may be left out",
        "write what belongs there, or remove the line where the field may be left out",
    ),
    Advice(" is not a field of ", f"write the name as {KIND_PAGE} lists it, or remove the line"),
    Advice(" must be `", "choose one of these for `{field}` ({asks})", "choose one of these"),
    Advice(
        " must be ",
        "write `{field}` in that form ({asks})",
        f"write it in that form; {KIND_PAGE} says what belongs there",
    ),
    Advice(
        "",
        "write in `{field}` what it asks for ({asks})",
        f"write what {KIND_PAGE} says of this place",
    ),
)


def field_advice(model: type[Node] | None, route: Route, message: str) -> str:
    """What to do about a fault; `route` leads to the field in the kind, and is empty where it is not known."""
    field = field_at(model, route) if model and route else None
    sort = next(advice for advice in ADVICE if advice.words in message)
    if field is None or not field.description:
        return sort.without_field or sort.remedy.replace("`{field}`", "it")
    name = next(str(key) for key in reversed(route) if isinstance(key, str))
    return sort.remedy.format(field=name, asks=asked_of(field))


def asked(model: type[Node], name: str) -> str:
    """What a field of a kind asks for, as it goes on in brackets; empty where the kind says nothing of it."""
    field = field_at(model, (name,))
    return asked_of(field) if field and field.description else ""


def asked_of(field: FieldInfo) -> str:
    """What a field asks for, as it goes on in brackets: its description, without the full stop."""
    said = (field.description or "").rstrip(".")
    first = said.split(" ", 1)[0]
    plain = first[1:].islower() or len(first) == 1
    return said[0].lower() + said[1:] if plain else said
