"""A communication of the plan was left out for a whole period.

The plan of communication says what is told to whom and how often. Where it says monthly, quarterly,
half-yearly or yearly and a whole month, quarter or year has gone by without it, somebody was not told. Other
words, such as an occasion, are not judged.

Bad:

```yaml
communication COM-01:
  when: Quarterly
  last_done: 2026-05-20  # <- communication-overdue
```

Good:

```yaml
communication COM-01:
  when: Quarterly
  last_done: 2026-09-20
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sms_lint.ground.periods import PeriodUnit, periods_within
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.4",),
    help="do it and set `last_done`, or change `when` to what is really meant",
)


UNITS: dict[str, tuple[PeriodUnit, int]] = {
    "monthly": ("month", 1),
    "every month": ("month", 1),
    "quarterly": ("quarter", 1),
    "every quarter": ("quarter", 1),
    "half-yearly": ("quarter", 2),
    "yearly": ("year", 1),
    "annually": ("year", 1),
    "every year": ("year", 1),
}


def check(sms: Sms) -> Iterator[Finding]:
    """Count the whole periods since it was last done."""
    for entry in sms.entries("communication"):
        unit, most = UNITS.get(entry.text("when").strip().casefold(), ("year", 0))
        last = entry.day("last_done")
        if not most or last is None:
            continue
        missed = list(periods_within(unit, last + timedelta(1), sms.today))
        if len(missed) >= most:
            often = entry.text("when").casefold()
            message = f"{entry.id} ({often}) was last done on {last}; {missed[0]} went by without it"
            yield RULE.about(entry, "last_done", message)
