"""The root cause of a nonconformity says again what is wrong.

A cause answers why it could happen. Where it repeats the description, the action mends the symptom and the
nonconformity comes back.

Bad:

```yaml
nonconformity NC-01:
  description: Three of 20 normal changes had no review
  root_cause: Normal changes had no review  # <- nonconformity-cause-repeats-description
```

Good:

```yaml
nonconformity NC-01:
  description: Three of 20 normal changes had no review
  root_cause: The tool asks for a review only where a change failed
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import only_repeats
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1",),
    help="ask why it could happen, until the answer is something that can be changed",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and description."""
    for one in sms.all(Nonconformity):
        if one.root_cause and only_repeats(one.root_cause, one.description):
            message = f"the root cause of {one.id} says what its description says"
            yield RULE.about(one, "root_cause", message)
