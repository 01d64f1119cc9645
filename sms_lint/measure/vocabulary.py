"""The words that expressions of a definition are made of: sorts of values, columns of a kind, functions."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from sms_lint.ground.periods import PERIOD_PATTERN
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.node import Node

# A day is a date, a moment a date with a time; seconds are a length of time; a list is several texts.
# A period is a month, quarter or year, as 2026-03, 2026-Q1 or 2026.
Sort = Literal["text", "number", "seconds", "day", "moment", "period", "list", "condition"]
SORTS: Mapping[Sort, str] = {
    "text": "a text",
    "number": "a number",
    "seconds": "a length of time",
    "day": "a date",
    "moment": "a date and time",
    "period": "a period",
    "list": "a list of texts",
    "condition": "a condition",
}
NUMBERS = frozenset[Sort]({"number", "seconds"})
TIMES = frozenset[Sort]({"day", "moment"})
ANY = frozenset(SORTS)


class Column(NamedTuple):
    """A field of the kind as a column: its name, the sort of its values, and the words it may take, where only some."""

    name: str
    sort: Sort
    words: tuple[str, ...] = ()


class Function(NamedTuple):
    """A function of the vocabulary: the sorts that each argument may have, the sort of its result, and what it says.

    `constant` says that its argument is a number as it is written, `hours` that its arguments are fields and that it
    counts by the service hours of the definition, `holds` that it counts times on hold between two fields.
    """

    takes: tuple[frozenset[Sort], ...]
    gives: Sort
    meaning: str
    constant: bool = False
    hours: bool = False
    holds: bool = False


FUNCTIONS: Mapping[str, Function] = {
    "filled": Function((ANY,), "condition", "{0} is filled in"),
    "contains": Function(
        (frozenset[Sort]({"list"}), frozenset[Sort]({"text"})), "condition", "{0} contains {1}"
    ),
    "seconds_between": Function((TIMES, TIMES), "seconds", "the time from {0} to {1}"),
    "business_seconds": Function((TIMES, TIMES), "seconds", "the service hours from {0} to {1}", hours=True),
    "paused_seconds": Function((TIMES, TIMES), "seconds", "the time on hold from {0} to {1}", holds=True),
    "days_between": Function((TIMES, TIMES), "number", "the days from {0} to {1}"),
    "minutes": Function((frozenset[Sort]({"number"}),), "seconds", "{0} minutes", constant=True),
    "hours": Function((frozenset[Sort]({"number"}),), "seconds", "{0} hours", constant=True),
    "days": Function((frozenset[Sort]({"number"}),), "seconds", "{0} days", constant=True),
    "abs": Function((NUMBERS,), "number", "the size of {0}"),
    "period_start": Function((), "day", "the first day of the period"),
    "period_end": Function((), "day", "the last day of the period"),
}


@lru_cache(maxsize=256)
def columns_of(model: type[Node]) -> Mapping[str, Column]:
    """The fields of a kind that have a column, by name: those that hold no group of keys."""
    return {form.name: _column(form) for form in field_forms(model) if not form.nested}


def _column(form: FieldForm) -> Column:
    if form.many:
        return Column(form.name, "list")
    if form.schema.get("x-moment"):
        return Column(form.name, "moment")
    if form.is_date:
        return Column(form.name, "day")
    if form.schema.get("type") in ("number", "integer"):
        sort: Sort = "seconds" if form.schema.get("x-unit") == "seconds" else "number"
        return Column(form.name, sort)
    if form.schema.get("pattern") == f"^(?:{PERIOD_PATTERN})$":
        return Column(form.name, "period")
    return Column(form.name, "text", tuple(map(str, form.schema.get("enum", ()))))
