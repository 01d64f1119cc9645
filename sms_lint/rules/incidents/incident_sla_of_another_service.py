"""An incident is measured by the agreement of another service.

Its time is judged by the wrong target, and it counts in the wrong report. This field also decides who pays for delays.

Bad:

```yaml
incident INC-01:
  service: SVC-PRINT
  sla: SLA-02  # <- incident-sla-of-another-service
sla SLA-01: {service: SVC-PRINT}
sla SLA-02: {service: SVC-MAIL}
```

Good:

```yaml
incident INC-01:
  service: SVC-PRINT
  sla: SLA-01
sla SLA-01: {service: SVC-PRINT}
sla SLA-02: {service: SVC-MAIL}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.delivery import not_delivered
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.6.1",
        "20000-1:8.3.3",
    ),
    help="name the service that was really affected, and the agreement on it",
    yields_to=("dangling-reference",),
)


SHOWN = 3


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the service of each incident with that of its agreement; one finding for each pair."""
    agreements = {agreement.id: agreement for agreement in sms.all(ServiceLevelAgreement)}
    gone = not_delivered(sms)  # reported at the service itself
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("incident"):
        service, agreement = entry.text("service"), entry.text("sla")
        known = agreements.get(agreement)
        if service and service not in gone and known and known.service != service:
            found[service, agreement].append(entry)
    for (service, agreement), entries in found.items():
        verb = "is" if len(entries) == 1 else "are"
        message = (
            f"{listed((entry.id for entry in entries), SHOWN)} {verb} about {service}, "
            f"but {agreement} is an agreement on {agreements[agreement].service}"
        )
        place = agreements[agreement].at("service")
        yield RULE.about(entries[0], "sla", message).compared_with(place)
