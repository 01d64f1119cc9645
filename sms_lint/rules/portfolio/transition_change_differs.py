"""A transition names a change that does not affect its service.

The trail from the plan to what was done leads to another service. Mostly a digit is wrong, and the change
that did carry it out is not named.

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
    changes: [CHG-2026-0001]  # <- transition-change-differs
    affected_cis: [CI-MAIL-01]
    acceptance_result: accepted
    accepted_at: 2026-08-07
    outcome_report: POL-SMS
```

```yaml records/registers/change.yml
kind: change
id: REG-CHANGE
title: Changes
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-2026-0001
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-FILES]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: implemented
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    affected_cis: [CI-MAIL-01]
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

```yaml records/registers/change.yml
kind: change
id: REG-CHANGE
title: Changes
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-2026-0001
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-FILES, SVC-MAIL]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: implemented
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    affected_cis: [CI-MAIL-01]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.1.2",
    ),
    help="name the change that carried it out, or add the service to `impact_services` of the change",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the service of each transition with those of its changes."""
    for transition, change in carried(sms, "transition"):
        service = transition.text("service")
        if service not in change.texts("impact_services"):
            message = f"{transition.id} is about {service}, but names {change.id}, which does not affect it"
            yield RULE.about(transition, "changes", message)
