"""A transition should be finished by its own dates, and is not.

The last date that it names, or the last change by which it was to be carried out, is past. Customers wait for
a service that nobody reports on, or have it without the acceptance that belongs to it.

Bad:

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
    status: in_progress  # <- transition-overdue
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

Good:

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

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import live_early
from sms_lint.system.sms import Sms
from sms_lint.system.transitions import unfinished

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.2.3",
    ),
    help="complete its record with acceptance and outcome, or agree new dates",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest date that each open transition or one of its changes names."""
    for transition, last in unfinished(sms):
        if last < sms.today and not live_early(sms, transition):
            state, when = transition.text("status").replace("_", " "), f"{last}, {ago(last, sms.today)}"
            message = f"{transition.id} is {state}, but its last date was {when}"
            yield RULE.finding(transition.at("status"), message, node=transition.id)
