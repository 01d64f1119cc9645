"""An internal audit was held and there is no report of it.

The report is the evidence of the audit, and what management acts on. It is due within `intervals.report` of
the settings.

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
    planned: 2026-06-09
    held: 2026-06-09  # <- audit-without-report
```

```yaml records/audits/ARP-01.yml
kind: audit-report
id: ARP-01
audit: AUD-00
clauses_covered: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
evidence: [Interviews]
findings:
  - finding_id: F1
    grade: minor
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
    nonconformity: NC-01
conclusion: The system conforms but for one lapse.
reported_to: [managing-director]
date: 2026-06-12
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
    planned: 2026-06-09
    held: 2026-06-09
```

```yaml records/audits/ARP-01.yml
kind: audit-report
id: ARP-01
audit: AUD-01
clauses_covered: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
evidence: [Interviews]
findings:
  - finding_id: F1
    grade: minor
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
    nonconformity: NC-01
conclusion: The system conforms but for one lapse.
reported_to: [managing-director]
date: 2026-06-12
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="write the report and name the audit in it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a report of each audit held; a report that could not be read may be it."""
    for late in overdue(sms, "audit-programme", "report"):
        message = f"{late.entry.id} was held on {late.since}, and no report names it"
        yield RULE.about(late.entry, late.field, message)
