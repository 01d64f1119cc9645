"""Availability management and the service level report give different results for the same month.

The availability of a month is measured once. If two registers differ, one of them was corrected and the other
not, or they measure different things, and the customer was given the figure that is wrong.

Bad:

```yaml
sla SLA-A: {service: SVC-MAIL}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  period: 2026-09
  actual: 99.7  # <- availability-result-differs
  unit: "%"
availability AVL-09:
  service: SVC-MAIL
  period: 2026-09
  actual: 99.998
```

Good:

```yaml
sla SLA-A: {service: SVC-MAIL}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  period: 2026-09
  actual: 99.998
  unit: "%"
availability AVL-09:
  service: SVC-MAIL
  period: 2026-09
  actual: 99.998
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.7.1",
    ),
    help="find out which figure is right, and correct the one that was written down wrongly",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the results named availability, in per cent, with the row of the same service and period."""
    services = {agreement.id: agreement.service for agreement in sms.all(ServiceLevelAgreement)}
    measured = {(entry.text("service"), entry.text("period")): entry for entry in firsts(sms, "availability")}
    for entry in firsts(sms, "sla-result"):
        if entry.text("target").casefold() != "availability" or entry.text("unit") != "%":
            continue
        other = measured.get((services.get(entry.text("sla"), ""), entry.text("period")))
        ours, theirs = entry.number("actual"), other.number("actual") if other else None
        if other is not None and ours is not None and theirs is not None and ours != theirs:
            message = f"{entry.id} reports {ours} %, {other.id} has {theirs} % for the same period"
            yield RULE.about(entry, "actual", message)
