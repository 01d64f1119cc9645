"""A nonconformity was closed although its action did not work.

What did not work is not done. The nonconformity stays open until another action has had its effect.

Bad:

```yaml
nonconformity NC-01:
  status: closed
  effectiveness_result: not_effective  # <- nonconformity-closed-without-effect
```

Good:

```yaml
nonconformity NC-01:
  status: closed
  effectiveness_result: effective
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1",),
    help="open it again and plan another action",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is closed."""
    for one in sms.all(Nonconformity):
        if one.status == "closed" and one.effectiveness_result == "not_effective":
            message = f"{one.id} was closed on {one.closed}, but its action was not effective"
            yield RULE.about(one, "effectiveness_result", message)
