"""The action of a self-assessment that falls short is overdue.

Who says honestly that something is met only in part also says by when it will be met. Once that day has passed
without a new judgement, the honest gap has become an accepted one.

Bad:

```yaml records/registers/self-assessment.yml
kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SA-01
    clause: 20000-1:8.5.3
    conformity: partial
    justification: Baselines are not taken every time.
    evidence: [Ten releases of the year]
    action: Take the baseline as a step of the plan
    owner: change-manager
    due: 2026-10-15  # <- self-assessment-action-overdue
    assessed_by: change-manager
    assessed_at: 2026-09-15
    every: 12 months
```

Good:

```yaml records/registers/self-assessment.yml
kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SA-01
    clause: 20000-1:8.5.3
    conformity: partial
    justification: Baselines are not taken every time.
    evidence: [Ten releases of the year]
    action: Take the baseline as a step of the plan
    owner: change-manager
    due: 2026-12-01
    assessed_by: change-manager
    assessed_at: 2026-09-15
    every: 12 months
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.2",),
    help="finish the action and judge the clause again, or agree a new day and say why",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for the latest self-assessment of each clause."""
    for late in overdue(sms, "self-assessment", "action"):
        entry, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"the action of {entry.id} on {entry.text('clause')} was due on {when}"
        yield RULE.about(entry, late.field, message)
