"""Nobody has looked whether a training had its effect.

A training is an action on a gap. Whether it closed the gap is checked within `intervals.training_check` of the
settings.

Bad:

```yaml records/registers/training.yml
kind: training
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: TRN-01
    person: P-003
    subject: Assessing changes
    date: 2026-02-02  # <- training-effect-unchecked
    effectiveness_check: Observed at work by the head of service management
    effective: pending
```

Good:

```yaml records/registers/training.yml
kind: training
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: TRN-01
    person: P-003
    subject: Assessing changes
    date: 2026-09-02
    effectiveness_check: Observed at work by the head of service management
    effective: pending
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
    clauses=("20000-1:7.2",),
    help="check the effect, and state the result and the day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at trainings whose effect is pending."""
    for late in overdue(sms, "training", "effect"):
        entry = late.entry
        message = f"{entry.id} took place on {late.since}; its effect was to be checked by {late.day}"
        yield RULE.about(entry, late.field, message)
