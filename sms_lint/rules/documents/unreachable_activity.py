"""An activity cannot be reached.

A process starts with its first activity. One that cannot be reached from there is never carried out, or the step to it
was forgotten.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {id: assess, next: [deploy]}
    - {id: deploy}
    - {id: review}  # <- unreachable-activity
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {id: assess, next: [deploy]}
    - {id: deploy, next: [review]}
    - {id: review}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.1",),
    help="name it in `next` of the activity that comes before it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Follow the paths from the first activity; another rule reports a path to an unknown one."""
    for node in sms.documents:
        if isinstance(node, Process) and node.lifecycle != "retired":
            ways = _ways(node)
            reached = _reached(ways, node.activities[0].id)
            if not reached <= ways.keys():
                continue
            for index, activity in enumerate(node.activities):
                if activity.id not in reached:
                    reached |= _reached(ways, activity.id)  # what follows from it is not reported again
                    message = f"no path leads from `{node.activities[0].id}`, the start, to `{activity.id}`"
                    yield RULE.about(node, ("activities", index, "id"), message)


def _ways(process: Process) -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {}
    for activity in process.activities:
        ways.setdefault(activity.id, []).extend(step.to for step in activity.next)
    return ways


def _reached(ways: dict[str, list[str]], start: str) -> set[str]:
    reached, ahead = {start}, [start]
    while ahead:
        for following in ways.get(ahead.pop(), ()):
            if following not in reached:
                reached.add(following)
                ahead.append(following)
    return reached
