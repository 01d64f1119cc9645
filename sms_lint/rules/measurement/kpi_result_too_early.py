"""A result was frozen from records that end before its period does.

Tickets of the last days that were not exported yet are not counted, so that a month looks quieter and better than it
was. Export and import them, and freeze the result again.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08:
  period: 2026-08
  data_until: 2026-08-28  # <- kpi-result-too-early
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08:
  period: 2026-08
  data_until: 2026-09-02
```
"""

from collections.abc import Iterator

from sms_lint.measure.frozen import frozen_results
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help="bring in the records of the whole period, and run `sms-lint kpi --restate REASON`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day up to which the records were known with the last day of the period."""
    for results in sms.once(frozen_results).values():
        for result in results:
            if result.is_too_early and not result.restated:
                early = f"rests on records up to {result.data_until}, before {result.span.name} was over"
                yield RULE.about(result.entry, "data_until", f"{result.entry.id} {early}")
