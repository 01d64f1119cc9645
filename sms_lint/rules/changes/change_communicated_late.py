"""Those concerned were told of a change only after work on it had begun.

Users plan around an interruption that they know of. One that they learn of while it happens is an incident to
them: they call the service desk, and the time agreed with the customer is broken.

Bad:

```yaml
change CHG-2026-0001:
  requested_at: 2026-08-01
  status: implemented
  approved_at: 2026-08-03T10:00
  communicated_at: 2026-08-11  # <- change-communicated-late
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```

Good:

```yaml
change CHG-2026-0001:
  requested_at: 2026-08-01
  status: implemented
  approved_at: 2026-08-03T10:00
  communicated_at: 2026-08-04
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DONE
from sms_lint.system.change_order import began_unapproved, precedes, when
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help=(
        "look up both days where they were noted first, and correct the one that was written down wrongly; if people "
        "were really told too late, name the change in a nonconformity"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two moments; a change begun without approval is reported for that instead."""
    for change in sms.entries("change"):
        late = precedes(change, "planned_start", change, "communicated_at")
        if late and change.text("status") in DONE and not began_unapproved(change):
            told, start = when(change, "communicated_at"), when(change, "planned_start")
            message = f"{change.id} was communicated on {told}, after its start on {start}"
            yield RULE.about(change, "communicated_at", message)
