"""A release was to go live by now, and nothing says that it did.

The dates of releases are known to customers and other teams. One that passed in silence was either deployed
without a record, or put off without telling those who planned by it.

Bad:

```yaml
release REL-2026-01:
  planned_date: 2026-08-10  # <- release-overdue
  status: approved
```

Good:

```yaml
release REL-2026-01:
  planned_date: 2026-08-10
  status: deployed
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.3",),
    help="enter how it went, or give it a new `planned_date` and announce it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for releases whose planned day has passed and that are neither live nor cancelled."""
    for late in overdue(sms, "release", "deployment"):
        release, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{release.id} was to go live on {when}, and is only {release.text('status')}"
        yield RULE.finding(late.at, message, node=release.id)
