"""A sentence leaves open whether, when or how well something is done.

Words such as should, as appropriate or regularly let two people do different things and both be right. An auditor
cannot tell whether such a sentence was followed. Words such as usually or adequate count only where a sentence says
what somebody has to do. What a step leads to (`the light should turn green`), a condition (`should this fail`) and a
word with its bound beside it (`regularly, every month`) are left alone.

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Emergency changes should be reviewed in a timely manner. <!-- <- weak-requirement-words -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Emergency changes are reviewed within two working days.
```
"""

from collections.abc import Iterator

from sms_lint.evidence import is_active
from sms_lint.ground.weak_phrases import weak_phrases
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import External, Report
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms
from sms_lint.system.writing import bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="write what is done, by whom and by when",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at documents that say what is done; of each text the first sentence is shown, the rest counted."""
    for writing in bodies(sms):
        if not isinstance(writing.node, Document) or isinstance(writing.node, Report | External):
            continue
        if not is_active(writing.node):
            continue
        found = list(weak_phrases(writing.text))
        if found:
            first = found[0]
            more = f" (and {len(found) - 1} more such words below)" if len(found) > 1 else ""
            message = f"“{first.words}” leaves it open: {first.better}{more}"
            yield RULE.finding(writing.at(first.start, first.end), message, node=writing.id_at(first.start))
