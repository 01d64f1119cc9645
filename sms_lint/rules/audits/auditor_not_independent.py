"""An auditor audits a clause for which they are responsible.

Auditors do not audit their own work. The auditor must not hold the owner role of a document in force that meets a
clause in the scope of the audit.

Bad:

```yaml
audit-programme AUD-01:
  scope: [20000-1:8]
  auditor: P-003  # <- auditor-not-independent
  held: 2026-06-09
policy POL-CHG:
  lifecycle: active
  owner: change-manager
  satisfies: [20000-1:8.5.1.1]
```

Good:

```yaml
audit-programme AUD-01:
  scope: [20000-1:4]
  auditor: P-004
  held: 2026-06-09
policy POL-CHG:
  lifecycle: active
  owner: change-manager
  satisfies: [20000-1:8.5.1.1]
```
"""

from collections.abc import Iterator

from sms_lint.evidence import is_active
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help=(
        "before the audit, let somebody else audit these clauses; where it was held, have them audited again "
        "and record a nonconformity"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up who owned what the audit looks at, on its day."""
    owned = [
        (ref, document) for document in sms.documents if is_active(document) for ref in document.satisfies
    ]
    for audit in sms.records(AuditProgramme):
        roles = sms.roles_on(audit.auditor, audit.held or audit.planned)
        clash = [document for ref, document in owned if document.owner in roles and _within(ref, audit.scope)]
        if clash:
            named = listed(dict.fromkeys(f"{document.id} ({document.owner})" for document in clash))
            message = (
                f"{audit.auditor} audits in {audit.id} what {named} describes, and is responsible for it"
            )
            yield RULE.about(audit, "auditor", message)


def _within(ref: str, scope: tuple[str, ...]) -> bool:
    return any(clause_parts(ref).is_within(clause_parts(clause)) for clause in scope)
