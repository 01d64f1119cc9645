"""What a figure comes to: division, unit, rounding and status, in one place and the same for every engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from sms_lint.ground.sentences import plain_number
from sms_lint.measure.definition import PER_CENT, TIME_UNITS, Definition
from sms_lint.measure.period import Span
from sms_lint.measure.query import agreed_seconds
from sms_lint.model.kinds.measurement import Kpi, Target

Status = Literal["met", "missed", "no target", "no data", "sample too small"]


@dataclass(frozen=True)
class Figure:
    """What an engine counted for one period and group; a percentile is the numerator, and has no denominator."""

    period_start: date
    group: str
    numerator: Decimal | None
    denominator: Decimal | None
    sample: int


@dataclass(frozen=True)
class Outcome:
    """The result of a KPI in one period and group, with the target in force on its last day.

    `value` is in the unit of the KPI and rounded; None where nothing is known.
    """

    kpi: Kpi
    span: Span
    group: str
    numerator: Decimal | None
    denominator: Decimal | None
    sample: int
    value: Decimal | None
    target: Target | None
    status: Status


def outcomes(
    definition: Definition, spans: Sequence[Span], figures: Iterable[Figure], groups: Iterable[str] = ("",)
) -> list[Outcome]:
    """The result for each period and group, those without a record included.

    Where every record counts as it is now, only the newest period has a result.
    """
    if definition.is_of_today:
        figures = [figure for figure in figures if figure.period_start == spans[-1].first]
    found = {(figure.period_start, figure.group): figure for figure in figures}
    every = sorted({*groups, *(group for _, group in found)}) if "" not in groups else [""]
    return [
        _outcome(definition, span, group, found.get((span.first, group))) for span in spans for group in every
    ]


def _outcome(definition: Definition, span: Span, group: str, figure: Figure | None) -> Outcome:
    kpi = definition.kpi
    target = target_on(kpi, span.last)
    numerator, denominator = (figure.numerator, figure.denominator) if figure else (None, None)
    sample = figure.sample if figure else 0
    if not sample and definition.hours and kpi.type == "availability" and kpi.empty_period == "zero":
        numerator = denominator = Decimal(agreed_seconds(definition.hours, span))
    if numerator is None and not sample and _means_zero(kpi):
        numerator = Decimal(0)
    value = value_of(definition, numerator, denominator, sample)
    return Outcome(
        kpi, span, group, numerator, denominator, sample, value, target, status_of(kpi, value, target, sample)
    )


def value_of(
    definition: Definition, numerator: Decimal | None, denominator: Decimal | None, sample: int
) -> Decimal | None:
    """What a figure comes to in the unit of its KPI; None where nothing is known."""
    kpi = definition.kpi
    if not sample and _means_zero(kpi):
        return _rounded(kpi, Decimal(0))
    if numerator is None:
        return None
    value = numerator
    if kpi.type in ("ratio", "average", "recurrence", "availability"):
        if not denominator:
            return None
        value = numerator / denominator
    if kpi.unit in PER_CENT and kpi.type in ("ratio", "recurrence", "availability"):
        value *= 100
    if definition.result == "seconds":
        value /= TIME_UNITS[kpi.unit]
    return _rounded(kpi, value)


def _means_zero(kpi: Kpi) -> bool:
    """Whether a period without a record means 0; of availability it means that nothing was down."""
    return kpi.type != "availability" and (kpi.empty_period == "zero" or kpi.type in ("count", "backlog"))


def _rounded(kpi: Kpi, value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-kpi.decimals), ROUND_HALF_UP)


def target_on(kpi: Kpi, day: date) -> Target | None:
    """The target in force on a day: the newest that applies from then or earlier."""
    begun = [target for target in kpi.targets if target.from_ <= day]
    return max(begun, key=lambda target: target.from_, default=None)


def status_of(kpi: Kpi, value: Decimal | None, target: Target | None, sample: int) -> Status:
    """How a value is to be judged by a target."""
    if value is None:
        return "no data"
    if kpi.minimum_sample and sample < kpi.minimum_sample:
        return "sample too small"
    if target is None:
        return "no target"
    return "met" if reached(kpi, value, target) else "missed"


def reached(kpi: Kpi, value: Decimal, target: Target) -> bool:
    """Whether a value is as good as a target, or within its band."""
    if kpi.direction == "band":
        return (target.low is None or value >= target.low) and (target.high is None or value <= target.high)
    return target.value is not None and kpi.reached(value, target.value)


def target_words(target: Target | None) -> str:
    """A target in figures: a value, or a band; empty where there is none."""
    if target is None:
        return ""
    if target.value is not None:
        return plain_number(target.value)
    return " to ".join("" if end is None else plain_number(end) for end in (target.low, target.high))
