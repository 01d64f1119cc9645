"""Frozen results computed again: what periods lack, what is restated, and what is no longer so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sms_lint.measure.compute import RecordPlace, all_outcomes, first_day
from sms_lint.measure.definition import Definition
from sms_lint.measure.fingerprint import fingerprint
from sms_lint.measure.freezing import Making, closed_spans, differences, lacking, outdated, restated, row
from sms_lint.measure.frozen import FrozenResult
from sms_lint.measure.period import Span
from sms_lint.measure.result import Outcome

Row = Mapping[str, str]


class Difference(NamedTuple):
    """A frozen result that is not what the records give: for each field what is frozen, and what they give.

    `records_changed` says whether the files are others than those it was frozen from; None where nobody can tell.
    """

    result: FrozenResult
    fields: tuple[tuple[str, str, str], ...]
    records_changed: bool | None


@dataclass(frozen=True)
class Series:
    """The results of a KPI over all records, or for each value of a field: those frozen, and how to compute them."""

    definition: Definition
    by: str
    frozen: tuple[FrozenResult, ...]
    place: RecordPlace
    making: Making

    @property
    def standing(self) -> tuple[FrozenResult, ...]:
        """Those that no later one corrects."""
        return tuple(result for result in self.frozen if not result.restated)

    def outdated(self) -> tuple[FrozenResult, ...]:
        """Those that another definition gave, of periods that this one applies to."""
        return outdated(self.definition, self.frozen)

    def new_rows(self, wanted: Span | None = None) -> list[Row]:
        """A row for each result that a period lacks which is over; `wanted` is the one that it lies in."""
        known = self.making.source.until
        spans = [span for span in self.lacking() if span.last <= known and _within(span, wanted)]
        return [row(outcome, self.definition, self.by, self.making) for outcome in self._computed(spans)]

    def lacking(self) -> tuple[Span, ...]:
        """The periods that are over and have no result."""
        due = closed_spans(self.definition, first_day(self.definition, self.place), self.making.today)
        return lacking(due, self.standing)

    def waiting(self) -> tuple[Span, ...]:
        """Of these the ones whose last days are not known from the records yet."""
        return tuple(span for span in self.lacking() if span.last > self.making.source.until)

    def restated_rows(self, reason: str, taken: Iterable[str], wanted: Span | None = None) -> list[Row]:
        """A row for each frozen result that is no longer so, with the reason; the frozen one stays."""
        current, names, found = fingerprint(self.definition), set(taken), []
        for result, outcome in self._pairs([one for one in self.standing if _within(one.span, wanted)]):
            wrong = result.definition != current or result.is_too_early
            if outcome and (wrong or any(differences(result, outcome))):
                said = restated(row(outcome, self.definition, self.by, self.making), result, reason, names)
                names.add(said["id"])
                found.append(said)
        return found

    def unlike(self) -> Iterator[Difference]:
        """The results of this definition that are not what the records give."""
        for result, outcome in self._pairs(self.comparable()):
            found = tuple(differences(result, outcome))
            if found:
                before, now = result.records_digest, self.making.source.digest
                yield Difference(result, found, before != now if before and now else None)

    def comparable(self) -> list[FrozenResult]:
        """Those that can be computed again, on their engine; of today's records only while these are the same."""
        current, digest = fingerprint(self.definition), self.making.source.digest
        return [
            result
            for result in self.standing
            if result.definition == current
            and result.engine == self.making.engine
            and (not self.definition.is_of_today or result.records_digest == digest)
        ]

    def _pairs(self, frozen: Sequence[FrozenResult]) -> Iterator[tuple[FrozenResult, Outcome | None]]:
        spans = sorted({result.span for result in frozen}, key=lambda span: span.first)
        computed = {(outcome.span, outcome.group): outcome for outcome in self._computed(spans)}
        for result in frozen:
            yield result, computed.get((result.span, result.group))

    def _computed(self, spans: Sequence[Span]) -> list[Outcome]:
        """The outcomes of some periods; where every record counts as it is, each period is computed by itself."""
        if not spans:
            return []
        groups = {result.group for result in self.frozen}
        each = [[span] for span in spans] if self.definition.is_of_today else [spans]
        asked = [(self.definition, some, self.by, groups) for some in each]
        return [outcome for found in all_outcomes(asked, self.place) for outcome in found]


def _within(span: Span, wanted: Span | None) -> bool:
    return wanted is None or (wanted.first <= span.first and span.last <= wanted.last)
