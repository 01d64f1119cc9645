"""A result is for a period in which its agreement did not apply.

Before its first day and after its last one an agreement promises nothing. The result belongs to the agreement before or
after it, or the dates of this one are wrong. Where all results are outside, the finding is shown at the agreement.

Bad:

```yaml
sla SLA-A:
  valid_from: 2026-01-01
  valid_to:  # not given
sla-result SLR-1:
  sla: SLA-A
  period: 2025-12  # <- sla-result-outside-validity
sla-result SLR-2: {sla: SLA-A, period: 2026-09}
```

Good:

```yaml
sla SLA-A: {valid_from: 2026-01-01, valid_to: 2027-12-31}
sla-result SLR-1: {sla: SLA-A, period: 2026-01}
sla-result SLR-2: {sla: SLA-A, period: 2026-09}
```
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="name the agreement that applied in the period, or correct the dates of the agreement "
    "where they were written down wrongly",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each period with the days of the agreement; one day in common is enough."""
    results: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        results[entry.text("sla")].append(entry)
    for agreement in sms.all(ServiceLevelAgreement):
        outside = [entry for entry in results[agreement.id] if _is_outside(agreement, entry)]
        if not outside:
            continue
        more = f" (and of {len(outside) - 1} more)" if len(outside) > 1 else ""
        days = f"{agreement.valid_from}" + (f" to {agreement.valid_to}" if agreement.valid_to else "")
        message = (
            f"the period of {outside[-1].id}{more} is outside {agreement.id}, which is valid from {days}"
        )
        if len(outside) == len(results[agreement.id]) > 1:
            yield RULE.about(agreement, "valid_from", message)
        else:
            yield RULE.about(outside[-1], "period", message)


def _is_outside(agreement: ServiceLevelAgreement, entry: Entry) -> bool:
    period = period_in(entry)
    if period is None:
        return False
    return period.last < agreement.valid_from or (agreement.valid_to or date.max) < period.first
