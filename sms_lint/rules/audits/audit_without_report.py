"""An internal audit was held and there is no report of it.

The report is the evidence of the audit, and what management acts on. It is due within `intervals.report` of
the settings.

Bad:

```yaml
audit-programme AUD-01:
  held: 2026-06-09  # <- audit-without-report
audit-report ARP-01: {audit: AUD-00}
```

Good:

```yaml
audit-programme AUD-01:
  held: 2026-06-09
audit-report ARP-01: {audit: AUD-01}
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
    clauses=("20000-1:9.2.2",),
    help="write the report and name the audit in it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a report of each audit held; a report that could not be read may be it."""
    for late in overdue(sms, "audit-programme", "report"):
        message = f"{late.entry.id} was held on {late.since}, and no report names it"
        yield RULE.about(late.entry, late.field, message)
