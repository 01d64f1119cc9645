"""Top management was told of a major incident only after it was over.

It has to be told while it can still decide on money, people and customers.

Bad:

```yaml
major-incident MAJ-01:
  top_management_informed_at: 2026-08-18T14:45  # <- top-management-informed-late
  restored_at: 2026-08-18T12:30
```

Good:

```yaml
major-incident MAJ-01:
  top_management_informed_at: 2026-08-18T09:45
  restored_at: 2026-08-18T12:30
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
    help="look up when they were told; correct a time that was written down wrongly, otherwise record a nonconformity",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two times."""
    for report in sms.all(MajorIncident):
        informed, restored = report.top_management_informed_at, report.restored_at
        if restored is not None and informed > restored:
            when = informed.strftime("%Y-%m-%d %H:%M")
            message = f"top management was informed of {report.id} on {when}, after service was restored"
            yield RULE.about(report, "top_management_informed_at", message)
