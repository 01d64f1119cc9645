"""An activity leads to one that does not exist.

The flow of a process is drawn from what follows each activity. An unknown name breaks the flow.

Bad:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {id: assess, next: [deplyo]}  # <- unknown-activity
    - id: deploy
      next:  # not given
```

Good:

```yaml
process PRC-CHG:
  lifecycle: active
  activities:
    - {id: assess, next: [deploy]}
    - {id: deploy}
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import closest, same_but_for_form
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix, rewritten
from sms_lint.model.kinds.documents import Process
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.1",),
    help="write the id of an activity of this process",
    fix=RuleFix("writes the activity that is nearest", "some"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up what follows each activity."""
    for node in sms.documents:
        if not isinstance(node, Process) or node.lifecycle == "retired":
            continue
        known = [activity.id for activity in node.activities]
        for index, activity in enumerate(node.activities):
            for way, step in enumerate(activity.next):
                if step.to not in known:
                    near = closest(step.to, known)
                    hint = f"; did you mean `{near}`?" if near else ""
                    message = (
                        f"`{activity.id}` leads to `{step.to}`, which is not an activity of {node.id}{hint}"
                    )
                    finding = RULE.about(node, ("activities", index, "next", way, "to"), message)
                    safe = near is not None and same_but_for_form(step.to, near)
                    yield finding.with_fix(rewritten(finding.at, near, safe=safe) if near else None)
