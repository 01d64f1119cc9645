"""The statement of an objective does not hold its target.

People remember the sentence, not the register. An objective whose sentence holds no number cannot be missed,
and one that holds another number than its target is two objectives.

Bad:

```yaml
objective OBJ-01:
  statement: More changes succeed in 2026.  # <- objective-without-number
  target: 95
```

Good:

```yaml
objective OBJ-01:
  statement: At least 95 % of changes succeed in 2026.
  target: 95
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import numbers_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.2.1",),
    help="say in the sentence how much is to be reached",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the target in the statement, in figures or in words."""
    for entry in sms.entries("objective"):
        target = entry.number("target")
        statement = entry.text("statement")
        if target is not None and statement and target not in numbers_in(statement):
            message = f"the statement of {entry.id} does not name its target, {target:f} {entry.text('unit')}"
            yield RULE.about(entry, "statement", message)
