"""A corrective action is overdue.

A nonconformity whose cause is not taken away in time happens again. Where the next management review is silent
on it, that is said too.

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
    status: action_planned
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-09-11  # <- nonconformity-overdue
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
    status: action_planned
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
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
    severity="error",
    clauses=("20000-1:10.1.1",),
    help="carry the action out and say when, or agree a new day and say why",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for nonconformities whose action is not done."""
    for late in overdue(sms, "nonconformity", "action"):
        missed = not_reviewed(sms, late.entry.id, late.day)
        when = f"{late.day}, {ago(late.day, sms.today)}{missed}"
        yield RULE.about(
            late.entry, late.field, f"the corrective action of {late.entry.id} was due on {when}"
        )
