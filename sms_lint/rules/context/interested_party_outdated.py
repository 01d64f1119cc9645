"""What an interested party requires has not been looked at for too long.

Requirements of customers, authorities and suppliers change. An entry that nobody has looked at for longer
than the settings allow (`intervals.context_review`) may send the system in a wrong direction.

Bad:

```yaml records/registers/interested-party.yml
kind: interested-party
id: REG-INTERESTED-PARTY
title: Interested party register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: PTY-01
    name: CUS-ALDER
    type: customer
    requirement: A certified system
    relevant: yes
    how_addressed: SCO-SMS
    reviewed_at: 2025-09-30  # <- interested-party-outdated
```

Good:

```yaml records/registers/interested-party.yml
kind: interested-party
id: REG-INTERESTED-PARTY
title: Interested party register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: PTY-01
    name: CUS-ALDER
    type: customer
    requirement: A certified system
    relevant: yes
    how_addressed: SCO-SMS
    reviewed_at: 2026-09-30
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
    clauses=("20000-1:4.2",),
    help="ask again what the party requires, and set `reviewed_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each entry with the interval."""
    every = sms.config.intervals.context_review
    for late in overdue(sms, "interested-party", "review"):
        message = f"{late.entry.id} was last looked at on {late.since}; parties are due every {every}"
        yield RULE.about(late.entry, late.field, message)
