"""A change is to go through service design and transition, but no transition names it.

The route says that there are a plan, acceptance criteria and an acceptance. Without a transition they do not exist, or
nobody can find them from the change.

Bad:

```yaml
change CHG-2026-0001:
  route: design_transition  # <- change-without-transition
  status: implemented
```

Good:

```yaml
change CHG-2026-0001:
  route: design_transition
  status: implemented
transition TRN-2026-01:
  changes: [CHG-2026-0001]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import BY_TRANSITION, DECIDED
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.1.2",
        "20000-1:8.5.2.1",
    ),
    help="plan the transition and name the change in its `changes`, or correct `route`",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the transition; other rules report one that names no such change, and a service retired without one."""
    if "transition" in sms.hidden:
        return
    pairs = [pair for pair in carried(sms, "transition") if pair[1].text("route") == BY_TRANSITION]
    named, complete = {change.id for _, change in pairs}, {transition.id for transition, _ in pairs}
    elsewhere = {entry.text("service") for entry in sms.entries("transition") if entry.id not in complete}
    elsewhere |= {
        name for name, entry in sms.by_id("service").items() if entry.text("lifecycle") == "retired"
    }
    for change in sms.entries("change"):
        if (
            change.text("route") != BY_TRANSITION
            or change.text("status") not in DECIDED
            or change.id in named | sms.unread
        ):
            continue
        if elsewhere.isdisjoint(change.texts("impact_services")):
            message = f"{change.id} goes through service design and transition, but no transition names it"
            yield RULE.about(change, "route", message)
