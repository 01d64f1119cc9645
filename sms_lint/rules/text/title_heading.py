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

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="make the first heading, with a single `#`, the same as `title`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the first heading of the first level with the title; spaces and emphasis do not matter."""
    for node in sms.documents:
        if node.lifecycle == "retired":
            continue
        heading = next((section for section in node.sections if section.level == 1), None)
        if heading is None:
            message = f"the text has no heading of the first level; it should begin with `# {node.title}`"
            yield RULE.about(node, "title", message)
        elif _plain(heading.title) != _plain(node.title):
            message = f"the heading `{heading.title}` differs from the title `{node.title}`"
            yield RULE.finding(node.text_at(heading), message, node=node.id)


def _plain(title: str) -> str:
    return " ".join(re.sub(r"\*\*|__|[*`]", "", title).split())
