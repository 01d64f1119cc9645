"""Too few people have acknowledged a policy that everybody has to know.

The service management policy and the information security policy concern everybody who works under them. The
share of persons with an entry in the awareness log is compared with the settings (`thresholds.acknowledged`);
which version they confirmed is another question.

Bad:

```yaml policies/pol-sm.md
---
kind: policy
id: POL-SM  # <- policy-acknowledgement-low
title: Policy
owner: change-manager
approver: managing-director
version: "1.0"
lifecycle: active
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
satisfies: [20000-1:5.2.1]
---
# Policy
```

```yaml records/registers/awareness.yml
kind: awareness
id: REG-AWARENESS
title: Awareness register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AWR-01
    person: P-001
    document: POL-SM
    version: "1.0"
    topic: policy
    acknowledged_at: 2026-06-20
```

Good:

```yaml policies/pol-sm.md
---
kind: policy
id: POL-SM
title: Policy
owner: change-manager
approver: managing-director
version: "1.0"
lifecycle: active
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
satisfies: [20000-1:5.2.1]
---
# Policy
```

```yaml records/registers/awareness.yml
kind: awareness
id: REG-AWARENESS
title: Awareness register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AWR-01
    person: P-001
    document: POL-SM
    version: "1.0"
    topic: policy
    acknowledged_at: 2026-06-20
  - id: AWR-02
    person: P-002
    document: POL-SM
    version: "1.0"
    topic: policy
    acknowledged_at: 2026-06-20
  - id: AWR-03
    person: P-003
    document: POL-SM
    version: "1.0"
    topic: policy
    acknowledged_at: 2026-06-20
  - id: AWR-04
    person: P-004
    document: POL-SM
    version: "1.0"
    topic: policy
    acknowledged_at: 2026-06-20
```
"""

from collections.abc import Iterator

from sms_lint.evidence import is_active
from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:7.3",
        "20000-1:5.2.2",
    ),
    help="have the others acknowledge the policy, and add them to the log",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Count the persons of today; a policy without any entry, or not in force for long, is left alone."""
    if {"awareness", "person"} & sms.hidden:
        return
    there = {person for holders in sms.holders.values() for person in holders}
    known: dict[str, set[str]] = {}
    for entry in sms.entries("awareness"):
        known.setdefault(entry.text("document"), set()).add(entry.text("person"))
    for node in sms.documents:
        if not isinstance(node, Policy) or not is_active(node) or node.id not in known or not _for_all(node):
            continue
        missing = sorted(there - known[node.id])
        if len(missing) * 100 > len(there) * (100 - sms.config.thresholds.acknowledged):
            share = f"{len(there) - len(missing)} of {len(there)} persons"
            message = f"{node.id} was acknowledged by {share}; not by {listed(missing)}"
            yield RULE.about(node, "id", message)


def _for_all(policy: Policy) -> bool:
    return policy.meets("20000-1:5.2.1") or policy.meets("20000-1:8.7.3.1")
