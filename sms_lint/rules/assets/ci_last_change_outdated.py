"""A configuration item does not name the latest change that was carried out on it.

Configuration information is updated when a change is deployed. If the item still names an earlier change, or none, its
version and its relationships may be outdated, and nobody notices until a change or a restore relies on them.

Bad:

```yaml
ci CI-MAIL-01:
  status: in_use
  last_change: CHG-2026-0001  # <- ci-last-change-outdated
change CHG-2026-0001:
  planned_start: 2026-05-10
  actual_end: 2026-05-10
  outcome: success
  affected_cis: [CI-MAIL-01]
change CHG-2026-0002:
  planned_start: 2026-08-10
  actual_end: 2026-08-10
  outcome: success
  affected_cis: [CI-MAIL-01]
```

Good:

```yaml
ci CI-MAIL-01:
  status: in_use
  last_change: CHG-2026-0002
change CHG-2026-0001:
  planned_start: 2026-05-10
  actual_end: 2026-05-10
  outcome: success
  affected_cis: [CI-MAIL-01]
change CHG-2026-0002:
  planned_start: 2026-08-10
  actual_end: 2026-08-10
  outcome: success
  affected_cis: [CI-MAIL-01]
```
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.delivery import IN_USE
from sms_lint.system.entry_fixes import saying
from sms_lint.system.sms import Sms

Done = tuple[datetime, Entry]

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.6",
        "20000-1:8.5.1.3",
    ),
    help="bring the item up to date and name the latest change in `last_change`",
    fix=RuleFix("names the latest change of the item", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Find the latest successful change of each item in use; another one at the same time is as good."""
    ended = {entry.id: when for entry in sms.entries("change") if (when := entry.moment("actual_end"))}
    latest = _latest(sms)
    for item in sms.entries("ci"):
        named = item.text("last_change")
        if item.id not in latest or item.text("status") not in IN_USE or (named and named not in ended):
            continue
        when, change = latest[item.id]
        if not named or ended[named] < when:
            before = f"names {named} as its last change" if named else "names no last change"
            message = f"{item.id} {before}, but {change.id} was carried out on {when.date()}"
            fix = saying(item, "last_change", change.id)
            yield RULE.about(item, "last_change", message).with_fix(fix)


def _latest(sms: Sms) -> Mapping[str, Done]:
    found: dict[str, Done] = {}
    for entry in sms.entries("change"):
        when = entry.moment("actual_end")
        if when is None or entry.text("outcome") != "success":
            continue
        for name in entry.texts("affected_cis"):
            if name not in found or found[name][0] < when:
                found[name] = when, entry
    return found
