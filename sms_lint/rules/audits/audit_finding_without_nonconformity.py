"""A major or minor finding of an audit led to no nonconformity.

A finding that nobody takes up comes back at the next audit. The nonconformity register carries it to its
correction, cause and effect.

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
    grade: minor  # <- audit-finding-without-nonconformity
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
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
    grade: observation
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
conclusion: The system conforms but for one lapse.
reported_to: [managing-director]
date: 2026-06-12
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2", "20000-1:10.1.1"),
    help="record the nonconformity and name it in the finding",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the findings of each report."""
    for report in sms.all(AuditReport):
        for index, finding in enumerate(report.findings):
            if finding.grade in {"major", "minor"} and finding.nonconformity is None:
                message = (
                    f"the {finding.grade} finding {finding.finding_id} of {report.id} names no nonconformity"
                )
                yield RULE.about(report, ("findings", index, "grade"), message)
