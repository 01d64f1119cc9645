"""From the text of a condition to its parts. The grammar, whole:

    condition   = test { "or" test }
    test        = operand sign operand
                | name "is" [ "not" ] ( "empty" | values )
                | name [ "not" ] ( "contains" | "matches" | "names" ) values
                | name [ "not" ] ( "in" | "repeats" ) name
    sign        = "=" | "!=" | "<" | "<=" | ">" | ">=" | "before" | "after" | "not before" | "not after"
    operand     = product { ( "+" | "-" ) product }
    product     = value { ( "*" | "% of" ) value }
    value       = name | number | length | day | text
                | "count of" name | "words of" name | "days from" value "to" value
    values      = one { ( "," | "or" ) one }      one = word | number | day | text
    name        = word { "." word }               a field, such as due or change.status
    length      = number ( "days" | "weeks" | … ) day = 2026-03-31       text = "…" or '…'

There are no brackets: several conditions of a list have to hold together, and `or` joins tests within one. So a
condition is as deep as it looks, and is read in one pass from left to right.
"""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from sms_lint.ground.durations import Duration
from sms_lint.language.slips import out_of_place, sign_meant, stray, unit_meant, value_meant
from sms_lint.language.syntax import (
    RELATIONS,
    TEXT_TESTS,
    UNITS,
    CalcSign,
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

MOST_CHARACTERS = 500
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w.-])
      | (?P<number>[-+]?[0-9]{1,18}(?:\.[0-9]{1,9})?)(?![\w.-])
      | (?P<text>"[^"\n]*"|'[^'\n]*')
      | (?P<word>[A-Za-z0-9][\w-]*(?:[.:][A-Za-z0-9][\w-]*)*)
      | (?P<slip>===?|=[<>]|<>|&&|\|\|)
      | (?P<sign><=|>=|!=|[=<>,*+%-])""",
    re.X | re.A,
)
_SIGNS: dict[str, CompareSign] = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "before": "<", "after": ">",
}  # fmt: skip
_OPPOSITE: dict[str, CompareSign] = {"before": ">=", "after": "<="}


class Token(NamedTuple):
    """A word, number, day, text or sign, and where it stands; the last one is the end."""

    sort: str
    text: str
    start: int
    end: int


def parse_condition(text: str) -> Condition:
    """The condition that a text states. Raises MisfitError where it is none."""
    parser = _Parser(text)
    tests = [parser.test()]
    while parser.take("or"):
        tests.append(parser.test())
    parser.finish()
    return Condition(tuple(tests))


def parse_name(text: str) -> Name:
    """The name of a field. Raises MisfitError where the text is something else."""
    parser = _Parser(text)
    name = parser.name()
    parser.finish()
    return name


def _tokens(text: str) -> list[Token]:
    if len(text) > MOST_CHARACTERS:
        said = f"this is longer than {MOST_CHARACTERS} characters; split it into several conditions"
        raise MisfitError(said, 0, len(text))
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup == "slip":
            wrong = match.group() if match else text[at]
            raise MisfitError(stray(wrong), at, at + len(wrong))
        if match.lastgroup != "space":
            tokens.append(Token(str(match.lastgroup), match.group(), at, match.end()))
        at = match.end()
    return [*tokens, Token("end", "", len(text), len(text))]


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *words: str) -> bool:
        """Step over these words, where they come next."""
        there = [token.text for token in self.tokens[self.at : self.at + len(words)]]
        if there != list(words) or self.next.sort == "text":
            return False
        self.at += len(words)
        return True

    def step(self) -> Token:
        token = self.next
        self.at += token.sort != "end"
        return token

    def fail(self, wanted: str) -> MisfitError:
        token = self.next
        if token.sort == "end":
            early = "it ends too early: " if self.at else ""
            return MisfitError(f"{early}{wanted} is missing", token.start, token.end)
        return MisfitError(f"{wanted} is expected here, not `{token.text}`", token.start, token.end)

    def finish(self) -> None:
        if self.next.sort == "word" and self.next.text == "and":
            said = (
                "there is no `and`: write another condition in the list, because all of them have to be met"
            )
            raise MisfitError(said, self.next.start, self.next.end)
        if self.next.sort != "end":
            before = self.tokens[self.at - 1] if self.at else self.next
            misfit = self.fail("the end, `or` or `,`")
            misfit.message = out_of_place(self.next.text, before.text) or misfit.message
            if self.next.sort == before.sort == "word":
                misfit.message += "; put several words that belong together in quotes"
            raise misfit

    def test(self) -> Test:
        start = self.next.start
        left = self.operand()
        if isinstance(left, Name):
            found = self.field_test(left)
            if found is not None:
                return found
        sign = self.sign()
        right = self.operand()
        return Compare(sign, left, right, start=start, end=right.end)

    def sign(self) -> CompareSign:
        negated = self.take("not")
        word = self.next.text
        signs = _OPPOSITE if negated else _SIGNS
        if word not in signs or self.next.sort == "text":
            misfit = self.fail("`is`, `contains` or a sign such as `<`")
            misfit.message += sign_meant(word) if self.next.sort == "word" else ""
            raise misfit
        self.step()
        return signs[word]

    def field_test(self, left: Name) -> Test | None:
        """A test that only a field can be put to; None where it is a comparison."""
        if self.take("is"):
            return self.is_test(left)
        before, negated = self.at, self.take("not")
        for word in TEXT_TESTS:
            if self.take(word):
                values = self.values()
                return TextIs(word, left, values, negated, start=left.start, end=values[-1].end)
        for relation in RELATIONS:
            if self.take(relation):
                right = self.name()
                return Relates(relation, left, right, negated, start=left.start, end=right.end)
        self.at = before
        return None

    def is_test(self, left: Name) -> Test:
        negated = self.take("not")
        end = self.next.end
        if self.take("empty"):
            return IsEmpty(left, negated, start=left.start, end=end)
        values = self.values()
        return IsOne(left, values, negated, start=left.start, end=values[-1].end)

    def values(self) -> tuple[Value, ...]:
        values = [self.listed_value()]
        while self.next.text in (",", "or") and self.next.sort != "text":
            if self.next.text == "or" and not self._another_value():
                break
            self.step()
            values.append(self.listed_value())
        return tuple(values)

    def _another_value(self) -> bool:
        """Whether `or` is followed by one more value, rather than by a test of its own."""
        if self.tokens[self.at + 1].sort == "end":
            return False
        after = self.tokens[self.at + 2]
        return after.sort == "end" or (after.sort != "text" and after.text in (",", "or"))

    def listed_value(self) -> Value:
        token = self.next
        if token.sort not in ("word", "text", "number", "day"):
            raise self.fail("a word, a number, a day or a text in quotes")
        if token.sort == "word":
            self.step()
            return Value(token.text, start=token.start, end=token.end)
        found = self.literal()
        value = str(found) if isinstance(found, Duration) else found
        return Value(value, start=token.start, end=self.tokens[self.at - 1].end)

    def operand(self) -> Operand:
        left = self.product()
        while self.next.sort == "sign" and self.next.text in "+-":
            sign = cast(CalcSign, self.step().text)
            right = self.product()
            left = Calculation(sign, left, right, start=left.start, end=right.end)
        return left

    def product(self) -> Operand:
        left = self.value()
        while True:
            sign: CalcSign
            if self.take("*"):
                sign = "*"
            elif self.take("%", "of"):
                sign = "% of"
            else:
                return left
            right = self.value()
            left = Calculation(sign, left, right, start=left.start, end=right.end)

    def value(self) -> Operand:
        token = self.next
        if token.sort in ("number", "day", "text"):
            found = self.literal()
            return Value(found, start=token.start, end=self.tokens[self.at - 1].end)
        if self.take("days", "from"):
            first = self.value()
            if not self.take("to"):
                raise self.fail("`to` and the later day")
            last = self.value()
            return Measure("days", (first, last), start=token.start, end=last.end)
        if self.take("count", "of"):
            name = self.name()
            return Measure("count", (name,), start=token.start, end=name.end)
        if self.take("words", "of"):
            name = self.name()
            return Measure("words", (name,), start=token.start, end=name.end)
        return self.name()

    def literal(self) -> str | Decimal | date | Duration:
        token = self.step()
        if token.sort == "text":
            if not token.text[1:-1].strip():
                said = "there is nothing between the quotes; to ask whether a field is filled in, write `is empty`"
                raise MisfitError(said, token.start, token.end)
            return token.text[1:-1]
        if token.sort == "day":
            return _day(token)
        if self.next.sort == "word" and token.text.isdigit():
            unit = self.next.text.removesuffix("s")
            if unit in UNITS:
                return self._length(token, unit)
            if meant := unit_meant(self.next.text, token.text):
                said = f"`{self.next.text}` is not a unit of time; did you mean `{meant}`?"
                raise MisfitError(said, self.next.start, self.next.end)
        return Decimal(token.text)

    def _length(self, number: Token, unit: str) -> Duration:
        """A length of time, whose unit comes next."""
        end = self.step().end
        if not 0 < int(number.text) < 10_000:
            said = f"a length of time is from 1 to 9999 {unit}s, not {number.text}"
            raise MisfitError(said, number.start, end)
        return Duration(int(number.text), unit)  # type: ignore[arg-type]  # it is one of the units

    def name(self) -> Name:
        token = self.next
        if token.sort != "word":
            raise self.fail("the name of a field")
        if token.text == "not":
            said = "`not` comes after the name: `status is not open`, `title not contains` a text"
            raise MisfitError(said, token.start, token.end)
        if meant := value_meant(token.text):
            said = f"`{token.text}` is not a field; did you mean `{meant}`?"
            raise MisfitError(said, token.start, token.end)
        self.step()
        return Name(tuple(token.text.split(".")), start=token.start, end=token.end)


def _day(token: Token) -> date:
    try:
        return date.fromisoformat(token.text)
    except ValueError:
        raise MisfitError(f"{token.text} is not a day of the calendar", token.start, token.end) from None
