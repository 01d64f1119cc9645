"""A continuity test failed and the plan was not tested again.

A failed test shows that customers would have waited longer than agreed. What was mended has to be shown to work
within `intervals.retest` of the settings.

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
    result: failed  # <- failed-continuity-test-without-retest
    deficiencies: None
    actions: None
    review_date: 2026-05-19
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
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="mend what failed and test the plan again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a later test of the same plan."""
    for late in overdue(sms, "continuity-test", "retest"):
        entry, plan = late.entry, late.entry.text("plan")
        if plan not in sms.unread:
            message = f"{entry.id} failed on {late.since}, and {plan} was not tested again by {late.day}"
            yield RULE.about(entry, "result", message)
