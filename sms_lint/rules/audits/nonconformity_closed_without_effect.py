"""A nonconformity was closed although its action did not work.

What did not work is not done. The nonconformity stays open until another action has had its effect.

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
    status: closed
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-04-11
    implemented: 2026-04-02
    effectiveness_check: Sample of September
    effectiveness_result: not_effective  # <- nonconformity-closed-without-effect
    further_action: Another try
    closed: 2026-10-01
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
    status: closed
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-04-11
    implemented: 2026-04-02
    effectiveness_check: Sample of September
    effectiveness_result: effective
    closed: 2026-10-01
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1",),
    help="open it again and plan another action",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is closed."""
    for one in sms.all(Nonconformity):
        if one.status == "closed" and one.effectiveness_result == "not_effective":
            message = f"{one.id} was closed on {one.closed}, but its action was not effective"
            yield RULE.about(one, "effectiveness_result", message)
