"""Somebody lacks a competence of the role, and nothing is done about it.

Where the actual level is below the required one, a training, a deputy or another task closes the gap, and its
effect is judged afterwards.

Bad:

```yaml
competence CMP-01:
  required_level: 4
  actual_level: 2  # <- competence-gap-without-action
  gap_action:  # not given
  action_effective:  # not given
```

Good:

```yaml
competence CMP-01:
  required_level: 4
  actual_level: 4
  gap_action:  # not given
  action_effective:  # not given
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
