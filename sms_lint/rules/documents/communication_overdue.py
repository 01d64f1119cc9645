"""A planned communication was left out for a whole period.

The communication plan says what is told to whom and how often. Where it says monthly, quarterly, half-yearly or yearly
and a whole month, quarter or year has gone by without it, somebody was not told. Other words, such as an occasion, are
not judged.

Bad:

```yaml
communication COM-01:
  when: Quarterly
  last_done: 2026-05-20  # <- communication-overdue
```

Good:

```yaml
communication COM-01:
  when: Quarterly
  last_done: 2026-09-20
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
    severity="warning",
    clauses=("20000-1:7.4",),
    help="do it and set `last_done`, or change `when` to what is really meant",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Ask when the whole periods since it was last done had gone by."""
    for late in overdue(sms, "communication", "communication"):
        entry, often = late.entry, late.entry.text("when").casefold()
        when = f"{late.day}, {ago(late.day, sms.today)}"
        yield RULE.about(
            entry, late.field, f"{entry.id} ({often}) was last done on {late.since}, and was due by {when}"
        )
