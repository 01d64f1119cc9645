"""Two activities of a process have the same id.

A step refers to the next activity by its id. Where two have the same id, nobody can tell which is meant, and the
diagram shows them as one.

Bad:

```yaml
process PRC-CHG:
  activities:
    - {id: assess}
    - {id: deploy}
    - {id: deploy}  # <- duplicate-activity
```

Good:

```yaml
process PRC-CHG:
  activities:
    - {id: assess}
    - {id: deploy}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.1",),
    help="give each activity an id of its own",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the ids of the activities within each process."""
    for node in sms.documents:
        first: dict[str, int] = {}
        for index, activity in enumerate(node.activities if isinstance(node, Process) else ()):
            other = first.setdefault(activity.id, index)
            if other != index:
                related = (Related(node.at("activities", other, "id"), "the first one"),)
                message = f"{node.id} has two activities `{activity.id}`"
                yield RULE.about(node, ("activities", index, "id"), message, related=related)
