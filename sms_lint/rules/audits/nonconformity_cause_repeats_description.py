"""The root cause of a nonconformity says again what is wrong.

A cause answers why it could happen. Where it repeats the description, the action mends the symptom and the
nonconformity comes back.

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
    root_cause: Normal changes had no review  # <- nonconformity-cause-repeats-description
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-12-11
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

from sms_lint.ground.substance import only_repeats
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1",),
    help="ask why it could happen, until the answer is something that can be changed",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and description."""
    for one in sms.all(Nonconformity):
        if one.root_cause and only_repeats(one.root_cause, one.description):
            message = f"the root cause of {one.id} says what its description says"
            yield RULE.about(one, "root_cause", message)
