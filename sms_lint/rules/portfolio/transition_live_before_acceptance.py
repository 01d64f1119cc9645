"""A new service is live, and was not accepted before.

Acceptance is the last moment at which a service that does not do what was agreed can be held back. Afterwards
customers have it, and each missing point becomes an incident or an exception.

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
    changes: [CHG-2026-0001]
    affected_cis: [CI-MAIL-01]
    acceptance_result: accepted
    accepted_at: 2026-08-12  # <- transition-live-before-acceptance
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
    impact_services: [SVC-MAIL]
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
    impact_services: [SVC-MAIL]
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

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import COMING
from sms_lint.system.change_order import carried, latest, precedes, when
from sms_lint.system.delivery import live_early
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.2.3",),
    help="enter the acceptance with its day, or put the state of the service or the dates right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at new services and those taken over: no acceptance although live, or one after the last change."""
    changes: dict[str, list[Entry]] = {}
    for transition, change in carried(sms, "transition"):
        if transition.text("service") in change.texts("impact_services"):
            changes.setdefault(transition.id, []).append(change)
    for one in sms.entries("transition"):
        if one.text("transition_kind") not in COMING or one.text("status") == "cancelled":
            continue
        last = latest(changes.get(one.id, ()), "actual_end")
        if live_early(sms, one):
            message = f"{one.text('service')} is live, but {one.id} holds no acceptance"
            yield RULE.about(one, "accepted_at", message)
        elif last is not None and precedes(last, "actual_end", one, "accepted_at"):
            accepted, ended = when(one, "accepted_at"), when(last, "actual_end")
            message = f"{one.text('service')} was accepted on {accepted}, after {last.id} brought it live on {ended}"
            yield RULE.about(one, "accepted_at", message)
