"""A known error and the release that fixes it do not know of each other.

Who looks at the release does not see what it puts right, and who meets the error is not told that there is a
fix. It is enough that the release names the known error, or its problem.

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
    status: closed
    published_at: 2026-10-20
    fix_release: REL-01  # <- known-error-release-differs
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
    known_errors_problems_closed: []
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
    known_errors_problems_closed: [PRB-01]
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

from collections.abc import Iterator, Mapping

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.6.3",
    ),
    help="name the known error in the release that fixes it, and the release in the known error",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare both sides: what the known error names, else which release names the known error."""
    closing = {
        entry.id: entry.texts("known_errors_problems_closed")
        for entry in sms.entries("release")
        if entry.text("status") != "cancelled"
    }
    for entry in sms.entries("known-error"):
        message = _difference(closing, entry.id, entry.text("problem"), entry.text("fix_release"))
        if message:
            yield RULE.about(entry, "fix_release", message)


def _difference(closing: Mapping[str, tuple[str, ...]], name: str, problem: str, fix: str) -> str:
    if fix in closing and not {name, problem} & set(closing[fix]):
        return f"{name} is fixed by {fix}, which names neither it nor {problem}"
    release = next((one for one, names in closing.items() if name in names), "")
    return f"{release} says that it fixes {name}, which names no release" if release and not fix else ""
