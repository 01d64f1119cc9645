"""A major incident was resolved and there is no report of it.

What a major incident did to customers, and what is learned from it, is reported and reviewed. The report is due
within `intervals.major_incident_review` of the settings.

Bad:

```yaml
incident INC-01:
  major: yes  # <- major-incident-without-report
major-incident MAJ-01: {incident: INC-00}
```

Good:

```yaml
incident INC-01:
  major: yes
major-incident MAJ-01: {incident: INC-01}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.1",),
    help="write the report of the major incident",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the report of each incident that was a major one."""
    for late in overdue(sms, "incident", "report"):
        entry = late.entry
        message = f"{entry.id} was a major incident, resolved on {late.since}; a report was due by {late.day}"
        yield RULE.about(entry, "major", message)
