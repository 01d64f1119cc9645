"""Freezing results: which periods are due, what a frozen row says, and where one differs from what is computed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sms_lint.ground.periods import period_of
from sms_lint.ground.sentences import plain_number
from sms_lint.measure.definition import Definition
from sms_lint.measure.fingerprint import fingerprint
from sms_lint.measure.frozen import FrozenResult
from sms_lint.measure.period import Span, last_whole, spans
from sms_lint.measure.result import Outcome
from sms_lint.model.kinds.measurement import Target
from sms_lint.model.kinds.result import KpiResult
from sms_lint.model.node import Record

PREFIX = KpiResult.KIND.prefix
# The columns of a table of frozen results, in their order.
COLUMNS = ("id", *(name for name in KpiResult.model_fields if name not in Record.model_fields), "supersedes")


@dataclass(frozen=True)
class Source:
    """The records of a kind as they lie there: a digest of their files, and the day up to which they are known.

    Of records on an engine there is no digest.
    """

    digest: str
    until: date


@dataclass(frozen=True)
class Making:
    """How results come about: the records, the engine, the version of the program, and the day."""

    source: Source
    engine: str
    tool: str
    today: date


def closed_spans(definition: Definition, first: date | None, today: date) -> tuple[Span, ...]:
    """The periods that are over and of which the records tell; `first` is the day of the first record.

    That is from the month of the first record on, or from the day since which the definition applies.
    """
    if definition.is_of_today:
        return last_whole(definition.kpi.frequency, today, 1)
    begin = definition.kpi.since or (period_of(first, "month").first if first else None)
    if begin is None:
        return ()
    return tuple(spans(definition.kpi.frequency, begin, today - timedelta(1)))


def outdated(definition: Definition, frozen: Iterable[FrozenResult]) -> tuple[FrozenResult, ...]:
    """The standing results that another definition gave, of periods that this one applies to."""
    current = fingerprint(definition)
    return tuple(
        result
        for result in frozen
        if not result.restated and result.definition != current and definition.applies(result.span)
    )


def lacking(due: Sequence[Span], frozen: Iterable[FrozenResult]) -> tuple[Span, ...]:
    """The periods that are due and have no result."""
    there = {result.span.name for result in frozen}
    return tuple(span for span in due if span.name not in there)


def row(outcome: Outcome, definition: Definition, by: str, making: Making) -> Mapping[str, str]:
    """What a frozen result says, under the names of the columns."""
    target = outcome.target
    said = {
        "id": _identifier(outcome),
        "kpi": outcome.kpi.id,
        "period": outcome.span.name,
        "by": by,
        "group": outcome.group,
        **{name: _said(number) for name, number in _figures(outcome, target).items()},
        "unit": outcome.kpi.unit,
        "status": outcome.status,
        "sample": str(outcome.sample),
        "definition": fingerprint(definition),
        "data_until": min(making.source.until, making.today).isoformat(),
        "records_digest": making.source.digest,
        "engine": making.engine,
        "tool": making.tool,
        "frozen_at": making.today.isoformat(),
    }
    return {name: said.get(name, "") for name in COLUMNS}


def restated(
    said: Mapping[str, str], before: FrozenResult, reason: str, taken: Iterable[str]
) -> Mapping[str, str]:
    """A row that corrects a frozen result, which stays as it is."""
    number, names = 2, set(taken)
    while (identifier := f"{said['id']}-R{number}") in names:
        number += 1
    return {**said, "id": identifier, "note": reason, "supersedes": before.entry.id}


def differences(result: FrozenResult, outcome: Outcome | None) -> Iterator[tuple[str, str, str]]:
    """Where a frozen result is not what is computed: the field, what is frozen and what the records give."""
    if outcome is None:
        yield "value", _said(result.value), ""
        return
    frozen = {**_figures(result, result.target), "sample": Decimal(result.sample)}
    computed = {**_figures(outcome, outcome.target), "sample": Decimal(outcome.sample)}
    for name, number in frozen.items():
        if number != computed[name]:
            yield name, _said(number), _said(computed[name])
    for name, said, now in (
        ("unit", result.unit, outcome.kpi.unit),
        ("status", result.status, outcome.status),
    ):
        if said != now:
            yield name, said, now


def _figures(result: FrozenResult | Outcome, target: Target | None) -> Mapping[str, Decimal | None]:
    return {
        "numerator": result.numerator,
        "denominator": result.denominator,
        "value": result.value,
        "target": target.value if target else None,
        "target_low": target.low if target else None,
        "target_high": target.high if target else None,
    }


def _identifier(outcome: Outcome) -> str:
    kpi = re.sub(r"^KPI-", "", outcome.kpi.id)
    group = re.sub(r"[^A-Z0-9]+", "-", outcome.group.upper()).strip("-")
    return "-".join(filter(None, (PREFIX, kpi, outcome.span.name, group)))


def _said(number: Decimal | None) -> str:
    return "" if number is None else plain_number(number)
