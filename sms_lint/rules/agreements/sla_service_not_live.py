"""An agreement is in force for a service that is not delivered.

Targets, results and reports hang on the agreement. When a service ends the agreement ends with it, and the
customer is told so; before it goes live the agreement does not apply yet.

Bad:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-FAX
    name: Managed mail
    lifecycle: retired
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-FAX
    service: SVC-FAX  # <- sla-service-not-live
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

Good:

```yaml records/registers/service.yml
kind: service
id: REG-SERVICE
title: Service portfolio
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-FAX
    name: Managed mail
    lifecycle: retired
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-FAX
    service: SVC-FAX
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
    status: ended
    valid_to: 2026-06-30
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import leftovers
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="end the agreement, or put `lifecycle` in the portfolio right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Go through what names a service that is not delivered; where that is much, another rule says so once."""
    for leftover, state in leftovers(sms, "sla"):
        message = (
            f"{leftover.id} promises service levels for {leftover.service}, which is {state} in the portfolio"
        )
        yield RULE.about(leftover.subject, leftover.route, message)
