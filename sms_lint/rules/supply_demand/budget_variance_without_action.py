"""A service cost far more, or far less, than planned, but nothing follows from it.

Actual costs are compared with the budget so that somebody acts: accepts the variance, corrects the forecast, or saves
elsewhere. The limit is `thresholds.variance` of the settings.

Bad:

```yaml
budget BUD-1:
  budget: 80000
  actual: 88400
  variance: 8400  # <- budget-variance-without-action
  action:  # not given
```

Good:

```yaml
budget BUD-1:
  budget: 80000
  actual: 88400
  variance: 8400
  action: Accepted; forecast raised
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.4.1",),
    help="say in `action` what is done about the variance, even if it is accepted",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the variance, up or down, with the budget."""
    most = sms.config.thresholds.variance
    for entry in sms.entries("budget"):
        variance, budget = entry.number("variance"), entry.number("budget")
        if variance is None or budget is None or entry.text("action"):
            continue
        if abs(variance) * 100 > most * budget:
            side = "above" if variance > 0 else "below"
            off = f"{abs(variance)} {side} its budget of {budget}, more than {most} %"
            message = f"{entry.id} is {off}, without an action"
            yield RULE.about(entry, "variance", message)
