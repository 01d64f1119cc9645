"""A process keeps a kind of record of which there is none.

Records show that a process is carried out as planned. An active process without a single record of a kind it
names has either not been carried out yet or keeps its records out of sight.

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
records: [training]  # <- kind-without-records
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
records: [person]
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
---
# Change management
```
"""

from collections.abc import Iterator

from sms_lint.evidence import holdings
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.1",),
    help="keep the records, name the place they are exported from in a table, or take the kind out",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for at least one record of each kind; documents and kinds that could not be read are left alone."""
    there = {*holdings(sms), *(node.kind for node in sms.documents), *sms.hidden}
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle != "active":
            continue
        for index, kind in enumerate(node.records):
            if kind in sms.kinds and kind not in there and kind not in sms.unread:
                message = f"{node.id} keeps records of kind `{kind}`, but there is none"
                yield RULE.about(node, ("records", index), message)
