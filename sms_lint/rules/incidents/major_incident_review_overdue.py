"""A major incident was not reviewed in time.

The review finds what is to be improved while people still remember. It is due within
`intervals.major_incident_review` of the settings after service was restored.

Bad:

```yaml
major-incident MAJ-01:
  status: reviewed
  restored_at: 2026-08-18T12:30
  review_date: 2026-10-28  # <- major-incident-review-overdue
```

Good:

```yaml
major-incident MAJ-01:
  status: reviewed
  restored_at: 2026-08-18T12:30
  review_date: 2026-08-28
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.acted_on import acted_on
from sms_lint.system.deadlines import kept_late, overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1",),
    help="review it and state the day",
)
LATE = "name the incident in a nonconformity or an improvement, so that reviews are held in time; or correct the date"


def check(sms: Sms) -> Iterator[Finding]:
    """Look for reports that wait for their review, then for those whose review came late."""
    for late in overdue(sms, "major-incident", "review"):
        message = f"{late.entry.id} has not been reviewed; the review was due by {late.day}"
        yield RULE.about(late.entry, "status", message)
    for late, reviewed in kept_late(sms, "major-incident", "review"):
        if late.entry.id in acted_on(sms):
            continue
        message = f"{late.entry.id} was reviewed on {reviewed}; the review was due by {late.day}"
        yield RULE.about(late.entry, "review_date", message, help=LATE)
