"""A closed incident does not say what put it right.

The next agent who meets the same symptom finds the record and learns nothing. Where the other incidents of the
register say what helped, a silent one was closed in a hurry.

Bad:

```yaml records/registers/incident.yml
kind: incident
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    title: Mail is slow
    opened_at: 2026-10-11T09:20
    service: SVC-A
    category: mail
    priority: P3
    status: closed
    resolved_at: 2026-10-11T12:30
    closed_at: 2026-10-11T15:00
    resolution: Index built again
  - id: INC-02
    title: Mail is slow
    opened_at: 2026-10-12T09:20
    service: SVC-A
    category: mail
    priority: P3
    status: closed
    resolved_at: 2026-10-12T12:30
    closed_at: 2026-10-12T15:00
    resolution: Index built again
  - id: INC-03  # <- incident-without-resolution
    title: Mail is slow
    opened_at: 2026-10-13T09:20
    service: SVC-A
    category: mail
    priority: P3
    status: closed
    resolved_at: 2026-10-13T12:30
    closed_at: 2026-10-13T15:00
```

Good:

```yaml records/registers/incident.yml
kind: incident
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    title: Mail is slow
    opened_at: 2026-10-11T09:20
    service: SVC-A
    category: mail
    priority: P3
    status: closed
    resolved_at: 2026-10-11T12:30
    closed_at: 2026-10-11T15:00
    resolution: Index built again
  - id: INC-02
    title: Mail is slow
    opened_at: 2026-10-12T09:20
    service: SVC-A
    category: mail
    priority: P3
    status: closed
    resolved_at: 2026-10-12T12:30
    closed_at: 2026-10-12T15:00
    resolution: Index built again
  - id: INC-03
    title: Mail is slow
    opened_at: 2026-10-13T09:20
    service: SVC-A
    category: mail
    priority: P3
    status: closed
    resolved_at: 2026-10-13T12:30
    closed_at: 2026-10-13T15:00
    resolution: Index built again
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1",),
    help="enter in `resolution` what put it right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the closed incidents of each file, where most of them say it; those that do not are told together."""
    closed: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("incident"):
        if entry.text("status") == "closed":
            closed[entry.node.path].append(entry)
    for entries in closed.values():
        silent = [entry for entry in entries if not entry.text("resolution")]
        if silent and 2 * len(silent) < len(entries):
            verb = "is" if len(silent) == 1 else "are"
            message = f"{listed(entry.id for entry in silent)} {verb} closed without a resolution"
            yield RULE.about(silent[0], "resolution", message)
