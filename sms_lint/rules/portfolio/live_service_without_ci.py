"""A live service has no configuration item.

Changes, incidents and continuity work by configuration items. A service that none of them belongs to cannot
be reached from any of these: nobody sees what a change would hit.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
service SVC-NET:
  lifecycle: live  # <- live-service-without-ci
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
from sms_lint.system.delivery import KEPT, live_without
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.2.6",),
    help="record the service itself, or what it runs on, as a configuration item",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the live services one by one; where hardly anything knows a service, another rule says so."""
    for entry in live_without(sms, "ci"):
        message = f"{entry.id} is live and has no {KEPT['ci']}"
        yield RULE.about(entry, "lifecycle", message)
