"""Conditions as values, and back to text: what was parsed prints as it would be written.

Every part knows where it stands in the text of its condition, so that a fault is shown at the word it is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from sms_lint.ground.durations import Duration

CompareSign = Literal["=", "!=", "<", "<=", ">", ">="]
CalcSign = Literal["+", "-", "*", "% of"]
TextTest = Literal["contains", "matches", "names"]
RelationTest = Literal["in", "repeats"]
TEXT_TESTS: tuple[TextTest, ...] = ("contains", "matches", "names")
RELATIONS: tuple[RelationTest, ...] = ("in", "repeats")
UNITS = ("minute", "hour", "day", "week", "month", "year")


class MisfitError(Exception):
    """What is wrong with a condition or a message, in a plain sentence, and where: offsets into its text."""

    def __init__(self, message: str, start: int, end: int) -> None:
        """`start` and `end` count characters of the text from 0."""
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


@dataclass(frozen=True)
class SyntaxPart:
    """Something that stands at a place of its text. The place does not count in comparisons."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True)
class Name(SyntaxPart):
    """A field, by the route to it: `due`, `change.status`, `settings.thresholds.response`, `today`."""

    route: tuple[str, ...]

    def __str__(self) -> str:
        """As written."""
        return ".".join(self.route)


@dataclass(frozen=True)
class Value(SyntaxPart):
    """A value that is written out: a word or text, a number, a day, a length of time."""

    value: str | Decimal | date | Duration

    def __str__(self) -> str:
        """As written; texts always in quotes."""
        if isinstance(self.value, str):
            return f'"{self.value}"' if '"' not in self.value else f"'{self.value}'"
        return f"{self.value:f}" if isinstance(self.value, Decimal) else str(self.value)


@dataclass(frozen=True)
class Measure(SyntaxPart):
    """A number taken from fields: `count of` a list, `words of` a text, `days from` one day `to` another."""

    what: Literal["count", "words", "days"]
    of: tuple["Operand", ...]

    def __str__(self) -> str:
        """As written."""
        if self.what == "days":
            return f"days from {self.of[0]} to {self.of[1]}"
        return f"{self.what} of {self.of[0]}"


@dataclass(frozen=True)
class Calculation(SyntaxPart):
    """Two operands and a sign between them; signs apply from left to right, `*` and `% of` before `+` and `-`."""

    sign: CalcSign
    left: "Operand"
    right: "Operand"

    def __str__(self) -> str:
        """As written."""
        return f"{self.left} {self.sign} {self.right}"


Operand = Name | Value | Measure | Calculation


@dataclass(frozen=True)
class Compare(SyntaxPart):
    """Two operands are compared; false where one of them is empty."""

    sign: CompareSign
    left: Operand
    right: Operand

    def __str__(self) -> str:
        """As written."""
        return f"{self.left} {self.sign} {self.right}"


@dataclass(frozen=True)
class IsOne(SyntaxPart):
    """A field has one of some values."""

    left: Name
    values: tuple[Value, ...]
    negated: bool = False

    def __str__(self) -> str:
        """As written."""
        return f"{self.left} is {'not ' * self.negated}{_listed(self.values)}"


@dataclass(frozen=True)
class IsEmpty(SyntaxPart):
    """A field says nothing."""

    left: Name
    negated: bool = False

    def __str__(self) -> str:
        """As written."""
        return f"{self.left} is {'not ' * self.negated}empty"


@dataclass(frozen=True)
class TextIs(SyntaxPart):
    """A text contains one of some words, fits one of some patterns, or names an entry of one of some kinds."""

    test: TextTest
    left: Name
    values: tuple[Value, ...]
    negated: bool = False

    def __str__(self) -> str:
        """As written."""
        return f"{self.left} {'not ' * self.negated}{self.test} {_listed(self.values)}"


@dataclass(frozen=True)
class Relates(SyntaxPart):
    """A value is among those of another field, or a text says little more than another."""

    test: RelationTest
    left: Name
    right: Name
    negated: bool = False

    def __str__(self) -> str:
        """As written."""
        return f"{self.left} {'not ' * self.negated}{self.test} {self.right}"


Test = Compare | IsOne | IsEmpty | TextIs | Relates


@dataclass(frozen=True)
class Condition:
    """One test, or several of which one has to hold."""

    tests: tuple[Test, ...]

    def __str__(self) -> str:
        """As written."""
        return " or ".join(map(str, self.tests))


P = TypeVar("P", Name, Value)


def _listed(parts: Iterable[P]) -> str:
    return ", ".join(map(str, parts))
