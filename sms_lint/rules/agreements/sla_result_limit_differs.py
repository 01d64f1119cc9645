"""A result states another workload limit than the agreement.

Targets hold up to the workload agreed. A result that is compared with another limit excuses a miss that counts, or
counts one that does not.

Bad:

```yaml
sla SLA-A:
  workload_limits:
    - {value: 400, unit: mailboxes}
sla-result SLR-09:
  sla: SLA-A
  period: 2026-09
  workload_limit: 500  # <- sla-result-limit-differs
  workload_unit: mailboxes
```

Good:

```yaml
sla SLA-A:
  workload_limits:
    - {value: 400, unit: mailboxes}
sla-result SLR-09:
  sla: SLA-A
  period: 2026-09
  workload_limit: 400
  workload_unit: mailboxes
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
    """Look for a limit of that value and unit in the agreement; the same mistake in many results is one finding."""
    limits = {
        agreement.id: [(limit.value, limit.unit) for limit in agreement.workload_limits]
        for agreement in sms.all(ServiceLevelAgreement)
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
