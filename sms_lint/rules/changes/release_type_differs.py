"""An emergency release carries no emergency change, or an emergency change goes live with another release.

Release and change are of one category: an emergency release takes a shorter plan because its change cannot
wait. With a normal change in it, the short plan had no reason; the other way round, one of the two records is
wrong.

Bad:

```yaml
release REL-2026-01:
  type: emergency  # <- release-type-differs
  changes: [CHG-2026-0001]
  status: deployed
change CHG-2026-0001: {category: normal}
```

Good:

```yaml
release REL-2026-01:
  type: emergency
  changes: [CHG-2026-0001]
  status: deployed
change CHG-2026-0001: {category: emergency}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.1",
    ),
    help="find out how both were decided, and correct what was written down otherwise",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the type of each release with the categories of its changes."""
    categories: dict[str, dict[str, bool]] = {}
    for release, change in carried(sms, "release"):
        categories.setdefault(release.id, {})[change.id] = change.text("category") == "emergency"
    for release in sms.entries("release"):
        changes = categories.get(release.id, {})
        urgent = [name for name, is_urgent in changes.items() if is_urgent]
        is_emergency = release.text("type") == "emergency"
        if not changes or is_emergency == bool(urgent) or release.text("status") == "cancelled":
            continue
        carries = (
            f"the emergency change {listed(urgent)}" if urgent else f"only {listed(changes)}, no emergency"
        )
        message = f"{release.id} is of type {release.text('type')}, but carries {carries}"
        yield RULE.about(release, "type", message)
