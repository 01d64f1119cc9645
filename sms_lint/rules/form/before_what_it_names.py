"""A day of a record does not fit a day of the record that it names.

A known error is not published before its problem was opened, and time on hold lies within the time of its ticket. One
of the two days is wrong, or the record names another one than it means.

Bad:

```yaml
problem PRB-1:
  opened_at: 2026-06-02
known-error KER-1:
  problem: PRB-1
  published_at: 2026-05-01  # <- before-what-it-names
```

Good:

```yaml
problem PRB-1:
  opened_at: 2026-06-02
known-error KER-1:
  problem: PRB-1
  published_at: 2026-06-05
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kind import Follows
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="correct the day that is wrong, or name the record that is meant",
    yields_to=(
        "done-in-future",
        "known-error-closed-before-fix",
        "known-error-release-differs",
        "number-out-of-sequence",
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look from each day that its kind ties to another record at the day there; one finding for each field."""
    for kind, model in sms.kinds.items():
        for entry in sms.entries(kind) if model.KIND.follows else ():
            for follows in model.KIND.follows:
                yield from list(_against(sms, entry, follows))[:1]


def _against(sms: Sms, entry: Entry, follows: Follows) -> Iterator[Finding]:
    mine = entry.moment(follows.field)
    for name in entry.texts(follows.ref) if mine else ():
        other = sms.by_id(sms.kind_of(name) or "").get(name)
        theirs = other.moment(follows.day) if other and _has(sms, other, follows.day) else None
        if other is None or mine is None or theirs is None:
            continue
        if mine.date() > theirs.date() if follows.ahead else mine.date() < theirs.date():
            side = "after" if follows.ahead else "before"
            day, other_day = mine.date(), theirs.date()
            message = (
                f"`{follows.field}` of {entry.id} is {day}, {side} `{follows.day}` of {name} ({other_day})"
            )
            finding = RULE.about(entry, follows.field, message)
            yield finding.compared_with(entry.at(follows.ref), other.at(follows.day))


def _has(sms: Sms, entry: Entry, field: str) -> bool:
    return field in sms.kinds[entry.kind].model_fields
