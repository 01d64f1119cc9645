"""A result is called met or missed, passed or failed, but its figures say the opposite.

Reports, reviews and credits rely on the verdict. Where it does not follow from the actual value and the target,
customers and top management are told something that is wrong. The rule looks at results of agreed targets, objectives
and continuity tests. Where most results of one target contradict its figures, the finding is at the target itself: its
value or direction is wrong.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability, value: 99.5, unit: "%", direction: higher}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  actual: 99.2
  unit: "%"
  met: yes  # <- result-misjudged
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability, value: 99.5, unit: "%", direction: higher}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  actual: 99.2
  unit: "%"
  met: no
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.delivery import disputed_targets, never
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3", "20000-1:6.2.2", "20000-1:9.1", "20000-1:8.7.2"),
    help="correct the verdict or the figure",
    aliases=("sla-result-misjudged", "objective-result-misjudged", "continuity-test-misjudged"),
    kinds=("sla-result", "sla", "objective", "continuity-test"),
)
_AGREED = RULE.part(
    "sla-result-misjudged",
    clauses=("20000-1:8.3.3",),
    help="say in `met` what the figure shows; where `actual` was written down wrongly, correct that; where all results "
    "look wrong, correct `value` or `direction` of the target",
)
_OBJECTIVE = RULE.part(
    "objective-result-misjudged",
    clauses=("20000-1:6.2.2", "20000-1:9.1"),
    help="correct the status or the actual value, or correct `direction` of the KPI",
)
_TEST = RULE.part(
    "continuity-test-misjudged",
    clauses=("20000-1:8.7.2",),
    help="correct the figure, or say that the test failed and plan a retest",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at agreed targets, objectives and continuity tests."""
    yield from _agreed(sms)
    yield from _objective(sms)
    yield from _test(sms)


def _agreed(sms: Sms) -> Iterator[Finding]:
    """Compare each result with its target; not with one that the availability register contradicts as a whole."""
    doubtful = {
        (disputed.agreement.id, disputed.number)
        for disputed in sms.once(disputed_targets)
        if disputed.by_most
    }
    results: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        results[entry.text("sla"), entry.text("target")].append(entry)
    for agreement in sms.all(ServiceLevelAgreement):
        for index, target in enumerate(agreement.targets):
            if never(target) or (agreement.id, index) in doubtful:
                continue
            judged = results[agreement.id, target.name]
            wrong = [entry for entry in judged if _is_wrong(target, entry)]
            if len(wrong) > 1 and len(wrong) * 2 > len(judged):
                message = (
                    f"{len(wrong)} of {len(judged)} results contradict the target `{target.name}` "
                    f"of {agreement.id}, {_words(target)}"
                )
                yield _AGREED.about(agreement, ("targets", index, "value"), message)
                continue
            for entry in wrong:
                actual = entry.text("actual")
                message = (
                    f"{entry.id} says {_verdict(entry)}, but has {actual} where {_words(target)} is agreed"
                )
                yield _AGREED.about(entry, "met", message)


def _is_wrong(target: ServiceLevelTarget, entry: Entry) -> bool:
    """Whether the verdict does not follow from the figures; without figures there is nothing to compare."""
    actual = entry.number("actual")
    if actual is None or entry.text("met") not in {"yes", "no"} or entry.text("unit") != target.unit:
        return False
    met = actual >= target.value if target.direction == "higher" else actual <= target.value
    return met != (entry.text("met") == "yes")


def _verdict(entry: Entry) -> str:
    return "met" if entry.text("met") == "yes" else "missed"


def _words(target: ServiceLevelTarget) -> str:
    return f"{'at least' if target.direction == 'higher' else 'at most'} {target.value} {target.unit}"


def _objective(sms: Sms) -> Iterator[Finding]:
    """Compare actual and target of each objective that is met or missed."""
    for node in sms.records(Objective):
        kpi = sms.ids.get(node.metric)
        if node.status not in {"met", "missed"} or node.actual is None or not isinstance(kpi, Kpi):
            continue
        if kpi.direction != "band" and kpi.reached(node.actual, node.target) != (node.status == "met"):
            figures = (
                f"the actual value is {node.actual}, the target {node.target}, and {kpi.direction} is better"
            )
            message = f"{node.id} is {node.status}, but {figures}"
            yield _OBJECTIVE.about(node, "status", message)


def _test(sms: Sms) -> Iterator[Finding]:
    """Compare what a passed test reached with the objectives of its plan."""
    for test in sms.records(ContinuityTest):
        plan = sms.record(ContinuityPlan, test.plan)
        if test.result != "passed" or plan is None:
            continue
        for name, reached, allowed in (
            ("actual_recovery", test.actual_recovery, plan.rto),
            ("data_loss", test.data_loss, plan.rpo),
        ):
            if reached is not None and allowed is not None and round(reached.days - allowed.days, 6) > 0:
                message = f"{test.id} passed with `{name}` {reached}; {plan.id} allows {allowed}"
                yield _TEST.about(test, name, message)
