"""The way back from a change with major impact was not tried out.

A plan for reversal that was never tried is a hope. Where a failure would hit customers hard, the minutes lost
with a way back that does not work are the outage.

Bad:

```yaml
change CHG-2026-0001:
  major_impact: yes
  status: implemented
  reversal_tested: no  # <- reversal-not-tested
```

Good:

```yaml
change CHG-2026-0001:
  major_impact: yes
  status: implemented
  reversal_tested: yes
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DECIDED
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="try the reversal where there is a copy to try it on, and write `reversal_tested: yes`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is approved or carried out."""
    for change in sms.entries("change"):
        tested = change.text("reversal_tested") == "yes"
        if change.text("major_impact") == "yes" and change.text("status") in DECIDED and not tested:
            message = f"{change.id} could have a major impact, and its plan for reversal was not tested"
            yield RULE.about(change, "reversal_tested", message)
