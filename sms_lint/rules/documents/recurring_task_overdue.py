"""A task that a document repeats has left no record in time.

A procedure that says `every: 3 months` promises a record each time. Without one nobody can show that the work was done,
and it was probably forgotten. The newest record of the named kind counts, by the day on which it was made; where `of`
is given, only those that name it. The first is due one interval after `begun`.

Bad:

```yaml
procedure PRO-01:
  lifecycle: active
  tasks:
    - what: verify the configuration
      every: 1 month  # <- recurring-task-overdue
      record: ci-verification
      begun: 2026-01-01
```

Good:

```yaml
procedure PRO-01:
  lifecycle: active
  tasks:
    - what: verify the configuration
      every: 12 months
      record: ci-verification
      begun: 2026-01-01
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.recurring import recurrences
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.1", "20000-1:7.5.4"),
    help="do it and keep the record, or change how often it is done",
    kinds=("procedure", "instruction", "process"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each task with today; one of which nobody can tell the records is left alone."""
    for found in recurrences(sms):
        if found.due is None or found.due >= sms.today:
            continue
        last = f"{found.last.id} of {found.done}" if found.last else "none yet"
        message = (
            f"`{found.task.what}` of {found.document.id} was due on {found.due}, {ago(found.due, sms.today)}; "
            f"newest record: {last}"
        )
        yield RULE.about(found.document, ("tasks", found.number, "every"), message)
