"""An issue of the context has not been looked at for too long.

Issues inside and outside the organization come and go. The log helps only if somebody says at planned
intervals (`intervals.context_review`) that each of them still stands.

Bad:

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
    climate_change: not_relevant
    rationale: Heat endangers cooling.
    reviewed_at: 2025-10-08  # <- context-issue-outdated
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
    climate_change: not_relevant
    rationale: Heat endangers cooling.
    reviewed_at: 2025-12-08
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
    severity="warning",
    clauses=("20000-1:4.1",),
    help="look at the issue again and set `reviewed_at`, or take it out",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each issue with the interval; where all that is about the climate is old, another rule says so."""
    every = sms.config.intervals.context_review
    old = list(overdue(sms, ContextIssue.KIND.name, "review"))
    climate = {entry.id for entry in sms.entries(ContextIssue.KIND.name) if about_climate(entry)}
    if climate <= {late.entry.id for late in old}:
        old = [late for late in old if late.entry.id not in climate]
    for late in old:
        message = f"{late.entry.id} was last looked at on {late.since}; issues are due every {every}"
        yield RULE.about(late.entry, late.field, message)
