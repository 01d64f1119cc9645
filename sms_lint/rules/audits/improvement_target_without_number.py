"""The target of an improvement cannot be measured.

Whether an improvement was worth it shows in a number before and after. A target without one is always reached.
Words such as none, every or twice count as numbers.

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
    target: Better than today  # <- improvement-target-without-number
    owner: incident-manager
    due: 2026-12-11
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

from sms_lint.ground.substance import is_measurable
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.2",),
    help="say how much is to be reached, in which unit",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a number in the target of each improvement that was approved."""
    for one in sms.all(Improvement):
        if one.decision == "approved" and one.target and not is_measurable(one.target):
            message = f"the target of {one.id} holds no number: “{one.target}”"
            yield RULE.about(one, "target", message)
