"""The configuration item of an incident belongs to another service than the incident.

Either the item or the service is wrong. Trends by item and by service then tell different stories, and a problem is
looked for where there is none. Items of services on which the service depends are right.

Bad:

```yaml
service SVC-CLOUD: {dependencies: []}
service SVC-COLLAB: {dependencies: []}
ci CI-MAIL: {service: [SVC-COLLAB]}
incident INC-1:
  service: SVC-CLOUD
  ci: CI-MAIL  # <- incident-ci-of-another-service
```

Good:

```yaml
service SVC-CLOUD: {dependencies: []}
service SVC-COLLAB: {dependencies: []}
ci CI-MAIL: {service: [SVC-COLLAB]}
incident INC-1:
  service: SVC-COLLAB
  ci: CI-MAIL
```
"""

from collections.abc import Iterator, Mapping
from functools import partial

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1", "20000-1:8.2.6"),
    help="correct the item or the service; where both are right, add the service to the item, or the dependency",
)
MOST = 20


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the services of the item with that of the incident and with all on which it depends."""
    items = {entry.id: set(entry.texts("service")) for entry in sms.entries("ci")}
    needs = {entry.id: set(entry.texts("dependencies")) for entry in sms.entries("service")}
    below: Mapping[str, set[str]] = {name: _below(needs, name) for name in needs}
    wrong = (
        partial(
            RULE.about,
            entry,
            "ci",
            f"{entry.id} is about {service}, and {ci} belongs to {', '.join(sorted(items[ci]))}",
        )
        for entry in (sms.entries("incident") if items else ())
        if (ci := entry.text("ci")) and (service := entry.text("service")) in below
        if items.get(ci) and items[ci].isdisjoint(below[service])
    )
    yield from (make() for _, make in zip(range(MOST), wrong, strict=False))


def _below(needs: Mapping[str, set[str]], name: str) -> set[str]:
    """A service and all on which it depends, directly or not."""
    found, waiting = {name}, [name]
    while waiting:
        new = needs.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
