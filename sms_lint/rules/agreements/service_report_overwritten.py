"""Two issues of a service report name the same document.

A document that is written over for the next period leaves nothing of the last one but its history. What customers were
told then can no longer be read where people look.

Bad:

```yaml
report RPT-SERVICE: {}
service-report SRP-08:
  title: Monthly report
  period: 2026-08
  document: RPT-SERVICE
service-report SRP-09:
  title: Monthly report
  period: 2026-09
  document: RPT-SERVICE  # <- service-report-overwritten
```

Good:

```yaml
report RPT-SERVICE-08: {}
report RPT-SERVICE-09: {}
service-report SRP-08:
  title: Monthly report
  period: 2026-08
  document: RPT-SERVICE-08
service-report SRP-09:
  title: Monthly report
  period: 2026-09
  document: RPT-SERVICE-09
```
"""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import firsts
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.4", "20000-1:7.5.3.2"),
    help="keep each issue as a document of its own, and name it in `document`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a document that an issue of another period names; a correction of the same issue may name it again."""
    named: dict[str, Entry] = {}
    for entry in firsts(sms, "service-report"):
        document = entry.text("document")
        earlier = named.setdefault(document, entry) if document else entry
        if earlier.text("period") != entry.text("period"):
            message = f"{entry.id} and {earlier.id} name the same document, though they are about two periods"
            yield RULE.about(entry, "document", message)
