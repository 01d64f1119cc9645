"""A known error was closed before the release that fixes it went live.

Users still meet it, and those who help them no longer find what helps.

Bad:

```yaml records/registers/known-error.yml
kind: known-error
id: REG-KER
title: Known errors
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-01
    description: Nothing is printed after a pause
    workaround: Start the queue again
    services: [SVC-PRINT]
    status: closed  # <- known-error-closed-before-fix
    published_at: 2026-10-20
    fix_release: REL-01
    closed_at: 2026-10-21
```

```yaml records/registers/release.yml
kind: release
id: REG-REL
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-01
    title: Another driver
    type: minor
    changes: [CHG-01]
    known_errors_problems_closed: [PRB-01, KER-01]
    planned_date: 2026-11-21
    deliverables: [Driver]
    method: At night
    acceptance_criteria: [A page is printed]
    status: approved
    approved_by: head-of-service-management
```

Good:

```yaml records/registers/known-error.yml
kind: known-error
id: REG-KER
title: Known errors
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-01
    problem: PRB-01
    description: Nothing is printed after a pause
    workaround: Start the queue again
    services: [SVC-PRINT]
    status: closed
    published_at: 2026-10-20
    fix_release: REL-01
    closed_at: 2026-10-21
```

```yaml records/registers/release.yml
kind: release
id: REG-REL
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-01
    title: Another driver
    type: minor
    changes: [CHG-01]
    known_errors_problems_closed: [PRB-01, KER-01]
    planned_date: 2026-10-21
    deliverables: [Driver]
    method: At night
    acceptance_criteria: [A page is printed]
    status: deployed
    verified: met
    approved_by: head-of-service-management
    baseline_at: 2026-10-20T16:00
    deployed_at: 2026-10-21T06:30
    result: success
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.5.3",
    ),
    help="open it again until the release is live, or name the release that did fix it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the release of each known error that is closed: whether it went live, worked, and on which day."""
    releases = sms.by_id("release")
    for entry in sms.entries("known-error"):
        fix, closed = releases.get(entry.text("fix_release")), entry.day("closed_at")
        if fix is None or closed is None or entry.text("status") != "closed" or not _fixes(fix, entry):
            continue
        day, worked = fix.day("deployed_at"), fix.text("result") == "success"
        if fix.text("status") not in LIVE:
            message = f"{entry.id} is closed, but {fix.id}, which is to fix it, is {fix.text('status')}"
            yield RULE.about(entry, "status", message)
        elif not worked:
            message = f"{entry.id} is closed, but {fix.id}, which was to fix it, did not succeed"
            yield RULE.about(entry, "status", message)
        elif day and closed < day:
            message = f"{entry.id} was closed on {closed}, before {fix.id} went live on {day}"
            yield RULE.about(entry, "closed_at", message)


def _fixes(release: Entry, known_error: Entry) -> bool:
    """Whether the release says so too; otherwise another one may be meant."""
    names = release.texts("known_errors_problems_closed")
    return known_error.id in names or known_error.text("problem") in names
