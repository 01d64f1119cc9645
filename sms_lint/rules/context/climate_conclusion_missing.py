"""The log of issues draws no conclusion on climate change.

Since Amendment 1 of 2024 an organization has to find out whether climate change is an issue for its service management
system. An auditor asks for the conclusion, even if it is that climate change is not relevant. Then an entry about
climate change says so, with the reason.

Bad:

```yaml
context-issue CTX-01:  # <- climate-conclusion-missing
  description: Few engineers can be hired.
  climate_change: not_relevant
```

Good:

```yaml
context-issue CTX-01:
  description: Climate change in our region
  climate_change: not_relevant
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
    help="add an issue that says whether climate change is relevant, and why",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for one issue that is about climate change; another rule reports a log without entries."""
    issues = sms.entries(ContextIssue.KIND.name)
    if issues and not any(map(about_climate, issues)) and ContextIssue.KIND.name not in sms.hidden:
        message = (
            "no issue says whether climate change is relevant: none is marked `relevant`, and none is about "
            "the climate"
        )
        yield RULE.about(issues[0], "id", message)
