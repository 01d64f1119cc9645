"""Types of field values: which texts each accepts, and what they become.

Every scalar arrives as text (the YAML subset has no implicit types); a type here says which texts it
accepts, what they become, and how JSON Schema describes the same set.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from sms_lint.ground.durations import Duration, read_duration
from sms_lint.ground.likely_meant import (
    as_clause,
    as_date,
    as_duration,
    as_id,
    as_number,
    as_role,
    as_typed,
    as_version,
)
from sms_lint.ground.periods import PERIOD_PATTERN, TO, WEEK_PATTERN
from sms_lint.ground.time_units import DURATION_PATTERN


@dataclass(frozen=True)
class Form:
    """A scalar of a given form.

    `expected` completes the sentence "must be …"; `schema` is its description in JSON Schema; `convert`
    turns a text of that form into a value and may raise ValueError where the form is right and the value
    impossible, such as 30 February; `slip` makes what was probably meant of a text of another form.
    """

    pattern: str
    expected: str
    convert: Callable[[str], Any] = str
    schema: tuple[tuple[str, Any], ...] = ()
    slip: Callable[[str], str] = str

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_plain_validator_function(reader(self))

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = dict(self.schema) or {"type": "string", "pattern": f"^(?:{self.pattern})$"}
        return {**schema, "x-form": self.expected}


def reader(form: Form) -> Callable[[Any], Any]:
    """The function that reads one value of `form`; it raises pydantic's custom error with our sentence."""
    fits = re.compile(form.pattern).fullmatch

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise wrong_shape(value, f"must be {form.expected}")
        if fits(value) is None:
            meant = form.slip(as_typed(value))
            meant = meant if len(meant) <= 80 and fits(meant) else ""
            hint = f"; did you mean `{meant}`?" if meant else ""
            context = {"text": f"must be {form.expected}", "hint": hint, "meant": meant}
            raise PydanticCustomError("form", "{text}", context)
        try:
            return form.convert(value)
        except ValueError as error:
            said = f"must be {form.expected}; {error}"
            raise PydanticCustomError("impossible", "{text}", {"text": said}) from None

    return read


def wrong_shape(value: object, expected: str) -> PydanticCustomError:
    """The error for a list, a group of keys or nothing where one value was meant."""
    if value is None:
        return PydanticCustomError("empty", "is empty")
    found = "a list" if isinstance(value, list | tuple) else "a group of keys"
    return PydanticCustomError("shape", "{text}", {"text": f"{expected}, not {found}"})


@dataclass(frozen=True)
class Unit:
    """The unit of a number, for people and for JSON Schema; it does not change what is accepted."""

    name: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-unit": self.name}


@dataclass(frozen=True)
class NoneIsAnswer:
    """Says that words for none are an answer in this field: it asks for what there may not be."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-none": True}


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`, both included; None leaves that end open."""

    low: int | None
    high: int | None
    whole: bool = False

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_plain_validator_function(self.reader())

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        bounds = {"minimum": self.low, "maximum": self.high}
        kind = "integer" if self.whole else "number"
        return {"type": kind, **{key: bound for key, bound in bounds.items() if bound is not None}}

    @property
    def expected(self) -> str:
        """The set of numbers in words."""
        noun = "a whole number" if self.whole else "a number"
        if self.low is not None and self.high is not None:
            return f"{noun} from {self.low} to {self.high}"
        return f"{noun}, {self.low} or more" if self.low is not None else noun

    def reader(self) -> Callable[[Any], Any]:
        """The function that reads one such number."""
        pattern, convert = (WHOLE_PATTERN, int) if self.whole else (NUMBER_PATTERN, Decimal)
        read_form = reader(Form(pattern, self.expected, convert, slip=as_number))

        def read(value: Any) -> Any:
            number = read_form(value)
            low, high = self.low, self.high
            if (low is not None and number < low) or (high is not None and number > high):
                raise PydanticCustomError("range", "{text}", {"text": f"must be {self.expected}"})
            return number

        return read


class Ref(str):
    """The id of another node. `to` names the kinds that it may have; empty means any."""

    __slots__ = ("to",)
    to: tuple[str, ...]

    def __new__(cls, value: str, to: tuple[str, ...] = ()) -> "Ref":
        """Make a reference; it compares and hashes as the id."""
        ref = super().__new__(cls, value)
        ref.to = to
        return ref


class To:
    """Says that a field holds a reference, and to which kinds."""

    def __init__(self, *kinds: str, back: str = "") -> None:
        """`kinds` are names of kinds; none means a node of any kind.

        `back` says in words what the one that names is to the one that is named, such as "Change that caused it".
        """
        self.kinds = kinds
        self.back = back

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> Any:
        role = self.kinds == ("role",)
        form = reader(ROLE_FORM if role else ID_FORM)
        kinds = self.kinds
        return core_schema.no_info_plain_validator_function(lambda value: Ref(form(value), kinds))

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        pattern = ROLE_PATTERN if self.kinds == ("role",) else ID_PATTERN
        said = {"x-back": self.back} if self.back else {}
        return {"type": "string", "pattern": f"^(?:{pattern})$", "x-link": list(self.kinds), **said}


class ClauseRef(str):
    """A clause or obligation, such as 20000-1:8.6.1 or 20000-1:8.6.1-a."""

    __slots__ = ()


WHOLE_PATTERN = r"[-+]?[0-9]{1,18}"
NUMBER_PATTERN = r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})"
OWN_ID_PATTERN = r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+"
# The second form is that of a ticket tool, such as INC0010021: people quote it as it is, so it stays as it is.
ID_PATTERN = rf"{OWN_ID_PATTERN}|[A-Z]{{2,8}}[0-9]{{4,12}}"
ROLE_PATTERN = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
DATE_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
MOMENT_PATTERN = (
    rf"{DATE_PATTERN}(?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,9}})?)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?)?"
)
CLAUSE_PATTERN = r"[a-z0-9][a-z0-9-]*:[A-Za-z0-9.]+(?:-[a-z0-9]+)?"


ID_FORM = Form(ID_PATTERN, "an id in capitals such as CHG-2026-0014", slip=as_id)
LANGUAGE_FORM = Form(r"[a-z]{2,3}(?:-[A-Z]{2})?", "the code of a language, such as de or pt-BR")
ROLE_FORM = Form(ROLE_PATTERN, "the id of a role in small letters, such as change-manager", slip=as_role)


def read_date(text: str) -> date:
    """An ISO 8601 calendar date. Raises ValueError where no such day exists."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is not a day of the calendar") from None


def read_moment(text: str) -> datetime:
    """A date, or a date and time; without an offset it counts as UTC. Raises ValueError where none exists."""
    try:
        moment = datetime.fromisoformat(text.replace(" ", "T", 1))
        moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(
            UTC
        )  # the first and last day have an end as well
    except (OverflowError, ValueError):
        raise ValueError(f"{text} is not a time of the calendar") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text_schema(pattern: str, **more: Any) -> tuple[tuple[str, Any], ...]:
    return (("type", "string"), ("pattern", f"^(?:{pattern})$"), *more.items())


TEXT_FORM = Form(
    r"(?s)(?=.*\S).{1,20000}",
    "a text",
    schema=(("type", "string"), ("pattern", r"\S"), ("maxLength", 20000)),
)
# A text is anything that says something: at least one character that is not a space.
Text = Annotated[str, TEXT_FORM]
# The same where words for none are an answer, such as the deficiencies that a test has shown.
TextOrNone = Annotated[str, TEXT_FORM, NoneIsAnswer()]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Identifier = Annotated[str, ID_FORM]
RoleIdentifier = Annotated[str, ROLE_FORM]
Date = Annotated[
    date,
    Form(
        DATE_PATTERN,
        "a date such as 2026-03-31",
        read_date,
        _text_schema(DATE_PATTERN, format="date"),
        as_date,
    ),
]
Moment = Annotated[
    datetime,
    Form(
        MOMENT_PATTERN,
        "a date, or a date and time such as 2026-03-31T14:05",
        read_moment,
        _text_schema(MOMENT_PATTERN, **{"x-moment": True}),
        as_date,
    ),
]
Span = Annotated[
    Duration,
    Form(DURATION_PATTERN, "a length of time such as 12 months or 4 hours", read_duration, slip=as_duration),
]
Version = Annotated[str, Form(r"[0-9]{1,4}\.[0-9]{1,4}", 'a version such as "2.1"', slip=as_version)]
ClauseField = Annotated[
    ClauseRef, Form(CLAUSE_PATTERN, "a clause such as 20000-1:8.6.1", ClauseRef, slip=as_clause)
]
Period = Annotated[
    str,
    Form(
        PERIOD_PATTERN,
        "a period: a month 2026-03, a quarter 2026-Q1 or a year 2026",
    ),
]
PeriodOrWeek = Annotated[
    str,
    Form(
        f"{PERIOD_PATTERN}|{WEEK_PATTERN}",
        "a period: a month 2026-03, a quarter 2026-Q1, a year 2026 or a week 2026-W12",
    ),
]
Periods = Annotated[
    str,
    Form(
        rf"{PERIOD_PATTERN}(?:{re.escape(TO)}{PERIOD_PATTERN})?",
        "a period such as 2026-03, 2026-Q1 or 2026, or all from one to another, such as 2026-01..2026-09",
    ),
]
YesNo = Literal["yes", "no"]
Number = Annotated[Decimal, Between(None, None)]
Amount = Annotated[Decimal, Between(0, None)]
Count = Annotated[int, Between(0, None, whole=True)]
Percent = Annotated[Decimal, Between(0, 100), Unit("%")]
Score = Annotated[int, Between(1, 5, whole=True)]
RoleRef = Annotated[Ref, To("role")]
PersonRef = Annotated[Ref, To("person")]
