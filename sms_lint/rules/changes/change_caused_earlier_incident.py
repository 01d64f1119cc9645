"""A change names an incident as caused by it that is older than the change.

Either the wrong incident is named, and the one that the change did cause is missing, or a date is wrong. The
figures on incidents caused by changes go by it.

Bad:

```yaml
change CHG-2026-0001:
  planned_start: 2026-08-10T18:00
  caused_incidents: [INC-2026-0001]  # <- change-caused-earlier-incident
incident INC-2026-0001: {opened_at: 2026-08-10T17:00}
```

Good:

```yaml
change CHG-2026-0001:
  planned_start: 2026-08-10T18:00
  caused_incidents: [INC-2026-0001]
incident INC-2026-0001: {opened_at: 2026-08-11T09:00}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried, precedes, when
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.1.3",),
    help="name the incident that the change caused, or put the date right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare when each incident was opened with when the work began."""
    for change, incident in carried(sms, "change", "caused_incidents", "incident"):
        if precedes(incident, "opened_at", change, "planned_start"):
            opened, start = when(incident, "opened_at"), when(change, "planned_start")
            message = f"{change.id} began on {start} and cannot have caused {incident.id}, opened on {opened}"
            yield RULE.about(change, "caused_incidents", message)
