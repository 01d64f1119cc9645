"""The day from which a document is in force does not fit its lifecycle.

Whoever reads a document needs to know from which day it holds. An active document states that day and it has
come; a draft is not in force yet. A report is a record and holds from no day on.

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
from sms_lint.model.node import Document
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
    for node in sms.documents:
        day = node.effective
        if node.lifecycle == "active" and day is None and node.KIND.folder != "records":
            message = f"{node.id} is active, but does not say from which day: `effective` is missing"
            yield RULE.about(node, "lifecycle", message)
        elif day is not None and (message := _contradiction(node, sms)):
            yield RULE.about(node, "effective", message, severity="warning")


def _contradiction(node: Document, sms: Sms) -> str:
    if node.lifecycle == "active" and node.effective and node.effective > sms.today:
        return f"{node.id} is active, but in force only from {node.effective}; until then it is a draft"
    if node.lifecycle == "draft" and node.effective and node.effective <= sms.today:
        return f"{node.id} is a draft, but was to be in force from {node.effective}"
    return ""
