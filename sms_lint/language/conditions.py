"""From a condition to a function that tells whether it holds, checked against what the fields hold.

Three rules hold for all conditions. A comparison is false where one of its sides is empty. A test of a field with
several values holds where it holds for one of them; with `not`, where it holds for none, so also for an empty field.
Where a name leads through a reference to an entry that is not there, no test of it holds.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, NamedTuple

from sms_lint.ground.faults import nearest
from sms_lint.ground.fields import Duration, read_duration
from sms_lint.ground.sentences import alternatives, ids_in
from sms_lint.ground.substance import only_repeats
from sms_lint.language.field_types import SORT_WORDS, Sort
from sms_lint.language.scope import Case, NameMeaning, NameScope
from sms_lint.language.syntax import (
    Calculation,
    Compare,
    CompareSign,
    Condition,
    IsEmpty,
    IsOne,
    Measure,
    MisfitError,
    Name,
    Operand,
    Relates,
    Test,
    TextIs,
    Value,
)
from sms_lint.model.row_rules import moment, number

Holds = Callable[[Case], bool]
_LETTERS = 500  # so many letters of a text are looked at in about the time of one step
_COMPARE: dict[CompareSign, Callable[[Any, Any], bool]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
_ORDERED = ("number", "time", "length")


class Computed(NamedTuple):
    """An operand ready to be computed: its sort, and the function that gives its value or None."""

    sort: Sort
    value: Callable[[Case], Any]
    meaning: NameMeaning | None = None


def condition(parsed: Condition, scope: NameScope) -> Holds:
    """The function that tells whether a condition holds. Raises MisfitError where it cannot be meant."""
    tests = [_test(test, scope) for test in parsed.tests]
    if len(tests) == 1:
        return tests[0]
    return lambda case: any(test(case) for test in tests)


def _test(test: Test, scope: NameScope) -> Holds:
    if isinstance(test, Compare):
        return _compare(test, scope)
    if isinstance(test, IsEmpty):
        return _is_empty(test, scope)
    if isinstance(test, IsOne):
        return _is_one(test, scope)
    if isinstance(test, TextIs):
        return _text_is(test, scope)
    return _relates(test, scope)


def _is_empty(test: IsEmpty, scope: NameScope) -> Holds:
    meaning = scope.meaning(test.left)
    if meaning.sort == "group":
        raise MisfitError(f"`{test.left}` is a group; name one of its fields", test.left.start, test.left.end)
    read, wanted = meaning.read, not test.negated

    def holds(case: Case) -> bool:
        case.spend(1)
        found = read(case)
        return found is not None and (not any(text.strip() for text in found)) is wanted

    return holds


def _is_one(test: IsOne, scope: NameScope) -> Holds:
    meaning = scope.meaning(test.left)
    for value in test.values:
        _check_value(test.left, meaning, value)
    texts = frozenset(_as_text(value) for value in test.values)
    numbers = (
        frozenset(number(text) for text in texts) if meaning.sort == "number" else frozenset[Decimal | None]()
    )
    read, negated = meaning.read, test.negated

    def holds(case: Case) -> bool:
        case.spend(1)
        found = read(case)
        if found is None:
            return False
        is_listed = any(number(text) in numbers for text in found) if numbers else not texts.isdisjoint(found)
        return is_listed is not negated

    return holds


def _as_text(value: Value) -> str:
    return f"{value.value:f}" if isinstance(value.value, Decimal) else str(value.value)


def _check_value(left: Name, meaning: NameMeaning, value: Value) -> None:
    """Raise MisfitError where a field can never have a value."""
    said = _as_text(value)
    if meaning.sort == "words" and said not in meaning.choices:
        hint = nearest(said, meaning.choices) or f"; it is {alternatives(meaning.choices)}"
        raise MisfitError(f"`{left}` is never `{said}`{hint}", value.start, value.end)
    if meaning.sort == "number" and number(said) is None:
        raise MisfitError(f"`{left}` is a number, and never `{said}`", value.start, value.end)
    if meaning.sort in ("time", "length", "group"):
        signs = "`=`, `before` or `after`" if meaning.sort == "time" else "a sign such as `<`"
        raise MisfitError(
            f"`{left}` is {SORT_WORDS[meaning.sort]}; compare it with {signs}", left.start, left.end
        )


def _text_is(test: TextIs, scope: NameScope) -> Holds:
    meaning = scope.meaning(test.left)
    if meaning.sort not in ("text", "words", "reference"):
        said = f"`{test.left}` is {SORT_WORDS[meaning.sort]}, and `{test.test}` is for texts"
        raise MisfitError(said, test.left.start, test.left.end)
    fits = _FITS[test.test](test.values, scope)
    read, negated = meaning.read, test.negated

    def holds(case: Case) -> bool:
        found = read(case)
        case.spend(1 + sum(map(len, found or ())) * len(test.values) // _LETTERS)
        return found is not None and any(fits(text, case) for text in found) is not negated

    return holds


Fits = Callable[[str, Case], bool]


def _contains(values: Sequence[Value], _scope: NameScope) -> Fits:
    words = [_as_text(value).casefold() for value in values]

    def fits(text: str, _case: Case) -> bool:
        small = text.casefold()
        return any(word in small for word in words)

    return fits


def _matches(values: Sequence[Value], _scope: NameScope) -> Fits:
    patterns = [TextPattern(_as_text(value)) for value in values]

    def fits(text: str, _case: Case) -> bool:
        small = text.casefold()
        return any(pattern.fits(small) for pattern in patterns)

    return fits


def _names(values: Sequence[Value], scope: NameScope) -> Fits:
    kinds = frozenset(_as_text(value) for value in values)
    for value in values:
        if _as_text(value) not in scope.kinds:
            hint = nearest(_as_text(value), sorted(scope.kinds))
            raise MisfitError(f"there is no kind `{_as_text(value)}`{hint}", value.start, value.end)
    return lambda text, case: any(case.sms.kind_of(name) in kinds for name in ids_in(text))


_FITS: dict[str, Callable[[Sequence[Value], NameScope], Fits]] = {
    "contains": _contains,
    "matches": _matches,
    "names": _names,
}


class TextPattern:
    """A pattern for a whole text: `*` is any text, `?` any character, `#` any digit, everything else is itself.

    Its pieces between the asterisks are looked for one after the other, each as early as it comes, and the last one at
    the end. That is enough for patterns of this form and never goes back, so that no pattern can take for ever.
    """

    def __init__(self, pattern: str) -> None:
        """Read a pattern."""
        self.pieces = [re.compile(_piece(part), re.S) for part in pattern.casefold().split("*")]
        self.sizes = [len(part) for part in pattern.casefold().split("*")]

    def fits(self, text: str) -> bool:
        """Whether a text in small letters is of that form."""
        if len(self.pieces) == 1:
            return self.pieces[0].fullmatch(text) is not None
        first = self.pieces[0].match(text)
        if first is None:
            return False
        at = first.end()
        for piece in self.pieces[1:-1]:
            matched = piece.search(text, at)
            if matched is None:
                return False
            at = matched.end()
        end = len(text) - self.sizes[-1]
        return end >= at and self.pieces[-1].match(text, end) is not None


def _piece(part: str) -> str:
    return "".join({"?": ".", "#": "[0-9]"}.get(character) or re.escape(character) for character in part)


def _relates(test: Relates, scope: NameScope) -> Holds:
    left, right = scope.meaning(test.left), scope.meaning(test.right)
    for name, meaning in ((test.left, left), (test.right, right)):
        if meaning.sort in ("group", *_ORDERED):
            said = f"`{name}` is {SORT_WORDS[meaning.sort]}, and `{test.test}` is for texts and ids"
            raise MisfitError(said, name.start, name.end)
    relation = _is_in if test.test == "in" else _repeats

    def holds(case: Case) -> bool:
        ours, theirs = left.read(case), right.read(case)
        case.spend(1 + (sum(map(len, ours or ())) + sum(map(len, theirs or ()))) // _LETTERS)
        return ours is not None and theirs is not None and relation(ours, theirs) is not test.negated

    return holds


def _is_in(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return not frozenset(ours).isdisjoint(theirs)


def _repeats(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return bool(ours and theirs) and only_repeats(" ".join(ours), " ".join(theirs))


def _compare(test: Compare, scope: NameScope) -> Holds:
    left, right = _computed(test.left, scope), _computed(test.right, scope)
    _check_sides(test, left, right)
    compare, by_time = _COMPARE[test.sign], left.sort == "time"

    def holds(case: Case) -> bool:
        case.spend(1)
        ours, theirs = left.value(case), right.value(case)
        if ours is None or theirs is None:
            return False
        if by_time and time.min in (ours.time(), theirs.time()):  # one of them is only a day
            ours, theirs = ours.date(), theirs.date()
        return compare(ours, theirs)

    return holds


def _check_sides(test: Compare, left: Computed, right: Computed) -> None:
    alike = ("text", "words", "reference")
    if left.sort != right.sort and not (left.sort in alike and right.sort in alike):
        ours, theirs = SORT_WORDS[left.sort], SORT_WORDS[right.sort]
        said = f"`{test.left}` is {ours} and cannot be compared with `{test.right}`, {theirs}"
        raise MisfitError(said, test.right.start, test.right.end)
    if left.sort not in _ORDERED and test.sign not in ("=", "!="):
        raise MisfitError(
            f"`{test.left}` is {SORT_WORDS[left.sort]}, which is not more or less than another",
            test.start,
            test.end,
        )
    if left.meaning and left.sort == "words" and isinstance(test.right, Value):
        _check_value(_name_of(test.left), left.meaning, test.right)


def _name_of(operand: Operand) -> Name:
    return (
        operand if isinstance(operand, Name) else Name((str(operand),), start=operand.start, end=operand.end)
    )


def _computed(operand: Operand, scope: NameScope) -> Computed:
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
        return convert(found[0]) if found else None

    return Computed(meaning.sort, value, meaning)


def _length(text: str) -> Duration | None:
    try:
        return read_duration(text)
    except (ValueError, KeyError):
        return None


def _length_in_days(text: str) -> "Length | None":
    duration = _length(text)
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
        first, last = (_computed(part, scope) for part in operand.of)
        for computed, part in ((first, operand.of[0]), (last, operand.of[1])):
            if computed.sort != "time":
                raise MisfitError(f"`{part}` is {SORT_WORDS[computed.sort]}, not a day", part.start, part.end)

        def days(case: Case) -> Decimal | None:
            start, end = first.value(case), last.value(case)
            return Decimal((end.date() - start.date()).days) if start and end else None

        return Computed("number", days)
    [name] = operand.of
    read, is_count = scope.meaning(_name_of(name)).read, operand.what == "count"

    def counted(case: Case) -> Decimal | None:
        found = read(case)
        if found is None:
            return None
        case.spend(sum(map(len, found)) // _LETTERS)
        return Decimal(len(found) if is_count else sum(len(text.split()) for text in found))

    return Computed("number", counted)


def _calculation(operand: Calculation, scope: NameScope) -> Computed:
    left, right = _computed(operand.left, scope), _computed(operand.right, scope)
    if left.sort == "time" and right.sort == "length" and operand.sign == "+":

        def later(case: Case) -> datetime | None:
            start, length = left.value(case), right.value(case)
            if start is None or length is None:
                return None
            return datetime.combine(length.duration.after(start.date()), time.min, UTC)

        return Computed("time", later)
    for computed, part in ((left, operand.left), (right, operand.right)):
        if computed.sort != "number":
            use = f"`{operand.sign}` is for numbers, or adds a length of time to a day"
            raise MisfitError(f"`{part}` is {SORT_WORDS[computed.sort]}; {use}", part.start, part.end)
    apply = _APPLY[operand.sign]

    def value(case: Case) -> Decimal | None:
        ours, theirs = left.value(case), right.value(case)
        return apply(ours, theirs) if ours is not None and theirs is not None else None

    return Computed("number", value)


_APPLY: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "% of": lambda left, right: left * right / 100,
}
