"""Frozen results of KPIs: written for periods that are over, restated with a reason, and computed again."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, tell
from sms_lint.cli.record_place import record_places
from sms_lint.ground.sentences import joined, plural

if TYPE_CHECKING:
    from sms_lint.measure.compute import RecordPlace
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.freezing import Making, Source
    from sms_lint.measure.period import Span
    from sms_lint.measure.recomputed import Difference, Row, Series
    from sms_lint.model.kinds.measurement import Kpi
    from sms_lint.system.sms import Sms


def freeze(root: Path, sms: "Sms", wanted: "Sequence[Kpi]", options: argparse.Namespace) -> int:
    """Write the results that periods which are over lack, or restate what is no longer so; the exit code."""
    from sms_lint.measure.frozen import definitions, fields_of
    from sms_lint.starter.frozen_rows import write_rows

    known, span = sms.once(definitions), _span(options.period)
    asked = [
        (known[kpi.id], by)
        for kpi in wanted
        if kpi.id in known
        for by in dict.fromkeys(("", *fields_of(sms, kpi.id), *([options.by] if options.by else [])))
    ]
    rows: list[Row] = []
    waiting: dict[str, str] = {}
    code = CLEAN
    with _series(root, sms, asked, options.engine or "") as found:
        for series in found:
            if options.restate:
                rows += series.restated_rows(options.restate, (row["id"] for row in rows), span)
            elif series.outdated():
                tell(_changed(series))
                code = FINDINGS
            else:
                rows += series.new_rows(span)
                waiting.update(_waiting(series))
    for path, number in write_rows(root, sms, rows):
        done = plural(number, "result")
        tell(f"{path}: {done} restated" if options.restate else f"{path}: {done} frozen")
    for said in waiting.values():
        tell(said)
    if not rows and not waiting and code == CLEAN:
        tell("No result differs" if options.restate else "Every period that is over has its results")
    return code


def compared_frozen(root: Path, sms: "Sms", engine: str) -> int:
    """Compute the frozen results again and tell where they differ; the exit code."""
    from sms_lint.measure.frozen import definitions, frozen_results

    known, frozen = sms.once(definitions), sms.once(frozen_results)
    asked = [(known[kpi], by) for kpi, by in frozen if kpi in known]
    if not frozen:
        return CLEAN
    every = sum(not result.restated for results in frozen.values() for result in results)
    again, code = 0, CLEAN
    with _series(root, sms, asked, engine) as found:
        for series in found:
            again += len(series.comparable())
            for difference in series.unlike():
                tell(_told(difference))
                code = FINDINGS
    left = (
        f"; {plural(every - again, 'result')} of an earlier definition or another engine cannot be"
        if every > again
        else ""
    )
    tell(f"{plural(again, 'frozen result')} computed again{left}")
    return code


@contextmanager
def _series(
    root: Path, sms: "Sms", asked: "Sequence[tuple[Definition, str]]", engine: str
) -> "Iterator[Iterator[Series]]":
    from sms_lint.measure.compute import needs_of
    from sms_lint.measure.frozen import frozen_results
    from sms_lint.measure.recomputed import Series

    frozen = sms.once(frozen_results)
    sources = _Sources(root, sms)
    with record_places(root, sms, needs_of(asked), engine) as places:
        yield (
            Series(
                definition,
                by,
                frozen.get((definition.kpi.id, by), ()),
                place,
                sources.making(definition, place),
            )
            for definition, by in asked
            for place in (places[definition.kpi.source],)
        )


class _Sources:
    """How results come about now; the files of each kind are looked at once."""

    def __init__(self, root: Path, sms: "Sms") -> None:
        self.root, self.sms = root, sms
        self.known: dict[tuple[str, str | None], Source] = {}

    def making(self, definition: "Definition", place: "RecordPlace") -> "Making":
        """Of records in files their fingerprint; those on an engine are known up to today."""
        from sms_lint.load.measured_sources import source_of
        from sms_lint.measure.freezing import Making, Source

        today, of = self.sms.today, (definition.kpi.source, definition.kpi.calendar)
        if of not in self.known:
            on_engine = definition.kpi.source in place.tables
            self.known[of] = Source("", today) if on_engine else source_of(self.root, self.sms, definition)
        return Making(self.known[of], place.engine.name, version("sms-lint"), today)


def _span(period: str | None) -> "Span | None":
    from sms_lint.measure.period import named_span

    return named_span(period) if period else None


def _changed(series: "Series") -> str:
    newest = max(series.outdated(), key=lambda result: result.span.last)
    return (
        f"{newest.kpi}: the definition is another than that of {newest.span.name}, which is frozen. State in `since` "
        "from which day it applies, or restate the earlier results with --restate REASON; nothing was frozen"
    )


def _waiting(series: "Series") -> "Iterator[tuple[str, str]]":
    """By the kind, why its newest periods are not frozen."""
    kind, until = series.definition.kpi.source, series.making.source.until
    for span in series.waiting()[:1]:
        yield (
            kind,
            f"{kind}: the records are known up to {until}; bring in later ones, so that {span.name} can be frozen",
        )


def _told(difference: "Difference") -> str:
    result = difference.result
    at = result.entry.at(difference.fields[0][0])
    said = [
        f"{name} {before or 'nothing'}, now {now or 'nothing'}" for name, before, now in difference.fields
    ]
    source = {
        True: "have changed since",
        False: "are those it was frozen from",
        None: "may have changed since",
    }[difference.records_changed]
    of = f"{result.kpi} {' '.join(filter(None, (result.span.name, result.group)))}"
    return f"{at.path}:{at.line}: {of} is frozen as {joined(said)}; the records {source}"
