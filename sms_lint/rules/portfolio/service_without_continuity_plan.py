"""A live service on which much depends is in no continuity plan.

Without a plan nobody knows who does what when a service of high criticality is lost, and how long customers
have to wait.

Bad:

```yaml
service SVC-MAIL:  # <- service-without-continuity-plan
  lifecycle: live
  criticality: high
continuity-plan SCP-01: {services: [SVC-OTHER]}
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
  criticality: high
continuity-plan SCP-01: {services: [SVC-MAIL]}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan
from sms_lint.model.kinds.portfolio import Service
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="add the service to the continuity plan that covers it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each live service of high criticality in the plans; another rule reports that there is no plan."""
    plans = sms.entries(ContinuityPlan.KIND.name)
    planned = {service for plan in plans for service in plan.texts("services")} | sms.unread
    if not plans or ContinuityPlan.KIND.name in sms.hidden:
        return
    for service in sms.records(Service):
        if (
            service.lifecycle == "live"
            and service.criticality in {"critical", "high"}
            and service.id not in planned
        ):
            message = f"{service.id} is of {service.criticality} criticality and in no continuity plan"
            yield RULE.about(service, "id", message)
