"""The first heading of a document is not its title.

The title in the front matter appears in lists and search results, the first heading on the page. Where they differ,
readers cannot be sure that they have the right document.

Bad:

```markdown
---
kind: policy
id: POL-CHG
title: Change management policy
lifecycle: active
---
# Changes policy <!-- <- title-heading -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
title: Change management policy
lifecycle: active
---
# Change management policy
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.source import Location
from sms_lint.ground.text import body_start
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="make the first heading, with a single `#`, the same as `title`",
    fix=RuleFix("writes the title of the document as its first heading", "some"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the first heading of the first level with the title; spaces and emphasis do not matter."""
    for node in sms.documents:
        if node.lifecycle == "retired":
            continue
        heading = next((section for section in node.sections if section.level == 1), None)
        if heading is None:
            message = f"the text has no heading of the first level; it should begin with `# {node.title}`"
            fix = _first_heading(node)
            yield RULE.about(node, "title", message).with_fix(fix)
        elif _plain(heading.title) != _plain(node.title):
            message = f"the heading `{heading.title}` differs from the title `{node.title}`"
            at = node.text_at(heading)
            yield RULE.finding(at, message, node=node.id).with_fix(_same_title(node, at, heading.title))


def _first_heading(node: Document) -> Fix:
    file = node.origin.file
    start = body_start(file.text)
    heading = TextEdit(Location(file, start, start), f"# {node.title}\n\n")
    return Fix(f"write `# {node.title}`", (heading,), safe=True)


def _same_title(node: Document, at: Location, heading: str) -> Fix | None:
    start = at.file.text.find(heading, at.start, at.end)
    if start == -1:
        return None
    place = Location(at.file, start, start + len(heading))
    return Fix(f"write `# {node.title}`", (TextEdit(place, node.title),))


def _plain(title: str) -> str:
    return " ".join(re.sub(r"\*\*|__|[*`]", "", title).split())
