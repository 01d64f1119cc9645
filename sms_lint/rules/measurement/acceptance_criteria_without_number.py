"""None of the acceptance criteria of a service contains a number.

A criterion such as "works well" is met as soon as somebody is tired of testing. A number, a time or a count
can be measured, by the customer too, and says on the day of acceptance whether the service is ready.

Bad:

```yaml
transition TRN-2026-01:
  transition_kind: new
  status: completed
  acceptance_criteria: [Mail works well]  # <- acceptance-criteria-without-number
```

Good:

```yaml
transition TRN-2026-01:
  transition_kind: new
  status: completed
  acceptance_criteria: [Mail works well, 400 mailboxes moved]
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import is_measurable
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.transition import COMING
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.2.3",
    ),
    help="say in `acceptance_criteria` how many, how fast or for how long",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a number, where a service is new, changed or taken over, and not cancelled or retired since."""
    retired = {
        name for name, service in sms.by_id("service").items() if service.text("lifecycle") == "retired"
    }
    for entry in sms.entries("transition"):
        if entry.text("transition_kind") not in (*COMING, "change") or entry.text("status") == "cancelled":
            continue
        criteria = entry.text("acceptance_criteria")
        if criteria and entry.text("service") not in retired and not is_measurable(criteria):
            message = f"no acceptance criterion of {entry.id} for {entry.text('service')} contains a number"
            yield RULE.about(entry, "acceptance_criteria", message)
