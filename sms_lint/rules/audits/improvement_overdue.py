"""An improvement that was decided on is overdue.

A list of improvements that nobody carries out shows that the system does not improve.

Bad:

```yaml records/registers/improvement.yml
kind: improvement
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: IMP-01
    source: Management review
    raised: 2026-02-12
    description: Calls are answered sooner
    evaluation: {criteria: Serves the objectives, result: Worth it}
    decision: approved
    status: open
    priority: high
    target: 80 % within 30 seconds
    owner: incident-manager
    due: 2026-09-11  # <- improvement-overdue
```

Good:

```yaml records/registers/improvement.yml
kind: improvement
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: IMP-01
    source: Management review
    raised: 2026-02-12
    description: Calls are answered sooner
    evaluation: {criteria: Serves the objectives, result: Worth it}
    decision: approved
    status: open
    priority: high
    target: 80 % within 30 seconds
    owner: incident-manager
    due: 2026-12-11
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import not_reviewed, overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:10.2",),
    help="carry it out and say when, or agree a new day and say why",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for improvements that were approved and are not carried out."""
    for late in overdue(sms, "improvement", "action"):
        missed = not_reviewed(sms, late.entry.id, late.day)
        message = f"{late.entry.id} was due on {late.day}, {ago(late.day, sms.today)}{missed}"
        yield RULE.about(late.entry, late.field, message)
