"""A service is live in the portfolio, and hardly anything else knows it.

A service that goes live needs a place in the scope, an entry in the catalogue, an agreement, figures and
configuration items. Where most of that is missing the service went live before its time, or the portfolio is
wrong. It is one finding for the service, instead of one for each thing that is missing.

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
    lifecycle: live
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
  - id: SVC-NET
    name: Managed mail
    lifecycle: live  # <- service-live-in-portfolio-only
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
  - id: SVC-NET
    name: Managed mail
    lifecycle: development
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
from sms_lint.system.delivery import KEPT, live_in_name_only
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
        "20000-1:8.3.3",
    ),
    help="put `lifecycle` right, or add what is missing before the service is used",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Name everything that is missing in one finding."""
    for entry, kinds in live_in_name_only(sms):
        missing = ", no ".join(KEPT[kind] for kind in kinds)
        message = f"{entry.id} is live, but there is no {missing}"
        yield RULE.about(entry, "lifecycle", message)
