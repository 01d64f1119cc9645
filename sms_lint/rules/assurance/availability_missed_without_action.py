"""Availability was below its target, and no action follows from it.

Unplanned loss of availability is investigated and dealt with. A row that was missed and names no action
leaves the next outage to chance.

Bad:

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-1
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 432
    actual: 99.0  # <- availability-missed-without-action
    unplanned_outages: 1
    investigation: Store full
    recorded_at: 2026-10-02
```

Good:

```yaml records/registers/availability.yml
kind: availability
id: REG-AVAILABILITY
title: Availability
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AVL-1
    service: SVC-MAIL
    requirement: Mail day and night
    target: 99.5
    risk_assessment_at: 2026-02-17
    period: 2026-09
    agreed_service_time: 43200
    downtime: 432
    actual: 99.0
    unplanned_outages: 1
    investigation: Store full
    recorded_at: 2026-10-02
    action: Thresholds by IMP-2026-06
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.7.1",),
    help="say in `action` what is done so that it does not happen again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the result of each row with its own target."""
    for entry in sms.entries("availability"):
        actual, target = entry.number("actual"), entry.number("target")
        if actual is not None and target is not None and actual < target and not entry.text("action"):
            message = f"{entry.id} reached {actual} % where {target} % are the target, without an action"
            yield RULE.about(entry, "actual", message)
