"""An incident or a service request has been open for too long.

Somebody still waits, or somebody forgot to close it. Both distort the figures of the month in which it is finally
closed. The limits are `intervals.incident_open`, `intervals.request_open`, and for information security incidents
`intervals.correction` of the settings.

Bad:

```yaml
incident INC-01:
  opened_at: 2026-08-18T09:20
  status: in_progress  # <- ticket-left-open
```

Good:

```yaml
incident INC-01:
  opened_at: 2026-10-18T09:20
  status: in_progress
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import left_open

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1", "20000-1:8.6.2", "20000-1:8.7.3.3"),
    help="close it, or enter what it is waiting for and until when",
    aliases=("incident-left-open", "request-left-open", "infosec-incident-left-open"),
    kinds=("incident", "service-request", "infosec-incident"),
)
_INCIDENT = RULE.part("incident-left-open", clauses=("20000-1:8.6.1",))
_REQUEST = RULE.part("request-left-open", clauses=("20000-1:8.6.2",))
_INFOSEC = RULE.part(
    "infosec-incident-left-open",
    clauses=("20000-1:8.7.3.3",),
    help="resolve it and record how, or record what it is waiting for",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at incidents, requests and information security incidents."""
    yield from _incident(sms)
    yield from _request(sms)
    yield from _infosec(sms)


def _incident(sms: Sms) -> Iterator[Finding]:
    """Look at what is not closed; one finding for each register or table."""
    for group, since in left_open(sms, "incident"):
        message = f"{group.names} {group.verb('is', 'are')} not closed, the oldest since {since}"
        if len(group.entries) == 1:
            message = f"{group.names} is not closed, and nothing has moved since {since}"
        yield _INCIDENT.about(group.first, "status", message)


def _request(sms: Sms) -> Iterator[Finding]:
    """Look at what is not closed; one finding for each register or table."""
    for group, since in left_open(sms, "service-request"):
        message = f"{group.names} {group.verb('is', 'are')} not closed, the oldest since {since}"
        if len(group.entries) == 1:
            message = f"{group.names} is not closed, and nothing has moved since {since}"
        yield _REQUEST.about(group.first, "status", message)


def _infosec(sms: Sms) -> Iterator[Finding]:
    """Look at open incidents that were detected too long ago."""
    for late in overdue(sms, "infosec-incident", "resolution"):
        message = (
            f"{late.entry.id} was detected on {late.since}, {ago(late.since, sms.today)}, and is still open"
        )
        yield _INFOSEC.about(late.entry, late.field, message)
