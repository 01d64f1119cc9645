"""A release was to go live by now, and nothing says that it did.

The dates of releases are known to customers and other teams. One that passed in silence was either deployed
without a record, or put off without telling those who planned by it.

Bad:

```yaml records/registers/release.yml
kind: release
id: REG-RELEASE
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-2026-01
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: []
    planned_date: 2026-08-10  # <- release-overdue
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: approved
    approved_by: change-manager
```

Good:

```yaml records/registers/release.yml
kind: release
id: REG-RELEASE
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-2026-01
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: []
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.3",),
    help="enter how it went, or give it a new `planned_date` and announce it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for releases whose planned day has passed and that are neither live nor cancelled."""
    for late in overdue(sms, "release", "deployment"):
        release, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{release.id} was to go live on {when}, and is only {release.text('status')}"
        yield RULE.about(release, late.field, message)
