"""A review with a customer or a supplier is overdue.

Performance, agreements and contracts are reviewed with customers and suppliers at planned intervals, which the
entry or the settings (`intervals.contract_review`, `intervals.performance_review`) state. What nobody looks at
drifts away from what is needed, and a partner who is not asked says so at the end of the contract.

Bad:

```yaml
customer CUS-A:
  review_frequency: 3 months
  last_review: 2026-06-10  # <- relationship-review-overdue
```

Good:

```yaml
customer CUS-A:
  review_frequency: 3 months
  last_review: 2026-10-01
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2", "20000-1:8.3.3", "20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="hold the review, and enter its day and the day of the next one",
    aliases=(
        "customer-review-overdue",
        "sla-review-overdue",
        "contract-review-overdue",
        "performance-review-overdue",
    ),
    kinds=("customer", "sla", "supplier-contract"),
)
_CUSTOMER = RULE.part(
    "customer-review-overdue",
    clauses=("20000-1:8.3.2",),
    help="hold the review and set `last_review`, or agree on a longer interval",
)
_SLA = RULE.part(
    "sla-review-overdue",
    clauses=("20000-1:8.3.3",),
    help="review the agreement with the customer and set the next `review_due`",
)
_CONTRACT = RULE.part(
    "contract-review-overdue",
    clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="review the contract, set `last_contract_review` and the next `contract_review_due`",
)
_PERFORMANCE = RULE.part(
    "performance-review-overdue",
    clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="review the performance, set `last_performance_review` and the next `performance_due`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at customers, agreements, contracts and the performance of suppliers."""
    yield from _customer(sms)
    yield from _sla(sms)
    yield from _contract(sms)
    yield from _performance(sms)


def _customer(sms: Sms) -> Iterator[Finding]:
    """Add its interval to the last review of each customer."""
    for late in overdue(sms, "customer", "review"):
        entry = late.entry
        message = f"the review with {entry.id} was due on {late.day}, the last one was on {late.since}"
        yield _CUSTOMER.about(late.entry, late.field, message)


def _sla(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for agreements that apply today."""
    for late in overdue(sms, "sla", "review"):
        message = f"the review of {late.entry.id} was due on {late.day}"
        yield _SLA.about(late.entry, late.field, message)


def _contract(sms: Sms) -> Iterator[Finding]:
    """The day set for the next one counts, and the longest interval of the settings after the last one."""
    for late in overdue(sms, "supplier-contract", "contract-review"):
        last = late.entry.text("last_contract_review")
        before = f", the last one was on {last}" if last else ""
        message = f"the review of the contract of {late.entry.id} was due on {late.day}{before}"
        yield _CONTRACT.about(late.entry, late.field, message)


def _performance(sms: Sms) -> Iterator[Finding]:
    """The day set for the next one counts, and the longest interval of the settings after the last one."""
    for late in overdue(sms, "supplier-contract", "performance-review"):
        last = late.entry.text("last_performance_review")
        before = f", the last one was on {last}" if last else ""
        message = f"the performance review of {late.entry.id} was due on {late.day}{before}"
        yield _PERFORMANCE.about(late.entry, late.field, message)
