"""A role carries out activities and nobody has said what it must be able to do.

Competence begins with what the work demands. For each role inside the organization that does the work of a
process, the competence matrix states it at least once.

Bad:

```yaml processes/change.md
---
kind: process
id: PRC-CHG
title: Change management
version: "1.0"
lifecycle: active
owner: head-of-service-management
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm
triggers: [request for change]
inputs: [{item: request, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [change-manager]
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager}  # <- role-without-competence
---
# Change management
```

```yaml records/registers/competence.yml
kind: competence
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CMP-01
    person: P-003
    role: incident-manager
    competence: Assesses the risk of a change
    required_level: 4
    actual_level: 4
    basis: experience
    evidence: Observed at work
    assessed_at: 2026-04-14
```

Good:

```yaml processes/change.md
---
kind: process
id: PRC-CHG
title: Change management
version: "1.0"
lifecycle: active
owner: head-of-service-management
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm
triggers: [request for change]
inputs: [{item: request, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [change-manager]
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager}
---
# Change management
```

```yaml records/registers/competence.yml
kind: competence
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CMP-01
    person: P-003
    role: change-manager
    competence: Assesses the risk of a change
    required_level: 4
    actual_level: 4
    basis: experience
    evidence: Observed at work
    assessed_at: 2026-04-14
```
"""

from collections.abc import Iterator

from sms_lint.evidence import is_active
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.2",),
    help="enter what the role must be able to do, and who has it to which level",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each role that does something, once; without any assessment another rule speaks."""
    known = {entry.text("role") for entry in sms.entries("competence")} | sms.unread
    if not sms.entries("competence") or {"competence", "role"} & sms.hidden:
        return
    for process in sms.all(Process):
        for index, activity in enumerate(process.activities if is_active(process) else ()):
            role = sms.roles.get(activity.does)
            if role is not None and role.external == "no" and role.id not in known:
                known.add(role.id)
                message = f"`{role.id}` carries out activities, but no competence is required of it"
                yield RULE.about(process, ("activities", index, "does"), message)
