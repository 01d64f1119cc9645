"""The text is not YAML, so its fields cannot be read.

A file that stops half-way says nothing about the rest: its fields, its entries, its links. Nothing in it is checked
until it can be read again.

Bad:

```yaml records/registers/role.yml
kind: role
id: REG-ROLE
title: Role register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: change-manager
    title: Change manager: normal and emergency changes  # <- syntax
    responsibilities: [Keeps the change schedule]
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
    title: "Change manager: normal and emergency changes"
    responsibilities: [Keeps the change schedule]
```
"""

from collections.abc import Iterator
from dataclasses import replace

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="correct the line; texts that contain a colon or begin with a special character need quotes",
    fix=RuleFix(
        "puts a text in quotes, or spaces for tabs and behind dashes; adds the line before the keys", "some"
    ),
)

ADVICE = (
    ("git could not join them", "where you cannot tell which lines are right, ask those who changed them"),
    ("indented with another sort of space", "replace it with plain spaces, as in the lines around it"),
    ("there is a tab here", "replace the tab with spaces, as in the lines around it"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    for fault in sms.found(RULE.id):
        advice = next((advice for words, advice in ADVICE if words in fault.message), "")
        yield RULE.finding_of(replace(fault, help=fault.help or advice))
