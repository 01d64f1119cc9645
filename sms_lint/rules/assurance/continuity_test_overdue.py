"""A service continuity plan was not tested in time.

A plan that was never tried is a hope. Each plan is tested within `intervals.continuity_test` of the settings,
counted from its last test.

Bad:

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01  # <- continuity-test-overdue
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

```yaml records/registers/continuity-test.yml
kind: continuity-test
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTT-01
    plan: SCP-01
    kind_of_test: test
    date: 2025-05-12
    scenario: Hall lost
    actual_recovery: 3 hours
    result: passed
    deficiencies: None
    actions: None
    review_date: 2025-05-19
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

```yaml records/registers/continuity-test.yml
kind: continuity-test
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTT-01
    plan: SCP-01
    kind_of_test: test
    date: 2026-05-12
    scenario: Hall lost
    actual_recovery: 3 hours
    result: passed
    deficiencies: None
    actions: None
    review_date: 2026-05-19
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="test the plan and record the result",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the last test of each plan."""
    if ContinuityTest.KIND.name in sms.hidden:
        return
    late = {
        deadline.entry.text("plan"): deadline for deadline in overdue(sms, ContinuityTest.KIND.name, "test")
    }
    tested = {entry.text("plan") for entry in sms.entries(ContinuityTest.KIND.name)}
    every = sms.config.intervals.continuity_test
    for plan in sms.all(ContinuityPlan):
        if plan.id not in sms.unread and (plan.id in late or plan.id not in tested):
            last = f"was last tested on {late[plan.id].since}" if plan.id in late else "was never tested"
            yield RULE.finding(plan.place(), f"{plan.id} {last}; that is due every {every}", node=plan.id)
