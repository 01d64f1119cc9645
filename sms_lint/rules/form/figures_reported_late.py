"""Figures of a period were reported long after it had ended.

A report of August that comes at the end of October is read when nothing can be done about August any more. The time for
it is `intervals.reporting` of the settings.

Bad:

```yaml
demand DEM-08:
  period: 2026-08
  reported_at: 2026-10-30  # <- figures-reported-late
```

Good:

```yaml
demand DEM-08:
  period: 2026-08
  reported_at: 2026-09-07
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:9.4",),
    help=(
        "correct a wrong date or `period`; where the figures really came late, see to it that the next come in time: "
        "what was reported stays as it is"
    ),
    yields_to=("period-twice", "sla-result-outside-validity"),
)
# Results are frozen when somebody asks for them, and that of an earlier period is none too late.
FROZEN = "kpi-result"


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each report with the last day for it."""
    within = sms.config.intervals.reporting
    for kind, model in sms.kinds.items():
        field = model.KIND.moment
        for entry in sms.entries(kind) if model.KIND.series and field and kind != FROZEN else ():
            period, day = period_in(entry), entry.day(field)
            if period is not None and day is not None and within.after(period.last) < day <= sms.today:
                message = f"{entry.id} was reported on {day}, more than {within} after {period} had ended"
                yield RULE.about(entry, field, message).compared_with(entry.at("period"))
