"""Somebody holds a role, but nothing says whether the person can do its work.

The competence matrix says what a role needs, and who has it. A person who took over a role and was never assessed for
it may be able to do the work, but nobody knows. Roles that are not in the matrix at all belong to another rule.

Bad:

```yaml
person P-001:
  roles:
    - {role: change-manager, from: 2022-02-01}  # <- person-without-competence
person P-003:
  roles:
    - {role: change-manager, from: 2022-02-01}
competence CMP-01: {person: P-003, role: change-manager}
```

Good:

```yaml
person P-003:
  roles:
    - {role: change-manager, from: 2022-02-01}
competence CMP-01: {person: P-003, role: change-manager}
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
    clauses=("20000-1:7.2",),
    help="assess the person for the role and add the entries to the competence matrix",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for an assessment of each role that somebody holds today; of roles with any assessment only."""
    if {"competence", Person.KIND.name} & sms.hidden:
        return
    assessed = {(entry.text("person"), entry.text("role")) for entry in sms.entries("competence")}
    asked = {role for _, role in assessed}
    for person in sms.all(Person):
        for index, holding in enumerate(person.roles):
            held = holding.from_ <= sms.today and (holding.to is None or holding.to >= sms.today)
            if held and holding.role in asked and (person.id, holding.role) not in assessed:
                holds = f"{person.id} has held `{holding.role}` since {holding.from_}"
                message = f"{holds} without an assessment of competence"
                yield RULE.about(person, ("roles", index), message)
