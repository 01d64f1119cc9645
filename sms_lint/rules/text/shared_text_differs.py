"""A passage that is said to be another document's text differs from it.

Some passages stand in several documents on purpose. Between `<!-- text of POL-TERMS#confidentiality -->` and
`<!-- end of text -->` stand the words of that section: whoever approves the document sees them, and they cannot drift
apart unseen. When the section changes, each document that holds it is changed and approved with it.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
## Confidentiality

What is learned at work is not passed on.
```

```markdown
---
kind: policy
id: POL-REL
---
<!-- text of POL-CHG#confidentiality --> <!-- <- shared-text-differs -->
What is learned at work is passed on to colleagues.
<!-- end of text -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
## Confidentiality

What is learned at work is not passed on.
```

```markdown
---
kind: policy
id: POL-REL
---
<!-- text of POL-CHG#confidentiality -->
What is learned at work is not passed on.
<!-- end of text -->
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Document
from sms_lint.system.shared_text import SharedPassage, fault_of, kept_text, shared_passages
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2", "20000-1:7.5.3.1"),
    help="copy the text of the section again, or remove the two marks if it is a text of its own",
    fix=RuleFix("copies the text of the section again", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each marked passage of what is not retired with the section that it names."""
    for document in sms.documents:
        if document.lifecycle == "retired":
            continue
        for passage in shared_passages(document.origin.file.text):
            message = fault_of(sms, document, passage)
            if message:
                at = Location(document.origin.file, passage.mark, passage.start)
                yield RULE.finding(at, message, node=document.id).with_fix(_copied(sms, document, passage))


def _copied(sms: Sms, document: Document, passage: SharedPassage) -> Fix | None:
    """The text of the section that a passage names, in its place; None where there is no such section."""
    text = kept_text(sms, document, passage)
    if text is None or not passage.closed:
        return None
    place = Location(document.origin.file, passage.start, passage.end)
    return Fix("copy the text of the section again", (TextEdit(place, f"\n{text.strip()}\n"),))
