"""A change was approved by somebody who had no authority to approve it.

The role register says which roles may approve which categories of change. A person who held none of them on that day
had no authority to decide for the organization, whatever the ticket says.

Bad:

```yaml
role change-manager: {approves_changes: [normal]}
change CHG-2026-0001:
  requested_by: P-003
  requested_at: 2026-08-01
  category: normal
  approved_at: 2026-08-03T10:00
  approvers: [P-004]  # <- change-approver-without-authority
```

Good:

```yaml
role change-manager: {approves_changes: [normal]}
change CHG-2026-0001:
  requested_by: P-001
  requested_at: 2026-08-01
  category: normal
  approved_at: 2026-08-03T10:00
  approvers: [P-003]
```
"""

from collections.abc import Iterable, Iterator, Mapping

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.organisation import Person, Role
from sms_lint.system.lost_fields import is_lost
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.1.3",
        "20000-1:5.3",
    ),
    help=(
        "name those who really decided in `approvers`; where somebody without authority did, "
        "record a nonconformity, and let those decide who may"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """One finding for each person: at the change, or at the person where it is about several changes."""
    if is_lost(sms, Role, "approves_changes"):
        return  # nobody knows who may approve what
    entitled = {role.id: role.approves_changes for role in sms.records(Role) if role.approves_changes}
    for name, approvals in (_without(sms, entitled) if entitled else {}).items():
        change, *others = approvals
        more = f" (and {len(others)} more)" if others else ""
        day, category = change.day("approved_at"), change.text("category")
        message = (
            f"{name} approved {change.id}{more}, but held no role on {day} that approves {category} changes"
        )
        if others:
            yield RULE.about(sms.ids[name], "roles", message)
        else:
            yield RULE.about(change, "approvers", message)


def _without(sms: Sms, entitled: Mapping[str, tuple[str, ...]]) -> Mapping[str, list[Entry]]:
    """The changes that each person approved without authority; persons without a record are not judged."""
    found: dict[str, list[Entry]] = {}
    for change in sms.entries("change"):
        day = change.day("approved_at")
        for name in change.texts("approvers") if day else ():
            roles = sms.roles_on(name, day) if day and isinstance(sms.ids.get(name), Person) else None
            if roles is not None and not _may(roles, entitled, change.text("category")):
                found.setdefault(name, []).append(change)
    return found


def _may(roles: Iterable[str], entitled: Mapping[str, tuple[str, ...]], category: str) -> bool:
    return any(category in entitled.get(role, ()) for role in roles)
