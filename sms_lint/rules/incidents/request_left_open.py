"""A service request has been open for too long.

Somebody still waits for what he or she asked for, or somebody forgot to close it. How long is too long is the
setting `intervals.request_open`.

Bad:

```yaml
service-request REQ-01:
  opened_at: 2026-08-18T09:20
  status: in_progress  # <- request-left-open
```

Good:

```yaml
service-request REQ-01:
  opened_at: 2026-10-18T09:20
  status: in_progress
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import left_open

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.2",),
    help="close it, or enter what it waits for and until when",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is not closed; one finding for each register or table."""
    for found, since in left_open(sms, "service-request"):
        message = f"{found.names} {found.verb('is', 'are')} not closed, the oldest since {since}"
        if len(found.entries) == 1:
            message = f"{found.names} is not closed, and nothing has moved since {since}"
        yield RULE.finding(found.first.at("status"), message, node=found.first.id)
