"""The definition of a KPI has changed, and nothing says from which day.

A trend over two definitions compares what cannot be compared: the line rises because something else is counted. Where
the new definition applies from a day on, `since` of the KPI states it, and results of earlier periods stay as they were
frozen. Where the old one was wrong, the earlier results are restated, each with the reason. Spaces in an expression and
words for people are no change, and neither is a new target.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:  # <- kpi-definition-changed
  numerator: outcome <> 'failed'
kpi-result KPR-CHG-SUCCESS-2026-08:
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
  numerator: outcome <> 'failed'
  since: 2026-09-01
kpi-result KPR-CHG-SUCCESS-2026-08:
```
"""

from collections.abc import Iterator

from sms_lint.measure.freezing import outdated
from sms_lint.measure.frozen import definitions, frozen_results
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="state in `since` from which day the definition applies, or restate: `sms-lint kpi ID --restate REASON`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the definition of each KPI with the one that its results were frozen by."""
    frozen = sms.once(frozen_results)
    for kpi, definition in sms.once(definitions).items():
        results = [result for (named, _), some in frozen.items() if named == kpi for result in some]
        other = outdated(definition, results)
        if other:
            newest = max(other, key=lambda result: result.span.first)
            where = "since" if definition.kpi.since else "id"
            message = f"{kpi} is defined in another way than when {newest.span.name} was frozen"
            related = (Related(newest.entry.place(), "frozen by the earlier definition"),)
            fields = map(definition.kpi.at, type(definition.kpi).model_fields)
            yield RULE.about(definition.kpi, where, message, related=related).compared_with(*fields)
