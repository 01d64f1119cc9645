"""The newest record of its kind is too old to show that something is still done.

Records show that what is written down is also done, and keeps being done. When the newest record of a kind is
older than `evidence.fresh` in the settings (12 months where nothing is said), the obligations that it shows
are documented, but no longer evidenced.

Bad:

```yaml records/registers/training.yml
kind: training
id: REG-TRAINING
title: Training records
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: TRN-01, person: P-003, subject: Change assessment, date: 2024-05-02, effectiveness_check: Watched at work, effective: pending}  # <- stale-evidence
```

Good:

```yaml records/registers/training.yml
kind: training
id: REG-TRAINING
title: Training records
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - {id: TRN-01, person: P-003, subject: Change assessment, date: 2024-05-02, effectiveness_check: Watched at work, effective: pending}
  - {id: TRN-02, person: P-004, subject: First aid for users, date: 2026-05-02, effectiveness_check: Watched at work, effective: pending}
```
"""

from collections.abc import Iterator

from sms_lint.evidence import holdings, is_fresh, unread_kinds
from sms_lint.finding import Finding, Rule
from sms_lint.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.4",),
    help="keep the records up to date, or say in the settings how long they count",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the newest record of each kind that shows an obligation by itself."""
    shown: dict[str, list[str]] = {}
    for book in sms.catalogues:
        for clause in book.clauses:
            for kind in {kind for obligation in clause.obligations for kind in obligation.shown_by}:
                shown.setdefault(kind, []).append(clause.id)
    unread = sms.unread | unread_kinds(sms)
    for kind, holding in holdings(sms).items():
        if kind in shown and kind not in unread and holding.newest and not is_fresh(sms, holding.newest):
            message = (
                f"the newest record of kind {kind} is of {holding.newest}; "
                f"records count as evidence for {sms.config.evidence.fresh}"
            )
            yield RULE.finding(
                holding.node.place(), message, node=holding.node.id, clauses=tuple(shown[kind])
            )
