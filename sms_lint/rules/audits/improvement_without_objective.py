"""An improvement was approved that serves no objective.

Opportunities for improvement are judged by criteria, and one of them is whether they help to reach the
objectives. An approved improvement without an objective uses people and money that an objective may lack.

Bad:

```yaml
improvement IMP-01:
  decision: approved  # <- improvement-without-objective
  status: open
  objective_link:  # not given
```

Good:

```yaml
improvement IMP-01:
  objective_link: OBJ-01
  decision: approved
  status: open
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:10.2",),
    help="name the objective in `objective_link`, or decide again whether it is worth doing",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at approved improvements that are still being worked on."""
    for node in sms.all(Improvement):
        if node.decision == "approved" and node.status == "open" and node.objective_link is None:
            yield RULE.about(node, "decision", f"{node.id} is approved, but names no objective")
