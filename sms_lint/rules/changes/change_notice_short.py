"""Customers were told of a normal change later than promised.

Who is told the day before cannot move their own work. The time is `intervals.change_notice` of the settings; without it
nothing is judged. Standard and emergency changes have rules of their own, and a change that a nonconformity or an
improvement names is dealt with already.

Bad:

```yaml sms.yml
organization: {name: Example organization}
intervals: {change_notice: 5 working days}
```

```yaml
change CHG-1:
  category: normal
  status: closed
  communicated_at: 2026-09-18  # <- change-notice-short
  planned_start: 2026-09-19T06:00
```

Good:

```yaml sms.yml
organization: {name: Example organization}
intervals: {change_notice: 5 working days}
```

```yaml
change CHG-1:
  category: normal
  status: closed
  communicated_at: 2026-09-11
  planned_start: 2026-09-19T06:00
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sms_lint.ground.durations import Duration
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DONE
from sms_lint.system.acted_on import acted_on
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="correct a wrong day; if people were told too late, name the change in a nonconformity or an improvement",
    needs=("intervals.change_notice",),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the announcement with the beginning; one after it is another rule's."""
    notice, told_of = sms.config.intervals.change_notice, acted_on(sms)
    for change in sms.entries("change") if notice else ():
        told, start = change.day("communicated_at"), change.day("planned_start")
        if notice is None or told is None or start is None or change.text("category") != "normal":
            continue
        if (
            change.text("status") in DONE
            and told <= start < _first_day(told, notice)
            and change.id not in told_of
        ):
            message = f"{change.id} was communicated on {told} and began on {start}, less than {notice} later"
            yield RULE.about(change, "communicated_at", message)


def _first_day(told: date, notice: Duration) -> date:
    """The first day that is late enough: who is told in the morning has that day, too."""
    return notice.after(told - timedelta(days=1)) + timedelta(days=1)
