"""A new service is live, but was not accepted before.

Acceptance is the last moment at which a service that does not do what was agreed can be held back. Afterwards
customers have it, and each missing point becomes an incident or an exception.

Bad:

```yaml
transition TRN-2026-01:
  service: SVC-MAIL
  transition_kind: new
  planned_at: 2026-03-02
  status: completed
  changes: [CHG-2026-0001]
  accepted_at: 2026-08-12  # <- transition-live-before-acceptance
change CHG-2026-0001:
  impact_services: [SVC-MAIL]
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```

Good:

```yaml
transition TRN-2026-01:
  service: SVC-MAIL
  transition_kind: new
  planned_at: 2026-03-02
  status: completed
  changes: [CHG-2026-0001]
  accepted_at: 2026-08-07
change CHG-2026-0001:
  impact_services: [SVC-MAIL]
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.transition import COMING
from sms_lint.system.change_order import carried, latest, precedes, when
from sms_lint.system.delivery import live_early
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.2.3",),
    help=(
        "enter the acceptance with its day, or correct a wrong date; where it really went live without "
        "acceptance, record a nonconformity"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at new services and those taken over: no acceptance although live, or one after the last change."""
    changes: dict[str, list[Entry]] = {}
    for transition, change in carried(sms, "transition"):
        if transition.text("service") in change.texts("impact_services"):
            changes.setdefault(transition.id, []).append(change)
    for entry in sms.entries("transition"):
        if entry.text("transition_kind") not in COMING or entry.text("status") == "cancelled":
            continue
        last = latest(changes.get(entry.id, ()), "actual_end")
        if live_early(sms, entry):
            message = f"{entry.text('service')} is live, but {entry.id} has no acceptance (`accepted_at`)"
            yield RULE.about(entry, "accepted_at", message)
        elif last is not None and precedes(last, "actual_end", entry, "accepted_at"):
            accepted, ended = when(entry, "accepted_at"), when(last, "actual_end")
            message = f"{entry.text('service')} was accepted on {accepted}, after {last.id} brought it live on {ended}"
            yield RULE.about(entry, "accepted_at", message)
