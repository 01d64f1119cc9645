"""Results of agreements for people and for programs."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable, block
from sms_lint.measure.budget import Budget
from sms_lint.measure.cited import plain
from sms_lint.measure.level_result import LevelResult
from sms_lint.measure.levels import Level
from sms_lint.measure.result import Outcome
from sms_lint.translation import on_screen

# Each level with its results; one that is made by hand has none.
Results = Sequence[tuple[Level, Sequence[LevelResult]]]
_HEADS = (
    "sla", "service", "customer", "level", "kpi", "period", "value", "unit", "agreed", "status",
    "numerator", "denominator", "sample", "budget", "spent", "budget_used", "burn_rate",
)  # fmt: skip
_WORKLOAD = {"met": "within the limit", "missed": "above the limit"}


def text(results: Results) -> Printable:
    """Each agreement, its levels, and a line for each period."""
    lines = []
    for agreement, found in groupby(results, key=lambda pair: pair[0].agreement.id):
        of = list(found)
        promised = of[0][0].agreement
        lines.append(f"{agreement}: {on_screen(f'{promised.service} for {promised.customer}')}")
        for level, periods in of:
            lines.append(f"  {on_screen(_agreed(level))}")
            lines += [f"    {found.outcome.span.name:<8} {on_screen(_said(found))}" for found in periods]
    return block(lines)


def _agreed(level: Level) -> str:
    agreed = level.agreed
    bound = "at least" if agreed.better == "higher" else "at most"
    said = f"{agreed.name}: {bound} {plain(agreed.value)} {agreed.unit}"
    if level.definition is None:
        return f"{said}; measured by hand, so nothing can be computed"
    return said


def _said(result: LevelResult) -> str:
    outcome = result.outcome
    if outcome.value is None:
        return "no data"
    status = outcome.status if result.level.is_target else _WORKLOAD.get(outcome.status, outcome.status)
    spent = f"; {_budget(result.budget)}" if result.budget else ""
    return f"{plain(outcome.value)} {result.level.agreed.unit}{_of(outcome)}: {status}{spent}"


def _of(outcome: Outcome) -> str:
    if outcome.numerator is not None and outcome.denominator is not None:
        if outcome.kpi.type == "availability":  # counted in seconds, and said in minutes
            minutes = (plain(_rounded(each / 60, 0)) for each in (outcome.numerator, outcome.denominator))
            return f" ({' of '.join(minutes)} min)"
        return f" ({plain(outcome.numerator)} of {plain(outcome.denominator)})"
    return ""


def _budget(found: Budget) -> str:
    if found.used is None or found.burn is None:
        return f"nothing may go wrong, and {plain(found.spent)} did"
    burn = f", burn rate {plain(_rounded(found.burn, 2))}" if found.burn != found.used else ""
    return f"{plain(_rounded(found.used * 100, 0))} % of the error budget used{burn}"


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _row(result: LevelResult) -> tuple[str, ...]:
    level, outcome, spent = result.level, result.outcome, result.budget
    computed = level.agreed.computed
    return (
        level.agreement.id,
        level.agreement.service,
        level.agreement.customer,
        level.agreed.name,
        computed.kpi if computed else "",
        outcome.span.name,
        plain(outcome.value),
        level.agreed.unit,
        plain(level.agreed.value),
        outcome.status,
        plain(outcome.numerator),
        plain(outcome.denominator),
        str(outcome.sample),
        plain(spent.allowed) if spent else "",
        plain(spent.spent) if spent else "",
        plain(_rounded(spent.used, 4)) if spent and spent.used is not None else "",
        plain(_rounded(spent.burn, 4)) if spent and spent.burn is not None else "",
    )


def _rows(results: Results) -> list[tuple[str, ...]]:
    return [_row(result) for _, periods in results for result in periods]


def table(results: Results) -> Printable:
    """CSV: a row for each level and period."""
    return csv_text(_HEADS, _rows(results))


def machine(results: Results) -> Printable:
    """JSON: a list of the same, numbers as texts so that none of their digits is lost."""
    return json_text([dict(zip(_HEADS, row, strict=True)) for row in _rows(results)])


LEVEL_FORMATS: Mapping[str, Callable[[Results], Printable]] = {"text": text, "csv": table, "json": machine}
