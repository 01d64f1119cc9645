"""A target was missed, and no improvement follows from it.

A miss is reported with its cause, and opportunities to do better are identified. Where no improvement is
named, the next miss of the same kind has already begun.

Bad:

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
    actual: 99.2
    unit: "%"
    met: no  # <- missed-target-without-improvement
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
    cause: Store full
```

Good:

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
    actual: 99.2
    unit: "%"
    met: no
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
    cause: Store full
    improvement: IMP-2026-06
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:10.2",
    ),
    help="record an improvement and name it in `improvement`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the results that say a target was missed."""
    for entry in sms.entries("sla-result"):
        if entry.text("met") == "no" and not entry.text("improvement"):
            missed = f"`{entry.text('target')}` of {entry.text('sla')} in {entry.text('period')}"
            message = f"{entry.id} reports {missed} as missed and names no improvement"
            yield RULE.about(entry, "met", message)
