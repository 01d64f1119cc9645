"""How each engine says what a definition means: one small table of templates for each.

Only what the engines agree on is computed there: numerators, denominators and percentiles in base units. What they
differ in, division, rounding and units, happens once, in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Engine:
    """The words of an engine. Each template takes its values in the order of the functions of the vocabulary.

    `buckets` say in which period a moment lies, by frequency; `percentile` takes the value and the share;
    `kinds` are its names of a day, a moment, an exact number and a number with a floating point.
    """

    name: str
    quote: str
    seconds_between: str
    days_between: str
    contains: str
    percentile: str
    buckets: Mapping[str, str]
    day: str = "DATE"
    moment: str = "TIMESTAMP"
    exact: str = "DECIMAL(28, 9)"
    floating: str = "DOUBLE"

    def column(self, name: str) -> str:
        """The name of a column or table."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote


DUCKDB = Engine(
    name="duckdb",
    quote='"',
    seconds_between="date_diff('second', {0}, {1})",
    days_between="date_diff('day', CAST({0} AS DATE), CAST({1} AS DATE))",
    contains="contains(';' || {0} || ';', ';' || {1} || ';')",
    percentile="quantile_cont(CAST({0} AS DOUBLE), {1})",
    buckets={
        unit: f"CAST(date_trunc('{unit}', {{0}}) AS DATE)" for unit in ("week", "month", "quarter", "year")
    },
)
