"""An information security incident is open for long.

An incident that stays open has no lessons and is in no analysis. It is resolved within
`intervals.security_incident` of the settings, or somebody says why not.

Bad:

```yaml records/registers/infosec-incident.yml
kind: infosec-incident
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: ISI-01
    detected_at: 2026-05-10T09:00  # <- infosec-incident-left-open
    type: phishing
    security_risk_priority: medium
    impact_sms_services_parties: One account
    actions: Account locked
    status: open
```

Good:

```yaml records/registers/infosec-incident.yml
kind: infosec-incident
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: ISI-01
    detected_at: 2026-10-10T09:00
    type: phishing
    security_risk_priority: medium
    impact_sms_services_parties: One account
    actions: Account locked
    status: open
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.7.3.3",),
    help="resolve it and record how, or record what it waits for",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at open incidents that were detected too long ago."""
    for late in overdue(sms, "infosec-incident", "resolution"):
        message = (
            f"{late.entry.id} was detected on {late.since}, {ago(late.since, sms.today)}, and is still open"
        )
        yield RULE.about(late.entry, late.field, message)
