"""A result is reported for a target that the agreement does not have.

The customer agreed on certain targets under certain names. A result under another name cannot be held against
any of them, and the target that was agreed has no result.

Bad:

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
```

```yaml records/registers/sla-result.yml
kind: sla-result
id: REG-SLA-RESULT
title: Service level results
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLR-09
    sla: SLA-A
    target: uptime  # <- sla-result-unknown-target
    period: 2026-09
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```

Good:

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-01-01
    review_due: 2026-12-10
    status: active
```

```yaml records/registers/sla-result.yml
kind: sla-result
id: REG-SLA-RESULT
title: Service level results
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLR-09
    sla: SLA-A
    target: availability
    period: 2026-09
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="write the name of the target as the agreement has it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each name in its agreement; the same name in many results is one finding, at the latest."""
    names = {one.id: [target.name for target in one.targets] for one in sms.all(ServiceLevelAgreement)}
    unknown: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        agreement, target = entry.text("sla"), entry.text("target")
        if agreement in names and target not in names[agreement]:
            unknown[agreement, target].append(entry)
    for (agreement, target), entries in unknown.items():
        latest = max(entries, key=lambda entry: entry.text("period"))
        more = f" (and in {len(entries) - 1} more results)" if len(entries) > 1 else ""
        hint = nearest(target, names[agreement])
        message = f"{agreement} has no target `{target}`{more}{hint}"
        yield RULE.about(latest, "target", message)
