"""A continuity test passed although recovery took too long or too much was lost.

The plan says how long recovery may take and how much work may be lost. A test that missed one of the two has
failed, and counts on the plan being better.

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
    actual_recovery: 5 hours  # <- continuity-test-misjudged
    result: passed
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
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="put the figure right, or say that the test failed and plan a retest",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare what a passed test reached with the objectives of its plan."""
    for test in sms.all(ContinuityTest):
        plan = sms.ids.get(test.plan)
        if test.result != "passed" or not isinstance(plan, ContinuityPlan):
            continue
        for name, reached, allowed in (
            ("actual_recovery", test.actual_recovery, plan.rto),
            ("data_loss", test.data_loss, plan.rpo),
        ):
            if reached is not None and allowed is not None and round(reached.days - allowed.days, 6) > 0:
                message = f"{test.id} passed with `{name}` {reached}; {plan.id} allows {allowed}"
                yield RULE.about(test, name, message)
