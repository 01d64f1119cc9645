"""Too few people have acknowledged a policy that everybody has to know.

The service management policy and the information security policy concern everybody who works under them. The
share of persons with an entry in the awareness log is compared with the settings (`thresholds.acknowledged`);
which version they confirmed is another question. After a version came into force there is a time to acknowledge it
(`intervals.acknowledgement`, 30 days), in which nothing is reported.

Bad:

```yaml
policy POL-SM:  # <- policy-acknowledgement-low
  lifecycle: active
  satisfies: [20000-1:5.2.1]
awareness AWR-01: {person: P-001, document: POL-SM}
```

Good:

```yaml
policy POL-SM:
  lifecycle: active
  satisfies: [20000-1:5.2.1]
awareness AWR-01: {person: P-001, document: POL-SM}
awareness AWR-02: {person: P-002, document: POL-SM}
awareness AWR-03: {person: P-003, document: POL-SM}
awareness AWR-04: {person: P-004, document: POL-SM}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.system.acknowledgements import is_for_all
from sms_lint.system.approval_status.readers import in_force_now
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
    for now in in_force_now(sms, Policy):
        node = now.document
        if node.id not in known or not is_for_all(node):
            continue
        if not now.is_over(sms.config.intervals.acknowledgement, sms.today):
            continue
        missing = sorted(there - known[node.id])
        if len(missing) * 100 > len(there) * (100 - sms.config.thresholds.acknowledged):
            share = f"{len(there) - len(missing)} of {len(there)} persons"
            message = f"{node.id} was acknowledged by {share}; not by {listed(missing)}"
            yield RULE.about(now.written, "id", message)
