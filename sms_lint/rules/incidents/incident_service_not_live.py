"""An incident is about a service that was not delivered at the time.

It counts for the wrong service, or somebody goes on delivering what was ended: both change what customers are
told and what they pay. A service that is retired is judged by the day on which its removal was accepted.

Bad:

```yaml
service SVC-PRINT: {lifecycle: retired}
transition TRN-01:
  service: SVC-PRINT
  transition_kind: removal
  status: completed
  removal_or_transfer_dates: "2026-09-30"
  data_disposition: Deleted
  accepted_at: 2026-09-30
incident INC-01:
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT  # <- incident-service-not-live
  status: closed
  resolved_at: 2026-10-18T12:30
  closed_at: 2026-10-20T09:00
```

Good:

```yaml
service SVC-PRINT: {lifecycle: retired}
transition TRN-01:
  service: SVC-PRINT
  transition_kind: removal
  status: completed
  removal_or_transfer_dates: "2026-09-30"
  data_disposition: Deleted
  accepted_at: 2026-09-30
incident INC-01:
  opened_at: 2026-09-18T09:20
  service: SVC-PRINT
  status: closed
  resolved_at: 2026-10-18T12:30
  closed_at: 2026-10-20T09:00
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import about_undelivered

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.6.1",
        "20000-1:8.2.2",
    ),
    help="name the service that is meant, or put the state of the service right in the portfolio",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the service of each; one finding for each service."""
    for service, found, state in about_undelivered(sms, "incident"):
        message = f"{found.names} {found.verb('is', 'are')} about {service}, which is {state}"
        yield RULE.about(found.first, "service", message)
