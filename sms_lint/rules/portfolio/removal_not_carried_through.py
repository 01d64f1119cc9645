"""The removal of a service is completed, and the portfolio still calls the service live.

Either the service is still delivered, without anybody planning its capacity or its continuity, or the
portfolio shows customers something that they cannot have any more.

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
    transition_kind: removal
    planned_at: 2026-03-02
    status: completed  # <- removal-not-carried-through
    authorities: Head of service management decides
    activities_timescales: [Built and tested by 2026-07-31]
    resources: Ten days
    dependencies: None
    testing: In July
    acceptance_criteria: [Mail is sent in under 5 seconds]
    intended_outcomes: 400 mailboxes
    impact: None
    removal_or_transfer_dates: 2026-07-31
    data_disposition: Handed over
    changes: [CHG-2026-0001]
    affected_cis: [CI-MAIL-01]
    acceptance_result: accepted
    accepted_at: 2026-08-07
    outcome_report: POL-SMS
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
    lifecycle: retired
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
    transition_kind: removal
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
    removal_or_transfer_dates: 2026-07-31
    data_disposition: Handed over
    changes: [CHG-2026-0001]
    affected_cis: [CI-MAIL-01]
    acceptance_result: accepted
    accepted_at: 2026-08-07
    outcome_report: POL-SMS
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import GOING
from sms_lint.system.delivery import live, live_in_name_only
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.3",
        "20000-1:8.2.2",
    ),
    help="retire the service in the portfolio, or put `status` of the transition right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at completed removals and transfers, the latest of each service; one taken back in is in use again."""
    newest: dict[str, Entry] = {}
    for one in sorted(sms.entries("transition"), key=lambda entry: entry.text("planned_at")):
        if one.text("status") == "completed":
            newest[one.text("service")] = one
    nothing_else = {service.id for service, _ in live_in_name_only(sms)}
    for name, one in newest.items():
        if one.text("transition_kind") in GOING and name in live(sms) and name not in nothing_else:
            message = (
                f"{one.id} is completed, but {name}, which it was to end, is still live in the portfolio"
            )
            yield RULE.about(one, "status", message)
