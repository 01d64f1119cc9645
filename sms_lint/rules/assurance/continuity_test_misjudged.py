"""A continuity test passed although recovery took too long or too much was lost.

The plan says how long recovery may take and how much work may be lost. A test that missed one of the two has
failed, and counts on the plan being better.

Bad:

```yaml
continuity-plan SCP-01: {rto: 4 hours}
continuity-test CTT-01:
  plan: SCP-01
  actual_recovery: 5 hours  # <- continuity-test-misjudged
  result: passed
```

Good:

```yaml
continuity-plan SCP-01: {rto: 4 hours}
continuity-test CTT-01:
  plan: SCP-01
  actual_recovery: 3 hours
  result: passed
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="put the figure right, or say that the test failed and plan a retest",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare what a passed test reached with the objectives of its plan."""
    for test in sms.all(ContinuityTest):
        plan = sms.ids.get(test.plan)
        if test.result != "passed" or not isinstance(plan, ContinuityPlan):
            continue
        for name, reached, allowed in (
            ("actual_recovery", test.actual_recovery, plan.rto),
            ("data_loss", test.data_loss, plan.rpo),
        ):
            if reached is not None and allowed is not None and round(reached.days - allowed.days, 6) > 0:
                message = f"{test.id} passed with `{name}` {reached}; {plan.id} allows {allowed}"
                yield RULE.about(test, name, message)
