"""The definition of an indicator cannot be computed.

What a figure is computed from stands in its definition: which records count, in which period, what is divided by
what. A field that does not exist, a word that a field never takes, or a length of time without a unit of time gives no
figure, or a wrong one that nobody notices. The definition is read against the fields of its kind; no record is looked
at.

Bad:

```yaml
kpi KPI-CHG-SUCCESS:
  type: ratio
  event: actual_end
  numerator: outcome = 'successful'  # <- kpi-definition
```

Good:

```yaml
kpi KPI-CHG-SUCCESS:
  type: ratio
  event: actual_end
  numerator: outcome = 'success'
```
"""

from collections.abc import Iterator

from sms_lint.measure.definition import Definition, DefinitionFault
from sms_lint.measure.of_system import definition_of
from sms_lint.model.finding import KIND_PAGE, Finding, Rule
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1",),
    help=(
        f"write the expression with the fields of the source, as {KIND_PAGE} lists them; `sms-lint kpi ID --explain` "
        "says in words what it means"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Read each definition; a source that is a kind of the organization's own and could not be read is left alone."""
    unread = {own.kind for own in sms.config.kinds} - sms.kinds.keys()
    for kpi in sms.all(Kpi):
        if kpi.source in unread or kpi.source not in sms.kinds:
            continue  # another rule tells of an unknown source
        for fault in _faults(kpi, sms):
            yield RULE.about(kpi, fault.route, f"{kpi.id}: {fault.message}", kind=kpi.source)


def _faults(kpi: Kpi, sms: Sms) -> tuple[DefinitionFault, ...]:
    if kpi.type == "manual":
        missing = [name for name in ("formula", "inputs") if not getattr(kpi, name)]
        said = "is made by hand and has no"
        return tuple(DefinitionFault(("type",), f"{said} `{name}`") for name in missing[:1])
    if kpi.calendar and not isinstance(sms.get(kpi.calendar), ServiceHours):
        return ()  # the rules on references tell of it
    found = definition_of(kpi, sms)
    return () if isinstance(found, Definition) else found
