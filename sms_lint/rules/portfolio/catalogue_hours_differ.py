"""The catalogue promises other service hours than the agreement.

Users read the catalogue, customers signed the agreement. Where the two differ, one of them waits in front of a
closed desk.

Bad:

```yaml records/registers/sla.yml
kind: sla
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-A
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - {name: availability, metric: Share of time, value: 99, unit: "%", direction: higher, measurement: Probe}
    workload_limits: [{name: users, value: 5, unit: users}]
    exceptions: [None]
    service_hours: Mon–Fri 07:00–19:00
    approved_by: head-of-service-management
    agreed_by_customer: "Yes"
    valid_from: 2026-01-01
    review_due: 2027-01-01
    status: active
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-A
    service: SVC-A
    description: Mail
    intended_outcome: Mail arrives
    dependencies: []
    audience: user
    hours: Mon–Fri 08:00–18:00  # <- catalogue-hours-differ
    how_to_request: By portal
    sla: [SLA-A]
    published_at: 2026-01-05
    version: "1.0"
```

Good:

```yaml records/registers/sla.yml
kind: sla
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-A
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - {name: availability, metric: Share of time, value: 99, unit: "%", direction: higher, measurement: Probe}
    workload_limits: [{name: users, value: 5, unit: users}]
    exceptions: [None]
    service_hours: Mon–Fri 07:00–19:00
    approved_by: head-of-service-management
    agreed_by_customer: "Yes"
    valid_from: 2026-01-01
    review_due: 2027-01-01
    status: active
```

```yaml records/registers/service-catalogue.yml
kind: service-catalogue
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CAT-A
    service: SVC-A
    description: Mail
    intended_outcome: Mail arrives
    dependencies: []
    audience: user
    hours: Mon–Fri 07:00–19:00
    how_to_request: By portal
    sla: [SLA-A]
    published_at: 2026-01-05
    version: "1.0"
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
    hours = {one.id: (one.service, one.service_hours) for one in agreements(sms)}
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
