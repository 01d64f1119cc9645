"""The catalogue promises other service hours than the agreement.

Users read the catalogue, customers signed the agreement. Where the two differ, one of them waits in front of a
closed desk.

Bad:

```yaml
sla SLA-A:
  service: SVC-A
  service_hours: Mon–Fri 07:00–19:00
  status: active
service-catalogue CAT-A:
  service: SVC-A
  hours: Mon–Fri 08:00–18:00  # <- catalogue-hours-differ
  sla: [SLA-A]
```

Good:

```yaml
sla SLA-A:
  service: SVC-A
  service_hours: Mon–Fri 07:00–19:00
  status: active
service-catalogue CAT-A:
  service: SVC-A
  hours: Mon–Fri 07:00–19:00
  sla: [SLA-A]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import agreements
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.2.4",
        "20000-1:8.3.3",
    ),
    help="write the same hours in the catalogue and in the agreement",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the clock times of each entry with those of the agreements in force that it names."""
    hours = {agreement.id: (agreement.service, agreement.service_hours) for agreement in agreements(sms)}
    for entry in sms.entries("service-catalogue"):
        said = _plain(entry.text("hours"))
        agreed = [
            (name, hours[name][1])
            for name in entry.texts("sla")
            if name in hours and hours[name][0] == entry.text("service")
        ]
        other = [f"{name} ({words})" for name, words in agreed if _plain(words) != said]
        if said and other and len(other) == len(agreed):
            message = f"{entry.id} offers {entry.text('hours')}, unlike {listed(other)}"
            yield RULE.about(entry, "hours", message)


def _plain(hours: str) -> str:
    """Hours as they are compared: without capitals, spaces and the sorts of dash."""
    return "".join(hours.casefold().replace("–", "-").split())
