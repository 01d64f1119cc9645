"""Results of agreements: computed period by period, and beside the results that were reported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sms_lint.ground.periods import period_of
from sms_lint.ground.source import Location
from sms_lint.measure.budget import Budget, budget
from sms_lint.measure.cited import figure, plain
from sms_lint.measure.compute import Answers, needs, outcomes_of
from sms_lint.measure.levels import Level
from sms_lint.measure.period import Span, read_span
from sms_lint.measure.result import Outcome
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelResult
from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class LevelResult:
    """What a level came to in a period, with its error budget where it has one."""

    level: Level
    outcome: Outcome
    budget: Budget | None


class Difference(NamedTuple):
    """A figure that was reported and is not what the records give."""

    at: Location
    id: str
    message: str


def level_needs(levels: Iterable[Level]) -> Mapping[str, frozenset[str]]:
    """The fields of each kind that some levels are computed from."""
    return needs(level.definition for level in levels if level.definition)


def level_results(level: Level, spans: Sequence[Span], today: date, ask: Answers) -> list[LevelResult]:
    """The result of a level in each period for which its agreement holds; none for one made by hand."""
    held = [span for span in spans if level.applies(span)]
    if level.definition is None or not held:
        return []
    return [
        LevelResult(level, outcome, budget(outcome, today))
        for outcome in outcomes_of(level.definition, held, "", ask)
    ]


def differences(sms: Sms, levels: Sequence[Level], ask: Answers) -> Iterator[Difference]:
    """Every reported result and workload that the records contradict, or that no record gives."""
    reported: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries(ServiceLevelResult.KIND.name):
        reported[entry.text("sla")].append(entry)
    for level in levels:
        if level.definition is None:
            continue
        name, field = ("target", "actual") if level.is_target else ("workload_unit", "workload_actual")
        wanted = level.agreed.name if level.is_target else level.agreed.unit
        entries = [entry for entry in reported[level.agreement.id] if entry.text(name) == wanted]
        yield from _differing(level, entries, field, ask)


def reported_results(sms: Sms, level: Level) -> int:
    """How many results were reported of a level."""
    return sum(
        entry.text("sla") == level.agreement.id and entry.text("target") == level.agreed.name
        for entry in sms.entries(ServiceLevelResult.KIND.name)
    )


def _differing(level: Level, entries: Iterable[Entry], field: str, ask: Answers) -> Iterator[Difference]:
    """Compare what some results say in a field with what a level comes to in their periods."""
    by_unit: dict[str, list[tuple[Span, Entry]]] = defaultdict(list)
    for entry in entries:
        span = read_span(entry.text("period"))
        if span and entry.number(field) is not None:
            by_unit[_unit(span)].append((span, entry))
    for found in by_unit.values():
        spans = sorted({span for span, _ in found}, key=lambda span: span.first)
        assert level.definition is not None
        computed = {outcome.span: outcome for outcome in outcomes_of(level.definition, spans, "", ask)}
        for span, entry in found:
            message = _contradiction(computed[span], entry, field)
            if message:
                yield Difference(entry.at(field), entry.id, message)


def _contradiction(outcome: Outcome, entry: Entry, field: str) -> str:
    unit = entry.text("unit" if field == "actual" else "workload_unit")
    said = f"`{field}` is {entry.text(field)} {unit}"
    if outcome.value is None:
        return f"{said}, and there is no record of {outcome.span.name} to compute {outcome.kpi.name} from"
    if entry.number(field) == outcome.value:
        return ""
    given = figure(outcome) if field == "actual" else plain(outcome.value)
    return f"{said}, and the records give {given}"


def _unit(span: Span) -> str:
    """Whether a span is a month, a quarter or a year."""
    return next(
        unit for unit in ("month", "quarter", "year") if period_of(span.first, unit).last == span.last
    )
