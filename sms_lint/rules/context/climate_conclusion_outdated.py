"""The conclusion on climate change has not been looked at for too long.

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
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:4.1",),
    help="look at the conclusion again, and set `reviewed_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Take the newest look at any issue about the climate."""
    kind, every = ContextIssue.KIND.name, sms.config.intervals.context_review
    looked = [(entry.day("reviewed_at"), entry) for entry in sms.entries(kind) if about_climate(entry)]
    dated = [(day, entry) for day, entry in looked if day is not None]
    if not dated or kind in sms.hidden:
        return
    day, entry = max(dated, key=lambda pair: pair[0])
    if every.after(day) < sms.today:
        message = (
            f"{entry.id}, the conclusion on climate change, was last looked at on {day}; due every {every}"
        )
        yield RULE.about(entry, "reviewed_at", message)
