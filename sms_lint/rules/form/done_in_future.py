"""A record says that something was done on a day that has not come yet.

A review, a report or a verification of a future day was not held: the day was planned and entered as done, or the year
is wrong. Until that day nothing would be reported as overdue.

Bad:

```yaml
customer CUS-A:
  last_review: 2027-10-01  # <- done-in-future
```

Good:

```yaml
customer CUS-A:
  last_review: 2026-10-01
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.6",
        "20000-1:8.3.2",
        "20000-1:8.3.4.1",
        "20000-1:8.5.1.3",
        "20000-1:8.5.3",
        "20000-1:8.7.1",
        "20000-1:9.1",
    ),
    help="correct a slip in the date; where it is still to be done, leave the date out until it has been done",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each of these days with today, and report an entry once."""
    today = sms.today.isoformat()
    for kind, model in sms.kinds.items():
        for entry in sms.entries(kind) if model.KIND.deeds else ():
            # Dates sort as text, so few have to be parsed.
            named = (name for name in model.KIND.deeds if entry.text(name)[:10] > today)
            late = ((name, day) for name in named if (day := entry.day(name)) and day > sms.today)
            for name, day in list(late)[:1]:
                message = f"`{name}` of {entry.id} is {day}, a day that has not come yet"
                yield RULE.about(entry, name, message)
