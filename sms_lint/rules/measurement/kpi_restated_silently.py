"""A frozen result was restated, and nobody says why.

Figures that were reported are sometimes wrong and have to be corrected. Whoever relied on them then needs to know what
was wrong. A result that corrects an earlier one names it in `supersedes`, is of the same KPI, period and group, and
says the reason in `note`.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08: {numerator: 17, value: 94.4}
kpi-result KPR-CHG-SUCCESS-2026-08-R2:
  supersedes: KPR-CHG-SUCCESS-2026-08  # <- kpi-restated-silently
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08: {numerator: 17, value: 94.4}
kpi-result KPR-CHG-SUCCESS-2026-08-R2:
  supersedes: KPR-CHG-SUCCESS-2026-08
  note: CHG-2026-0128 was entered late
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
    clauses=("20000-1:9.1", "20000-1:7.5.3.1"),
    help="say in `note` what was wrong, and let it name the earlier result of the same KPI and period",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each result that corrects another one; what it names and is not there, another rule tells."""
    every = {result.entry.id: result for results in sms.once(frozen_results).values() for result in results}
    for result in every.values():
        earlier = every.get(result.entry.text("supersedes"))
        if not result.entry.text("supersedes"):
            continue
        if not result.note:
            message = f"{result.entry.id} restates {result.entry.text('supersedes')} and has no `note` that says why"
            yield RULE.about(result.entry, "supersedes", message)
        elif earlier and earlier.key != result.key:
            message = f"{result.entry.id} restates {earlier.entry.id}, which is about something else"
            yield RULE.about(result.entry, "supersedes", message)
