"""A major change was made to a service, and its continuity plan was not tested since.

Continuity plans are tested at planned intervals and again after major changes to what surrounds the services:
the runbook that worked in spring need not work for the new platform. The time for the test is a setting
(`intervals.retest`). Each plan is reported once.

Bad:

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-CONTINUITY-PLAN
title: Continuity plan register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01  # <- continuity-retest-after-major-change
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

```yaml records/registers/continuity-test.yml
kind: continuity-test
id: REG-CONTINUITY-TEST
title: Continuity test register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTT-01
    plan: SCP-01
    kind_of_test: test
    date: 2026-05-12
    scenario: Office closed
    actual_recovery: 3 hours
    data_loss: 30 minutes
    result: passed
    deficiencies: None
    actions: None needed
    review_date: 2026-05-19
```

```yaml records/changes/CHG-01.yml
kind: change
id: CHG-01
title: New storage
requested_by: P-003
requested_at: 2026-06-01
category: normal
major_impact: yes
route: change
reason: Full
risk: Low
benefit: Room
feasibility: Tried
cost: None
impact_services: [SVC-DESK]
impact_parties: None
impact_policies_plans: None
impact_capacity_availability_continuity_security: More room
status: implemented
approved_at: 2026-06-02
approvers: [P-001]
reversal_plan: Back to the old one
communicated_at: 2026-06-03
planned_start: 2026-06-10
planned_end: 2026-06-10
actual_end: 2026-06-10
outcome: success
affected_cis: [CI-STORAGE]
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

```yaml records/registers/continuity-test.yml
kind: continuity-test
id: REG-CONTINUITY-TEST
title: Continuity test register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTT-01
    plan: SCP-01
    kind_of_test: test
    date: 2026-08-12
    scenario: Office closed
    actual_recovery: 3 hours
    data_loss: 30 minutes
    result: passed
    deficiencies: None
    actions: None needed
    review_date: 2026-08-19
```

```yaml records/changes/CHG-01.yml
kind: change
id: CHG-01
title: New storage
requested_by: P-003
requested_at: 2026-06-01
category: normal
major_impact: yes
route: change
reason: Full
risk: Low
benefit: Room
feasibility: Tried
cost: None
impact_services: [SVC-DESK]
impact_parties: None
impact_policies_plans: None
impact_capacity_availability_continuity_security: More room
status: implemented
approved_at: 2026-06-02
approvers: [P-001]
reversal_plan: Back to the old one
communicated_at: 2026-06-03
planned_start: 2026-06-10
planned_end: 2026-06-10
actual_end: 2026-06-10
outcome: success
affected_cis: [CI-STORAGE]
```
"""

from collections.abc import Iterator
from datetime import date

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="test the plan again, and record the test",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a test after each major change that came into force; a plan never tested is another rule's fault."""
    if ContinuityTest.KIND.name in sms.hidden:
        return
    tested = newest(sms.entries(ContinuityTest.KIND.name), "date", "plan")
    changed = sorted(_major_changes(sms))
    for plan in sms.all(ContinuityPlan):
        last = tested[plan.id,].day("date") if (plan.id,) in tested else None
        due = [
            (day, name)
            for day, name, services in changed
            if last and day > last and services & {*plan.services}
        ]
        if due and sms.config.intervals.retest.after(due[0][0]) < sms.today:
            message = (
                f"{plan.id} was last tested on {last}, before the major change {due[0][1]} of {due[0][0]}"
            )
            yield RULE.about(plan, "id", message)


def _major_changes(sms: Sms) -> Iterator[tuple[date, str, frozenset[str]]]:
    """The day, the id and the services of each major change that stayed in force."""
    for entry in sms.entries("change"):
        day = entry.day("actual_end")
        if day and entry.text("major_impact") == "yes" and entry.text("outcome") == "success":
            yield day, entry.id, frozenset(entry.texts("impact_services"))
