"""Nobody has checked whether an action had its effect.

Carrying out an action is half of the work. The effect of a corrective action or an improvement is checked within
`intervals.effect_check` of the settings, and whether a training closed the gap within `intervals.training_check`.

Bad:

```yaml
nonconformity NC-01:
  raised: 2026-02-12
  status: implemented
  implemented: 2026-04-02  # <- effect-unchecked
  effectiveness_result:  # not given
```

Good:

```yaml
nonconformity NC-01:
  raised: 2026-02-12
  status: implemented
  implemented: 2026-10-02
  effectiveness_result:  # not given
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:10.1.1", "20000-1:7.2", "20000-1:10.2"),
    help="check the effect, and state the result and the day",
    aliases=("nonconformity-effect-unchecked", "training-effect-unchecked", "improvement-result-unmeasured"),
    kinds=("nonconformity", "training", "improvement"),
)
_ACTION = RULE.part(
    "nonconformity-effect-unchecked",
    clauses=("20000-1:10.1.1",),
    help="check the effect, and state the check and its result",
)
_TRAINING = RULE.part("training-effect-unchecked", clauses=("20000-1:7.2",))
_IMPROVEMENT = RULE.part(
    "improvement-result-unmeasured",
    clauses=("20000-1:10.2",),
    help="measure it, and state the result and whether the target was reached",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at corrective actions, trainings and improvements."""
    yield from _action(sms)
    yield from _training(sms)
    yield from _improvement(sms)


def _action(sms: Sms) -> Iterator[Finding]:
    """Look at actions that were carried out and have no result."""
    for late in overdue(sms, "nonconformity", "effect"):
        entry = late.entry
        message = (
            f"the action of {entry.id} was done on {late.since}; its effect was to be checked by {late.day}"
        )
        yield _ACTION.about(late.entry, late.field, message)


def _training(sms: Sms) -> Iterator[Finding]:
    """Look at trainings whose effect is pending."""
    for late in overdue(sms, "training", "effect"):
        entry = late.entry
        message = f"{entry.id} took place on {late.since}; its effect was to be checked by {late.day}"
        yield _TRAINING.about(late.entry, late.field, message)


def _improvement(sms: Sms) -> Iterator[Finding]:
    """Look at improvements that were carried out and have no result."""
    for late in overdue(sms, "improvement", "effect"):
        message = (
            f"{late.entry.id} was carried out on {late.since}; its result was to be measured by {late.day}"
        )
        yield _IMPROVEMENT.about(late.entry, late.field, message)
