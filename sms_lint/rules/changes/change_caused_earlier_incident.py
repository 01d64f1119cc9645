"""A change names an incident as caused by it that is older than the change.

Either the wrong incident is named, and the one that the change did cause is missing, or a date is wrong. The
figures on incidents caused by changes go by it.

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
    caused_incidents: [INC-2026-0001]  # <- change-caused-earlier-incident
```

```yaml records/registers/incident.yml
kind: incident
id: REG-INCIDENT
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-2026-0001
    opened_at: 2026-08-10T17:00
    category: mail
    priority: P3
    status: new
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
    caused_incidents: [INC-2026-0001]
```

```yaml records/registers/incident.yml
kind: incident
id: REG-INCIDENT
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-2026-0001
    opened_at: 2026-08-11T09:00
    category: mail
    priority: P3
    status: new
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried, precedes, when
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help="name the incident that the change caused, or put the date right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare when each incident was opened with when the work began."""
    for change, incident in carried(sms, "change", "caused_incidents", "incident"):
        if precedes(incident, "opened_at", change, "planned_start"):
            opened, start = when(incident, "opened_at"), when(change, "planned_start")
            message = f"{change.id} began on {start} and cannot have caused {incident.id}, opened on {opened}"
            yield RULE.about(change, "caused_incidents", message)
