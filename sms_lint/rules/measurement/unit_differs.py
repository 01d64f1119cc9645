"""Two figures that are compared with each other are in different units.

A result and its agreed target, an objective and its KPI, the periods of one series of demand: they can be compared
only in the same unit. Hours against per cent, or one month in gigabytes among terabytes, looks wrong in every
report.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability, unit: "%"}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  unit: share  # <- unit-differs
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability, unit: "%"}
sla-result SLR-09:
  sla: SLA-A
  target: availability
  unit: "%"
```
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.planning import Objective
from sms_lint.system.entry_fixes import saying
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3", "20000-1:6.2.1", "20000-1:8.4.2"),
    help="write the same unit in both places, and check both figures",
    aliases=("sla-result-unit-differs", "objective-unit-differs", "demand-unit-differs"),
    kinds=("sla-result", "objective", "demand"),
    fix=RuleFix("writes the unit of the indicator, of the target or of the series", "unsafe"),
)
_RESULT = RULE.part(
    "sla-result-unit-differs", clauses=("20000-1:8.3.3",), help="give the result in the unit of the target"
)
_OBJECTIVE = RULE.part(
    "objective-unit-differs",
    clauses=("20000-1:6.2.1",),
    help="write the same unit in both places, and check both numbers",
)
_DEMAND = RULE.part(
    "demand-unit-differs",
    clauses=("20000-1:8.4.2",),
    help="give the figures in the unit of the series; begin a new measure where the unit really changes",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at results, objectives and series of demand."""
    yield from _result(sms)
    yield from _objective(sms)
    yield from _demand(sms)


def _result(sms: Sms) -> Iterator[Finding]:
    """Compare the unit of each result with that of the target it names."""
    units = {
        (agreement.id, target.name): target.unit
        for agreement in sms.all(ServiceLevelAgreement)
        for target in agreement.targets
    }
    for entry in sms.entries("sla-result"):
        agreed = units.get((entry.text("sla"), entry.text("target")))
        if agreed is not None and entry.text("unit") not in {agreed, ""}:
            message = f"{entry.id} gives {entry.text('unit')}, the target is agreed in {agreed}"
            yield _RESULT.about(entry, "unit", message).with_fix(saying(entry, "unit", agreed, is_text=True))


def _objective(sms: Sms) -> Iterator[Finding]:
    """Compare the units, whatever the capitals and spaces."""
    for node in sms.records(Objective):
        kpi = sms.ids.get(node.metric)
        if isinstance(kpi, Kpi) and _plain(kpi.unit) != _plain(node.unit):
            message = f"{node.id} is in {node.unit}, but {kpi.id} is measured in {kpi.unit}"
            related = (Related(kpi.at("unit"), f"the unit of {kpi.id}"),)
            fix = saying(node, "unit", kpi.unit, is_text=True)
            yield _OBJECTIVE.about(node, "unit", message, related=related).with_fix(fix)


def _plain(unit: str) -> str:
    return "".join(unit.split()).casefold()


def _demand(sms: Sms) -> Iterator[Finding]:
    """Find the rare unit in each series of one service and measure; the first of each is enough."""
    series: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sms.entries("demand"):
        series[entry.text("service"), entry.text("measure")].append(entry)
    for entries in series.values():
        units = Counter(entry.text("unit") for entry in entries)
        usual = units.most_common(1)[0][0]
        odd = next((entry for entry in entries if entry.text("unit") != usual), None)
        if odd is not None:
            message = f"{odd.id} is in {odd.text('unit')}, the rest of its series in {usual}"
            yield _DEMAND.about(odd, "unit", message).with_fix(saying(odd, "unit", usual, is_text=True))
