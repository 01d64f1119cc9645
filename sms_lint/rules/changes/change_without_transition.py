"""A change is to go through service design and transition, and no transition names it.

The route says that a plan, acceptance criteria and an acceptance stand behind it. Without a transition they
are not there, or nobody can find them from the change.

Bad:

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
    route: design_transition  # <- change-without-transition
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
    route: design_transition
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
from sms_lint.model.kinds.change import BY_TRANSITION, DECIDED
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.1.2",
        "20000-1:8.5.2.1",
    ),
    help="plan the transition and name the change in its `changes`, or put `route` right",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the transition; one that names no such change, or a service retired without one, is said elsewhere."""
    if "transition" in sms.hidden:
        return
    pairs = [pair for pair in carried(sms, "transition") if pair[1].text("route") == BY_TRANSITION]
    named, complete = {change.id for _, change in pairs}, {transition.id for transition, _ in pairs}
    elsewhere = {one.text("service") for one in sms.entries("transition") if one.id not in complete}
    elsewhere |= {name for name, one in sms.by_id("service").items() if one.text("lifecycle") == "retired"}
    for change in sms.entries("change"):
        if (
            change.text("route") != BY_TRANSITION
            or change.text("status") not in DECIDED
            or change.id in named
        ):
            continue
        if elsewhere.isdisjoint(change.texts("impact_services")):
            message = f"{change.id} goes by way of service design and transition, but no transition names it"
            yield RULE.about(change, "route", message)
