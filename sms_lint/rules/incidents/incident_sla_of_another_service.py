"""An incident is measured by the agreement of another service.

Its time is judged by the wrong target, and it counts in the wrong report. Who pays for lateness is decided by
this field.

Bad:

```yaml records/registers/incident.yml
kind: incident
id: REG-INC
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    title: Printer queue stands still
    opened_at: 2026-10-18T09:20
    service: SVC-PRINT
    category: software
    priority: P3
    status: closed
    resolved_at: 2026-10-18T12:30
    closed_at: 2026-10-20T09:00
    sla: SLA-02  # <- incident-sla-of-another-service
```

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-01
    service: SVC-PRINT
    customer: CUS-A
    requirements_ref: PLN-REQ
    targets:
      - name: availability
        metric: Share of time
        value: 99
        unit: '%'
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: users, value: 400, unit: users}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
  - id: SLA-02
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: PLN-REQ
    targets:
      - name: availability
        metric: Share of time
        value: 99
        unit: '%'
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: users, value: 400, unit: users}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
```

Good:

```yaml records/registers/incident.yml
kind: incident
id: REG-INC
title: Incidents
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: INC-01
    title: Printer queue stands still
    opened_at: 2026-10-18T09:20
    service: SVC-PRINT
    category: software
    priority: P3
    status: closed
    resolved_at: 2026-10-18T12:30
    closed_at: 2026-10-20T09:00
    sla: SLA-01
```

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-01
    service: SVC-PRINT
    customer: CUS-A
    requirements_ref: PLN-REQ
    targets:
      - name: availability
        metric: Share of time
        value: 99
        unit: '%'
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: users, value: 400, unit: users}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
  - id: SLA-02
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: PLN-REQ
    targets:
      - name: availability
        metric: Share of time
        value: 99
        unit: '%'
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: users, value: 400, unit: users}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
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
    help="put the service or the agreement of the incident right",
)


SHOWN = 3


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the service of each incident with that of its agreement; one finding for each pair."""
    covered = {one.id: one.service for one in sms.all(ServiceLevelAgreement)}
    gone = not_delivered(sms)  # told of the service itself
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("incident"):
        service, agreement = entry.text("service"), entry.text("sla")
        if service and service not in gone and agreement in covered and covered[agreement] != service:
            found[service, agreement].append(entry)
    for (service, agreement), entries in found.items():
        verb = "is" if len(entries) == 1 else "are"
        message = (
            f"{listed((entry.id for entry in entries), SHOWN)} {verb} about {service}, "
            f"but {agreement} is an agreement on {covered[agreement]}"
        )
        yield RULE.about(entries[0], "sla", message)
