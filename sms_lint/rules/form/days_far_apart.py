"""Two days of a record lie further apart than they ever should.

A baseline shows the state right before a deployment, not that of half a year ago; a forecast is of a time to come; a
review that is due after the end of a contract comes too late. Where days lie so far apart one of them is usually a
slip, or something was forgotten for months.

Bad:

```yaml
release REL-1:
  baseline_at: 2026-03-18T16:00
  planned_date: 2026-09-19
  deployed_at: 2026-09-19T08:45  # <- days-far-apart
```

Good:

```yaml
release REL-1:
  baseline_at: 2026-09-18T16:00
  planned_date: 2026-09-19
  deployed_at: 2026-09-19T08:45
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kind import Distance, Kind
from sms_lint.system.deadlines import day_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="correct the day that is wrong; where both are right, say in the record why, and ignore the rule in this line",
    yields_to=(
        "agreement-lapsed",
        "done-in-future",
        "number-out-of-sequence",
        "release-before-change-approval",
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the days of each entry as its kind states it."""
    for kind, model in sms.kinds.items():
        for entry in sms.entries(kind) if model.KIND.distances else ():
            yield from _of_entry(entry, model.KIND)


def _of_entry(entry: Entry, kind: Kind) -> Iterator[Finding]:
    for distance in kind.distances:
        if distance.states and entry.text(kind.state_field) not in distance.states:
            continue
        day, since = day_in(entry, distance.field), day_in(entry, distance.since)
        if day is None or since is None:
            continue
        between = (day - since).days
        if not _is_usual(distance, between):
            side = "after" if between > 0 else "before"
            message = (
                f"`{distance.field}` of {entry.id} is {day}, {plural(abs(between), 'day')} {side} "
                f"`{distance.since}` ({since})"
            )
            yield RULE.about(entry, distance.field, message).compared_with(entry.at(distance.since))


def _is_usual(distance: Distance, between: int) -> bool:
    least, most = distance.least, distance.most
    return (least is None or between >= least) and (most is None or between <= most)
