"""The target of an improvement cannot be measured.

Whether an improvement was worth it shows in a number before and after. A target without one is always reached.
Words such as none, twice or half count as numbers; `all` and the day by which it is reached do not.

Bad:

```yaml
improvement IMP-01:
  decision: approved
  target: Better than today  # <- improvement-target-without-number
```

Good:

```yaml
improvement IMP-01:
  decision: approved
  target: 80 % within 30 seconds
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
    severity="warning",
    clauses=("20000-1:10.2",),
    help="say how much is to be reached, in which unit",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a number in the target of each improvement that was approved."""
    for improvement in sms.all(Improvement):
        if (
            improvement.decision == "approved"
            and improvement.target
            and not is_measurable(improvement.target)
        ):
            message = f"the target of {improvement.id} holds no number: “{improvement.target}”"
            yield RULE.about(improvement, "target", message)
