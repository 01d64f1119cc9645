"""A process cannot come to an end.

A process ends with an activity that nothing follows. Where the activities only lead in a circle, nobody can tell when
the work is done.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {id: assess, next: [deploy]}  # <- endless-process
    - {id: deploy, next: [assess]}
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {id: assess, next: [deploy]}
    - id: deploy
      next:  # not given
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
    help="add a way out of the circle, or leave `next` out where the process ends",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look back from the ends; a path to an unknown activity counts as an end, since another rule reports it."""
    for node in sms.documents:
        if isinstance(node, Process) and node.lifecycle != "retired":
            ending = _ending(node)
            stuck = [activity.id for activity in node.activities if activity.id not in ending]
            if stuck:
                first = next(
                    index for index, activity in enumerate(node.activities) if activity.id == stuck[0]
                )
                names = ", ".join(f"`{name}`" for name in stuck)
                message = f"{node.id} has no path to an end from {names}"
                yield RULE.about(node, ("activities", first, "id"), message)


def _ending(process: Process) -> set[str]:
    """The activities from which an end can be reached."""
    known = {activity.id for activity in process.activities}
    before: dict[str, list[str]] = {}
    ends = []
    for activity in process.activities:
        following = [step.to for step in activity.next]
        if not known.issuperset(following) or not following:
            ends.append(activity.id)
        for name in following:
            before.setdefault(name, []).append(activity.id)
    ending = set(ends)
    while ends:
        for name in before.get(ends.pop(), ()):
            if name not in ending:
                ending.add(name)
                ends.append(name)
    return ending
