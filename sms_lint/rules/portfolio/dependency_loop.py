"""Services depend on each other in a circle.

Dependencies say in which order services are restored after a disaster and what an outage takes with it. A circle has no
order. Usually one of the dependencies was entered in the wrong direction; where both are real, the plan for recovery
says which comes first.

Bad:

```yaml
service SVC-MAIL:
  dependencies: [SVC-NET]  # <- dependency-loop
service SVC-NET: {dependencies: [SVC-MAIL]}
```

Good:

```yaml
service SVC-MAIL:
  dependencies: [SVC-NET]
service SVC-NET: {dependencies: []}
```
"""

from collections.abc import Iterator, Mapping

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.2.2",),
    help="remove the dependency that points the wrong way; where each is real, write into the continuity plan which "
    "service is restored first, and accept the finding with that reason",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Gather the services that depend on each other, and report the shortest circle among them."""
    known = sms.by_id("service")
    leads = {name: entry.texts("dependencies") for name, entry in known.items()}
    seen: set[str] = set()
    for name in known:
        if name in seen or not _circle(name, leads):
            continue
        knot = [other for other in known if name in _reached(other, leads) and other in _reached(name, leads)]
        seen.update(knot)
        circle = min((_circle(other, leads) for other in knot), key=len)
        needed = ", which needs ".join([*circle[1:], circle[0]])
        message = f"{circle[0]} needs {needed}: a circle"
        yield RULE.about(known[circle[0]], "dependencies", message)


def _reached(start: str, leads: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Everything that a service depends on, over however many others."""
    found, ahead = set[str](), [start]
    for name in ahead:  # grows while it is walked
        ahead += [other for other in leads.get(name, ()) if other not in found]
        found.update(leads.get(name, ()))
    return found


def _circle(start: str, leads: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The shortest way from a service back to itself over others; empty where there is none."""
    came_from: dict[str, str] = {}
    ring = [start]
    for name in ring:  # grows while it is walked: breadth first
        for other in leads.get(name, ()):
            if other == start and name != start:
                return _way(name, came_from)
            if other not in came_from and other != start:
                came_from[other] = name
                ring.append(other)
    return []


def _way(name: str, came_from: Mapping[str, str]) -> list[str]:
    """The services passed on the way to one, from the start on."""
    found = [name]
    while found[0] in came_from:
        found.insert(0, came_from[found[0]])
    return found
