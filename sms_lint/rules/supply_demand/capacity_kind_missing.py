"""The capacity plan leaves out a kind of resource.

Services need people, technology, information and money, and any of them can run short. A plan that counts
disks and lines alone does not notice that the one engineer who knows them is on leave.

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
    type: technical  # <- capacity-kind-missing
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
  - id: CAP-2
    resource: Mail store
    type: information
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
  - id: CAP-3
    resource: Mail store
    type: financial
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
  - id: CAP-2
    resource: Mail store
    type: information
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
  - id: CAP-3
    resource: Mail store
    type: financial
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
  - id: CAP-4
    resource: Mail store
    type: human
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
from sms_lint.system.sms import Sms

KINDS = ("human", "technical", "information", "financial")

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.4.3",),
    help="add an entry for each kind of resource: human, technical, information, financial",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect the kinds of all entries; a plan that is not there at all is missed elsewhere."""
    entries = sms.entries("capacity")
    if not entries or "capacity" in sms.hidden:
        return
    present = {entry.text("type") for entry in entries}
    missing = [kind for kind in KINDS if kind not in present and kind not in sms.unread]
    if missing:
        message = f"no entry of the capacity plan is about {' or '.join(missing)} resources"
        yield RULE.about(entries[0], "type", message)
