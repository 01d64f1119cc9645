"""A text cites a figure that cannot be computed.

A link to a KPI and a period, such as `KPI-CHG-SUCCESS@2026-Q3`, says that this figure comes from the records, and
`change?category=emergency@2026-Q3` that so many changes were recorded. `budget.actual@2026-Q3` is the sum of a field,
and `AVL-2026-09@downtime` what one record says. `sms-lint kpi --check` computes it and compares. That is possible only
where the KPI or record exists, is computed and not made by hand, and the period is over.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
  name: Change success rate
```

```markdown
---
kind: report
id: RPT-Q3
---
Changes worked in [96 %](KPI-CHG-SUCESS@2026-Q3).  # <- cited-figure
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
  name: Change success rate
```

```markdown
---
kind: report
id: RPT-Q3
---
Changes worked in [96 %](KPI-CHG-SUCCESS@2026-Q3).
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import closest, nearest
from sms_lint.ground.source import Location
from sms_lint.measure.cited import Citation, Cited, citations
from sms_lint.measure.cited_definition import cited_definition
from sms_lint.measure.cited_record import recorded
from sms_lint.measure.frozen import definitions
from sms_lint.measure.period import read_span
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1", "20000-1:7.5.3.1"),
    help="name a KPI that is computed, and a period that is over; or write the figure without a link",
    fix=RuleFix("names the KPI that is nearest", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each figure that is cited; whether it is right takes the records, which no rule computes with."""
    for citation in citations(sms.nodes):
        said = _fault(citation.of, sms)
        if said:
            finding = RULE.finding(citation.at, said, node=sms.id_at(citation.at) or citation.node.id)
            yield finding.with_fix(_fix(sms, citation))


def _fix(sms: Sms, citation: Citation) -> Fix | None:
    """The nearest KPI in place of one that does not exist."""
    at, name, known = citation.at, citation.of.name, [kpi.id for kpi in sms.all(Kpi)]
    near = closest(name, known) if name[0].isupper() and name not in known else None
    line = at.file.text.find("\n", at.start)
    start = at.file.text.find(name, at.start, line if line != -1 else len(at.file.text))
    if near is None or start == -1:
        return None
    return Fix(f"write `{near}`", (TextEdit(Location(at.file, start, start + len(name)), near),))


def _fault(cited: Cited, sms: Sms) -> str:
    if cited.field:
        found = recorded(cited, sms)
        return found if isinstance(found, str) else ""
    kpis = {kpi.id: kpi for kpi in sms.all(Kpi)}
    kpi = kpis.get(cited.name)
    if cited.name[0].isupper() and kpi is None:
        lost = Kpi.KIND.name in sms.hidden or cited.name in sms.unread
        return "" if lost else f"there is no KPI {cited.name}{nearest(cited.name, list(kpis))}"
    if kpi and kpi.type == "manual":
        return f"{kpi.id} is made by hand, so that no figure of it can be computed"
    definition = cited_definition(cited, sms.once(definitions), sms.kinds)
    if isinstance(definition, str):
        return f"`{cited}` cannot be computed: {definition}" if definition else ""
    period = read_span(cited.period)
    if period is None or period.last >= sms.today:
        return f"{cited.period} is not over, so that no figure of it is known"
    return ""
