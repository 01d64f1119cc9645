"""A transition is completed, and names no change by which it was carried out.

A plan alone alters nothing. Whatever went live, was taken down or was handed over went through change
management, and from the transition an auditor has to find where it was approved.

Bad:

```yaml records/registers/transition.yml
kind: transition
id: REG-TRANSITION
title: Transitions
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: TRN-2026-01
    service: SVC-MAIL
    transition_kind: new
    planned_at: 2026-03-02
    status: completed
    authorities: Head of service management decides
    activities_timescales: [Built and tested by 2026-07-31]
    resources: Ten days
    dependencies: None
    testing: In July
    acceptance_criteria: [Mail is sent in under 5 seconds]
    intended_outcomes: 400 mailboxes
    impact: None
    design_ref: POL-SMS
    changes: []  # <- transition-without-changes
    affected_cis: [CI-MAIL-01]
    acceptance_result: accepted
    accepted_at: 2026-08-07
    outcome_report: POL-SMS
```

Good:

```yaml records/registers/transition.yml
kind: transition
id: REG-TRANSITION
title: Transitions
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: TRN-2026-01
    service: SVC-MAIL
    transition_kind: new
    planned_at: 2026-03-02
    status: completed
    authorities: Head of service management decides
    activities_timescales: [Built and tested by 2026-07-31]
    resources: Ten days
    dependencies: None
    testing: In July
    acceptance_criteria: [Mail is sent in under 5 seconds]
    intended_outcomes: 400 mailboxes
    impact: None
    design_ref: POL-SMS
    changes: [CHG-2026-0001]
    affected_cis: [CI-MAIL-01]
    acceptance_result: accepted
    accepted_at: 2026-08-07
    outcome_report: POL-SMS
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.1.2",
    ),
    help="name the changes in `changes`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at completed transitions."""
    for one in sms.entries("transition"):
        if one.text("status") == "completed" and not one.texts("changes"):
            message = f"{one.id} is completed, but names no change by which it was carried out"
            yield RULE.about(one, "changes", message)
