"""A document that is kept elsewhere is past its review date.

The register of documents answers for what is kept outside this repository as well. Its owner reviews it by the
day stated there.

Bad:

```yaml records/registers/document.yml
kind: document
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DOC-CARD
    title: Contact card
    type: record
    owner: incident-manager
    approver: managing-director
    version: "1.0"
    status: approved
    approved_at: 2026-01-10
    effective_from: 2026-01-10
    review_due: 2026-07-10  # <- listed-document-review-overdue
    classification: internal
    location: Safe
    retention: 2 years
    clauses: [20000-1:8.7.2]
```

Good:

```yaml records/registers/document.yml
kind: document
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: DOC-CARD
    title: Contact card
    type: record
    owner: incident-manager
    approver: managing-director
    version: "1.0"
    status: approved
    approved_at: 2026-01-10
    effective_from: 2026-01-10
    review_due: 2027-01-10
    classification: internal
    location: Safe
    retention: 2 years
    clauses: [20000-1:8.7.2]
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
        yield RULE.about(late.entry, late.field, message)
