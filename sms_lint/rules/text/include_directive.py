"""A text contains a directive that includes another text, or a mark that a program replaces.

The approver of the document does not see what the directive will include, and it may include what is not meant to be
published: another file of the computer that builds the site. Such directives are found in code too, because the
programs that follow them do not know code. A mark such as `{{company}}` was to be replaced by words, and nobody did; in
code it is an example.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
{% include "purpose.md" %} <!-- <- include-directive -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
The purpose is that of the [service management policy](service-management.md#purpose).
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Location
from sms_lint.ground.text.directives import DIRECTIVE, MARK, SIGNS
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

REPLACE = "write the words that the mark stands for"

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write the text itself here, or link to the document that holds it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for directives and marks of the usual builders in all prose; the first of each text is reported."""
    for node, prose in sms.prose:
        file = node.origin.file
        if not any(sign in file.text for sign in SIGNS):
            continue
        start = len(prose) - len(prose.lstrip())
        begins = min(start, file.text.rfind("\n---", 0, start) + 1)
        match = DIRECTIVE.search(file.text, begins)
        if match:
            message = f"`{match.group().strip()}` begins a directive that includes another text"
            yield RULE.finding(Location(file, *match.span()), message, node=node.id)
        elif mark := MARK.search(prose, start):
            message = f"`{mark.group().strip()}` is a mark that a program replaces, and stands here as it is"
            yield RULE.finding(Location(file, *mark.span()), message, node=node.id, help=REPLACE)
