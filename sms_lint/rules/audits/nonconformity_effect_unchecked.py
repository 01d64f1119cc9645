"""Nobody has looked whether a corrective action worked.

An action that was carried out is half of the work. Its effect is looked at within `intervals.effect_check` of
the settings.

Bad:

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Check of documents
    clause: 20000-1:8.5.1.3
    raised: 2026-02-12
    description: Three of 20 normal changes had no review
    evidence: Sample of January
    correction: The three were reviewed
    consequences: None
    status: implemented
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-04-11
    implemented: 2026-04-02  # <- nonconformity-effect-unchecked
```

Good:

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Check of documents
    clause: 20000-1:8.5.1.3
    raised: 2026-02-12
    description: Three of 20 normal changes had no review
    evidence: Sample of January
    correction: The three were reviewed
    consequences: None
    status: implemented
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-10-11
    implemented: 2026-10-02
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
    clauses=("20000-1:10.1.1",),
    help="check the effect, and state the check and its result",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at actions that were carried out and have no result."""
    for late in overdue(sms, "nonconformity", "effect"):
        entry = late.entry
        message = (
            f"the action of {entry.id} was done on {late.since}; its effect was to be checked by {late.day}"
        )
        yield RULE.about(entry, late.field, message)
