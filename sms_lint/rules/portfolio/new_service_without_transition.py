"""A service is being developed, and no transition plans it.

A new service is planned before it is built: who decides, what it needs, what it must do to be accepted.
Without the plan it goes live on the day on which somebody thinks that it is ready.

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
    lifecycle: development  # <- new-service-without-transition
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
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
    lifecycle: development
    requirements: [POL-SMS]
    criticality: medium
    criticality_basis: Telephone is enough for two days
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-A]
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
    status: in_progress
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
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import OPEN
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.2.1",),
    help="plan the transition of the service, or put its state right",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a transition that has not ended for each service in development."""
    if "transition" in sms.hidden:
        return
    planned = {one.text("service") for one in sms.entries("transition") if one.text("status") in OPEN}
    for name, service in sms.by_id("service").items():
        if service.text("lifecycle") == "development" and name not in planned | sms.unread:
            message = f"{name} is in development, but no open transition is about it"
            yield RULE.about(service, "lifecycle", message)
