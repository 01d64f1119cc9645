"""What of a document is no part of the approved text: a closed list of days that its owner states.

An approval is for everything else, byte by byte.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sms_lint.ground.sentences import joined


class ControlDay(NamedTuple):
    """A day in the front matter that its owner states beside the approved text, by its route of keys.

    `may_be_left_out` says that it is added once it is known: its line, then, is no part of the text either.
    """

    route: tuple[str, ...]
    what: str
    may_be_left_out: bool = False

    @property
    def name(self) -> str:
        """Its name for people."""
        return ".".join(self.route)


CONTROL_DATA: tuple[ControlDay, ...] = (
    ControlDay(("review", "last"), "the day on which its owner last reviewed the text and left it as it is"),
    ControlDay(
        ("communicated_at",), "the day on which a policy was made known, once it was", may_be_left_out=True
    ),
)


def without_control_data(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a document's front matter that are part of its text."""
    left = dict(values)
    for control_day in CONTROL_DATA:
        left = _without(left, control_day.route)
    return left


def _without(values: Mapping[str, Any], route: tuple[str, ...]) -> dict[str, Any]:
    name, *rest = route
    held = values.get(name)
    if not rest:
        return {key: value for key, value in values.items() if key != name}
    if not isinstance(held, dict):
        return dict(values)
    return {**values, name: _without(held, tuple(rest))}


def control_days(values: Mapping[str, Any]) -> dict[str, str]:
    """The days that the control data of a document name, by the names of their fields."""
    found = {}
    for control_day in CONTROL_DATA:
        held: Any = values
        for key in control_day.route:
            held = held.get(key) if isinstance(held, dict) else None
        if isinstance(held, str) and held:
            found[control_day.name] = held
    return found


def approval_words(fields: Collection[str]) -> str:
    """What an approval is for, and what is left out of it, in words; `fields` are those that a document can have."""
    days = [control_day for control_day in CONTROL_DATA if control_day.route[0] in fields]
    listed = joined([f"`{control_day.name}` ({control_day.what})" for control_day in days])
    return (
        f"An approval is for every byte of the file except its control data: {listed}. A change of nothing but such a "
        "day keeps the approval and the version. It is a confirmed review once the owner of the document has signed it "
        "(`sms-lint confirm`), or the forge recorded that they proposed or approved it. Any other change needs a new "
        "version and a new approval."
    )
