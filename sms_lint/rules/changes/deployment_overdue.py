"""A change or a release should have been carried out by now, but nothing says that it was.

Either it was done and its record was not finished, so that it was never reviewed, or it was put off, and its
approval, its tests and the notice to users are out of date.

Bad:

```yaml
change CHG-2026-0001:
  status: approved
  planned_start: 2026-08-10T18:00
  planned_end: 2026-08-10T20:00  # <- deployment-overdue
  actual_end:  # not given
```

Good:

```yaml
change CHG-2026-0001:
  status: implemented
  planned_start: 2026-08-10T18:00
  planned_end: 2026-08-10T20:00
  actual_end: 2026-09-19T21:10
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.change_order import carried
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3", "20000-1:8.5.3"),
    help="enter how it went, or plan and announce it again",
    aliases=("change-overdue", "release-overdue"),
    kinds=("change", "release"),
)
_CHANGE = RULE.part("change-overdue", clauses=("20000-1:8.5.1.3",))
_RELEASE = RULE.part(
    "release-overdue",
    clauses=("20000-1:8.5.3",),
    help="enter how it went, or give it a new `planned_date` and announce it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at changes, then at releases."""
    yield from _change(sms)
    yield from _release(sms)


def _change(sms: Sms) -> Iterator[Finding]:
    """Look for approved changes whose planned end has passed; one that went live with a release is reported there."""
    released = {change.id for release, change in carried(sms, "release") if release.text("status") in LIVE}
    for late in overdue(sms, "change", "end"):
        change = late.entry
        if change.id not in released:
            when = f"{late.day}, {ago(late.day, sms.today)}"
            message = f"{change.id} was to be finished on {when}, but is only approved"
            yield _CHANGE.about(change, late.field, message)


def _release(sms: Sms) -> Iterator[Finding]:
    """Look for releases whose planned day has passed and that are neither live nor cancelled."""
    for late in overdue(sms, "release", "deployment"):
        release, when = late.entry, f"{late.day}, {ago(late.day, sms.today)}"
        message = f"{release.id} was to go live on {when}, but is only {release.text('status')}"
        yield _RELEASE.about(late.entry, late.field, message)
