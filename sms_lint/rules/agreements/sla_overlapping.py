"""Two agreements on the same service with the same customer are in force at once.

If two agreements apply at the same time, nobody can say which targets count, and results are measured twice. Usually
the old one was not ended when it was renewed. Agreements for different sites, tiers or groups of users
(`applies_to`) do not overlap.

Bad:

```yaml
sla SLA-A:
  service: SVC-MAIL
  customer: CUS-A
  valid_from: 2026-01-01
  valid_to: 2027-12-31
  review_due: 2026-12-10
  status: active
sla SLA-B:
  service: SVC-MAIL
  customer: CUS-A
  valid_from: 2026-07-01  # <- sla-overlapping
  valid_to:  # not given
  review_due: 2026-12-01
  status: active
```

Good:

```yaml
sla SLA-A:
  service: SVC-MAIL
  customer: CUS-A
  valid_from: 2026-01-01
  review_due: 2026-12-10
  status: ended
  valid_to: 2026-06-30
sla SLA-B:
  service: SVC-MAIL
  customer: CUS-A
  valid_from: 2026-07-01
  review_due: 2026-12-10
  status: active
  valid_to:  # not given
```
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="end the older agreement on the day before the newer one begins; where they hold for different sites, tiers "
    "or groups of users, say for which in `applies_to` of each",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Put the agreements of each service and customer in order, and compare each with the next one."""
    found: dict[tuple[str, str, str], list[ServiceLevelAgreement]] = defaultdict(list)
    for agreement in sms.all(ServiceLevelAgreement):
        for customer in (agreement.customer, *agreement.also_for) if agreement.status != "draft" else ():
            found[agreement.service, customer, (agreement.applies_to or "").casefold()].append(agreement)
    for (service, agreed_with, _), alike in found.items():
        for earlier, later in pairwise(
            sorted(alike, key=lambda service_level_agreement: service_level_agreement.valid_from)
        ):
            if later.valid_from <= (earlier.valid_to or date.max):
                message = (
                    f"{later.id} is in force together with {earlier.id}, both on {service} with {agreed_with}"
                )
                yield RULE.about(later, "valid_from", message)
