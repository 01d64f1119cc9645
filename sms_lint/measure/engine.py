"""How each engine says what a definition means: one small table of templates for each.

Only what the engines agree on is computed there: numerators, denominators and percentiles in base units. What they
differ in, division, rounding and units, happens once, in Python. Every percentile is exact, between two values in
proportion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sms_lint.measure.vocabulary import Sort

_UNITS = ("week", "month", "quarter", "year")


@dataclass(frozen=True)
class Engine:
    """The words of an engine. Each template takes its values in the order of the functions of the vocabulary.

    `apostrophe` is one inside a text. `buckets` say in which period a moment lies, by frequency; `percentile` takes the
    value and the share; `rows` makes a table of rows that are written out; `cut` makes an exact number of one with a
    floating point. The last ones are its names of a text, a day, a moment, a whole number, an exact number and a number
    with a floating point.
    """

    name: str
    quote: str
    seconds_between: str
    days_between: str
    contains: str
    percentile: str
    buckets: Mapping[str, str]
    rows: str = "(VALUES {rows}) AS {name}({columns})"
    apostrophe: str = "''"
    number: str = "{0}"
    cut: str = "CAST(CAST({0} AS VARCHAR) AS DECIMAL(28, 9))"
    string: str = "VARCHAR"
    day: str = "DATE"
    moment: str = "TIMESTAMP"
    whole: str = "BIGINT"
    exact: str = "DECIMAL(28, 9)"
    floating: str = "DOUBLE"

    def column(self, name: str) -> str:
        """The name of a column or table."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def text(self, value: str) -> str:
        """A text as the engine reads it; it holds no backslash."""
        return f"'{value.replace(chr(39), self.apostrophe)}'"

    def type_of(self, sort: Sort) -> str:
        """The type of values of a sort."""
        types: Mapping[str, str] = {
            "day": self.day, "moment": self.moment, "number": self.exact, "seconds": self.exact,
        }  # fmt: skip
        return types.get(sort, self.string)


DUCKDB = Engine(
    name="duckdb",
    quote='"',
    seconds_between="date_diff('second', {0}, {1})",
    days_between="date_diff('day', CAST({0} AS DATE), CAST({1} AS DATE))",
    contains="contains(';' || {0} || ';', ';' || {1} || ';')",
    percentile="quantile_cont(CAST({0} AS DOUBLE), {1})",
    buckets={unit: f"CAST(date_trunc('{unit}', {{0}}) AS DATE)" for unit in _UNITS},
)
_EPOCH = "CAST(floor(extract(epoch FROM CAST({%d} AS TIMESTAMP))) AS BIGINT)"
POSTGRESQL = Engine(
    name="postgresql",
    quote='"',
    seconds_between=f"({_EPOCH % 1} - {_EPOCH % 0})",
    days_between="(CAST({1} AS DATE) - CAST({0} AS DATE))",
    contains="(position(';' || {1} || ';' IN ';' || {0} || ';') > 0)",
    percentile="percentile_cont({1}) WITHIN GROUP (ORDER BY CAST({0} AS DOUBLE PRECISION))",
    buckets={unit: f"CAST(date_trunc('{unit}', CAST({{0}} AS TIMESTAMP)) AS DATE)" for unit in _UNITS},
    floating="DOUBLE PRECISION",
)
CLICKHOUSE = Engine(
    name="clickhouse",
    quote="`",
    seconds_between="dateDiff('second', {0}, {1})",
    days_between="dateDiff('day', CAST({0} AS Nullable(Date32)), CAST({1} AS Nullable(Date32)))",
    contains="(position(';' || {0} || ';', ';' || {1} || ';') > 0)",
    percentile="quantileExactInclusive({1})(CAST({0} AS Nullable(Float64)))",
    buckets={unit: f"CAST(date_trunc('{unit}', {{0}}) AS Nullable(Date32))" for unit in _UNITS},
    rows="values('{typed}', {rows}) AS {name}",
    number="toDecimal128('{0}', 9)",
    cut="CAST(round(toDecimal256OrNull(toString({0}), 20), 9) AS Nullable(Decimal(38, 9)))",
    string="Nullable(String)",
    day="Nullable(Date32)",
    moment="Nullable(DateTime64(6))",
    whole="Nullable(Int64)",
    exact="Nullable(Decimal(38, 9))",
    floating="Nullable(Float64)",
)
SPARK = Engine(
    name="spark",
    quote="`",
    seconds_between="(unix_timestamp({1}) - unix_timestamp({0}))",
    days_between="datediff({1}, {0})",
    contains="contains(concat(';', {0}, ';'), concat(';', {1}, ';'))",
    percentile="percentile(CAST({0} AS DOUBLE), {1})",
    buckets={unit: f"CAST(date_trunc('{unit}', {{0}}) AS DATE)" for unit in _UNITS},
    apostrophe="\\'",
    cut="CAST(CAST({0} AS STRING) AS DECIMAL(28, 9))",
    string="STRING",
)
ENGINES: Mapping[str, Engine] = {engine.name: engine for engine in (DUCKDB, POSTGRESQL, CLICKHOUSE, SPARK)}
