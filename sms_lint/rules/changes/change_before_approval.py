"""Work on a change began before it was approved.

The approval is the moment at which risk and effect on others are weighed. A change that is approved afterwards was
really decided by the engineer who made it, and those who might have said no were not asked.

Bad:

```yaml
change CHG-2026-0001:
  requested_at: 2026-08-01
  status: implemented
  approved_at: 2026-08-11T10:00  # <- change-before-approval
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```

Good:

```yaml
change CHG-2026-0001:
  requested_at: 2026-08-01
  status: implemented
  approved_at: 2026-08-03T10:00
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import began_unapproved, precedes, when
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help="look up both days where they were noted first, and correct the one that was written down wrongly; "
    "if work really began without approval, record a nonconformity",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the approval of each change that was carried out with its start and its end."""
    for change in sms.entries("change"):
        end = change.day("planned_end")
        coming = change.text("status") == "approved" and end is not None and end >= sms.today
        if coming and precedes(change, "planned_start", change, "approved_at"):
            start, approved = when(change, "planned_start"), when(change, "approved_at")
            message = f"{change.id} was approved on {approved}, but was already planned to begin on {start}"
            yield RULE.about(change, "planned_start", message)
        if began_unapproved(change):
            start = min(when(change, name) for name in ("planned_start", "actual_end"))
            message = (
                f"{change.id} was approved on {when(change, 'approved_at')}, but its work is dated {start}"
            )
            yield RULE.about(change, "approved_at", message)
