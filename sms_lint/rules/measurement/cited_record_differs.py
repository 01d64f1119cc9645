"""A text cites a record and gives another number than the record.

Reports repeat what registers say: what an agreement reached, what was spent, how many people answered. A link to the
record and the field, such as `[99.94](SLR-2026-09@actual)`, or the same in brackets where a text has no links, says
where the number comes from, so that nobody can alter one of the two and leave the other.

Bad:

```yaml
sla-result SLR-2026-09:
  sla: SLA-A
  target: availability
  period: 2026-09
  actual: 99.49
```

```markdown
---
kind: report
id: RPT-SERVICE
---
The service was up [99.94 %](SLR-2026-09@actual) of the time.  # <- cited-record-differs
```

Good:

```yaml
sla-result SLR-2026-09:
  sla: SLA-A
  target: availability
  period: 2026-09
  actual: 99.94
```

```markdown
---
kind: report
id: RPT-SERVICE
---
The service was up [99.94 %](SLR-2026-09@actual) of the time.
```
"""

from collections.abc import Iterator

from sms_lint.measure.cited import citations, differs
from sms_lint.measure.cited_record import recorded
from sms_lint.measure.result import Outcome
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1", "20000-1:7.5.3.1"),
    help="find out which of the two is right, and correct the other; `sms-lint fill` writes what the record says",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each number that is cited from a field of a record."""
    for citation in citations(sms.nodes):
        if not citation.of.field:
            continue
        found = recorded(citation.of, sms)
        said = differs(citation, found) if isinstance(found, Outcome) else ""
        if said:
            message = f"{citation.of} {said}"
            yield RULE.finding(citation.at, message, node=sms.id_at(citation.at) or citation.node.id)
