"""A field is missing, unknown, or has a value that its kind does not allow.

Every kind of document and record has its fields: which of them are needed, and what each may hold. The page of the kind
lists them. Checks that need only one entry belong here too: a date of resolution cannot be before the date of opening,
and a rating follows from its factors.

Bad:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager
    responsibilites: [Keeps the change schedule]  # <- schema
```

Good:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager
    responsibilities: [Keeps the change schedule]
```
"""

from collections.abc import Iterator
from dataclasses import replace

from sms_lint.model.finding import KIND_PAGE, Finding, ReadingFault, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.model.node import Node, Register
from sms_lint.system.field_advice import field_advice
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help=f"write what {KIND_PAGE} says of this place",
    fix=RuleFix(
        "writes what was meant: the form of a day, an id or a number, or the name that is nearest", "some"
    ),
)

# Rules that say which character of a value is wrong; what its form lacks follows from that.
_CHARACTERS = ("hidden-character", "look-alike-character")


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading; other rules report values with invisible or foreign characters."""
    told = (rule for rule in _CHARACTERS if sms.config.rules.get(rule) != "off")
    unseen = [fault.at for rule in told for fault in sms.found(rule)]
    for fault in sms.found(RULE.id):
        if any(at.path == fault.at.path and fault.at.start <= at.start < fault.at.end for at in unseen):
            continue
        said = f"{fault.node}: {fault.message}" if fault.node else fault.message
        advice = fault.help or field_advice(_model(sms, fault), fault.route, fault.message)
        yield RULE.finding_of(replace(fault, message=said, help=advice))


def _model(sms: Sms, fault: ReadingFault) -> type[Node] | None:
    """The class whose fields the fault is about."""
    return Register if fault.kind == Register.KIND.name else sms.kinds.get(fault.kind)
