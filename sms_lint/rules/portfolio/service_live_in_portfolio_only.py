"""A service is live in the portfolio, and hardly anything else knows it.

A service that goes live needs a place in the scope, an entry in the catalogue, an agreement, figures and
configuration items. Where most of that is missing the service went live before its time, or the portfolio is
wrong. It is one finding for the service, instead of one for each thing that is missing.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- service-live-in-portfolio-only
service-catalogue CAT-MAIL:
sla SLA-A: {status: active}
ci CI-MAIL-01: {status: in_use}
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: development
service-catalogue CAT-MAIL:
sla SLA-A: {status: active}
ci CI-MAIL-01: {status: in_use}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import KEPT, live_in_name_only
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
        "20000-1:8.3.3",
    ),
    help="put `lifecycle` right, or add what is missing before the service is used",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Name everything that is missing in one finding."""
    for entry, kinds in live_in_name_only(sms):
        missing = ", no ".join(KEPT[kind] for kind in kinds)
        message = f"{entry.id} is live, but there is no {missing}"
        yield RULE.about(entry, "lifecycle", message)
