"""The log of issues draws no conclusion on climate change.

Since Amendment 1 of 2024 an organization has to find out whether climate change is an issue for its service
management system. An auditor asks for the conclusion, also where it is that climate change is not relevant:
then an entry about climate change says so, with the reason.

Bad:

```yaml records/registers/context-issue.yml
kind: context-issue
id: REG-CONTEXT-ISSUE
title: Context issue register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTX-01  # <- climate-conclusion-missing
    type: external
    description: Few engineers can be hired.
    effect_on_sms: Cooling may stop hosting.
    climate_change: not_relevant
    rationale: A matter of the labour market.
    reviewed_at: 2026-09-08
```

Good:

```yaml records/registers/context-issue.yml
kind: context-issue
id: REG-CONTEXT-ISSUE
title: Context issue register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTX-01
    type: external
    description: Climate change in our region
    effect_on_sms: Cooling may stop hosting.
    climate_change: not_relevant
    rationale: Our halls are cooled by ground water.
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
    help="add an issue that says whether climate change is relevant, and why",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for one issue that is about climate change; a log without entries is another rule's fault."""
    issues = sms.entries(ContextIssue.KIND.name)
    if issues and not any(map(about_climate, issues)) and ContextIssue.KIND.name not in sms.hidden:
        message = (
            "no issue says whether climate change is relevant: none is `relevant`, none is about the climate"
        )
        yield RULE.about(issues[0], "id", message)
