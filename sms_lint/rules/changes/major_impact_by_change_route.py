"""A change with major impact was decided as an ordinary change.

What could hit customers or services hard goes through service design and transition, with a plan, acceptance
criteria and an acceptance. Handled as an ordinary change it goes live on the word of those who wanted it.

Bad:

```yaml
change CHG-2026-0001:
  major_impact: yes
  route: change  # <- major-impact-by-change-route
  status: implemented
```

Good:

```yaml
change CHG-2026-0001:
  major_impact: yes
  route: design_transition
  status: implemented
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import BY_TRANSITION, DECIDED
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.2",),
    help="plan it as a transition and write `route: design_transition`, or put `major_impact` right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what was decided; what is only asked for may still be sent the right way."""
    for change in sms.entries("change"):
        if (
            change.text("major_impact") == "yes"
            and change.text("route") != BY_TRANSITION
            and change.text("status") in DECIDED
        ):
            message = (
                f"{change.id} could have a major impact, but did not go through service design and transition"
            )
            yield RULE.about(change, "route", message)
