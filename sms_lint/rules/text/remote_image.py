"""A picture is loaded from another host.

That host learns who opens the page, the picture can change after the approval, and it is missing when the network is
down, which is when the document is needed.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
![The steps of a change](https://example.org/steps.png) <!-- <- remote-image -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Changes are made as [the steps](https://example.org/steps.png) show.
```
"""

from collections.abc import Iterator

from sms_lint.ground.text import scheme
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import bodies, parts

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="keep the picture beside the document and write its path",
)

ELSEWHERE = frozenset({"https", "http", "//", "ftp"})


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the address of every picture in all prose, also where it is defined elsewhere in the text."""
    for writing in bodies(sms):
        for part in parts(writing, "picture"):
            if scheme(part.target) in ELSEWHERE:
                named = part.words[:40]
                message = f"the picture `{named}` is loaded from another host: `{part.target[:60]}`"
                yield RULE.finding(writing.at(part.start, part.end), message, node=writing.id_at(part.start))
