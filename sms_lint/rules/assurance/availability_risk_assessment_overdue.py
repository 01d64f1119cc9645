"""The risks to the availability of a service were not assessed for long.

Risks to availability are assessed at planned intervals, because what a service runs on, and what it is needed
for, changes. The interval is `intervals.risk_review` of the settings. Judged is the latest row of each live
service; services with the same day are one finding.

Bad:

```yaml
service SVC-MAIL: {lifecycle: live}
availability AVL-1:
  service: SVC-MAIL
  risk_assessment_at: 2025-02-17  # <- availability-risk-assessment-overdue
```

Good:

```yaml
service SVC-MAIL: {lifecycle: live}
availability AVL-1:
  service: SVC-MAIL
  risk_assessment_at: 2026-02-17
```
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="assess the risks again and write the day into the next rows",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the newest row of each service."""
    late: dict[date, list[Entry]] = defaultdict(list)
    for deadline in overdue(sms, "availability", "risk-assessment"):
        late[deadline.since].append(deadline.entry)
    for day, entries in late.items():
        names = ", ".join(entry.text("service") for entry in entries)
        message = f"the risks to the availability of {names} were last assessed on {day}"
        yield RULE.finding(entries[0].at("risk_assessment_at"), message, node=entries[0].id)
