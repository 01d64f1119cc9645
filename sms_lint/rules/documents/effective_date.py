"""The day from which a document is in force does not fit its lifecycle.

Readers need to know from which day a document applies. An active document states that day, and it has come; a draft is
not in force yet, and its day has not passed. A report is a record and needs no such day. Where texts have to be
approved, a later day is no fault: until then readers see the text that is in force.

Bad:

```yaml
policy POL-CHG:
  lifecycle: active  # <- effective-date
  effective:  # not given
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  effective: 2026-04-01
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.readers import readers_texts
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.2",),
    help="state the day from which the document is in force, or change its lifecycle",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare `effective` with the lifecycle and with today."""
    approved = readers_texts(sms)
    for node in sms.documents:
        day = node.effective
        if node.lifecycle == "active" and day is None and node.KIND.folder != "records":
            message = f"{node.id} is active, but does not say from which day: `effective` is missing"
            yield RULE.about(node, "lifecycle", message)
        elif node.lifecycle == "active" and day is not None and day > sms.today and node.id not in approved:
            message = f"{node.id} is active, but in force only from {day}; until then it is a draft"
            yield RULE.about(node, "effective", message, severity="warning")
    for kind in {node.kind: None for node in sms.documents}:
        for late in overdue(sms, kind, "start"):
            message = f"{late.entry.id} is a draft, but was to be in force from {late.day}"
            yield RULE.about(late.entry, late.field, message, severity="warning")
