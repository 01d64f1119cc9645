"""Value rules that one row is enough for, stated as data.

Each says the same thing three ways: `fault` judges a row of texts, `schema` is what JSON Schema can say of
it, and `sql` is true for the rows of a table that break it. A rule is silent where a value it needs is
absent or is not of the right form: that is another fault, reported once, elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from sms_lint.ground.sentences import alternatives

Row = Mapping[str, Any]


class RowRule(Protocol):
    """What every value rule offers."""

    @property
    def field(self) -> str:
        """The field that the fault is shown at."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns it reads; a table without one of them is not judged by it."""
        ...

    @property
    def words(self) -> str:
        """The rule in a plain sentence, for the page of the kind."""
        ...

    def fault(self, row: Row) -> str | None:
        """What is wrong with the row, in a plain sentence, or None."""
        ...

    def schema(self) -> dict[str, Any]:
        """A JSON Schema fragment for `allOf`; empty where JSON Schema cannot say it."""
        ...

    def sql(self) -> str:
        """A condition over text columns that is true where the rule is broken."""
        ...


def moment(value: object) -> datetime | None:
    """A date or time written in a row, or None."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.replace(" ", "T", 1))
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def number(value: object) -> Decimal | None:
    """A number written in a row, or None."""
    try:
        read = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return read if read is not None and read.is_finite() else None


def column(name: str) -> str:
    """A column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _moment_sql(name: str) -> str:
    # With the time zone, because a cast to TIMESTAMP passes over an offset; without one a time counts as UTC.
    return f"try_cast({column(name)} AS TIMESTAMPTZ)"


def _day_sql(name: str) -> str:
    return f"try_cast(left({column(name)}, 10) AS DATE)"


def _number_sql(name: str) -> str:
    return f"try_cast({column(name)} AS DECIMAL(38, 9))"


def _quoted(values: tuple[str, ...]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


class _BeyondSchema:
    """The part of a value rule that is the same where JSON Schema cannot express it."""

    def schema(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True)
class _Pair(_BeyondSchema):
    """A value rule between two fields."""

    field: str
    other: str

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.field, self.other)


@dataclass(frozen=True)
class NotBefore(_Pair):
    """`field` is a date or time that cannot be before `other`. Two values compare by day where one is only a day.

    Where one of the fields `between` says something, it is compared with that one instead.
    """

    between: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"`{self.field}` is not before `{self.other}`."

    def fault(self, row: Row) -> str | None:
        later, earlier = moment(row.get(self.field)), moment(row.get(self.other))
        if later is None or earlier is None or any(map(row.get, self.between)):
            return None
        by_day = len(row[self.field]) == 10 or len(row[self.other]) == 10
        late = later.date() < earlier.date() if by_day else later < earlier
        return (
            f"`{self.field}` ({row[self.field]}) is before `{self.other}` ({row[self.other]})"
            if late
            else None
        )

    def sql(self) -> str:
        late, early = _moment_sql(self.field), _moment_sql(self.other)
        by_day = f"(length({column(self.field)}) = 10 OR length({column(self.other)}) = 10)"
        days = f"{_day_sql(self.field)} < {_day_sql(self.other)}"
        broken = f"CASE WHEN {by_day} THEN {days} ELSE {late} < {early} END"
        return " AND ".join([broken, *(f"coalesce({column(name)}, '') = ''" for name in self.between)])


@dataclass(frozen=True)
class RequiredWhen:
    """`field` must be filled where `when` has one of `values`: a closed state has its date."""

    field: str
    when: str
    values: tuple[str, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.when,)

    @property
    def words(self) -> str:
        return f"`{self.field}` is needed where `{self.when}` is {alternatives(self.values)}."

    def fault(self, row: Row) -> str | None:
        if row.get(self.when) not in self.values or row.get(self.field) not in (None, "", []):
            return None
        return f"`{self.field}` is needed, because `{self.when}` is `{row[self.when]}`"

    def schema(self) -> dict[str, Any]:
        return {
            "if": {"properties": {self.when: {"enum": list(self.values)}}, "required": [self.when]},
            "then": {"required": [self.field], "properties": {self.field: {"not": {"enum": [None, []]}}}},
        }

    def sql(self) -> str:
        return f"{column(self.when)} IN ({_quoted(self.values)}) AND coalesce({column(self.field)}, '') = ''"


@dataclass(frozen=True)
class OnlyWhen:
    """`field` may be filled only where `when` has one of `values`: an open state has no closing date."""

    field: str
    when: str
    values: tuple[str, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.field, self.when)

    @property
    def words(self) -> str:
        return f"`{self.field}` is filled only where `{self.when}` is {alternatives(self.values)}."

    def fault(self, row: Row) -> str | None:
        state = row.get(self.when)
        if not isinstance(state, str) or state in self.values or row.get(self.field) in (None, "", []):
            return None
        belongs = alternatives(self.values)
        return f"`{self.field}` is filled although `{self.when}` is `{state}`; it belongs to {belongs}"

    def schema(self) -> dict[str, Any]:
        return {
            "if": {
                "properties": {self.when: {"type": "string", "not": {"enum": list(self.values)}}},
                "required": [self.when],
            },
            "then": {"properties": {self.field: {"enum": [None, []]}}},
        }

    def sql(self) -> str:
        filled, when = f"coalesce({column(self.field)}, '') <> ''", column(self.when)
        return f"{filled} AND coalesce({when}, '') <> '' AND {when} NOT IN ({_quoted(self.values)})"


@dataclass(frozen=True)
class Product(_BeyondSchema):
    """`field` is `left` times `right`: a rating is likelihood times impact."""

    field: str
    left: str
    right: str
    sign: str = "×"

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.field, self.left, self.right)

    def expected(self, left: Decimal, right: Decimal) -> Decimal:
        """The value that `field` should have."""
        return left * right

    @property
    def words(self) -> str:
        return f"`{self.field}` is `{self.left}` {self.sign} `{self.right}`."

    def fault(self, row: Row) -> str | None:
        stated, left, right = (number(row.get(name)) for name in (self.field, self.left, self.right))
        if stated is None or left is None or right is None or stated == self.expected(left, right):
            return None
        right_value = self.expected(left, right)
        return (
            f"`{self.field}` is {row[self.field]}, but `{self.left}` {self.sign} `{self.right}` "
            f"({row[self.left]} {self.sign} {row[self.right]}) is {right_value.normalize():f}"
        )

    def sql(self) -> str:
        sign = {"×": "*", "−": "-"}[self.sign]
        return f"{_number_sql(self.field)} <> {_number_sql(self.left)} {sign} {_number_sql(self.right)}"


@dataclass(frozen=True)
class DifferenceOf(Product):
    """`field` is `left` minus `right`: a variance is actual minus budget."""

    sign: str = "−"

    def expected(self, left: Decimal, right: Decimal) -> Decimal:
        """The value that `field` should have."""
        return left - right


@dataclass(frozen=True)
class AtMost(_Pair):
    """The number in `field` is never more than the number in `other`: responses and the sample asked."""

    @property
    def words(self) -> str:
        return f"`{self.field}` is not more than `{self.other}`."

    def fault(self, row: Row) -> str | None:
        value, limit = number(row.get(self.field)), number(row.get(self.other))
        if value is None or limit is None or value <= limit:
            return None
        return f"`{self.field}` ({row[self.field]}) is more than `{self.other}` ({row[self.other]})"

    def sql(self) -> str:
        return f"{_number_sql(self.field)} > {_number_sql(self.other)}"


@dataclass(frozen=True)
class Different(_Pair):
    """`field` and `other` never name the same: nobody approves a request of their own."""

    @property
    def words(self) -> str:
        return f"`{self.field}` and `{self.other}` do not name the same."

    def fault(self, row: Row) -> str | None:
        mine, theirs = row.get(self.field), row.get(self.other)
        if not isinstance(theirs, str) or theirs not in (mine if isinstance(mine, list) else [mine]):
            return None
        return f"`{self.field}` and `{self.other}` both name `{theirs}`"

    def sql(self) -> str:
        mine, theirs = column(self.field), column(self.other)
        return f"list_contains(string_split({mine}, ';'), {theirs}) AND {theirs} <> ''"


@dataclass(frozen=True)
class Within(_BeyondSchema):
    """The time from `start` to `field` is at most `days` days."""

    field: str
    start: str
    days: int

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.field, self.start)

    @property
    def words(self) -> str:
        return f"`{self.field}` is at most {self.days} days after `{self.start}`."

    def fault(self, row: Row) -> str | None:
        end, start = moment(row.get(self.field)), moment(row.get(self.start))
        if end is None or start is None or end - start <= timedelta(days=self.days):
            return None
        late, early = f"`{self.field}` ({row[self.field]})", f"`{self.start}` ({row[self.start]})"
        return f"{late} is more than {self.days} days after {early}"

    def sql(self) -> str:
        return f"{_moment_sql(self.field)} > {_moment_sql(self.start)} + INTERVAL {self.days} DAY"
