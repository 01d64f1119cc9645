"""Two records give different workloads for the same agreement and period.

The workload of a month is counted once. It is entered with each target of the agreement, and also as demand of the
service where that counts the same thing. Different figures mean that one of the reports is wrong.

Bad:

```yaml
sla SLA-A: {service: SVC-MAIL}
sla-result SLR-09:
  sla: SLA-A
  period: 2026-09
  workload_actual: 380  # <- sla-result-workload-differs
  workload_unit: mailboxes
demand DEM-09:
  service: SVC-MAIL
  period: 2026-09
  unit: mailboxes
  current: 391
```

Good:

```yaml
sla SLA-A: {service: SVC-MAIL}
sla-result SLR-09:
  sla: SLA-A
  period: 2026-09
  workload_actual: 380
  workload_unit: mailboxes
demand DEM-09:
  service: SVC-MAIL
  period: 2026-09
  unit: mailboxes
  current: 380
```
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

Counted = Mapping[tuple[str, str, str], tuple[Decimal, str]]

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.4.2",
    ),
    help="find out which figure is right and correct the other",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each row with the first one of its agreement and period, and that one with the demand of the service."""
    services = {agreement.id: agreement.service for agreement in sms.all(ServiceLevelAgreement)}
    demand = _demand(sms)
    first: dict[tuple[str, str, str], tuple[Decimal, str]] = {}
    for entry in firsts(sms, "sla-result"):
        actual = entry.number("workload_actual")
        if actual is None:
            continue
        unit, period = entry.text("workload_unit"), entry.text("period")
        said = first.get((entry.text("sla"), period, unit))
        if said is None:
            first[entry.text("sla"), period, unit] = actual, entry.id
            said = demand.get((services.get(entry.text("sla"), ""), period, unit))
        if said is not None and said[0] != actual:
            message = f"{entry.id} gives {actual} {unit} for {period}, {said[1]} gives {said[0]}"
            yield RULE.about(entry, "workload_actual", message)


def _demand(sms: Sms) -> Counted:
    """The demand of each service and period, in the unit in which it is counted."""
    found = ((entry, entry.number("current")) for entry in firsts(sms, "demand"))
    return {_key(entry): (number, entry.id) for entry, number in found if number is not None}


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.text("service"), entry.text("period"), entry.text("unit")
