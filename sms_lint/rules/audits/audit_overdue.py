"""A planned internal audit was not held.

The programme is a promise to top management about when each part of the system is looked at.

Bad:

```yaml records/registers/audit-programme.yml
kind: audit-programme
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AUD-01
    period: "2026"
    frequency: Once a year
    scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
    criteria: The standard
    methods: Interviews
    responsible: head-of-service-management
    process_importance: All
    changes_considered: None
    previous_results: None
    auditor: P-004
    auditor_independent_of: Owns none of the processes
    planned: 2026-06-09  # <- audit-overdue
```

Good:

```yaml records/registers/audit-programme.yml
kind: audit-programme
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AUD-01
    period: "2026"
    frequency: Once a year
    scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
    criteria: The standard
    methods: Interviews
    responsible: head-of-service-management
    process_importance: All
    changes_considered: None
    previous_results: None
    auditor: P-004
    auditor_independent_of: Owns none of the processes
    planned: 2026-11-24
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
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="hold the audit and state the day, or agree a new day with top management",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the planned day with today."""
    for late in overdue(sms, "audit-programme", "audit"):
        message = f"{late.entry.id} was planned for {late.day}, {ago(late.day, sms.today)}, and not held"
        yield RULE.about(late.entry, late.field, message)
