"""A service is not delivered by the portfolio, and the other registers treat it as if it were.

When a service ends, its place in the scope, its catalogue entry, its agreement, its assets and configuration
items end with it. Where many of them still stand, either the portfolio is wrong or the removal was never
carried through. It is one finding for the service, instead of one for each place.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: retired  # <- retired-service-in-use
service-catalogue CAT-MAIL: {service: SVC-MAIL, published_at: 2026-01-01}
sla SLA-A: {service: SVC-MAIL, status: active}
ci CI-MAIL-01: {relationships: [SVC-MAIL], status: in_use}
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
service-catalogue CAT-MAIL: {service: SVC-MAIL, published_at: 2026-01-01}
sla SLA-A: {service: SVC-MAIL, status: active}
ci CI-MAIL-01: {relationships: [SVC-MAIL], status: in_use}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import Leftover, not_delivered, retired_but_used
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.2",
        "20000-1:8.2.4",
    ),
    help="put `lifecycle` right, or end what still stands",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Name the places in one finding, a few by their ids."""
    states = not_delivered(sms)
    for entry, found in retired_but_used(sms):
        message = f"{entry.id} is {states[entry.id]}, but is treated as delivered by {_places(found)}"
        yield RULE.about(entry, "lifecycle", message)


def _places(found: tuple[Leftover, ...]) -> str:
    """One id of each kind, and how many more places there are."""
    first = dict(reversed([(one.kind, one.id) for one in found]))
    more = len(found) - len(first)
    names = ", ".join(sorted(first.values()))
    return names + (f" and {more} more" if more else "")
