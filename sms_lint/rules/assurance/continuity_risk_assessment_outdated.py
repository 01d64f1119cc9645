"""The risks behind a continuity plan have not been assessed for too long.

A plan prepares for the risks that were known when they were last assessed. After longer than the settings
allow (`intervals.risk_review`) nobody can say that it still prepares for the right ones.

Bad:

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-CONTINUITY-PLAN
title: Continuity plan register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01
    services: [SVC-DESK]
    risk_assessment_at: 2025-07-21  # <- continuity-risk-assessment-outdated
    requirements: Calls are taken from home
    rto: 4 hours
    rpo: 1 hour
    invocation_criteria: Office closed
    invocation_authority: managing-director
    procedures: PLN-CONT
    availability_targets_when_invoked: 95 %
    recovery_requirements: Home numbers
    return_to_normal: Desk first
    contact_list: PLN-CONT
    offsite_location: Safe
    owner: change-manager
    version: "1.0"
    next_test: 2027-05-11
```

Good:

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-CONTINUITY-PLAN
title: Continuity plan register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01
    services: [SVC-DESK]
    risk_assessment_at: 2026-07-21
    requirements: Calls are taken from home
    rto: 4 hours
    rpo: 1 hour
    invocation_criteria: Office closed
    invocation_authority: managing-director
    procedures: PLN-CONT
    availability_targets_when_invoked: 95 %
    recovery_requirements: Home numbers
    return_to_normal: Desk first
    contact_list: PLN-CONT
    offsite_location: Safe
    owner: change-manager
    version: "1.0"
    next_test: 2027-05-11
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
    clauses=("20000-1:8.7.2",),
    help="assess the risks to continuity again, and set `risk_assessment_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last assessment with the interval."""
    every = sms.config.intervals.risk_review
    for late in overdue(sms, "continuity-plan", "risk-assessment"):
        message = (
            f"the risks behind {late.entry.id} were last assessed on {late.since}; that is due every {every}"
        )
        yield RULE.about(late.entry, late.field, message)
