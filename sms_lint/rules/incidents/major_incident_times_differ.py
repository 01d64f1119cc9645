"""The report of a major incident has other times than the incident.

How long customers were without service is counted from the incident and told from the report. The two have to
agree.

Bad:

```yaml
incident INC-01:
  opened_at: 2026-08-18T09:20
  major: yes
  resolved_at: 2026-08-18T12:30
major-incident MAJ-01:
  incident: INC-01
  started_at: 2026-08-18T09:20
  restored_at: 2026-08-18T13:30  # <- major-incident-times-differ
```

Good:

```yaml
incident INC-01:
  opened_at: 2026-08-18T09:20
  major: yes
  resolved_at: 2026-08-18T12:30
major-incident MAJ-01:
  incident: INC-01
  started_at: 2026-08-18T09:20
  restored_at: 2026-08-18T12:30
```
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.resolution import MajorIncident
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1",),
    help="look up both times where they were noted first, and correct the one that was written down wrongly",
)


MIDNIGHT = time()  # how a day without a time of day is read
LONGEST = timedelta(days=1)  # nobody misses a major incident for longer


def check(sms: Sms) -> Iterator[Finding]:
    """Compare beginning and end, where both sides state a time of day."""
    incidents = {entry.id: entry for entry in sms.entries("incident") if entry.text("major") == "yes"}
    for report in sms.all(MajorIncident):
        incident = incidents.get(report.incident)
        opened = _time(incident, "opened_at") if incident else None
        resolved = _time(incident, "resolved_at") if incident else None
        if opened and not timedelta() <= opened - report.started_at <= LONGEST:
            yield _finding(report, "started_at", report.started_at, f"recorded at {_words(opened)}")
        if resolved and report.restored_at and report.restored_at != resolved:
            yield _finding(report, "restored_at", report.restored_at, f"resolved at {_words(resolved)}")


def _finding(report: MajorIncident, field: str, moment: datetime, other: str) -> Finding:
    message = f"`{field}` of {report.id} is {_words(moment)}, but {report.incident} was {other}"
    return RULE.about(report, field, message)


def _time(incident: Entry, field: str) -> datetime | None:
    """The time in a field; none where it is only a day."""
    moment = incident.moment(field)
    return moment if moment and moment.time() != MIDNIGHT else None


def _words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
