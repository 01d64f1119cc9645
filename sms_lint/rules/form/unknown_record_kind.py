"""A process says that it keeps a kind of record that does not exist.

`records` names kinds of record by the word that files write in `kind:`. A word that is no kind leads to no
record, so the process seems to leave no trace. Kinds of your own are listed under `kinds` of the settings.

Bad:

```yaml processes/change-management.md
---
kind: process
id: PRC-CHG
title: Change management
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm to services.
triggers: [request for change]
inputs: [{item: request for change, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [change-manager]
records: [trainig]  # <- unknown-record-kind
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
---
# Change management
```

Good:

```yaml processes/change-management.md
---
kind: process
id: PRC-CHG
title: Change management
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
purpose: Carry out changes without harm to services.
triggers: [request for change]
inputs: [{item: request for change, from: [user]}]
outputs: [{item: deployed change, to: [user]}]
roles: [change-manager]
records: [training]
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
---
# Change management
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import nearest
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.1",),
    help="use the name of a kind as files write it in `kind:`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look the kinds up, those of the organization's own included."""
    known = [*sms.kinds, *(own.kind for own in sms.config.kinds)]
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        for index, kind in enumerate(node.records):
            if kind not in known:
                message = f"there is no kind of record `{kind}`{nearest(kind, known)}"
                yield RULE.about(node, ("records", index), message)
