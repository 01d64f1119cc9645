"""The trust settings and the person register disagree about a person or a role.

Both say who holds which role, and since when. Whether an approval counts depends on the trust settings; an auditor
looks into the register. Somebody who left, or gave up a role, has to disappear from both.

Bad:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
    roles: [{role: managing-director, from: 2020-01-01}]
  - person: P-004
    roles: [{role: change-manager, from: 2025-01-01}]  # <- trust-person-differs
```

Good:

```yaml trust.yml
version: 1
repository: https://git.example.org/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people:
  - person: P-001
    roles: [{role: managing-director, from: 2020-01-01}]
  - person: P-003
    roles: [{role: change-manager, from: 2025-01-01}]
```
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Person
from sms_lint.model.trust import HeldRole, TrustedPerson
from sms_lint.system.approval_status.on_disk import trust_on_disk
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:5.3",),
    help="find out which of the two is right, and correct the other; a new version of `trust.yml` has to be signed",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look each person and each role up in the register; silent where a person could not be read."""
    found = trust_on_disk(sms)
    if found is None or not sms.of_kind(Person.KIND.name) or Person.KIND.name in sms.hidden:
        return
    for index, trusted in enumerate(found.trust.people):
        person = sms.ids.get(trusted.person)
        if trusted.who in sms.unread:
            continue
        if not isinstance(person, Person):
            message = f"{trusted.who} is not in the person register"
            yield RULE.finding(found.origin.at("people", index, "person"), message, node=trusted.who)
            continue
        for number, held in enumerate(trusted.roles):
            day = _first_day_without(person, held, sms.today)
            if day is not None:
                at = found.origin.at("people", index, "roles", number, "role")
                yield RULE.finding(at, _message(trusted, held, day), node=trusted.who)


def _message(trusted: TrustedPerson, held: HeldRole, day: date) -> str:
    return (
        f"by the person register, {trusted.who} does not hold the role {held.role} on {day}; "
        f"here it is held from {held.from_}{f' to {held.to}' if held.to else ''}"
    )


def _first_day_without(person: Person, held: HeldRole, today: date) -> date | None:
    """The first day until today on which the register does not show a role that is held here."""
    spans: Iterable[tuple[date, date]] = sorted(
        (holding.from_, holding.to or today) for holding in person.roles if holding.role == held.role
    )
    day = held.from_
    for start, end in spans:
        if start <= day <= end:
            day = end + timedelta(days=1)
    return day if day <= min(held.to or today, today) else None
