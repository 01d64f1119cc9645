"""A task that a document repeats names a kind of record that does not exist, or one that says no day.

By such a record nobody can tell when the task was last done, so it is never found overdue.

Bad:

```yaml
procedure PRO-01:
  tasks:
    - what: verify the configuration
      every: 1 month
      record: verification  # <- recurring-task-without-record
      begun: 2026-01-01
```

Good:

```yaml
procedure PRO-01:
  tasks:
    - what: verify the configuration
      every: 12 months
      record: ci-verification
      begun: 2026-01-01
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.recurring import recurrences
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.4",),
    help="name a kind of record with a day, as `kind:` writes it",
    kinds=("procedure", "instruction", "process"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the kind of each task."""
    dated = sorted(kind for kind, model in sms.kinds.items() if model.KIND.moment)
    for found in recurrences(sms):
        kind = found.task.record
        if kind not in dated:
            message = f"`{kind}` of {found.document.id} is no kind of record with a day{nearest(kind, dated)}"
            yield RULE.about(found.document, ("tasks", found.number, "record"), message)
