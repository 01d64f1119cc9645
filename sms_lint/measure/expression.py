"""An expression of a definition: a fragment of SQL over the fields of a kind, read, checked and never run as written.

sqlglot reads the text. Each part of its tree is then one of those that are known here, or refused: no statement, no
query in a query, no function of an engine. The checked tree is built anew, so nothing of the text passes but words and
numbers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sms_lint.ground.faults import nearest
from sms_lint.ground.fields import DATE_PATTERN, MOMENT_PATTERN, NUMBER_PATTERN, read_date, read_moment
from sms_lint.ground.hidden_characters import HIDDEN, is_spelling
from sms_lint.ground.sentences import plural
from sms_lint.measure.vocabulary import FUNCTIONS, NUMBERS, SORTS, TIMES, Column, Sort

# A part of the tree that sqlglot makes; its classes have had several names.
Tree = Any
LONGEST = 1000
MOST_PARTS = 200
_NOT_IN_TEXTS = re.compile(rf"[\t\n\r\\{HIDDEN}]")
_COMPARISONS = {"EQ": "=", "NEQ": "<>", "GT": ">", "GTE": ">=", "LT": "<", "LTE": "<="}
_ARITHMETIC = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/"}


class ExpressionFault(NamedTuple):
    """What is wrong with an expression: a sentence, and where in its text, where that is known."""

    message: str
    start: int = 0
    end: int = 0


class ExpressionError(Exception):
    """An expression that means nothing here."""

    def __init__(self, message: str, at: Tree = None) -> None:
        """`at` is the part of the tree that is at fault."""
        super().__init__(message)
        identifier = at.this if at is not None and hasattr(at.this, "meta") else at
        place = identifier.meta if identifier is not None else {}
        self.fault = ExpressionFault(message, place.get("start", 0), place.get("end", -1) + 1)


@dataclass(frozen=True)
class Part:
    """A part of a checked expression.

    `form` is `column`, `text`, `number`, `date`, `moment`, a sign such as `=`, `and`, `or`, `not`, `in`, `negative`,
    `case`, `first filled`, or the name of a function of the vocabulary. `value` is the name of a column, or a text,
    number or time as it is written.
    """

    form: str
    sort: Sort
    parts: tuple["Part", ...] = ()
    value: str = ""

    def walk(self) -> "tuple[Part, ...]":
        """This part and all in it."""
        return (self, *(inner for part in self.parts for inner in part.walk()))

    @property
    def columns(self) -> frozenset[str]:
        """The fields that it needs."""
        return frozenset(part.value for part in self.walk() if part.form == "column")

    @property
    def holds(self) -> frozenset[tuple[str, str]]:
        """The pairs of fields between which it counts times on hold."""
        found = [part for part in self.walk() if part.form in FUNCTIONS and FUNCTIONS[part.form].holds]
        return frozenset((part.parts[0].value, part.parts[1].value) for part in found)

    @property
    def hour_columns(self) -> frozenset[str]:
        """The fields up to which it counts service hours."""
        found = [part for part in self.walk() if part.form in FUNCTIONS and FUNCTIONS[part.form].hours]
        return frozenset[str]().union(*(part.columns for part in found))


def checked(text: str, columns: Mapping[str, Column]) -> Part | ExpressionFault:
    """The checked expression, or what is wrong with its text."""
    try:
        return _Reader(columns).read(_parsed(text))
    except ExpressionError as error:
        return error.fault
    except RecursionError:
        return ExpressionFault("this expression is nested too deeply")


@lru_cache(maxsize=512)
def _parsed(text: str) -> Tree:
    """The tree of one expression. Raises ExpressionError where the text is none."""
    import sqlglot
    from sqlglot.errors import SqlglotError

    if len(text) > LONGEST:
        raise ExpressionError(f"an expression has at most {LONGEST} characters")
    try:
        trees = sqlglot.parse(text, read="duckdb")
    except (SqlglotError, RecursionError, ValueError) as error:
        raise ExpressionError(_said(error)) from None
    if len(trees) != 1 or trees[0] is None:
        raise ExpressionError("this is not one expression; leave out the `;`")
    return trees[0]


def _said(error: Exception) -> str:
    told = getattr(error, "errors", None)
    near = (told[0].get("highlight") or "") if told else ""
    return f"this cannot be read as an expression{f', near `{near}`' if near else ''}"


class _Reader:
    """From sqlglot's tree to checked parts; every part that is not named here is refused."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns
        self.count = 0

    def read(self, tree: Tree) -> Part:
        """A checked part. Raises ExpressionError."""
        self.count += 1
        if self.count > MOST_PARTS:
            raise ExpressionError(f"an expression has at most {MOST_PARTS} parts")
        if tree is None:
            raise ExpressionError("a part of this expression is missing")
        name = type(tree).__name__
        if name in _COMPARISONS:
            return self._compared(_COMPARISONS[name], tree.this, tree.expression)
        if name in _ARITHMETIC:
            return self._computed(_ARITHMETIC[name], tree)
        if name in ("And", "Or"):
            parts = tuple(map(self._condition, (tree.this, tree.expression)))
            return Part(name.lower(), "condition", parts)
        reader = self._readers.get(name)
        if reader is None:
            raise ExpressionError(f"`{_short(tree)}` is nothing that a definition may use", tree)
        return reader(tree)

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[Tree], Part]]:
        return {
            "Column": self._column,
            "Literal": _literal,
            "Neg": self._negative,
            "Paren": lambda tree: self.read(tree.this),
            "Not": lambda tree: Part("not", "condition", (self._condition(tree.this),)),
            "Between": self._between,
            "In": self._in,
            "Is": self._is,
            "Case": self._case,
            "Coalesce": self._coalesce,
            "Anonymous": lambda tree: self._function(str(tree.this), tree.expressions),
            "Abs": lambda tree: self._function("abs", [tree.this]),
            "Contains": lambda tree: self._function("contains", [tree.this, tree.expression]),
        }

    def _column(self, tree: Tree) -> Part:
        name = tree.name
        if len(tree.parts) > 1:
            raise ExpressionError(
                f"`{_short(tree)}` leads to another table; a definition uses the fields of one kind", tree
            )
        column = self.columns.get(name)
        if column is None:
            raise ExpressionError(
                f"`{name}` is not a field that can be computed with{nearest(name, list(self.columns))}", tree
            )
        return Part("column", column.sort, value=name)

    def _negative(self, tree: Tree) -> Part:
        part = self._number(tree.this)
        return Part("negative", part.sort, (part,))

    def _condition(self, tree: Tree) -> Part:
        part = self.read(tree)
        if part.sort != "condition":
            raise ExpressionError(
                f"`{_short(tree)}` is {SORTS[part.sort]}, where a condition is needed", tree
            )
        return part

    def _number(self, tree: Tree) -> Part:
        part = self.read(tree)
        if part.sort not in NUMBERS:
            raise ExpressionError(f"`{_short(tree)}` is {SORTS[part.sort]}, where a number is needed", tree)
        return part

    def _compared(self, sign: str, left: Tree, right: Tree) -> Part:
        first, second = self.read(left), self.read(right)
        first, second = self._alike(first, second, right), self._alike(second, first, left)
        if _family(first.sort) != _family(second.sort) or first.sort in ("condition", "list", "period"):
            raise ExpressionError(
                f"`{_short(left)}` is {SORTS[first.sort]} and `{_short(right)}` is {SORTS[second.sort]}; "
                "these cannot be compared",
                left,
            )
        if first.sort == "text" and sign not in ("=", "<>"):
            raise ExpressionError(
                f"`{_short(left)}` is a text, which is neither more nor less than another", left
            )
        return Part(sign, "condition", (first, second))

    def _alike(self, part: Part, other: Part, tree: Tree) -> Part:
        """A text as it is written becomes a time beside a time, and one of the words of a field beside that field."""
        if part.form != "text":
            return part
        if other.sort in TIMES:
            return _time(part.value, tree)
        column = self.columns.get(other.value) if other.form == "column" else None
        if column and column.words and part.value not in column.words:
            known = ", ".join(column.words)
            raise ExpressionError(
                f"`{column.name}` is never `{part.value}`{nearest(part.value, column.words)}; it is one of {known}",
                tree,
            )
        return part

    def _computed(self, sign: str, tree: Tree) -> Part:
        first, second = self._number(tree.this), self._number(tree.expression)
        if sign in "+-":
            mixed = {first.sort, second.sort} == NUMBERS
            if mixed:
                raise ExpressionError(
                    f"`{_short(tree)}` mixes a number and a length of time; write minutes(…), hours(…) or days(…)",
                    tree,
                )
            return Part(sign, first.sort, (first, second))
        if sign == "*" and first.sort == second.sort == "seconds":
            raise ExpressionError(f"`{_short(tree)}` multiplies two lengths of time", tree)
        timed = (first.sort == "seconds" and second.sort == "number") or (
            sign == "*" and second.sort == "seconds"
        )
        return Part(sign, "seconds" if timed else "number", (first, second))

    def _between(self, tree: Tree) -> Part:
        low = self._compared(">=", tree.this, tree.args["low"])
        high = self._compared("<=", tree.this, tree.args["high"])
        return Part("and", "condition", (low, high))

    def _in(self, tree: Tree) -> Part:
        if not tree.expressions:
            raise ExpressionError(f"`{_short(tree)}` needs its values written in brackets", tree)
        choices = [self._compared("=", tree.this, choice) for choice in tree.expressions]
        return Part("in", "condition", (choices[0].parts[0], *(choice.parts[1] for choice in choices)))

    def _is(self, tree: Tree) -> Part:
        if type(tree.expression).__name__ != "Null":
            raise ExpressionError("`is` goes with `null` or `not null` alone", tree)
        return Part("not", "condition", (Part("filled", "condition", (self.read(tree.this),)),))

    def _case(self, tree: Tree) -> Part:
        if tree.this is not None or tree.args.get("default") is None:
            raise ExpressionError("write `case when … then … else … end`", tree)
        parts: list[Part] = []
        for choice in tree.args["ifs"]:
            parts += (self._condition(choice.this), self._number(choice.args["true"]))
        parts.append(self._number(tree.args["default"]))
        return Part("case", _one_sort((*parts[1::2], parts[-1]), tree), tuple(parts))

    def _coalesce(self, tree: Tree) -> Part:
        parts = tuple(map(self._number, (tree.this, *tree.expressions)))
        return Part("first filled", _one_sort(parts, tree), parts)

    def _function(self, name: str, arguments: Sequence[Tree]) -> Part:
        function = FUNCTIONS.get(name.lower())
        if function is None:
            raise ExpressionError(f"there is no function `{name}`{nearest(name, list(FUNCTIONS))}")
        if len(arguments) != len(function.takes):
            raise ExpressionError(
                f"`{name}` takes {plural(len(function.takes), 'value')}, not {len(arguments)}"
            )
        parts = tuple(map(self.read, arguments))
        for part, takes, argument in zip(parts, function.takes, arguments, strict=True):
            if part.sort not in takes or (function.constant and part.form != "number"):
                needed = (
                    "a number as it is written"
                    if function.constant
                    else " or ".join(SORTS[sort] for sort in SORTS if sort in takes)
                )
                raise ExpressionError(
                    f"`{name}` takes {needed}, and `{_short(argument)}` is {SORTS[part.sort]}", argument
                )
            if (function.hours or function.holds) and part.form != "column":
                raise ExpressionError(f"`{name}` takes fields, and `{_short(argument)}` is none", argument)
        return Part(name.lower(), function.gives, parts)


def _literal(tree: Tree) -> Part:
    said = str(tree.this)
    if tree.args.get("is_string"):
        if any(not is_spelling(said, *found.span()) for found in _NOT_IN_TEXTS.finditer(said)):
            raise ExpressionError(
                "a text in an expression holds no backslash, no control character and none that nobody sees"
            )
        return Part("text", "text", value=said)
    if not re.fullmatch(NUMBER_PATTERN, said):
        raise ExpressionError(f"`{said}` is not a plain number")
    return Part("number", "number", value=said.lstrip("+"))


def _time(said: str, tree: Tree) -> Part:
    try:
        if re.fullmatch(DATE_PATTERN, said):
            return Part("date", "day", value=read_date(said).isoformat())
        if re.fullmatch(MOMENT_PATTERN, said):
            moment = read_moment(said).astimezone(UTC).replace(tzinfo=None)
            return Part("moment", "moment", value=moment.isoformat(" ", "seconds"))
    except ValueError as error:
        raise ExpressionError(str(error), tree) from None
    raise ExpressionError(f"`{said}` is no date; write it as 2026-03-31", tree)


def _family(sort: Sort) -> object:
    return TIMES if sort in TIMES else sort


def _one_sort(parts: Sequence[Part], tree: Tree) -> Sort:
    sorts = {part.sort for part in parts}
    if len(sorts) > 1:
        raise ExpressionError(
            f"`{_short(tree)}` is a number in one case and a length of time in another", tree
        )
    return parts[0].sort


def _short(tree: Tree) -> str:
    """A part of an expression as it may stand in a sentence."""
    try:
        said = tree.sql(dialect="duckdb", comments=False)
    except (ValueError, RecursionError):
        return type(tree).__name__
    return said if len(said) <= 60 else f"{said[:57]}…"
