"""A risk has not been assessed again for too long.

Likelihood and impact change with the services, the suppliers and the season, and threats change faster than systems. A
rating older than the settings allow (`intervals.risk_review`) says what somebody thought a long time ago. It is an
error for information security risks and for the risks behind availability and continuity plans, and a warning in the
risk register. For availability the latest row of each live service counts; services with the same day are one finding.

Bad:

```yaml
risk RSK-01:
  status: open
  reviewed_at: 2025-09-24  # <- risk-assessment-overdue
```

Good:

```yaml
risk RSK-01:
  status: open
  reviewed_at: 2026-09-24
```
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sms_lint.ground.sentences import ago
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:6.1.2", "20000-1:8.7.3.2", "20000-1:8.7.1", "20000-1:8.7.2"),
    help="assess the risk again and state the day",
    aliases=(
        "risk-review-overdue",
        "infosec-risk-outdated",
        "availability-risk-assessment-overdue",
        "continuity-risk-assessment-outdated",
    ),
    kinds=("risk", "infosec-risk", "availability", "continuity-plan"),
)
_RISK = RULE.part(
    "risk-review-overdue",
    severity="warning",
    clauses=("20000-1:6.1.2",),
    help="assess the risk again and set `reviewed_at`, or close it",
)
_INFOSEC = RULE.part("infosec-risk-outdated", clauses=("20000-1:8.7.3.2",))
_AVAILABILITY = RULE.part(
    "availability-risk-assessment-overdue",
    clauses=("20000-1:8.7.1",),
    help="assess the risks again and write the day into the next rows",
)
_CONTINUITY = RULE.part(
    "continuity-risk-assessment-outdated",
    clauses=("20000-1:8.7.2",),
    help="assess the risks to continuity again, and set `risk_assessment_at`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the risk register, information security, availability and continuity."""
    yield from _risk(sms)
    yield from _infosec(sms)
    yield from _availability(sms)
    yield from _continuity(sms)


def _risk(sms: Sms) -> Iterator[Finding]:
    """Compare the last assessment with the interval, for risks that are not closed."""
    every = sms.config.intervals.risk_review
    for late in overdue(sms, "risk", "review"):
        message = f"{late.entry.id} was last assessed on {late.since}; that is due every {every}"
        yield _RISK.about(late.entry, late.field, message)


def _infosec(sms: Sms) -> Iterator[Finding]:
    """Compare the day of each assessment with today."""
    for late in overdue(sms, "infosec-risk", "review"):
        message = f"{late.entry.id} was last assessed on {late.since}, {ago(late.since, sms.today)}"
        yield _INFOSEC.about(late.entry, late.field, message)


def _availability(sms: Sms) -> Iterator[Finding]:
    """Look at the newest row of each service."""
    late: dict[date, list[Entry]] = defaultdict(list)
    for deadline in overdue(sms, "availability", "risk-assessment"):
        late[deadline.since].append(deadline.entry)
    for day, entries in late.items():
        names = ", ".join(entry.text("service") for entry in entries)
        message = f"the risks to the availability of {names} were last assessed on {day}"
        yield _AVAILABILITY.about(entries[0], "risk_assessment_at", message)


def _continuity(sms: Sms) -> Iterator[Finding]:
    """Compare the last assessment with the interval."""
    every = sms.config.intervals.risk_review
    for late in overdue(sms, "continuity-plan", "risk-assessment"):
        message = (
            f"the risks behind {late.entry.id} were last assessed on {late.since}; that is due every {every}"
        )
        yield _CONTINUITY.about(late.entry, late.field, message)
