"""A transition should be finished by its own dates, but is not.

The last date that it names, or the last change by which it was to be carried out, is past. Customers wait for
a service that nobody reports on, or have it without the acceptance that belongs to it.

Bad:

```yaml
transition TRN-2026-01:
  status: in_progress  # <- transition-overdue
  activities_timescales: [Built and tested by 2026-07-31]
  changes: [CHG-2026-0001]
```

Good:

```yaml
transition TRN-2026-01:
  status: completed
  activities_timescales: [Built and tested by 2026-07-31]
  changes: [CHG-2026-0001]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import live_early
from sms_lint.system.sms import Sms
from sms_lint.system.transitions import unfinished

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.2.1",
        "20000-1:8.5.2.3",
    ),
    help="complete its record with acceptance and outcome, or agree new dates",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest date that each open transition or one of its changes names."""
    for transition, last in unfinished(sms):
        if last < sms.today and not live_early(sms, transition):
            state, when = transition.text("status").replace("_", " "), f"{last}, {ago(last, sms.today)}"
            message = f"{transition.id} is {state}, but its last date was {when}"
            yield RULE.about(transition, "status", message)
