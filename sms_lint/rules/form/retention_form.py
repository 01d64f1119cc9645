"""A retention does not state a period.

Retention and disposal work only where a length of time is stated, or the day or event on which it ends. "As
needed" cannot be carried out and cannot be audited.

Bad:

```yaml
policy POL-CHG:
  retention: as needed  # <- retention-form
```

Good:

```yaml
policy POL-CHG:
  retention: until the contract ends, then 7 years
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import says_how_long
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Register
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.2",),
    help="write a length of time such as `7 years`, or `until` and what ends it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a length of time in the retention of documents and registers."""
    listed = sms.records(ListedDocument)
    judged: tuple[Document | Register | ListedDocument, ...] = (*sms.controlled, *listed)
    for node in judged:
        if node.retention is not None and not says_how_long(node.retention):
            message = f"`retention` does not say how long: `{node.retention}`"
            yield RULE.about(node, "retention", message)
