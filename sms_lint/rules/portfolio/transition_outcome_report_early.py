"""The report on the outcome of a transition is older than the service that it reports on.

The report compares what was reached with what was intended, after the service has been used. One that is
dated before the acceptance can only repeat the intention.

Bad:

```yaml
transition TRN-2026-01:
  planned_at: 2026-03-02
  accepted_at: 2026-06-30
  outcome_report: POL-SMS  # <- transition-outcome-report-early
```

Good:

```yaml
transition TRN-2026-01:
  planned_at: 2026-03-02
  accepted_at: 2026-06-01
  outcome_report: POL-SMS
```
"""

from collections.abc import Iterator
from datetime import date

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.2.3",),
    help="name the report in `outcome_report`, or write it once the outcomes can be measured",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the report with the acceptance; another rule reports that there is no such document."""
    for entry in sms.entries("transition"):
        report, accepted = sms.ids.get(entry.text("outcome_report")), entry.day("accepted_at")
        day = _day(report)
        if report is not None and day is not None and accepted is not None and day < accepted:
            message = f"{report.id} of {day} cannot report the outcome of {entry.id}, which was accepted on {accepted}"
            yield RULE.about(entry, "outcome_report", message)


def _day(report: Node | None) -> date | None:
    """The day from which a document applies; a document kept elsewhere has none here."""
    return report.effective if isinstance(report, Document) else None
