"""Nobody holds a role that is responsible for something.

Documents, registers and open records name roles, so that they stay true when people come and go. A role that nobody
holds today leaves them without an owner: nobody reviews, approves or decides. Roles of people outside the organization,
such as user, are left alone, and so are finished records. Each vacant role is reported once, where it is first named.
Where no person is entered at all, there is one finding.

Bad:

```yaml
policy POL-CHG:
  lifecycle: active
  owner: release-manager  # <- role-not-held
role release-manager:
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  owner: change-manager
```
"""

from collections.abc import Iterator, Sequence

from sms_lint.ground.source import RouteKey
from sms_lint.model.entry import Entry, entries_of
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.organisation import Person
from sms_lint.model.node import Document, Node, Record, Register, Table
from sms_lint.system.sms import Sms

# Who names a role, by which route of keys, and the role.
Naming = tuple[Node | Entry, tuple[RouteKey, ...], str]

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:5.3",),
    help="say in the person register who holds the role and since when, or name another role",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up who holds each responsible role, each once; silent while a person could not be read."""
    # A person whose entry is broken may hold any role: the role's name may be what is broken.
    lost = Person.KIND.name in (sms.unread | sms.hidden)
    if lost or (sms.unread and not sms.of_kind(Person.KIND.name)):
        return
    if not sms.of_kind(Person.KIND.name):
        yield from _nobody_at_all(sms)
        return
    vacant: dict[str, list[Naming]] = {}
    for naming in _answering(sms):
        role = naming[-1]
        known = sms.roles.get(role)
        if known is None or known.external == "yes" or role in sms.holders or role in sms.unread:
            continue
        vacant.setdefault(role, []).append(naming)
    for role, places in vacant.items():
        subject, route, _ = places[0]
        message = f"`{route[-1]}` is `{role}`, a role that nobody holds on {sms.today}{_also(places)}"
        yield RULE.about(subject, route, message)


def _nobody_at_all(sms: Sms) -> Iterator[Finding]:
    """One finding where no person is entered: otherwise every document would have the same one."""
    answering = {role for *_, role in _answering(sms)}
    roles = {role for role in answering if role in sms.roles and sms.roles[role].external == "no"}
    if roles:
        register = next((candidate for candidate in sms.registers if candidate.of == Person.KIND.name), None)
        at = register.place() if register else sms.roles[min(roles)].place()
        number = (
            "a role that is responsible"
            if len(roles) == 1
            else f"any of the {len(roles)} roles that are responsible"
        )
        message = f"no person is entered, so nobody holds {number} for something"
        yield RULE.finding(at, message, node=register.id if register else "")


def _also(places: Sequence[Naming]) -> str:
    """How often the same role is named elsewhere."""
    more = len(places) - 1
    others = list(dict.fromkeys(node.id for node, *_ in places[1:]))
    shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
    return f" (and in {more} more {'place' if more == 1 else 'places'}: {shown})" if more else ""


def _answering(sms: Sms) -> Iterator[Naming]:
    """Every naming of a role that is responsible for something, in the order of the files."""
    for node in sms.nodes:
        if isinstance(node, Document):
            if node.lifecycle != "retired":
                yield node, ("owner",), node.owner
                yield node, ("approver",), node.approver
                yield from _activities(node)
        elif isinstance(node, Register):
            yield node, ("owner",), node.owner
        yield from _owned(sms, node)


def _activities(node: Document) -> Iterator[Naming]:
    for index, activity in enumerate(node.activities if isinstance(node, Process) else ()):
        yield node, ("activities", index, "does"), activity.does
        yield node, ("activities", index, "answers"), activity.answers


def _owned(sms: Sms, node: Node) -> Iterator[Naming]:
    """The owners of open records, the rows of tables included."""
    model = sms.kinds.get(node.of if isinstance(node, Table) else node.kind)
    if model is None or not issubclass(model, Record) or "owner" not in model.model_fields:
        return
    state = model.KIND.state_field
    for entry in entries_of(node):
        owner = entry.text("owner")
        if owner and not (state and entry.text(state) in model.KIND.finished):
            yield entry, ("owner",), owner
