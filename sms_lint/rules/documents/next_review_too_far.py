"""The next review is planned further ahead than the longest interval allowed.

Whenever the last one was: from today to the day planned, more time would pass than the organization allows between two
reviews. The year is usually a slip; else nobody will look for years. The limits are `review.maximum` of the settings
and, where a kind has an interval of its own, that one.

Bad:

```yaml
knowledge KNW-1:
  review_due: 2031-11-23  # <- next-review-too-far
```

Good:

```yaml
knowledge KNW-1:
  review_due: 2027-06-24
```
"""

from collections.abc import Iterator
from datetime import date

from sms_lint.ground.durations import Duration
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.promises import Cycle, Promise
from sms_lint.system.deadlines import interval, standing
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="set the day of the next review within the longest interval, or change that in the settings",
)
REVIEW = "review"


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each day that is planned for a review, of what is still open."""
    for kind, model in sms.kinds.items():
        promises = [*model.KIND.promises, *model.KIND.cycles]
        planned = [(field, promise) for promise in promises if (field := _planned(promise))]
        for entry in standing(sms, kind) if planned else ():
            state = entry.text(model.KIND.state_field) if model.KIND.state_field else ""
            for field, promise in planned if state not in model.KIND.finished else ():
                longest = (
                    interval(sms, promise, entry) if promise.within else None
                ) or sms.config.review.maximum
                day = entry.day(field)
                if day and day > _furthest(sms.today, longest):
                    message = (
                        f"`{field}` of {entry.id} is {day}, more than {longest} after today ({sms.today})"
                    )
                    yield RULE.about(entry, field, message)


def _planned(promise: Promise) -> str:
    """The field with the day that is planned for the next review; empty where a promise is of something else."""
    if isinstance(promise, Cycle):
        return promise.planned
    return promise.field if promise.name == REVIEW and not promise.within else ""


def _furthest(today: date, longest: Duration) -> date:
    return longest.after(today)
