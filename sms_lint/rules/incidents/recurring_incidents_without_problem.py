"""The same incident keeps coming back, and nobody looks for the cause.

Each one is resolved and counted, and the next one comes. Incidents of one service with the same title count as alike;
the limit is `thresholds.recurring_incidents` of them within `intervals.recurrence`. Older ones are left to the trend
analysis (`intervals.trend_analysis`).

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {recurring_incidents: 3}
```

```yaml
incident INC-01:
  title: Printer queue stands still
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT
  status: in_progress
  problem:  # not given
incident INC-02:
  title: Printer queue stands still
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT
  status: in_progress
  problem:  # not given
incident INC-03:
  title: Printer queue stands still  # <- recurring-incidents-without-problem
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT
  status: in_progress
  problem:  # not given
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {recurring_incidents: 3}
```

```yaml
incident INC-01:
  title: Printer queue stands still
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT
  status: in_progress
  problem: PRB-2026-07
incident INC-02:
  title: Printer queue stands still
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT
  status: in_progress
  problem: PRB-2026-07
incident INC-03:
  title: Printer queue stands still
  opened_at: 2026-10-18T09:20
  service: SVC-PRINT
  status: in_progress
  problem: PRB-2026-07
```
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.6.3",
        "20000-1:8.6.1",
    ),
    help="open a problem and name it in the incidents",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at incidents within the interval of the trend analysis; one finding for each sort."""
    most = sms.config.thresholds.recurring_incidents
    for (service, title), rows in _alike(sms).items():
        found = _crowd(sms, rows) if len(rows) >= most else ()
        if found:
            message = (
                f"`{title}` of {service} was reported {len(found)} times from {found[0][0]} to {found[-1][0]}, "
                "but none of the incidents names a problem"
            )
            yield RULE.about(found[-1][1], "title", message)


def _alike(sms: Sms) -> Mapping[tuple[str, str], list[tuple[date, Entry]]]:
    """The incidents of each service with each title, unless one of them leads to a problem."""
    listed = {name for problem in sms.entries("problem") for name in problem.texts("related_incidents")}
    found: dict[tuple[str, str], list[tuple[date, Entry]]] = defaultdict(list)
    known: set[tuple[str, str]] = set()
    for entry in sms.entries("incident"):
        day, key = entry.day("opened_at"), (entry.text("service"), entry.text("title"))
        recent = day is not None and sms.config.intervals.trend_analysis.after(day) >= sms.today
        if day is None or not recent or not all(key) or entry.text("status") == "cancelled":
            continue
        if entry.text("problem") or entry.id in listed:
            known.add(key)
        found[key].append((day, entry))
    return {key: sorted(rows, key=lambda row: row[0]) for key, rows in found.items() if key not in known}


def _crowd(sms: Sms, rows: Sequence[tuple[date, Entry]]) -> Sequence[tuple[date, Entry]]:
    """The latest rows that are too many within the time; none where there are never so many."""
    most, span = sms.config.thresholds.recurring_incidents, sms.config.intervals.recurrence
    for last in range(len(rows), most - 1, -1):
        first = last - 1
        while first > 0 and span.after(rows[first - 1][0]) >= rows[last - 1][0]:
            first -= 1
        if last - first >= most:
            return rows[first:last]
    return ()
