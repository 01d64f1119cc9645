"""The workload was beyond the agreed limit, and nothing follows from it.

Beyond the limit the targets no longer hold. The customer has to be told. Then either a new agreement raises the limit
and provides the capacity, or the workload is reduced.

Bad:

```yaml
sla-result SLR-09:
  sla: SLA-A
  period: 2026-09
  workload_limit: 400
  workload_actual: 412  # <- workload-limit-exceeded
  improvement:  # not given
```

Good:

```yaml
sla-result SLR-09:
  sla: SLA-A
  period: 2026-09
  workload_limit: 400
  workload_actual: 412
  improvement: IMP-2026-06
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.3",),
    help="name the improvement that deals with it in `improvement`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the workload with its limit; the rows of one agreement and period say the same and count once."""
    entries = sms.entries("sla-result")
    agreed = {
        agreement.id: [limit.value for limit in agreement.workload_limits]
        for agreement in sms.all(ServiceLevelAgreement)
    }
    answered = {_key(entry) for entry in entries if entry.text("improvement")}
    for entry in entries:
        actual, limit = entry.number("workload_actual"), entry.number("workload_limit")
        if actual is None or limit is None or actual <= limit or _key(entry) in answered:
            continue
        if limit not in agreed.get(entry.text("sla"), [limit]):
            continue  # the limit itself is wrong
        answered.add(_key(entry))
        unit = entry.text("workload_unit")
        message = f"{entry.id} reports {actual} {unit} where {limit} are agreed, and names no improvement"
        yield RULE.about(entry, "workload_actual", message)


def _key(entry: Entry) -> tuple[str, str]:
    return entry.text("sla"), entry.text("period")
