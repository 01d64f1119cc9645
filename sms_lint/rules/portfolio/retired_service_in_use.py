"""A service is not delivered by the portfolio, and the other registers treat it as if it were.

When a service ends, its place in the scope, its catalogue entry, its agreement, its assets and configuration
items end with it. Where many of them still stand, either the portfolio is wrong or the removal was never
carried through. It is one finding for the service, instead of one for each place.

Bad:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: retired  # <- retired-service-in-use
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-SERVICE-CATALOGUE
title: Service catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-MAIL
    service: SVC-MAIL
    description: Mailbox and calendar
    intended_outcome: People reach each other
    dependencies: []
    audience: user
    sla: [SLA-A]
    published_at: 2026-01-01
    version: "1.0"
```

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
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
```

Good:

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
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-SERVICE-CATALOGUE
title: Service catalogue
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-MAIL
    service: SVC-MAIL
    description: Mailbox and calendar
    intended_outcome: People reach each other
    dependencies: []
    audience: user
    sla: [SLA-A]
    published_at: 2026-01-01
    version: "1.0"
```

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
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
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import Leftover, not_delivered, retired_but_used
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
    ),
    help="put `lifecycle` right, or end what still stands",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Name the places in one finding, a few by their ids."""
    states = not_delivered(sms)
    for entry, found in retired_but_used(sms):
        message = f"{entry.id} is {states[entry.id]}, but is treated as delivered by {_places(found)}"
        yield RULE.about(entry, "lifecycle", message)


def _places(found: tuple[Leftover, ...]) -> str:
    """One id of each kind, and how many more places there are."""
    first = dict(reversed([(one.kind, one.id) for one in found]))
    more = len(found) - len(first)
    names = ", ".join(sorted(first.values()))
    return names + (f" and {more} more" if more else "")
