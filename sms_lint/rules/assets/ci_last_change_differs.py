"""A configuration item names a change that did not alter it.

The item names the change that last altered it, and the change names the items that it altered. If the change does not
know the item, or was never carried out, the trail breaks at the point where an auditor follows it.

Bad:

```yaml
ci CI-MAIL-01:
  last_change: CHG-2026-0001  # <- ci-last-change-differs
change CHG-2026-0001: {outcome: success, affected_cis: [CI-MAIL-02]}
```

Good:

```yaml
ci CI-MAIL-01:
  last_change: CHG-2026-0001
change CHG-2026-0001: {outcome: success, affected_cis: [CI-MAIL-01]}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.6",
        "20000-1:8.5.1.3",
    ),
    help="name the change that altered the item, or add the item to `affected_cis` of the change",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the change that each item names; one that does not exist is reported elsewhere."""
    changes = sms.by_id("change")
    for item in sms.entries("ci"):
        change = changes.get(item.text("last_change"))
        if change is None:
            continue
        if item.id not in change.texts("affected_cis"):
            message = f"{item.id} names {change.id}, which does not list it among its configuration items"
            yield RULE.about(item, "last_change", message)
        elif change.text("outcome") != "success":
            state = change.text("outcome").replace("_", " ") or "not carried out"
            message = f"{item.id} names {change.id} as its last change, which was {state}"
            yield RULE.about(item, "last_change", message).compared_with(change.at("outcome"))
