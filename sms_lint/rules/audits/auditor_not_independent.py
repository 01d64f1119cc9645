"""An auditor audits a clause that the auditor answers for.

Nobody judges work of their own. The auditor must not hold the owner role of a document in force that meets a
clause in the scope of the audit.

Bad:

```yaml records/registers/audit-programme.yml
kind: audit-programme
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AUD-01
    period: "2026"
    frequency: Once a year
    scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
    criteria: The standard
    methods: Interviews
    responsible: head-of-service-management
    process_importance: All
    changes_considered: None
    previous_results: None
    auditor: P-003  # <- auditor-not-independent
    auditor_independent_of: Owns none of the processes
    planned: 2026-06-09
    held: 2026-06-09
```

```yaml policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
satisfies: [20000-1:8.5.1.1]
---
# Change management policy
```

Good:

```yaml records/registers/audit-programme.yml
kind: audit-programme
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AUD-01
    period: "2026"
    frequency: Once a year
    scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
    criteria: The standard
    methods: Interviews
    responsible: head-of-service-management
    process_importance: All
    changes_considered: None
    previous_results: None
    auditor: P-004
    auditor_independent_of: Owns none of the processes
    planned: 2026-06-09
    held: 2026-06-09
```

```yaml policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
satisfies: [20000-1:8.5.1.1]
---
# Change management policy
```
"""

from collections.abc import Iterator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.evidence import is_active
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditProgramme
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2",),
    help="let somebody else audit these clauses, or take them out of the scope",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up who owned what the audit looks at, on its day."""
    owned = [
        (ref, document) for document in sms.documents if is_active(document) for ref in document.satisfies
    ]
    for audit in sms.all(AuditProgramme):
        roles = sms.roles_on(audit.auditor, audit.held or audit.planned)
        clash = [document for ref, document in owned if document.owner in roles and _within(ref, audit.scope)]
        if clash:
            named = listed(dict.fromkeys(f"{document.id} ({document.owner})" for document in clash))
            message = f"{audit.auditor} audits in {audit.id} what {named} describes, and answers for it"
            yield RULE.about(audit, "auditor", message)


def _within(ref: str, scope: tuple[str, ...]) -> bool:
    return any(clause_parts(ref).is_within(clause_parts(clause)) for clause in scope)
