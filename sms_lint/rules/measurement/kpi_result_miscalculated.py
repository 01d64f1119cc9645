"""A frozen result does not follow from what stands beside it.

A frozen result holds what was counted, what it came to, the target in force, and the verdict. Where these do not fit
each other, or the target is another than the KPI has for that period, somebody has changed a figure by hand, and nobody
can tell which one is right. Whether the count itself is right, `sms-lint kpi --check` tells from the records.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08:
  numerator: 16
  denominator: 18
  value: 98.9  # <- kpi-result-miscalculated
  status: missed
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
kpi-result KPR-CHG-SUCCESS-2026-08:
  numerator: 16
  denominator: 18
  value: 88.9
  status: missed
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import plain_number
from sms_lint.measure.definition import Definition
from sms_lint.measure.fingerprint import fingerprint
from sms_lint.measure.frozen import FrozenResult, definitions, frozen_results
from sms_lint.measure.result import status_of, target_on, target_words, value_of
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help=(
        "put back what was frozen; if the figure was wrong, correct the records or the KPI, and run "
        "`sms-lint kpi --restate REASON`"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the standing results of each KPI that is computed as it was then."""
    known = sms.once(definitions)
    for (kpi, _), results in sms.once(frozen_results).items():
        definition = known.get(kpi)
        current = fingerprint(definition) if definition else ""
        for result in results if definition else ():
            fault = None if result.restated else _fault(result, definition, current == result.definition)
            if fault:
                yield RULE.about(result.entry, fault[0], f"{result.entry.id} {fault[1]}")


def _fault(result: FrozenResult, definition: Definition | None, as_then: bool) -> tuple[str, str] | None:
    """The field that is wrong and a sentence; figures made by another definition cannot be followed."""
    if definition is None:
        return None
    kpi = definition.kpi
    agreed = target_words(target_on(kpi, result.span.last))
    if target_words(result.target) != agreed:
        said = target_words(result.target) or "no target"
        return "target", f"has {said}; for {result.span.name} {kpi.id} has {agreed or 'none'}"
    if not as_then:
        return None
    if result.unit != kpi.unit:
        return "unit", f"is in {result.unit}, and {kpi.id} in {kpi.unit}"
    value = value_of(definition, result.numerator, result.denominator, result.sample)
    if value != result.value:
        said, right = (
            "nothing" if number is None else plain_number(number) for number in (result.value, value)
        )
        return "value", f"says {said}, and what was counted comes to {right}"
    status = status_of(kpi, result.value, result.target, result.sample)
    if status != result.status:
        return "status", f"says `{result.status}`, and by its figures it is `{status}`"
    return None
