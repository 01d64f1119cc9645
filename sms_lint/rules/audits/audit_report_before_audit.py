"""An audit report is older than the audit.

A report from before the audit was written from the one before, or one of the two dates is wrong.

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
    grade: minor
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
    nonconformity: NC-01
conclusion: The system conforms but for one lapse.
reported_to: [managing-director]
date: 2026-05-12  # <- audit-report-before-audit
```

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Internal audit AUD-01, finding F1
    clause: 20000-1:8.5.1.3
    raised: 2026-06-12
    description: Three of 20 normal changes had no review
    evidence: Sample of May
    correction: The three were reviewed
    consequences: None
    status: action_planned
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-12-11
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

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Internal audit AUD-01, finding F1
    clause: 20000-1:8.5.1.3
    raised: 2026-06-12
    description: Three of 20 normal changes had no review
    evidence: Sample of May
    correction: The three were reviewed
    consequences: None
    status: action_planned
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-12-11
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme, AuditReport
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="put the wrong day right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two days; an audit that was not held cannot have a report either."""
    for report in sms.all(AuditReport):
        audit = sms.ids.get(report.audit)
        if isinstance(audit, AuditProgramme) and report.date < (audit.held or audit.planned):
            message = (
                f"{report.id} is of {report.date}, but {audit.id} was held on {audit.held or audit.planned}"
            )
            yield RULE.about(report, "date", message)
