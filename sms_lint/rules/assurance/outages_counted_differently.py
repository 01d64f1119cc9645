"""The availability of a period does not fit the outages that are recorded.

Availability is reported to customers, and outages are what it is made of. Where a period counts more or fewer unplanned
outages than are recorded, or more downtime than they lasted, one of the two is wrong. Periods before the first recorded
outage are left alone, as is everything where outages are not recorded.

Bad:

```yaml
availability AVL-1:
  service: SVC-MAIL
  period: 2026-09
  downtime: 54
  unplanned_outages: 2  # <- outages-counted-differently
outage OUT-1: {service: SVC-MAIL, started_at: 2026-09-11T08:00, ended_at: 2026-09-11T08:54}
```

Good:

```yaml
availability AVL-1:
  service: SVC-MAIL
  period: 2026-09
  downtime: 54
  unplanned_outages: 1
outage OUT-1: {service: SVC-MAIL, started_at: 2026-09-11T08:00, ended_at: 2026-09-11T08:54}
```
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import firsts, period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="record the outage that is missing, or correct the figures of the period",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each row with the outages of its service that began in its period, and with how long they lasted."""
    outages: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for entry in sms.entries("outage"):
        begun = entry.moment("started_at")
        if begun is not None:
            ended = entry.moment("ended_at") or datetime.combine(sms.today, time(), UTC) + timedelta(1)
            outages[entry.text("service")].append((begun, ended))
    if not outages or "outage" in sms.hidden:
        return
    first = min(begun for found in outages.values() for begun, _ in found).date()
    for entry in firsts(sms, "availability"):
        period = period_in(entry)
        service = entry.text("service")
        # An outage of the service that could not be read may be of the period.
        unsure = sms.has_unread("outage") and service in sms.unread
        if period is not None and period.last >= first and not unsure:
            yield from _differing(entry, outages[service])


def _differing(entry: Entry, outages: Sequence[tuple[datetime, datetime]]) -> Iterator[Finding]:
    period = period_in(entry)
    counted, downtime = entry.number("unplanned_outages"), entry.number("downtime")
    if period is None or (downtime and not counted):
        return  # downtime without an outage contradicts itself, whatever is recorded; another rule tells
    start = datetime.combine(period.first, time(), UTC)
    end = datetime.combine(period.last, time(), UTC) + timedelta(1)
    began = sum(start <= begun < end for begun, _ in outages)
    lasted = sum(
        ((min(ended, end) - max(begun, start)) for begun, ended in outages if begun < end and ended > start),
        timedelta(),
    )
    if counted is not None and counted != began:
        said = plural(int(counted), "unplanned outage")
        message = f"{entry.id} counts {said}, and {began} of the period are recorded"
        yield RULE.about(entry, "unplanned_outages", message)
    elif downtime is not None and downtime * 60 > Decimal(int(lasted.total_seconds())):
        minutes = int(lasted.total_seconds() // 60)
        message = (
            f"{entry.id} has {downtime} minutes of downtime, and the outages of the period lasted {minutes}"
        )
        yield RULE.about(entry, "downtime", message)
