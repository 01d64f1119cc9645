"""A checked expression as an engine writes it."""

from collections.abc import Callable, Mapping

from sms_lint.measure.engine import Engine
from sms_lint.measure.expression import Part

# The names of a period's days in a query.
FIRST_DAY, LAST_DAY = "first_day", "last_day"
_TEMPLATES: Mapping[str, str] = {
    "not": "(NOT {0})",
    "negative": "(-{0})",
    "filled": "({0} IS NOT NULL)",
    "abs": "abs({0})",
    "minutes": "({0} * 60)",
    "hours": "({0} * 3600)",
    "days": "({0} * 86400)",
    "period_start": FIRST_DAY,
    "period_end": LAST_DAY,
}
_OF_ENGINES = frozenset({"seconds_between", "days_between", "contains"})


def statement(part: Part, engine: Engine) -> str:
    """The expression in brackets, where something may stand beside it."""
    if not part.parts and part.form in _LEAVES:
        return _LEAVES[part.form](part.value, engine)
    if part.form == "paused_seconds":
        return engine.column(held_between(*(inner.value for inner in part.parts)))
    if part.form == "business_seconds":
        start, end = (engine.column(hours_until(inner.value)) for inner in part.parts)
        return f"({end} - {start})"
    inner = [statement(inner, engine) for inner in part.parts]
    if part.form in _TEMPLATES:
        return _TEMPLATES[part.form].format(*inner)
    if part.form in _OF_ENGINES:
        return str(getattr(engine, part.form)).format(*inner)
    if part.form in _LISTS:
        return _LISTS[part.form](inner)
    if part.form in ("*", "/"):
        return _in_floating_point(part.form, inner, engine)
    return f"({inner[0]} {part.form} {inner[1]})"


def hours_until(name: str) -> str:
    """The name of the column with the service time up to a field."""
    return f"service_time_until_{name}"


def held_between(start: str, end: str) -> str:
    """The name of the column with the time on hold between two fields."""
    return f"time_on_hold_from_{start}_until_{end}"


def _in_floating_point(sign: str, inner: list[str], engine: Engine) -> str:
    """The engines differ in how they multiply and divide exact numbers."""
    left, right = (f"CAST({value} AS {engine.floating})" for value in inner)
    return engine.cut.format(f"{left} {sign} {f'nullif({right}, 0)' if sign == '/' else right}")


def _case(inner: list[str]) -> str:
    pairs = zip(inner[:-1:2], inner[1:-1:2], strict=True)
    choices = " ".join(f"WHEN {condition} THEN {value}" for condition, value in pairs)
    return f"CASE {choices} ELSE {inner[-1]} END"


_LEAVES: Mapping[str, Callable[[str, Engine], str]] = {
    "column": lambda value, engine: engine.column(value),
    "text": lambda value, engine: engine.text(value),
    "number": lambda value, engine: engine.number.format(value),
    "date": lambda value, engine: f"CAST({engine.text(value)} AS {engine.day})",
    "moment": lambda value, engine: f"CAST({engine.text(value)} AS {engine.moment})",
}
_LISTS: Mapping[str, Callable[[list[str]], str]] = {
    "and": lambda inner: f"({' AND '.join(inner)})",
    "or": lambda inner: f"({' OR '.join(inner)})",
    "in": lambda inner: f"({inner[0]} IN ({', '.join(inner[1:])}))",
    "case": _case,
    "first filled": lambda inner: f"coalesce({', '.join(inner)})",
}
