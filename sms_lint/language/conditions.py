"""From a condition to a function that tells whether it holds, checked against what the fields hold.

Three rules hold for all conditions. A comparison is false where one of its sides is empty. A test of a field with
several values holds where it holds for one of them; with `not`, where it holds for none, so also for an empty field.
Where a name leads through a reference to an entry that is not there, no test of it holds.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import time
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, NamedTuple

from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import alternatives, ids_in
from sms_lint.ground.substance import only_repeats
from sms_lint.language.case import LETTERS, Case, NameMeaning
from sms_lint.language.field_types import SORT_WORDS, Sort
from sms_lint.language.operands import Computed, computed, name_of
from sms_lint.language.patterns import TextPattern
from sms_lint.language.scope import NameScope
from sms_lint.language.slips import EMPTY_WORDS
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
from sms_lint.model.row_rules import number

Holds = Callable[[Case], bool]
_COMPARE: dict[CompareSign, Callable[[Any, Any], bool]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
_LETTERS_OF_ITEM = 20  # to step to the next item of a list takes about as long
_WORD_BY_WORD = (
    40  # to take a text apart into its words or ids takes so many times as long as to look at its letters
)
_ORDERED = ("number", "time", "length")


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
    read, wanted = scope.meaning(test.left).read, not test.negated

    def holds(case: Case) -> bool:
        found = read(case)
        case.spend(1 + _size(found))
        return found is not None and (not any(text.strip() for text in found)) is wanted

    return holds


def _size(texts: Sequence[str] | None) -> int:
    """How many steps it takes to look through some texts, besides the one of the test itself."""
    return (sum(map(len, texts)) + len(texts) * _LETTERS_OF_ITEM) // LETTERS if texts else 0


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
        found = read(case)
        case.spend(1 + _size(found))
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
    if meaning.sort in ("text", "reference") and said in EMPTY_WORDS and value.end - value.start == len(said):
        misread = (
            f"`{said}` is a word like others here; write `is empty` or `is not empty`, or put it in quotes"
        )
        raise MisfitError(misread, value.start, value.end)
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
        case.spend(1 + _size(found) * fits.steps)
        return found is not None and any(fits.holds(text, case) for text in found) is not negated

    return holds


class Fits(NamedTuple):
    """Whether a text fits, and how many times as long that takes as to look at its letters once."""

    holds: Callable[[str, Case], bool]
    steps: int


def _contains(values: Sequence[Value], _scope: NameScope) -> Fits:
    words = [_as_text(value).casefold() for value in values]

    def fits(text: str, _case: Case) -> bool:
        small = text.casefold()
        return any(word in small for word in words)

    return Fits(fits, len(words))


def _matches(values: Sequence[Value], _scope: NameScope) -> Fits:
    patterns = [TextPattern(_as_text(value)) for value in values]

    def fits(text: str, _case: Case) -> bool:
        small = text.casefold()
        return any(pattern.fits(small) for pattern in patterns)

    return Fits(fits, sum(pattern.steps for pattern in patterns))


def _names(values: Sequence[Value], scope: NameScope) -> Fits:
    kinds = frozenset(_as_text(value) for value in values)
    for value in values:
        if _as_text(value) not in scope.kinds:
            hint = nearest(_as_text(value), sorted(scope.kinds))
            raise MisfitError(f"there is no kind `{_as_text(value)}`{hint}", value.start, value.end)
    return Fits(
        lambda text, case: any(case.sms.kind_of(name) in kinds for name in ids_in(text)), _WORD_BY_WORD
    )


_FITS: dict[str, Callable[[Sequence[Value], NameScope], Fits]] = {
    "contains": _contains,
    "matches": _matches,
    "names": _names,
}


def _relates(test: Relates, scope: NameScope) -> Holds:
    left = scope.meaning(test.left)
    with _hint_of_words(test.left, left.sort, test.right):
        right = scope.meaning(test.right)
    for name, meaning in ((test.left, left), (test.right, right)):
        if meaning.sort in ("group", *_ORDERED):
            said = f"`{name}` is {SORT_WORDS[meaning.sort]}, and `{test.test}` is for texts and ids"
            raise MisfitError(said, name.start, name.end)
    relation, times = (_is_in, 1) if test.test == "in" else (_repeats, _WORD_BY_WORD)

    def holds(case: Case) -> bool:
        ours, theirs = left.read(case), right.read(case)
        case.spend(1 + (_size(ours) + _size(theirs)) * times)
        return ours is not None and theirs is not None and relation(ours, theirs) is not test.negated

    return holds


def _is_in(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return not frozenset(ours).isdisjoint(theirs)


def _repeats(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return bool(ours and theirs) and only_repeats(" ".join(ours), " ".join(theirs))


def _compare(test: Compare, scope: NameScope) -> Holds:
    left = computed(test.left, scope)
    with _hint_of_words(test.left, left.sort, test.right):
        right = computed(test.right, scope)
    _check_sides(test, left, right)
    steps = _operands(test.left) + _operands(test.right)
    compare, by_time = _COMPARE[test.sign], left.sort == "time"

    def holds(case: Case) -> bool:
        case.spend(steps)
        ours, theirs = left.value(case), right.value(case)
        if ours is None or theirs is None:
            return False
        if by_time and time.min in (ours.time(), theirs.time()):  # one of them is only a day
            ours, theirs = ours.date(), theirs.date()
        return compare(ours, theirs)

    return holds


def _operands(operand: Operand) -> int:
    """How many names and values have to be looked at."""
    if isinstance(operand, Calculation):
        return _operands(operand.left) + _operands(operand.right)
    return sum(map(_operands, operand.of)) if isinstance(operand, Measure) else 1


@contextmanager
def _hint_of_words(left: Operand, sort: Sort, right: Operand) -> Iterator[None]:
    """Where the right side is no field, say how a word is written that was probably meant."""
    try:
        yield
    except MisfitError as misfit:
        if sort in ("words", "text", "reference") and isinstance(right, Name) and len(right.route) == 1:
            misfit.message += f"; where a word is meant, write `{left} is {right}`"
        raise


def _check_sides(test: Compare, left: Computed, right: Computed) -> None:
    alike = ("text", "words", "reference")
    if left.sort != right.sort and not (left.sort in alike and right.sort in alike):
        ours, theirs = SORT_WORDS[left.sort], SORT_WORDS[right.sort]
        said = f"`{test.left}` is {ours} and cannot be compared with `{test.right}`, {theirs}"
        if isinstance(test.right, Value) and isinstance(test.right.value, str):
            said += f"; write {ours} without quotes"
        raise MisfitError(said, test.right.start, test.right.end)
    if left.sort not in _ORDERED and test.sign not in ("=", "!="):
        raise MisfitError(
            f"`{test.left}` is {SORT_WORDS[left.sort]}, which is not more or less than another",
            test.start,
            test.end,
        )
    if left.meaning and left.sort == "words" and isinstance(test.right, Value):
        _check_value(name_of(test.left), left.meaning, test.right)
