"""From an operand to a function that computes it: a field, a value written out, a measure, a calculation."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time
from decimal import Decimal, Overflow
from typing import Any, NamedTuple

from sms_lint.ground.durations import Duration, read_duration
from sms_lint.ground.language_words import as_spaced
from sms_lint.ground.time_units import DURATION_PATTERN
from sms_lint.language.case import LETTERS, Case, NameMeaning
from sms_lint.language.field_types import SORT_WORDS, Sort
from sms_lint.language.scope import NameScope
from sms_lint.language.syntax import Calculation, Measure, MisfitError, Name, Operand, Value
from sms_lint.model.row_rules import moment, number


class Computed(NamedTuple):
    """An operand ready to be computed: its sort, and the function that gives its value or None."""

    sort: Sort
    value: Callable[[Case], Any]
    meaning: NameMeaning | None = None


def name_of(operand: Operand) -> Name:
    """The name that an operand is; of another operand its text, to be shown."""
    return (
        operand if isinstance(operand, Name) else Name((str(operand),), start=operand.start, end=operand.end)
    )


def computed(operand: Operand, scope: NameScope) -> Computed:
    """An operand made ready. Raises MisfitError where it cannot be meant."""
    if isinstance(operand, Value):
        return _written(operand)
    if isinstance(operand, Measure):
        return _measure(operand, scope)
    if isinstance(operand, Calculation):
        return _calculation(operand, scope)
    meaning = scope.meaning(operand)
    if meaning.sort == "group":
        raise MisfitError(f"`{operand}` is a group; name one of its fields", operand.start, operand.end)
    if meaning.many:
        said = f"`{operand}` may have several values; use `is`, `contains`, `in` or `count of {operand}`"
        raise MisfitError(said, operand.start, operand.end)
    convert, read = _CONVERT[meaning.sort], meaning.read

    def value(case: Case) -> Any:
        found = read(case)
        case.spend(len(found[0]) // LETTERS if found else 0)
        return convert(found[0]) if found else None

    return Computed(meaning.sort, value, meaning)


def _length_in_days(text: str) -> "Length | None":
    fits = re.fullmatch(DURATION_PATTERN, text)
    try:
        duration = read_duration(text) if fits else None
    except ValueError:
        return None
    return Length(duration.days, duration) if duration else None


class Length(NamedTuple):
    """A length of time, in the order of its days."""

    days: float
    duration: Duration


_CONVERT: dict[Sort, Callable[[str], Any]] = {
    "number": number,
    "time": moment,
    "length": _length_in_days,
    "text": str,
    "words": str,
    "reference": str,
}


def _written(operand: Value) -> Computed:
    value = operand.value
    if isinstance(value, Decimal):
        return Computed("number", lambda _case: value)
    if isinstance(value, Duration):
        length = Length(value.days, value)
        return Computed("length", lambda _case: length)
    if isinstance(value, str):
        return Computed("text", lambda _case: value)
    day = datetime.combine(value, time.min, UTC)
    return Computed("time", lambda _case: day)


def _measure(operand: Measure, scope: NameScope) -> Computed:
    if operand.what == "days":
        first, last = (computed(part, scope) for part in operand.of)
        for side, part in ((first, operand.of[0]), (last, operand.of[1])):
            if side.sort != "time":
                raise MisfitError(f"`{part}` is {SORT_WORDS[side.sort]}, not a day", part.start, part.end)

        def days(case: Case) -> Decimal | None:
            start, end = first.value(case), last.value(case)
            return Decimal((end.date() - start.date()).days) if start and end else None

        return Computed("number", days)
    return _counted(operand, scope)


def _counted(operand: Measure, scope: NameScope) -> Computed:
    """How many items a field lists, or words a text has."""
    name = name_of(operand.of[0])
    meaning, is_count = scope.meaning(name), operand.what == "count"
    if not is_count and meaning.sort not in ("text", "words", "reference"):
        said = f"`{name}` is {SORT_WORDS[meaning.sort]}, and has no words to count"
        raise MisfitError(said, name.start, name.end)
    read = meaning.read

    def counted(case: Case) -> Decimal | None:
        found = read(case)
        if found is None:
            return None
        case.spend(sum(map(len, found)) // (LETTERS if is_count else LETTERS // 4))
        return Decimal(len(found) if is_count else sum(len(as_spaced(text).split()) for text in found))

    return Computed("number", counted)


def _calculation(operand: Calculation, scope: NameScope) -> Computed:
    left, right = computed(operand.left, scope), computed(operand.right, scope)
    _check_adding(operand, left, right)
    if left.sort == "time":

        def later(case: Case) -> datetime | None:
            start, length = left.value(case), right.value(case)
            if start is None or length is None:
                return None
            return datetime.combine(length.duration.after(start.date()), time.min, UTC)

        return Computed("time", later)
    apply = _APPLY[operand.sign]

    def value(case: Case) -> Decimal | None:
        ours, theirs = left.value(case), right.value(case)
        if ours is None or theirs is None:
            return None
        try:
            return apply(ours, theirs)
        except Overflow:  # a number with a million digits: nothing is to be said of it
            return None

    return Computed("number", value)


def _check_adding(operand: Calculation, left: Computed, right: Computed) -> None:
    """Raise MisfitError where the sides cannot be added: numbers can, and a length of time to a day."""
    if left.sort == "time" and right.sort == "length":
        if operand.sign != "+":
            said = "a length of time can only be added; add it to the other side, as in `due + 30 days before today`"
            raise MisfitError(said, operand.start, operand.end)
        return
    if left.sort == "time" and isinstance(operand.right, Value) and right.sort == "number":
        said = f"say the unit too: `{operand.left} + {operand.right} days`"
        raise MisfitError(said, operand.right.start, operand.right.end)
    for side, part in ((left, operand.left), (right, operand.right)):
        if side.sort != "number":
            use = f"`{operand.sign}` is for numbers" + ", or adds a length of time to a day" * (
                operand.sign == "+"
            )
            raise MisfitError(f"`{part}` is {SORT_WORDS[side.sort]}; {use}", part.start, part.end)


_APPLY: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda ours, theirs: ours + theirs,
    "-": lambda ours, theirs: ours - theirs,
    "*": lambda ours, theirs: ours * theirs,
    "% of": lambda ours, theirs: ours * theirs / 100,
}
