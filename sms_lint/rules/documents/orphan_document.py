"""No other document or record refers to an active document.

People find a document through the others: the policy names the process, the process its procedures. One that nothing
leads to is soon forgotten, and is perhaps not needed. Reports and records need no such reference.

Bad:

```yaml
policy POL-CHG:  # <- orphan-document
  lifecycle: active
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
How we change services, beside the [release policy](pol-rel.md).
```

```yaml
policy POL-REL:
  lifecycle: active
  related: [POL-CHG]
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="refer to it where a reader would look for it, or retire it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect all that is referred to; silent while something could not be read, because it may name any document."""
    if len(sms.documents) < 2 or sms.unread:
        return
    wanted = {target.id for node in sms.nodes for target, _ in sms.leads_to(node) if target is not node}
    for document in sms.documents:
        if document.lifecycle == "active" and document.KIND.folder != "records" and document.id not in wanted:
            yield RULE.about(
                document,
                "id",
                f"nothing refers to `{document.id}`, although it is active",
            )
