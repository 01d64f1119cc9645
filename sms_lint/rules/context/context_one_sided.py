"""The log of issues knows only one side: inside or outside the organization.

What a service management system can reach depends on both: on the people, means and habits inside, and on
customers, markets, laws and the climate outside. A log that never looks at one side was not made by looking
around.

Bad:

```yaml records/registers/context-issue.yml
kind: context-issue
id: REG-CONTEXT-ISSUE
title: Context issue register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CTX-01  # <- context-one-sided
    type: external
    description: Heat waves are longer than before.
    effect_on_sms: Cooling may stop hosting.
    climate_change: relevant
    rationale: Heat endangers cooling.
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
    description: Heat waves are longer than before.
    effect_on_sms: Cooling may stop hosting.
    climate_change: relevant
    rationale: Heat endangers cooling.
    reviewed_at: 2026-09-08
  - id: CTX-02
    type: internal
    description: Two roles have no deputies
    effect_on_sms: Cooling may stop hosting.
    climate_change: relevant
    rationale: Heat endangers cooling.
    reviewed_at: 2026-09-08
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.context import ContextIssue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:4.1",),
    help="add the issues of the other sort that matter",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for both sorts, in a log that has any."""
    kind = ContextIssue.KIND.name
    issues = sms.entries(kind)
    missing = {"internal", "external"} - {entry.text("type") for entry in issues}
    if issues and missing and kind not in sms.hidden:
        message = f"all issues are of one sort: no {missing.pop()} issue is recorded"
        yield RULE.about(issues[0], "id", message)
