"""An incident is resolved by a change that was not carried out.

Either service is not really back, or the change was made without a decision and nobody entered how it went.

Bad:

```yaml
incident INC-01:
  status: closed
  change: CHG-01  # <- incident-resolved-by-open-change
change CHG-01: {status: requested}
```

Good:

```yaml
incident INC-01:
  status: closed
  change: CHG-01
change CHG-01: {status: implemented}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import HELPED

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.6.1",
        "20000-1:8.5.1.3",
    ),
    help="enter how the change went, or set the incident back",
)


WAITING = {"requested": "only requested", "approved": "only approved", "rejected": "rejected"}


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the change of each incident that is resolved or closed."""
    states = {entry.id: entry.text("status") for entry in sms.entries("change")}
    for entry in sms.entries("incident"):
        change = entry.text("change")
        if entry.text("status") in HELPED and states.get(change) in WAITING:
            message = f"{entry.id} is {entry.text('status')}, but {change} is {WAITING[states[change]]}"
            yield RULE.about(entry, "change", message)
