"""A result says that a target was met or missed, and the figures say the opposite.

Reports, reviews and credits go by `met`. Where it does not follow from the actual value and the target
agreed, customers are told something wrong. Where most results of a target are judged against its figures, the
target itself is shown: its value or direction is wrong.

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
  met: yes  # <- sla-result-misjudged
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
from sms_lint.system.delivery import disputed_targets, never
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3",),
    help="put `met` or `actual` right; where all results look wrong, put `value` or `direction` of the target right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each result with its target; not with one that the availability register contradicts as a whole."""
    doubtful = {(one.agreement.id, one.number) for one in sms.once(disputed_targets) if one.by_most}
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
                yield RULE.about(agreement, ("targets", index, "value"), message)
                continue
            for entry in wrong:
                actual = entry.text("actual")
                message = (
                    f"{entry.id} says {_verdict(entry)}, but has {actual} where {_words(target)} is agreed"
                )
                yield RULE.about(entry, "met", message)


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
