"""Two documents in force have the same title.

People look documents up by their title. Two of the same name in force are mistaken for each other, and
usually one of them is a copy that nobody retired.

Bad:

```yaml
policy POL-CHANGES:
  title: Change management policy
  lifecycle: active
policy POL-CHG:
  title: Change Management Policy  # <- duplicate-title
  lifecycle: active
```

Good:

```yaml
policy POL-CHANGES:
  title: Change management policy
  lifecycle: active
policy POL-CHG:
  title: Change Management Policy
  lifecycle: retired
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="give each document a title of its own, or retire one of them",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the titles of active documents; capital letters and spaces do not matter."""
    first: dict[str, Document] = {}
    for node in sms.documents:
        if node.lifecycle != "active":
            continue
        other = first.setdefault(" ".join(node.title.casefold().split()), node)
        if other.id != node.id:
            related = (Related(other.at("title"), f"{other.id} has this title too"),)
            message = f"{node.id} has the same title as {other.id}: `{node.title}`"
            yield RULE.about(node, "title", message, related=related)
