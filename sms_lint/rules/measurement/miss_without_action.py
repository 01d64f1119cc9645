"""A target was missed, but nothing follows from it.

A miss is reported with its cause, and with what is done so that it does not happen again. Where the record of an
agreed target, of availability or of an objective names nothing, the next miss of the same kind has already begun. An
improvement that was rejected or dropped, or in place before the period began, does not follow from the miss. An agreed
target may also name a nonconformity, or say in `no_action` why nothing is done.

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
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.improvement import Improvement
from sms_lint.system.series import period_in
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
    help="name in `improvement` or `nonconformity` what is done about it, or say in `no_action` why nothing is",
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
        if entry.text("met") != "no" or entry.text("nonconformity") or entry.text("no_action"):
            continue
        missed = f"`{entry.text('target')}` of {entry.text('sla')} in {entry.text('period')}"
        name = entry.text("improvement")
        if not name:
            message = f"{entry.id} reports {missed} as missed and names no improvement"
            yield _TARGET.about(entry, "met", message)
        elif why := _does_not_follow(sms.record(Improvement, name), entry):
            message = f"{entry.id} reports {missed} as missed and names {name}, which {why}"
            yield _TARGET.about(entry, "improvement", message)


def _does_not_follow(improvement: Improvement | None, entry: Entry) -> str:
    """Why an improvement is nothing that follows from a miss; empty where it may be."""
    period = period_in(entry)
    if improvement is None or period is None:
        return ""
    if improvement.decision == "rejected":
        return "was rejected"
    if improvement.status == "dropped":
        return "was dropped"
    done = improvement.implemented_at
    return f"was in place on {done}, before the period" if done and done < period.first else ""


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
