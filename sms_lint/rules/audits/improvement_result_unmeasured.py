"""An improvement was carried out and nobody has measured what it brought.

The target was set so that it can be compared. That is done within `intervals.effect_check` of the settings.

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
    status: implemented
    priority: high
    target: 80 % within 30 seconds
    owner: incident-manager
    due: 2026-04-11
    implemented_at: 2026-04-02  # <- improvement-result-unmeasured
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
    status: implemented
    priority: high
    target: 80 % within 30 seconds
    owner: incident-manager
    due: 2026-10-11
    implemented_at: 2026-10-02
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.2",),
    help="measure it, and state the result and whether the target was reached",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at improvements that were carried out and have no result."""
    for late in overdue(sms, "improvement", "effect"):
        message = (
            f"{late.entry.id} was carried out on {late.since}; its result was to be measured by {late.day}"
        )
        yield RULE.about(late.entry, late.field, message)
