"""An indicator is defined so that its figure misleads.

Such a definition can be computed, and is read wrongly. A mean of ratios gives a month with one record the weight of one
with a thousand. A numerator that repeats the filter is always 100 %. Availability of 100 % is reached by nobody for
long, and an index beyond its scale never. A growing backlog or recurrence is not better. A value that alarms before
the target is missed, or a percentile of three records, cries wolf. A critical value without `on_breach` leads to
nothing.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
  filter: outcome = 'success'
  numerator: outcome = 'success'  # <- kpi-misleads
  thresholds: {warning: 96, critical: 98}  # <- kpi-misleads
  targets: [{from: 2026-01-01, value: 95}]
kpi KPI-INC-P90:
  type: percentile
  source: incident
  event: resolved_at
  filter:  # not given
  numerator:  # not given
  exclusions:  # not given
  quantity: seconds_between(opened_at, resolved_at)
  percentile: 0.9
  minimum_sample: 3  # <- kpi-misleads
  unit: h
  direction: lower
  thresholds:  # not given
  targets: [{from: 2026-01-01, value: 8}]
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
  filter: filled(outcome)
  numerator: outcome = 'success'
  thresholds: {warning: 95, critical: 90}
  targets: [{from: 2026-01-01, value: 95}]
kpi KPI-INC-P90:
  type: percentile
  source: incident
  event: resolved_at
  filter:  # not given
  numerator:  # not given
  exclusions:  # not given
  quantity: seconds_between(opened_at, resolved_at)
  percentile: 0.9
  minimum_sample: 20
  unit: h
  direction: lower
  thresholds:  # not given
  targets: [{from: 2026-01-01, value: 8}]
```
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from sms_lint.ground.source import Route
from sms_lint.measure.definition import PER_CENT, Definition
from sms_lint.measure.expression import Part
from sms_lint.measure.of_system import definition_of
from sms_lint.measure.result import target_on
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.1",),
    help="change the definition, so that the figure says what people take it for",
)
_SCALE = re.compile(r"(-?\d+)\s*(?:[-–]|to)\s*(\d+)")
# So many records have to lie beyond a percentile that one more or less does not make the figure.
_BEYOND = 1


class _Doubt(NamedTuple):
    """What misleads: the field, a sentence about the KPI, and what to do."""

    route: Route
    said: str
    help: str


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each definition that can be computed, and at targets and thresholds of them all."""
    for kpi in sms.all(Kpi):
        definition = definition_of(kpi, sms) if kpi.type != "manual" and kpi.source in sms.kinds else None
        doubts = [doubt for look in _OF_KPI for doubt in look(kpi, sms)]
        if isinstance(definition, Definition):
            doubts += [doubt for look in _OF_DEFINITION for doubt in look(definition)]
        for doubt in doubts:
            yield RULE.about(kpi, doubt.route, f"{kpi.id} {doubt.said}", help=doubt.help)


def _mean_of_ratios(definition: Definition) -> Iterator[_Doubt]:
    quantity = definition.parts.get("quantity")
    if definition.kpi.type == "average" and quantity is not None:
        divided = (part for part in quantity.walk() if part.form == "/" and part.parts[1].columns)
        if next(divided, None):
            yield _Doubt(
                ("quantity",),
                "is a mean of ratios, in which a record of little counts as much as one of much",
                "make it a `ratio`, with what is divided as `numerator` and `denominator`",
            )


def _says_nothing(definition: Definition) -> Iterator[_Doubt]:
    """A numerator that holds for every record that counts."""
    above, kept = definition.parts.get("numerator"), definition.parts.get("filter")
    below = definition.parts.get("denominator")
    counted = above is not None and above.sort == "condition" and below is None
    if above and kept and counted and set(_conjuncts(above)) <= set(_conjuncts(kept)):
        yield _Doubt(
            ("numerator",),
            "counts nothing but what its filter lets in, so that it is always 100 %",
            "take the condition out of `filter`, so that records count for which it does not hold",
        )
    if above and above == below:
        yield _Doubt(
            ("denominator",), "is divided by itself, so that it is always 100 %", "say what it is divided by"
        )


def _conjuncts(part: Part) -> tuple[Part, ...]:
    if part.form != "and":
        return (part,)
    return tuple(inner for each in part.parts for inner in _conjuncts(each))


def _out_of_reach(kpi: Kpi, _: Sms) -> Iterator[_Doubt]:
    scale = _SCALE.search(kpi.unit)
    for index, target in enumerate(kpi.targets):
        route: Route = ("targets", index, "value")
        if target.value is None:
            continue
        perfect = kpi.unit in PER_CENT and kpi.direction == "higher" and target.value == 100
        if perfect and kpi.source == "availability":
            yield _Doubt(
                route,
                "has a target of 100 % availability, which nobody reaches for long",
                "agree on the time that may be lost",
            )
        if scale and not Decimal(scale[1]) <= target.value <= Decimal(scale[2]):
            yield _Doubt(
                route,
                f"has a target of {target.value}, outside its scale from {scale[1]} to {scale[2]}",
                "correct `value`, or the scale in `unit`",
            )


def _wrong_way(kpi: Kpi, _: Sms) -> Iterator[_Doubt]:
    if kpi.type in ("backlog", "recurrence") and kpi.direction == "higher":
        yield _Doubt(
            ("direction",),
            f"is a {kpi.type}, and says that more of it is better",
            "write `direction: lower`",
        )


def _alarm(kpi: Kpi, sms: Sms) -> Iterator[_Doubt]:
    """Thresholds: the critical value is worse than the warning, and no better than the target in force."""
    limits = kpi.thresholds
    if limits is None or kpi.direction == "band":
        return
    worse: Callable[[Decimal, Decimal], bool] = lambda one, other: one != other and kpi.reached(other, one)  # noqa: E731
    warning, critical, target = limits.warning, limits.critical, target_on(kpi, sms.today)
    aim = target.value if target else None
    if warning is not None and critical is not None and worse(warning, critical):
        said = f"is critical at {critical} already, and a warning only at {warning}"
        yield _Doubt(("thresholds",), said, "let the critical value be the worse one")
    elif critical is not None and aim is not None and worse(aim, critical):
        said = f"is critical at {critical}, which is better than its target of {aim}"
        yield _Doubt(("thresholds",), said, "let the critical value be no better than the target")
    if critical is not None and not kpi.on_breach:
        yield _Doubt(
            ("thresholds",),
            "has a critical value, and does not say what follows",
            "name in `on_breach` the process or procedure that says what to do",
        )


def _few(kpi: Kpi, _: Sms) -> Iterator[_Doubt]:
    share, least = kpi.percentile, kpi.minimum_sample
    if kpi.type != "percentile" or share is None or not 0 < share < 1 or least is None:
        return
    beyond = least * min(share, 1 - share)
    if beyond < _BEYOND:
        needed = int(_BEYOND / min(share, 1 - share)) + 1
        said = f"gives a percentile of {least} records, so that a single one makes the figure"
        yield _Doubt(("minimum_sample",), said, f"ask for at least {needed} records")


_OF_DEFINITION: tuple[Callable[[Definition], Iterator[_Doubt]], ...] = (_mean_of_ratios, _says_nothing)
_OF_KPI: tuple[Callable[[Kpi, Sms], Iterator[_Doubt]], ...] = (_out_of_reach, _wrong_way, _alarm, _few)
