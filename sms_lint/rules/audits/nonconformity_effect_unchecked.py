"""Nobody has looked whether a corrective action worked.

An action that was carried out is half of the work. Its effect is looked at within `intervals.effect_check` of
the settings.

Bad:

```yaml
nonconformity NC-01:
  raised: 2026-02-12
  status: implemented
  implemented: 2026-04-02  # <- nonconformity-effect-unchecked
  effectiveness_result:  # not given
```

Good:

```yaml
nonconformity NC-01:
  raised: 2026-02-12
  status: implemented
  implemented: 2026-10-02
  effectiveness_result:  # not given
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1",),
    help="check the effect, and state the check and its result",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at actions that were carried out and have no result."""
    for late in overdue(sms, "nonconformity", "effect"):
        entry = late.entry
        message = (
            f"the action of {entry.id} was done on {late.since}; its effect was to be checked by {late.day}"
        )
        yield RULE.finding(late.at, message, node=entry.id)
