"""A change counts as a success, but caused incidents, and its review does not mention them.

What a change breaks belongs to its result. If the review passes over the incidents, the success rate looks
better than users found it, and nothing is learned for the next change of this sort.

Bad:

```yaml
change CHG-2026-0001:
  outcome: success
  review_result: As wanted  # <- change-success-despite-incidents
  caused_incidents: [INC-2026-0001]
```

Good:

```yaml
change CHG-2026-0001:
  outcome: success
  review_result: As wanted; the reason for INC-2026-0001 is now in the checklist
  caused_incidents: [INC-2026-0001]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="name the incidents in `review_result` with what follows from them, or correct `outcome`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the ids of the incidents in the review, once there is one."""
    for change in sms.entries("change"):
        review = change.text("review_result")
        silent = [name for name in change.texts("caused_incidents") if name not in review]
        if silent and review and change.text("outcome") == "success":
            message = f"{change.id} counts as a success, but caused {listed(silent)}, and its review does not say so"
            yield RULE.about(change, "review_result", message)
