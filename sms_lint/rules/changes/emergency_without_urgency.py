"""An emergency change began so long after it was requested that there was time for the normal procedure.

An emergency change is assessed in brief and decided by two people. Where days pass before it begins, that time was
there for a full assessment, and the category was chosen as a short cut. The limit is `intervals.emergency_change` of
the settings.

Bad:

```yaml
change CHG-2026-0001:
  requested_at: 2026-08-01
  category: emergency  # <- emergency-without-urgency
  status: implemented
  planned_start: 2026-08-10T18:00
```

Good:

```yaml
change CHG-2026-0001:
  requested_at: 2026-08-09
  category: emergency
  status: implemented
  planned_start: 2026-08-10T18:00
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import days
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DECIDED
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.1.3",
        "20000-1:8.5.1.1",
    ),
    help=(
        "correct a wrong date, or let it go the normal way while it is still to come; for one that was carried out, "
        "record a nonconformity; the limit is `emergency_change` in the settings"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the planned start of each emergency change with the day it was requested."""
    limit = sms.config.intervals.emergency_change
    for change in sms.entries("change"):
        asked, start = change.day("requested_at"), change.day("planned_start")
        if change.text("category") != "emergency" or not asked or not start:
            continue
        if start > limit.after(asked) and change.text("status") in DECIDED:
            message = f"{change.id} is an emergency, but began on {start}, {days(asked, start)} after it was requested"
            yield RULE.about(change, "category", message)
