"""A known error names other services than the incidents behind it.

Whoever handles the next incident looks under the service of that incident, and does not find what helps.

Bad:

```yaml
known-error KER-01:
  problem: PRB-01
  services: [SVC-MAIL]  # <- known-error-of-another-service
problem PRB-01: {related_incidents: [INC-01]}
incident INC-01: {service: SVC-PRINT}
```

Good:

```yaml
known-error KER-01:
  problem: PRB-01
  services: [SVC-PRINT]
problem PRB-01: {related_incidents: [INC-01]}
incident INC-01: {service: SVC-PRINT}
```
"""

from collections import Counter
from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.6.1",
    ),
    help="add the service of the incidents to `services`, or correct the problem",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the services of each known error with the service most incidents of its problem are about."""
    services = {entry.id: entry.text("service") for entry in sms.entries("incident")}
    behind = {entry.id: entry.texts("related_incidents") for entry in sms.entries("problem")}
    for entry in sms.entries("known-error"):
        problem = entry.text("problem")
        found = Counter(services[name] for name in behind.get(problem, ()) if services.get(name))
        if found and not found.keys() & set(entry.texts("services")):
            most = found.most_common(1)[0][0]
            said = listed(entry.texts("services"))
            message = f"{entry.id} names {said}, but the incidents of {problem} are about {most}"
            yield RULE.about(entry, "services", message)
