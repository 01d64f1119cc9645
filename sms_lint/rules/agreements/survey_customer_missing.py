"""A survey is broken down by customer, and a customer is missing.

The answers of the listed customers look like the answers of all. A customer who was left out, by mistake or because
nobody answered, is never asked what is wrong.

Bad:

```yaml
customer CUS-A:
customer CUS-B:
sla SLA-A: {customer: CUS-A, status: active}
sla SLA-B: {customer: CUS-B, status: active}
satisfaction SAT-2026-09:
  period: 2026-09
  analysis: CUS-A 86 (12)  # <- survey-customer-missing
```

Good:

```yaml
customer CUS-A:
customer CUS-B:
sla SLA-A: {customer: CUS-A, status: active}
sla SLA-B: {customer: CUS-B, status: active}
satisfaction SAT-2026-09:
  period: 2026-09
  analysis: CUS-A 86 (12), CUS-B 78 (8)
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in, listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.delivery import applies
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.2",),
    help="add what the customer said, or say that it was asked and did not answer",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the customers that an analysis names with those that had an agreement in its period."""
    known = sms.by_id("customer")
    agreements = [agreement for agreement in sms.all(ServiceLevelAgreement) if agreement.status != "draft"]
    for entry in sms.entries("satisfaction"):
        period = period_in(entry)
        named = ids_in(entry.text("analysis")) & known.keys()
        if period is None or not named:
            continue
        served = {
            agreement.customer for agreement in agreements if applies(agreement, period.last)
        } & known.keys()
        if left := sorted(served - named):
            message = f"the analysis of {entry.id} names {listed(sorted(named))}, but not {listed(left)}"
            yield RULE.about(entry, "analysis", message)
