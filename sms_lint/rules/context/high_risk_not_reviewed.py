"""The latest management review does not mention a risk of high priority.

Results of risk assessment are an input of every management review. Top management can only provide resources against
the highest risks if it is told of each of them. A risk that was first recorded after the review is left to the next
one.

Bad:

```yaml
risk RSK-01:  # <- high-risk-not-reviewed
  priority: high
  due: 2026-12-01
  status: open
  raised: 2026-03-01
management-review MR-01:
  date: 2026-10-14
  inputs:
    risks: Nine risks are known, and two treatments have worked.
```

Good:

```yaml
risk RSK-01:
  priority: high
  due: 2026-12-01
  status: open
  raised: 2026-03-01
management-review MR-01:
  date: 2026-10-14
  inputs:
    risks: RSK-01 is rated 12 and is going to be 4 once there is more storage.
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.management_review import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.3",),
    help="discuss the risk in the next management review, and name its id in the minutes",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the id of each open risk of high priority anywhere in the minutes of the latest review."""
    latest = max(sms.all(ManagementReview), key=lambda node: node.date, default=None)
    if latest is None or ManagementReview.KIND.name in sms.hidden:
        return
    named = ids_in(latest.origin.file.text)
    for entry in sms.entries("risk"):
        known = entry.day("raised") or entry.day("reviewed_at")
        grave = entry.text("priority") == "high" and entry.text("status") == "open"
        due = entry.day("due")  # where the treatment is overdue, that is reported instead
        if (
            grave
            and known
            and known <= latest.date
            and not (due and due < sms.today)
            and entry.id not in named
        ):
            message = f"{entry.id} has high priority, but {latest.id} of {latest.date} does not mention it"
            yield RULE.about(entry, "id", message)
