"""The source of an obligation should have been checked for changes by now.

Laws and contracts change without telling you. The day in the register is the promise that somebody looks;
once it has passed, nobody knows whether the services still keep to what is required.

Bad:

```yaml records/registers/obligation.yml
kind: obligation
id: REG-OBLIGATION
title: Obligation register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBL-01
    source: Data protection law
    type: law
    summary: Report a breach without delay.
    applies_to: [SVC-DESK]
    owner: change-manager
    review_due: 2026-01-15  # <- obligation-review-overdue
```

Good:

```yaml records/registers/obligation.yml
kind: obligation
id: REG-OBLIGATION
title: Obligation register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: OBL-01
    source: Data protection law
    type: law
    summary: Report a breach without delay.
    applies_to: [SVC-DESK]
    owner: change-manager
    review_due: 2027-01-15
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
    clauses=("20000-1:4.2",),
    help="check the source for changes, and set the next day in `review_due`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each day with today."""
    for late in overdue(sms, "obligation", "review"):
        when = f"{late.day}, {ago(late.day, sms.today)}"
        message = f"the source of {late.entry.id} was to be checked by {when}"
        yield RULE.about(late.entry, late.field, message)
