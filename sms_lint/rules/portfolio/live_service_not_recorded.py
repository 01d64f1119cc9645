"""A service is live in the portfolio, but missing from a register that has to have it.

A live service is in the catalogue, has an agreement, a budget, figures of demand, a place in the capacity plan, an
availability target and a configuration item. Without these, nobody plans how it is offered, agreed, paid for, measured
or repaired. Where three or more are missing, the portfolio itself may be wrong, and one finding names them all.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-not-recorded
ci CI-1: {relationships: [SVC-MAIL], status: in_use}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
ci CI-1: {relationships: [SVC-MAIL], status: in_use}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import KEPT, live_in_name_only, live_without
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
        "20000-1:8.2.6",
        "20000-1:8.3.3",
        "20000-1:8.4.1",
        "20000-1:8.4.2",
        "20000-1:8.4.3",
        "20000-1:8.7.1",
    ),
    help="correct `lifecycle`, or add what is missing before the service is used",
    gap=True,
    aliases=(
        "live-service-not-in-catalogue",
        "live-service-without-availability",
        "live-service-without-budget",
        "live-service-without-capacity",
        "live-service-without-ci",
        "live-service-without-demand",
        "live-service-without-sla",
        "service-live-in-portfolio-only",
    ),
)
_WHOLE = RULE.part(
    "service-live-in-portfolio-only", clauses=("20000-1:8.2.2", "20000-1:8.2.4", "20000-1:8.3.3")
)
# What each kind that knows a live service is kept for, and how to add it.
_PARTS = {
    "service-catalogue": RULE.part(
        "live-service-not-in-catalogue",
        clauses=("20000-1:8.2.4",),
        help="add an entry for the service to the catalogue",
    ),
    "sla": RULE.part(
        "live-service-without-sla",
        clauses=("20000-1:8.3.3",),
        help="agree on service levels with the customer, or set the agreement to active",
    ),
    "budget": RULE.part(
        "live-service-without-budget",
        clauses=("20000-1:8.4.1",),
        help="enter a budget for the service, or name it under `also_for` of the budget that it shares",
    ),
    "demand": RULE.part(
        "live-service-without-demand",
        clauses=("20000-1:8.4.2",),
        help="count the demand of the service and enter the figures",
    ),
    "capacity": RULE.part(
        "live-service-without-capacity",
        clauses=("20000-1:8.4.3",),
        help="add at least one resource of the service to the capacity plan",
    ),
    "availability": RULE.part(
        "live-service-without-availability",
        clauses=("20000-1:8.7.1",),
        help="enter requirement, target and results for the service",
    ),
    "ci": RULE.part(
        "live-service-without-ci",
        clauses=("20000-1:8.2.6",),
        help="record the service itself, or what it runs on, as a configuration item",
    ),
}


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly any register has a service, one finding names all."""
    for kind, part in _PARTS.items():
        for entry in live_without(sms, kind):
            message = f"{entry.id} is live and has no {KEPT[kind]}"
            yield part.about(entry, "lifecycle", message)
    for entry, kinds in live_in_name_only(sms):
        missing = ", no ".join(KEPT[kind] for kind in kinds)
        message = f"{entry.id} is live, but there is no {missing}"
        yield _WHOLE.about(entry, "lifecycle", message)
