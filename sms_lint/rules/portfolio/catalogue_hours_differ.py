"""The catalogue promises other service hours than the agreement.

Users read the catalogue, customers signed the agreement. Where the two differ, one of them waits in front of a
closed desk.

Bad:

```yaml
service-hours HRS-DESK: {name: "Mon–Fri 07:00–19:00"}
service-hours HRS-OFFICE: {name: "Mon–Fri 08:00–18:00"}
sla SLA-A:
  service: SVC-A
  service_hours: HRS-DESK
  status: active
service-catalogue CAT-A:
  service: SVC-A
  hours: HRS-OFFICE  # <- catalogue-hours-differ
  sla: [SLA-A]
```

Good:

```yaml
service-hours HRS-DESK: {name: "Mon–Fri 07:00–19:00"}
sla SLA-A:
  service: SVC-A
  service_hours: HRS-DESK
  status: active
service-catalogue CAT-A:
  service: SVC-A
  hours: HRS-DESK
  sla: [SLA-A]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.system.delivery import agreements
from sms_lint.system.entry_fixes import saying
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.2.4",
        "20000-1:8.3.3",
    ),
    help="name the same service hours in the catalogue and in the agreement",
    yields_to=("dangling-reference",),
    fix=RuleFix("writes the hours of the agreement", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the hours of each entry with those of the agreements in force that it names."""
    names = {hours.id: hours.name for hours in sms.all(ServiceHours)}
    in_force = {agreement.id: agreement for agreement in agreements(sms)}
    for entry in sms.entries("service-catalogue"):
        said = entry.text("hours")
        agreed = [
            in_force[name]
            for name in entry.texts("sla")
            if name in in_force and in_force[name].service == entry.text("service")
        ]
        differing = [each for each in agreed if each.service_hours != said]
        other = [f"{each.id} ({names.get(each.service_hours, each.service_hours)})" for each in differing]
        if said and other and len(other) == len(agreed):
            message = f"{entry.id} offers {names.get(said, said)}, unlike {listed(other)}"
            hours_agreed = {each.service_hours for each in agreed}
            fix = saying(entry, "hours", str(*hours_agreed)) if len(hours_agreed) == 1 else None
            places = [each.at("service_hours") for each in differing]
            yield RULE.about(entry, "hours", message).compared_with(*places).with_fix(fix)
