"""The conclusion on climate change has not been reviewed for too long.

Heat, storms, prices of energy and the demands of customers change from year to year. A conclusion that nobody
has stood by for longer than the settings allow (`intervals.context_review`) does not count as one.

Bad:

```yaml
context-issue CTX-01:
  climate_change: relevant
  reviewed_at: 2025-09-08  # <- climate-conclusion-outdated
```

Good:

```yaml
context-issue CTX-01:
  climate_change: relevant
  reviewed_at: 2026-09-08
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.context import ContextIssue, about_climate
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.1",),
    help="review the conclusion again, and set `reviewed_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the latest review of any issue about the climate."""
    kind, every = ContextIssue.KIND.name, sms.config.intervals.context_review
    dated = [entry for entry in sms.entries(kind) if about_climate(entry) and entry.day("reviewed_at")]
    late = {deadline.entry.id: deadline for deadline in overdue(sms, kind, "review")}
    if dated and kind not in sms.hidden and all(entry.id in late for entry in dated):
        newest = max((late[entry.id] for entry in dated), key=lambda deadline: deadline.since)
        message = (
            f"{newest.entry.id}, the conclusion on climate change, was last reviewed on {newest.since}; "
            f"a review is due every {every}"
        )
        yield RULE.about(newest.entry, newest.field, message)
