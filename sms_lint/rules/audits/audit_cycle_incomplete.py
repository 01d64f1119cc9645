"""The audit programme leaves out clauses of the standard.

Every clause is audited once in the cycle (`intervals.audit_cycle` of the settings), by audits that were held
within it or are planned to be.

Bad:

```yaml
audit-programme AUD-01:  # <- audit-cycle-incomplete
  scope: [20000-1:4]
  held: 2026-06-09
```

Good:

```yaml
audit-programme AUD-01:
  scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
  held: 2026-06-09
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="plan an audit of these clauses",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the clauses with obligations with the scopes of the cycle; another rule reports a lack of audits."""
    audits = [audit for audit in sms.records(AuditProgramme) if _in_cycle(sms, audit)]
    if not audits or AuditProgramme.KIND.name in sms.hidden:
        return
    covered = {clause for audit in audits for clause in audit.scope} | sms.unread
    for book in sms.catalogues:
        missing = [
            clause.number
            for clause in book.clauses
            if clause.obligations
            and covered.isdisjoint((clause.id, *(ancestor.id for ancestor in book.ancestors(clause))))
        ]
        if missing:
            latest = max(audits, key=lambda audit: audit.planned)
            message = f"no audit of the cycle covers {listed(missing)} of {book.standard}"
            yield RULE.about(latest, "id", message)


def _in_cycle(sms: Sms, audit: AuditProgramme) -> bool:
    cycle = sms.config.intervals.audit_cycle
    day = audit.held or audit.planned
    return cycle.after(day) >= sms.today and day <= cycle.after(sms.today)
