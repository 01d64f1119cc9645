"""The day of the next continuity test has passed.

Whoever reads the plan sees when it is tried next. A day that has passed says that the test was forgotten, or
that nobody entered it.

Bad:

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01
    services: [SVC-MAIL]
    risk_assessment_at: 2026-07-21
    requirements: Mail within the day
    rto: 4 hours
    rpo: 1 hour
    invocation_criteria: Hall lost
    invocation_authority: head-of-service-management
    procedures: Runbook
    availability_targets_when_invoked: 95 %
    recovery_requirements: Copy of last night
    return_to_normal: After a quiet day
    contact_list: In the plan
    offsite_location: Safe of the second site
    owner: head-of-service-management
    version: "1.0"
    next_test: 2026-08-11  # <- continuity-test-date-passed
```

Good:

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01
    services: [SVC-MAIL]
    risk_assessment_at: 2026-07-21
    requirements: Mail within the day
    rto: 4 hours
    rpo: 1 hour
    invocation_criteria: Hall lost
    invocation_authority: head-of-service-management
    procedures: Runbook
    availability_targets_when_invoked: 95 %
    recovery_requirements: Copy of last night
    return_to_normal: After a quiet day
    contact_list: In the plan
    offsite_location: Safe of the second site
    owner: head-of-service-management
    version: "1.0"
    next_test: 2027-05-11
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
    clauses=("20000-1:8.7.2",),
    help="hold the test and record it, and state the day of the one after it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today; one from before the assessment of risks is a fault of the entry."""
    for late in overdue(sms, "continuity-plan", "test"):
        message = f"the next test of {late.entry.id} was planned for {late.day}, {ago(late.day, sms.today)}"
        yield RULE.about(late.entry, late.field, message)
