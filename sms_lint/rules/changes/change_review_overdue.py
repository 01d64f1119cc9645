"""A change was carried out, but its effect was never reviewed, or only long afterwards.

The review asks whether the change gave what was wanted and what it broke. Weeks later nobody remembers, the
same mistake is made with the next change, and the register fills with changes that are neither open nor
finished. The time for it is `intervals.change_review` of the settings; after an emergency or a failure it is
`intervals.urgent_review`.

Bad:

```yaml
change CHG-2026-0001:  # <- change-review-overdue
  status: implemented
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
  review_at:  # not given
```

Good:

```yaml
change CHG-2026-0001:
  status: closed
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
  review_at: 2026-08-20
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.acted_on import acted_on
from sms_lint.system.deadlines import interval, kept_late, overdue
from sms_lint.system.sms import Sms

REVIEWS = ("review", "emergency-review", "failure-review")
RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help=(
        "review the change and enter `review_at` and `review_result`; the limit is `change_review`, or "
        "`urgent_review` for emergencies and failures, in the settings"
    ),
)
LATE = "name the change in a nonconformity or an improvement, so that reviews are held in time; or correct the date"


def check(sms: Sms) -> Iterator[Finding]:
    """Look for changes that wait for their review, then for those whose review came late."""
    for late in overdue(sms, "change", *REVIEWS):
        due = f"has not been reviewed, which was due within {interval(sms, late.promise, late.entry)}"
        message = f"{late.entry.id} ended on {late.since} and {due}"
        yield RULE.about(late.entry, "review_at", message)
    for late, reviewed in kept_late(sms, "change", *REVIEWS):
        if late.entry.id in acted_on(sms):
            continue
        within = interval(sms, late.promise, late.entry)
        message = f"{late.entry.id} ended on {late.since} and was reviewed on {reviewed}, not within {within}"
        yield RULE.about(late.entry, "review_at", message, severity="warning", help=LATE)
