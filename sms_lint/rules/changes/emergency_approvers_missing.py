"""Fewer people decided an emergency change than have to.

In an emergency the second pair of eyes is what is left of the assessment. How many have to decide is
`thresholds.emergency_approvers` of the settings; without it nothing is judged.

Bad:

```yaml sms.yml
organization: {name: Example organization}
thresholds: {emergency_approvers: 2}
```

```yaml
change CHG-1:
  category: emergency
  status: closed
  approvers: [P-008]  # <- emergency-approvers-missing
```

Good:

```yaml sms.yml
organization: {name: Example organization}
thresholds: {emergency_approvers: 2}
```

```yaml
change CHG-1:
  category: emergency
  status: closed
  approvers: [P-002, P-008]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import plural
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.acted_on import acted_on
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.2", "20000-1:8.5.1.1"),
    help="add who decided as well; if nobody did, name the change in a nonconformity",
    needs=("thresholds.emergency_approvers",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Count the approvers of each emergency change that was approved."""
    fewest = sms.config.thresholds.emergency_approvers
    for change in sms.entries("change") if fewest else ():
        approvers = set(change.texts("approvers"))
        if change.text("category") != "emergency" or not approvers or change.id in acted_on(sms):
            continue
        if fewest and len(approvers) < fewest:
            message = (
                f"{change.id} was decided by {plural(len(approvers), 'person', 'persons')}, not by {fewest}"
            )
            yield RULE.about(change, "approvers", message)
