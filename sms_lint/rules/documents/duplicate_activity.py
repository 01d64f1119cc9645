"""Two activities of a process have the same id.

Ways lead to an activity by its id. Where two have the same one, nobody can tell which is meant, and the
diagram shows them as one.

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
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
  - {id: deploy, name: Deploy again, does: change-manager, answers: change-manager}  # <- duplicate-activity
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
activities:
  - {id: assess, name: Assess, does: change-manager, answers: change-manager, next: [deploy]}
  - {id: deploy, name: Deploy, does: change-manager, answers: change-manager}
---
# Change management
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.1",),
    help="give each activity an id of its own",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the ids of the activities within each process."""
    for node in sms.documents:
        first: dict[str, int] = {}
        for index, activity in enumerate(node.activities if isinstance(node, Process) else ()):
            other = first.setdefault(activity.id, index)
            if other != index:
                related = (Related(node.at("activities", other, "id"), "the first one"),)
                message = f"{node.id} has two activities `{activity.id}`"
                yield RULE.about(node, ("activities", index, "id"), message, related=related)
