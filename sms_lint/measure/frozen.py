"""Frozen results: what was computed once for a KPI and a period, and is kept as a record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from sms_lint.measure.definition import Definition
from sms_lint.measure.of_system import definition_of
from sms_lint.measure.period import Span, read_span
from sms_lint.measure.result import Outcome, Status
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.measurement import Kpi, Target
from sms_lint.model.kinds.result import KpiResult
from sms_lint.system.sms import Sms

Series = tuple[str, str]


@dataclass(frozen=True)
class FrozenResult:
    """One frozen result. `by` and `group` are empty where it is over all records.

    `target` is the one in force then, from the last day of the period; None where there was none. `value` is None where
    nothing was known. `restated` says that a later result corrects it.
    """

    entry: Entry
    kpi: str
    span: Span
    by: str
    group: str
    numerator: Decimal | None
    denominator: Decimal | None
    sample: int
    value: Decimal | None
    unit: str
    target: Target | None
    status: str
    definition: str
    data_until: date | None
    records_digest: str
    engine: str
    frozen_at: date | None
    note: str
    restated: bool = False

    @property
    def series(self) -> Series:
        """The KPI and the field that its results are given by."""
        return self.kpi, self.by

    @property
    def is_too_early(self) -> bool:
        """Whether it rests on records that end before the period does."""
        return self.data_until is not None and self.data_until < self.span.last

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What there is one standing result of."""
        return self.kpi, self.by, self.group, self.span.name


def results_of(sms: Sms, kpi: str, group: str = "", by: str = "") -> tuple[FrozenResult, ...]:
    """The standing results of a KPI, the oldest period first: over all records, or of one group of a field."""
    found = sms.once(frozen_results)
    standing = [
        result
        for result in found.get((kpi, by), ())
        if not result.restated and (not by or not group or result.group == group)
    ]
    return tuple(sorted(standing, key=lambda result: (result.span.first, result.group)))


def frozen_outcome(sms: Sms, definition: Definition, span: Span) -> Outcome | None:
    """The standing result of a KPI over all records of a period, as if it had been computed now; None where none is."""
    kept = (result for result in results_of(sms, definition.kpi.id) if result.span == span)
    return next((_outcome(result, definition.kpi) for result in kept), None)


def restated_outcomes(sms: Sms, kpi: Kpi, period: str) -> Iterator[tuple[FrozenResult, Outcome]]:
    """The results of a KPI over all records of a period that later ones correct, each as if it was computed now."""
    for result in sms.once(frozen_results).get((kpi.id, ""), ()):
        if result.restated and result.span.name == period:
            yield result, _outcome(result, kpi)


def _outcome(result: FrozenResult, kpi: Kpi) -> Outcome:
    numbers = result.numerator, result.denominator, result.sample, result.value
    return Outcome(kpi, result.span, "", *numbers, result.target, cast(Status, result.status))


def fields_of(sms: Sms, kpi: str) -> tuple[str, ...]:
    """The fields by which results of a KPI are frozen, beside those over all records."""
    return tuple(sorted(by for named, by in sms.once(frozen_results) if named == kpi and by))


def frozen_results(sms: Sms) -> Mapping[Series, tuple[FrozenResult, ...]]:
    """Every result that can be read, by KPI and field, in the order of their files. To be asked for `once`."""
    entries = sms.entries(KpiResult.KIND.name)
    corrected = {entry.text("supersedes") for entry in entries}
    found: dict[Series, list[FrozenResult]] = defaultdict(list)
    for entry in entries:
        span = read_span(entry.text("period"))
        if span:
            result = _result(entry, span, restated=entry.id in corrected)
            found[result.series].append(result)
    return {series: tuple(results) for series, results in found.items()}


def _result(entry: Entry, span: Span, *, restated: bool) -> FrozenResult:
    return FrozenResult(
        entry,
        entry.text("kpi"),
        span,
        entry.text("by"),
        entry.text("group"),
        entry.number("numerator"),
        entry.number("denominator"),
        int(entry.number("sample") or 0),
        entry.number("value"),
        entry.text("unit"),
        _target(entry, span),
        entry.text("status"),
        entry.text("definition"),
        entry.day("data_until"),
        entry.text("records_digest"),
        entry.text("engine"),
        entry.day("frozen_at"),
        entry.text("note"),
        restated,
    )


def _target(entry: Entry, span: Span) -> Target | None:
    value, low, high = (entry.number(name) for name in ("target", "target_low", "target_high"))
    if value is None and low is None and high is None:
        return None
    return Target.model_construct(from_=span.last, value=value, low=low, high=high, agreed_in=None)


def definitions(sms: Sms) -> Mapping[str, Definition]:
    """Every KPI that can be computed, by its id. To be asked for `once`."""
    return {kpi.id: found for kpi, found in _defined(sms)}


def _defined(sms: Sms) -> Iterator[tuple[Kpi, Definition]]:
    for kpi in sms.all(Kpi):
        if kpi.type != "manual":
            found = definition_of(kpi, sms)
            if isinstance(found, Definition):
                yield kpi, found
