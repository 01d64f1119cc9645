"""How long `older_than` is: written out, an interval of the settings, or a field of the entry."""

import re

from sms_lint.ground.durations import Duration, read_duration
from sms_lint.ground.faults import closest, nearest
from sms_lint.ground.likely_meant import as_duration, as_typed
from sms_lint.ground.time_units import DURATION_PATTERN
from sms_lint.language.declared import Length
from sms_lint.language.field_types import SORT_WORDS, field_types, value_of
from sms_lint.language.parsing import parse_name
from sms_lint.language.scope import NameScope
from sms_lint.language.syntax import UNITS, MisfitError
from sms_lint.model.intervals import IntervalSettings

_NUMBER_AND_UNIT = re.compile(r"([-+.,0-9]{1,20})\s*([a-z]*)", re.I | re.A)


def length_of(text: str, scope: NameScope) -> Length:
    """The length of time that a text states. Raises MisfitError where it states none, with what may be meant."""
    written = written_length(text)
    if written is not None:
        return lambda _case: written
    number_first = _NUMBER_AND_UNIT.match(text)
    if number_first is not None:
        raise MisfitError(_no_length(text, number_first[1], number_first[2]), 0, len(text))
    intervals = field_types(IntervalSettings)
    if text in intervals:
        interval = intervals[text]
        return lambda case: _as_length(value_of(case.sms.config.intervals, interval))
    return _length_field(text, scope, list(intervals))


def written_length(text: str) -> Duration | None:
    """The length of time that is written out; None where none is."""
    if re.fullmatch(DURATION_PATTERN, text) is None:
        return None
    try:
        return read_duration(text)
    except ValueError as error:
        raise MisfitError(f"`{text}`: {error}", 0, len(text)) from None


def _no_length(text: str, number: str, unit: str) -> str:
    """Why a text that begins with a number is not a length of time."""
    said = f"`{text[:40]}` is not a length of time"
    if not number.isdigit() or len(number) > 4:
        return f"{said}; its number is a whole one from 1 to 9999: take a smaller or larger unit"
    if not unit:
        return f"{said}; say the unit too: `{number} days`"
    meant = as_duration(as_typed(text))
    if re.fullmatch(DURATION_PATTERN, meant) is None:
        near = closest(unit, [f"{name}s" for name in UNITS])
        meant = f"{number} {near}" if near else ""
    hint = (
        f"did you mean `{meant}`?"
        if meant
        else f"its unit is one of {', '.join(f'{name}s' for name in UNITS)}"
    )
    return f"{said}; {hint}"


def _length_field(text: str, scope: NameScope, intervals: list[str]) -> Length:
    """The length of time that stands in a field of the entry."""
    try:
        meaning = scope.meaning(parse_name(text))
    except MisfitError:
        meant = as_duration(as_typed(text))
        lengths = (field_type.name for field_type in scope.fields() if field_type.sort == "length")
        near = (
            f"; did you mean `{meant}`?"
            if re.fullmatch(DURATION_PATTERN, meant)
            else nearest(text, [*intervals, *lengths])
        )
        said = f"`{text[:60]}` is neither a length of time nor an interval of the settings"
        hint = near or "; write a length such as `30 days`, or name an interval"
        raise MisfitError(said + hint, 0, len(text)) from None
    if meaning.sort != "length":
        said = f"`{text}` is {SORT_WORDS[meaning.sort]}, not a length of time; write one such as `30 days`"
        raise MisfitError(said, 0, len(text))
    return lambda case: _read_length(meaning.read(case))


def _as_length(value: object) -> Duration | None:
    return value if isinstance(value, Duration) else None


def _read_length(texts: tuple[str, ...] | None) -> Duration | None:
    try:
        return written_length(texts[0]) if texts else None
    except MisfitError:
        return None
