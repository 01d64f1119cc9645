"""Availability was below its target, and no action follows from it.

Unplanned loss of availability is investigated and dealt with. A row that was missed and names no action
leaves the next outage to chance.

Bad:

```yaml
availability AVL-1:
  target: 99.5
  actual: 99.0  # <- availability-missed-without-action
  action:  # not given
```

Good:

```yaml
availability AVL-1:
  target: 99.5
  actual: 99.0
  action: Thresholds by IMP-2026-06
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.7.1",),
    help="say in `action` what is done so that it does not happen again",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the result of each row with its own target."""
    for entry in sms.entries("availability"):
        actual, target = entry.number("actual"), entry.number("target")
        if actual is not None and target is not None and actual < target and not entry.text("action"):
            message = f"{entry.id} reached {actual} % where {target} % are the target, without an action"
            yield RULE.about(entry, "actual", message)
