"""A resource has passed its threshold, or will, and nobody acts.

The threshold is the value at which action starts, chosen so that there is time to change the capacity. Once use or
forecast is beyond it, the entry says what is done, by whom and when. `act_when` says whether more or less is worse.

Bad:

```yaml
capacity CAP-1:
  current: 61
  forecast: 86  # <- capacity-threshold-passed
  threshold: 80
  action:  # not given
```

Good:

```yaml
capacity CAP-1:
  current: 61
  forecast: 86
  threshold: 80
  action: New shelf by 2026-11-30, capacity manager
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.4.3",),
    help="say in `action` what is done, by whom and when",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare use and forecast of the latest entry of each resource with its threshold, where that is worse."""
    for entry in newest(sms.entries("capacity"), "reviewed_at", "service", "resource").values():
        field = next((name for name in ("current", "forecast") if _passes(entry, name)), "")
        if field and not entry.text("action"):
            side = "below" if entry.text("act_when") == "below" else "above"
            figure = f"{entry.text(field)} {entry.text('unit')}"
            bound = f"{side} the threshold of {entry.text('threshold')}"
            message = f"{entry.id}: {field} {figure} is {bound}, without an action"
            yield RULE.about(entry, field, message)


def _passes(entry: Entry, field: str) -> bool:
    figure, threshold = entry.number(field), entry.number("threshold")
    if figure is None or threshold is None:
        return False
    return figure < threshold if entry.text("act_when") == "below" else figure > threshold
