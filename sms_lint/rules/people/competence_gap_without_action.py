"""Somebody lacks a competence of the role, and nothing is done about it.

Where the actual level is below the required one, a training, a deputy or another task closes the gap, and its
effect is judged afterwards.

Bad:

```yaml records/registers/competence.yml
kind: competence
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CMP-01
    person: P-003
    role: change-manager
    competence: Assesses the risk of a change
    required_level: 4
    actual_level: 2  # <- competence-gap-without-action
    basis: experience
    evidence: Observed at work
    assessed_at: 2026-04-14
```

Good:

```yaml records/registers/competence.yml
kind: competence
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CMP-01
    person: P-003
    role: change-manager
    competence: Assesses the risk of a change
    required_level: 4
    actual_level: 4
    basis: experience
    evidence: Observed at work
    assessed_at: 2026-04-14
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.2",),
    help="say in `gap_action` what closes the gap",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two levels of each assessment."""
    for entry in sms.entries("competence"):
        actual, required = entry.number("actual_level"), entry.number("required_level")
        if actual is not None and required is not None and actual < required and not entry.text("gap_action"):
            who, what = entry.text("person"), entry.text("competence")
            message = f"{who} has level {actual} of {required} in “{what}”, and no action is stated"
            yield RULE.about(entry, "actual_level", message)
