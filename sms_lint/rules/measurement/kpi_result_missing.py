"""Results of a KPI are frozen, but not for a period that is over.

A series of figures with a hole in it hides the month that went badly, and what is frozen late is computed from records
that have changed meanwhile. Once the results of one KPI are frozen, those of each computed KPI are expected for every
period, within the time of the settings (`intervals.reporting`). Where nothing is frozen at all, this rule is silent.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-07:  # <- kpi-result-missing
  period: 2026-07
kpi-result KPR-CHG-SUCCESS-2026-09: {period: 2026-09, frozen_at: 2026-10-02, data_until: 2026-10-02}
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08: {period: 2026-08}
kpi-result KPR-CHG-SUCCESS-2026-09: {period: 2026-09, frozen_at: 2026-10-02, data_until: 2026-10-02}
```
"""

from collections.abc import Iterator, Sequence

from sms_lint.measure.definition import Definition
from sms_lint.measure.frozen import FrozenResult, definitions, frozen_results
from sms_lint.measure.period import Span, last_whole, spans
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.result import KpiResult
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="run `sms-lint kpi --freeze`, and commit the results",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the periods of each series with those that are over; a KPI without a result has none since its start."""
    frozen = sms.once(frozen_results)
    if not frozen or KpiResult.KIND.name in sms.hidden or Kpi.KIND.name in sms.hidden:
        return
    for definition in sms.once(definitions).values():
        kpi = definition.kpi
        own = [by for named, by in frozen if named == kpi.id]
        for by in own:
            results = sorted(frozen[kpi.id, by], key=lambda result: result.span.first)
            absent = _absent(sms, definition, results)
            if absent:
                before = max(
                    (result for result in results if result.span.first < absent[0].first), key=_first
                )
                message = f"{kpi.id} has no frozen result{f' by {by}' if by else ''} for {_words(absent)}"
                yield RULE.about(before.entry, "id", message)
        if not own and (due := _last_due(sms, definition)):
            yield RULE.about(kpi, "id", f"{kpi.id} has no frozen result for {due.name}, which is over")


def _absent(sms: Sms, definition: Definition, results: Sequence[FrozenResult]) -> list[Span]:
    """The periods after the first one that have no result; of what counts records as they are, nobody can tell."""
    if definition.is_of_today:
        due = _last_due(sms, definition)
        expected = [due] if due and due.first > results[0].span.first else []
    else:
        expected = list(spans(definition.kpi.frequency, results[0].span.first, sms.today))
    there = {result.span.name for result in results}
    return [span for span in expected if _is_due(sms, span) and span.name not in there]


def _last_due(sms: Sms, definition: Definition) -> Span | None:
    """The newest period whose result is due, where the KPI had begun by then."""
    kpi = definition.kpi
    begun = kpi.since or min(target.from_ for target in kpi.targets)
    due = [span for span in last_whole(kpi.frequency, sms.today, 3) if _is_due(sms, span)]
    return due[-1] if due and begun <= due[-1].first else None


def _is_due(sms: Sms, span: Span) -> bool:
    return sms.config.intervals.reporting.after(span.last) < sms.today


def _first(result: FrozenResult) -> int:
    return result.span.first.toordinal()


def _words(absent: Sequence[Span]) -> str:
    more = len(absent) - 1
    return absent[0].name + (f" and {more} more {'period' if more == 1 else 'periods'}" if more else "")
