"""A live service on which much depends is in no continuity plan.

Without a plan nobody knows who does what when a service of high criticality is lost, and how long customers
have to wait.

Bad:

```yaml records/registers/service.yml
kind: service
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL  # <- service-without-continuity-plan
    name: Mail
    lifecycle: live
    requirements: [PLN-REQ]
    criticality: high
    criticality_basis: Wards cannot work without it
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01
    services: [SVC-OTHER]
    risk_assessment_at: 2026-07-21
    requirements: Mail within the day
    rto: 4 hours
    rpo: 1 hour
    invocation_criteria: Hall lost
    invocation_authority: head-of-service-management
    procedures: Runbook
    availability_targets_when_invoked: 95 %
    recovery_requirements: Copy of last night
    return_to_normal: After a quiet day
    contact_list: In the plan
    offsite_location: Safe of the second site
    owner: head-of-service-management
    version: "1.0"
    next_test: 2027-05-11
```

Good:

```yaml records/registers/service.yml
kind: service
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Mail
    lifecycle: live
    requirements: [PLN-REQ]
    criticality: high
    criticality_basis: Wards cannot work without it
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
```

```yaml records/registers/continuity-plan.yml
kind: continuity-plan
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SCP-01
    services: [SVC-MAIL]
    risk_assessment_at: 2026-07-21
    requirements: Mail within the day
    rto: 4 hours
    rpo: 1 hour
    invocation_criteria: Hall lost
    invocation_authority: head-of-service-management
    procedures: Runbook
    availability_targets_when_invoked: 95 %
    recovery_requirements: Copy of last night
    return_to_normal: After a quiet day
    contact_list: In the plan
    offsite_location: Safe of the second site
    owner: head-of-service-management
    version: "1.0"
    next_test: 2027-05-11
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan
from sms_lint.model.kinds.portfolio import Service
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="add the service to the continuity plan that covers it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each live service of high criticality in the plans; without any plan another rule speaks."""
    planned = {service for plan in sms.all(ContinuityPlan) for service in plan.services} | sms.unread
    if not sms.of_kind(ContinuityPlan.KIND.name) or ContinuityPlan.KIND.name in sms.hidden:
        return
    for service in sms.all(Service):
        if (
            service.lifecycle == "live"
            and service.criticality in {"critical", "high"}
            and service.id not in planned
        ):
            message = f"{service.id} is of {service.criticality} criticality and in no continuity plan"
            yield RULE.about(service, "id", message)
