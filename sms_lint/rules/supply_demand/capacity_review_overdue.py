"""An entry of the capacity plan was not looked at for long.

Capacity is monitored and performance analysed. An entry with figures of last year says nothing about whether
the resource runs short now. The interval is `intervals.capacity_review` of the settings. Of several entries
for one resource the latest counts.

Bad:

```yaml records/registers/capacity.yml
kind: capacity
id: REG-CAPACITY
title: Capacity plan
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAP-1
    resource: Mail store
    type: technical
    service: SVC-MAIL
    requirement: 400 mailboxes
    unit: "%"
    current: 61
    forecast: 65
    threshold: 80
    lead_time: 30 days
    effect_of_sla_availability_continuity: The agreement sets the limit
    owner: head-of-service-management
    reviewed_at: 2025-09-28  # <- capacity-review-overdue
```

Good:

```yaml records/registers/capacity.yml
kind: capacity
id: REG-CAPACITY
title: Capacity plan
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAP-1
    resource: Mail store
    type: technical
    service: SVC-MAIL
    requirement: 400 mailboxes
    unit: "%"
    current: 61
    forecast: 65
    threshold: 80
    lead_time: 30 days
    effect_of_sla_availability_continuity: The agreement sets the limit
    owner: head-of-service-management
    reviewed_at: 2026-09-28
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.4.3",),
    help="bring the figures up to date and set `reviewed_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the last review of each resource with the interval."""
    for late in overdue(sms, "capacity", "review"):
        yield RULE.about(late.entry, late.field, f"{late.entry.id} was last reviewed on {late.since}")
