"""The timeline of a major incident is out of order.

The order of events is what the review works with. A time before the one above it, or before the incident began, is a
typing error that changes the story.

Bad:

```yaml
major-incident MAJ-01:
  timeline:
    - {at: 2026-08-18T09:24}
    - {at: 2026-08-18T02:30}  # <- major-incident-timeline-disordered
```

Good:

```yaml
major-incident MAJ-01:
  timeline:
    - {at: 2026-08-18T09:24}
    - {at: 2026-08-18T12:30}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.resolution import MajorIncident
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1",),
    help="look the time up in the ticket or log; correct it where it was written down wrongly, else put the events in "
    "order",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each time with the one before it, the first with the beginning; the first fault of a report is enough."""
    for report in sms.all(MajorIncident):
        before = report.started_at
        for index, event in enumerate(report.timeline):
            if event.at < before:
                wrong = _wrong(report, index)
                message = (
                    f"the timeline of {report.id} is out of order: {event.at:%Y-%m-%d %H:%M} comes after "
                    f"{before:%Y-%m-%d %H:%M}"
                )
                yield RULE.about(report, ("timeline", wrong, "at"), message)
                break
            before = event.at


def _wrong(report: MajorIncident, index: int) -> int:
    """Which of two events is out of order: the earlier one, where all would be well without it."""
    times = [report.started_at, *(event.at for event in report.timeline[:index])]
    goes_on = len(times) > 2 and report.timeline[index].at >= times[-2]
    return index - 1 if goes_on else index
