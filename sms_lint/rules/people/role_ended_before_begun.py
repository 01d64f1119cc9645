"""Somebody is said to have left a role before taking it.

A role held backwards is held on no day at all: what the person approved in that time counts as done without
authority.

Bad:

```yaml
person P-005:
  roles:
    - {from: 2024-11-04, to: 2024-03-31}  # <- role-ended-before-begun
```

Good:

```yaml
person P-005:
  roles:
    - {from: 2024-11-04, to: 2026-03-31}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Person
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:5.3",),
    help="put `from` or `to` of the role right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the two days of each role held."""
    for person in sms.all(Person):
        for index, held in enumerate(person.roles):
            if held.to is not None and held.to < held.from_:
                message = f"{person.id} left {held.role} on {held.to}, before taking it on {held.from_}"
                yield RULE.about(person, ("roles", index, "to"), message)
