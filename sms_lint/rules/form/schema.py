"""A field is missing, unknown, or has a value that its kind does not allow.

Every kind of document and record has its fields: which of them are needed, and what each may hold. The page
of the kind lists them. Rules that one entry is enough for belong here too: a date of resolution cannot lie
before the date of opening, and a rating is what its factors give.

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

from sms_lint.model.finding import KIND_PAGE, Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help=f"put the value right; {KIND_PAGE} lists its fields",
)

# What to do, by the words that tell the sorts of fault apart.
ADVICE = (
    (" missing", f"fill it in; {KIND_PAGE} says what belongs there"),
    (" is needed, because ", "fill the field in, or put the other one right"),
    (" is filled although ", "empty the field, or put the other one right"),
    (" is before ", "find out which of the two is wrong, and put it right"),
    (" is more than ", "find out which of the two is wrong, and put it right"),
    ("), but ", "put the wrong one of the values right"),
    (" both name ", "name two different ones"),
    (" is empty", "fill it in, or take the line out where the field is not needed"),
    (" is not a field of ", f"write the name as {KIND_PAGE} lists it, or take the line out"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading; a value that holds what nobody can see is another rule's business."""
    unseen = [fault.at for fault in sms.found("hidden-character")]
    for fault in sms.found(RULE.id):
        if any(at.path == fault.at.path and fault.at.start <= at.start < fault.at.end for at in unseen):
            continue
        said = f"{fault.node}: {fault.message}" if fault.node else fault.message
        yield RULE.finding_of(replace(fault, message=said, help=fault.help or _help(fault.message)))


def _help(message: str) -> str:
    """What to do about a fault of one of the common sorts; empty for the others, which the rule's own help serves."""
    return next((advice for words, advice in ADVICE if words in message), "")
