"""Two changes work on the same configuration item at the same time, and neither mentions the other.

Two teams that do not know of each other undo each other's work, or cannot tell which change broke the service. Rolling
back one change also rolls back the other.

Bad:

```yaml
change CHG-2026-0001:
  category: normal
  status: implemented
  planned_start: 2026-08-10T18:00
  planned_end: 2026-08-10T20:00
  affected_cis: [CI-MAIL-01]
change CHG-2026-0002:
  category: normal
  status: implemented
  planned_start: 2026-08-10T19:00  # <- changes-overlap
  planned_end: 2026-08-10T22:00
  affected_cis: [CI-MAIL-01]
```

Good:

```yaml
change CHG-2026-0001:
  category: normal
  status: implemented
  planned_start: 2026-08-10T18:00
  planned_end: 2026-08-10T20:00
  affected_cis: [CI-MAIL-01]
change CHG-2026-0002:
  category: normal
  status: implemented
  planned_start: 2026-08-10T20:00
  planned_end: 2026-08-10T22:00
  affected_cis: [CI-MAIL-01]
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DECIDED
from sms_lint.system.change_order import when
from sms_lint.system.change_overlaps import overlapping
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="move one of them, carry them in one release, or name each in `related_rfc_release` of the other",
)


def check(sms: Sms) -> Iterator[Finding]:
    """One finding for each change that overlaps others: the one with the longer time, which is more likely wrong."""
    met: dict[str, list[str]] = {}
    known = sms.by_id("change")
    for pair in overlapping(sms, DECIDED):
        first, second = sorted(pair, key=lambda name: _length(known[name]))
        met.setdefault(second, []).append(first)
    for name, others in met.items():
        change = known[name]
        window = f"{when(change, 'planned_start')} to {when(change, 'planned_end')}"
        message = (
            f"{name}, planned for {window}, touches the same configuration items at the same time as "
            f"{listed(others)}"
        )
        yield RULE.about(change, "planned_start", message)


def _length(change: Entry) -> tuple[timedelta, str]:
    start, end = change.moment("planned_start"), change.moment("planned_end")
    return (end - start if start and end else timedelta()), change.id
