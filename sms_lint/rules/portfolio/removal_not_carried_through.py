"""The removal of a service is completed, but the portfolio still calls the service live.

Either the service is still delivered, without anybody planning its capacity or its continuity, or the
portfolio shows customers something that they cannot have any more.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
transition TRN-2026-01:
  service: SVC-MAIL
  transition_kind: removal
  status: completed  # <- removal-not-carried-through
  removal_or_transfer_dates: "2026-07-31"
  data_disposition: Handed over
```

Good:

```yaml
service SVC-MAIL: {lifecycle: retired}
transition TRN-2026-01:
  service: SVC-MAIL
  transition_kind: removal
  status: completed
  removal_or_transfer_dates: "2026-07-31"
  data_disposition: Handed over
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.transition import GOING
from sms_lint.system.delivery import live, live_in_name_only
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.2.3",
        "20000-1:8.2.2",
    ),
    help="retire the service in the portfolio, or correct `status` of the transition",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at completed removals and transfers, the latest of each service; one taken back in is in use again."""
    newest: dict[str, Entry] = {}
    for transition in sorted(sms.entries("transition"), key=lambda entry: entry.text("planned_at")):
        if transition.text("status") == "completed":
            newest[transition.text("service")] = transition
    nothing_else = {service.id for service, _ in live_in_name_only(sms)}
    for name, transition in newest.items():
        if transition.text("transition_kind") in GOING and name in live(sms) and name not in nothing_else:
            message = f"{transition.id} is completed, but {name}, which it was to end, is still live in the portfolio"
            yield RULE.about(transition, "status", message)
