"""A record gives the figure of a KPI, and not of which period.

Without a period nobody can compute the figure again, and it stays as it is while the year goes on. With one,
`sms-lint kpi --check` compares it with the records.

Bad:

```yaml
kpi KPI-CHG-SUCCESS: {type: ratio, numerator: outcome = 'success'}
objective OBJ-01:
  metric: KPI-CHG-SUCCESS
  status: open
  actual: 94.1  # <- figure-without-period
  actual_for:
```

Good:

```yaml
kpi KPI-CHG-SUCCESS: {type: ratio, numerator: outcome = 'success'}
objective OBJ-01:
  metric: KPI-CHG-SUCCESS
  status: open
  actual: 94.1
  actual_for: 2026-01..2026-09
```
"""

from collections.abc import Iterator

from sms_lint.measure.measured_fields import FieldFigure, field_figures
from sms_lint.measure.period import read_span
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.1",),
    help="name the period that the figure is of, such as 2026-Q3, or 2026-01..2026-09 for all that is over",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at records that are not finished; a closed one stays as it is."""
    for figure in field_figures(sms):
        entry = figure.entry
        kind = sms.kinds[entry.kind].KIND
        if kind.closed and kind.closed.is_closed(entry.text(kind.closed.by)):
            continue
        said = _fault(figure, sms)
        if said:
            message = f"{entry.id} gives a figure of {figure.kpi.id} {said}"
            finding = RULE.about(entry, figure.field.field, message)
            yield finding.compared_with(entry.at(figure.field.period))


def _fault(figure: FieldFigure, sms: Sms) -> str:
    if figure.of is None:
        return "" if figure.field.may_precede else "and not of which period"
    span = read_span(figure.of.period)
    return "" if span and span.last < sms.today else f"for {figure.of.period}, which is not over"
