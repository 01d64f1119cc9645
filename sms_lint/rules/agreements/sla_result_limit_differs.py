"""A result states another workload limit than the agreement.

Targets hold up to the workload agreed. A result that is held against another limit excuses a miss that
counts, or counts one that does not.

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
    target: availability
    period: 2026-09
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 500  # <- sla-result-limit-differs
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

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="write the limit and its unit as the agreement has them; a new limit needs a new agreement",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a limit of that value and unit in the agreement; the same slip in many results is one finding."""
    limits = {
        one.id: [(limit.value, limit.unit) for limit in one.workload_limits]
        for one in sms.all(ServiceLevelAgreement)
    }
    wrong: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in firsts(sms, "sla-result"):
        name, value = entry.text("sla"), entry.number("workload_limit")
        if name in limits and value is not None and (value, entry.text("workload_unit")) not in limits[name]:
            wrong[name, entry.text("workload_limit"), entry.text("workload_unit")].append(entry)
    for (name, stated, unit), entries in wrong.items():
        latest = max(entries, key=lambda entry: entry.text("period"))
        more = f" (and {len(entries) - 1} more)" if len(entries) > 1 else ""
        agreed = " or ".join(f"{limit} {what}" for limit, what in limits[name])
        message = f"{latest.id}{more} states a limit of {stated} {unit}, {name} has {agreed}"
        yield RULE.about(latest, "workload_limit", message)
