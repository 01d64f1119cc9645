"""A survey is broken down by customer, and a customer is missing.

The answers of the customers that are listed look like the answers of all. Whoever was left out, by mistake or
because nobody answered, is never asked what is wrong.

Bad:

```yaml records/registers/customer.yml
kind: customer
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-A
    name: Customer A
    users_group: Users
    relationship_owner: head-of-service-management
    services: [SVC-A]
    review_frequency: 3 months
    last_review: 2026-10-01
  - id: CUS-B
    name: Customer B
    users_group: Users
    relationship_owner: head-of-service-management
    services: [SVC-B]
    review_frequency: 3 months
    last_review: 2026-10-01
```

```yaml records/registers/sla.yml
kind: sla
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-A
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - {name: availability, metric: Share of time, value: 99, unit: "%", direction: higher, measurement: Probe}
    workload_limits: [{name: users, value: 5, unit: users}]
    exceptions: [None]
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Yes"
    valid_from: 2026-01-01
    review_due: 2027-01-01
    status: active
  - id: SLA-B
    service: SVC-B
    customer: CUS-B
    requirements_ref: POL-SMS
    targets:
      - {name: availability, metric: Share of time, value: 99, unit: "%", direction: higher, measurement: Probe}
    workload_limits: [{name: users, value: 5, unit: users}]
    exceptions: [None]
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Yes"
    valid_from: 2026-01-01
    review_due: 2027-01-01
    status: active
```

```yaml records/registers/satisfaction.yml
kind: satisfaction
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SAT-2026-09
    period: 2026-09
    population: 100
    sample_size: 50
    representative: yes
    responses: 20
    score: 82
    scale: 0 to 100
    analysis: CUS-A 86 (12)  # <- survey-customer-missing
    actions: None needed
    reported_to: Customers
    reported_at: 2026-10-09
```

Good:

```yaml records/registers/customer.yml
kind: customer
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-A
    name: Customer A
    users_group: Users
    relationship_owner: head-of-service-management
    services: [SVC-A]
    review_frequency: 3 months
    last_review: 2026-10-01
  - id: CUS-B
    name: Customer B
    users_group: Users
    relationship_owner: head-of-service-management
    services: [SVC-B]
    review_frequency: 3 months
    last_review: 2026-10-01
```

```yaml records/registers/sla.yml
kind: sla
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-A
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - {name: availability, metric: Share of time, value: 99, unit: "%", direction: higher, measurement: Probe}
    workload_limits: [{name: users, value: 5, unit: users}]
    exceptions: [None]
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Yes"
    valid_from: 2026-01-01
    review_due: 2027-01-01
    status: active
  - id: SLA-B
    service: SVC-B
    customer: CUS-B
    requirements_ref: POL-SMS
    targets:
      - {name: availability, metric: Share of time, value: 99, unit: "%", direction: higher, measurement: Probe}
    workload_limits: [{name: users, value: 5, unit: users}]
    exceptions: [None]
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Yes"
    valid_from: 2026-01-01
    review_due: 2027-01-01
    status: active
```

```yaml records/registers/satisfaction.yml
kind: satisfaction
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SAT-2026-09
    period: 2026-09
    population: 100
    sample_size: 50
    representative: yes
    responses: 20
    score: 82
    scale: 0 to 100
    analysis: CUS-A 86 (12), CUS-B 78 (8)
    actions: None needed
    reported_to: Customers
    reported_at: 2026-10-09
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in, listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.delivery import applies
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.2",),
    help="add what the customer said, or say that it was asked and did not answer",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the customers that an analysis names with those that had an agreement in its period."""
    known = sms.by_id("customer")
    agreements = [one for one in sms.all(ServiceLevelAgreement) if one.status != "draft"]
    for entry in sms.entries("satisfaction"):
        period = period_in(entry)
        named = ids_in(entry.text("analysis")) & known.keys()
        if period is None or not named:
            continue
        served = {one.customer for one in agreements if applies(one, period.last)} & known.keys()
        if left := sorted(served - named):
            message = f"the analysis of {entry.id} names {listed(sorted(named))}, but not {listed(left)}"
            yield RULE.about(entry, "analysis", message)
