"""The root cause of a problem or a nonconformity only repeats what is wrong.

A cause answers why it happens. Where it repeats the title or the description, the action treats the symptom, and the
fault comes back.

Bad:

```yaml
problem PRB-01:
  title: Storage pool fills unnoticed
  root_cause: The storage pool fills unnoticed  # <- cause-repeats-symptom
```

Good:

```yaml
problem PRB-01:
  title: Storage pool fills unnoticed
  root_cause: Snapshots grew twice as fast as data
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
    clauses=("20000-1:8.6.3", "20000-1:10.1.1"),
    help="ask why it happens, until the answer is something that can be changed",
    aliases=("problem-cause-repeats-symptom", "nonconformity-cause-repeats-description"),
    kinds=("problem", "nonconformity"),
)
_PROBLEM = RULE.part("problem-cause-repeats-symptom", clauses=("20000-1:8.6.3",))
_NONCONFORMITY = RULE.part(
    "nonconformity-cause-repeats-description",
    clauses=("20000-1:10.1.1",),
    help="ask why it could happen, until the answer is something that can be changed",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and symptom."""
    yield from _problem(sms)
    yield from _nonconformity(sms)


def _problem(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and title."""
    for problem in sms.entries("problem"):
        cause = problem.text("root_cause")
        if cause and only_repeats(cause, problem.text("title")):
            message = f"the root cause of {problem.id} says what its title says"
            yield _PROBLEM.about(problem, "root_cause", message)


def _nonconformity(sms: Sms) -> Iterator[Finding]:
    """Compare the words of cause and description."""
    for nonconformity in sms.records(Nonconformity):
        if nonconformity.root_cause and only_repeats(nonconformity.root_cause, nonconformity.description):
            message = f"the root cause of {nonconformity.id} says what its description says"
            yield _NONCONFORMITY.about(nonconformity, "root_cause", message)
