"""A change touches a configuration item, and names none of the services that the item belongs to.

Who is asked and who is told follows from the services a change names. If the item it touches carries another
service, its users learn of the change from the outage.

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
    impact_services: [SVC-FILES]  # <- change-services-differ
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

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-MAIL-01
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
    service: [SVC-MAIL]
```

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
  - id: SVC-FILES
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
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

```yaml records/registers/ci.yml
kind: ci
id: REG-CI
title: Configuration items
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CI-MAIL-01
    type: server
    description: Mail server
    relationships: [SVC-MAIL]
    status: in_use
    verified_at: 2026-09-30
    service: [SVC-MAIL]
```

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
  - id: SVC-FILES
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried, services_of
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.1.3",
        "20000-1:8.2.6",
    ),
    help=(
        "add the service to `impact_services`, name the item that is really touched, or put `service` of the "
        "item right"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """One finding for each item: at the change, or at the item where several changes see it otherwise."""
    for item, changes in _strangers(sms):
        change, *others = changes
        more = f" (and {len(others)} more)" if others else ""
        theirs, named = listed(sorted(services_of(sms, item))), listed(change.texts("impact_services"))
        message = f"{change.id}{more} touches {item.id}, which belongs to {theirs}, but names {named}"
        if others:
            yield RULE.about(item, "service", message)
        else:
            yield RULE.about(change, "impact_services", message)


def _strangers(sms: Sms) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Each item with the changes that name none of its services; of a rejected change nobody need be told."""
    touched: dict[str, list[Entry]] = {}
    for change, item in carried(sms, "change", "affected_cis", "ci"):
        if change.text("status") != "rejected" and item.text("status") != "retired":
            touched.setdefault(item.id, []).append(change)
    for item in sms.entries("ci"):
        theirs = services_of(sms, item)
        known = all(sms.get(name) for name in theirs)  # else the item names a service that is not there
        changes = touched.get(item.id, ()) if theirs and known else ()
        if strange := tuple(one for one in changes if theirs.isdisjoint(one.texts("impact_services"))):
            yield item, strange
