"""A document that is kept elsewhere is past its review date.

The register of documents answers for what is kept outside this repository as well. Its owner reviews it by the
day stated there.

Bad:

```yaml
document DOC-CARD:
  status: approved
  review_due: 2026-07-10  # <- listed-document-review-overdue
```

Good:

```yaml
document DOC-CARD:
  status: approved
  review_due: 2027-01-10
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="review the document and set the next day, or retire it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for documents that are approved."""
    for late in overdue(sms, "document", "review"):
        message = f"{late.entry.id} was due for review on {late.day}, {ago(late.day, sms.today)}"
        yield RULE.finding(late.at, message, node=late.entry.id)
