"""A target was missed, but nothing follows from it.

A miss is reported with its cause, and with what is done so that it does not happen again. Where the record of an
agreed target, of availability or of an objective names nothing, the next miss of the same kind has already begun.

Bad:

```yaml
sla-result SLR-09:
  met: no  # <- miss-without-action
  improvement:  # not given
```

Good:

```yaml
sla-result SLR-09:
  met: no
  improvement: IMP-2026-06
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.3", "20000-1:10.2", "20000-1:8.7.1", "20000-1:6.2.2"),
    help="name in the record what is done about it",
    aliases=(
        "missed-target-without-improvement",
        "availability-missed-without-action",
        "missed-objective-without-action",
    ),
    kinds=("sla-result", "availability", "objective"),
)
_TARGET = RULE.part(
    "missed-target-without-improvement",
    clauses=("20000-1:8.3.3", "20000-1:10.2"),
    help="record an improvement and name it in `improvement`",
)
_AVAILABILITY = RULE.part(
    "availability-missed-without-action",
    clauses=("20000-1:8.7.1",),
    help="say in `action` what is done so that it does not happen again",
)
_OBJECTIVE = RULE.part(
    "missed-objective-without-action",
    clauses=("20000-1:6.2.2", "20000-1:10.2"),
    help="name in `reason` the record that carries on, such as an improvement, a risk or a new objective",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at agreed targets, availability and objectives."""
    yield from _target(sms)
    yield from _availability(sms)
    yield from _objective(sms)


def _target(sms: Sms) -> Iterator[Finding]:
    """Look at the results that say a target was missed."""
    for entry in sms.entries("sla-result"):
        if entry.text("met") == "no" and not entry.text("improvement"):
            missed = f"`{entry.text('target')}` of {entry.text('sla')} in {entry.text('period')}"
            message = f"{entry.id} reports {missed} as missed and names no improvement"
            yield _TARGET.about(entry, "met", message)


def _availability(sms: Sms) -> Iterator[Finding]:
    """Compare the result of each row with its own target."""
    for entry in sms.entries("availability"):
        actual, target = entry.number("actual"), entry.number("target")
        if actual is not None and target is not None and actual < target and not entry.text("action"):
            message = f"{entry.id} reached {actual} % where {target} % are the target, without an action"
            yield _AVAILABILITY.about(entry, "actual", message)


FOLLOWING = frozenset(("improvement", "nonconformity", "risk", "objective", "problem", "opportunity", "kpi"))


def _objective(sms: Sms) -> Iterator[Finding]:
    """Look for a record in the reason of each missed objective, or for an improvement that serves it."""
    if Improvement.KIND.name in sms.hidden:
        return
    served = {node.objective_link for node in sms.all(Improvement)}
    for entry in sms.entries("objective"):
        if entry.text("status") != "missed" or entry.id in served or not entry.text("reason"):
            continue
        named = ids_in(entry.text("reason")) - {entry.id}
        if not any(name in sms.unread or sms.kind_of(name) in FOLLOWING for name in named):
            message = f"{entry.id} was missed, but no improvement serves it and `reason` names no record that follows"
            yield _OBJECTIVE.about(entry, "status", message)
