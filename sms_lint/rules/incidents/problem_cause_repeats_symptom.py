"""The root cause of a problem says again what goes wrong.

A cause answers why it happens. Where it repeats the title, the next fix mends the symptom once more.

Bad:

```yaml
problem register:
  title: Register
problem PRB-01:
  title: Storage pool fills unnoticed
  root_cause: The storage pool fills unnoticed  # <- problem-cause-repeats-symptom
```

Good:

```yaml
problem register:
  title: Register
problem PRB-01:
  title: Storage pool fills unnoticed
  root_cause: Snapshots grew twice as fast as data
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import only_repeats
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.3",),
    help="ask why it happens, until the answer is something that can be changed",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and title."""
    for problem in sms.entries("problem"):
        cause = problem.text("root_cause")
        if cause and only_repeats(cause, problem.text("title")):
            message = f"the root cause of {problem.id} says what its title says"
            yield RULE.about(problem, "root_cause", message)
