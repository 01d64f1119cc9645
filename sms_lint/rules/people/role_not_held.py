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
from functools import cache

from sms_lint.ground.source import RouteKey
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.organisation import Person
from sms_lint.model.node import Document, Node, Record, Register
from sms_lint.system.sms import Sms

Named = tuple[tuple[RouteKey, ...], str]

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
    vacant: dict[str, list[tuple[Node, tuple[RouteKey, ...]]]] = {}
    for node in sms.nodes:
        for route, role in _answering(node):
            known = sms.roles.get(role)
            if known is None or known.external == "yes" or role in sms.holders or role in sms.unread:
                continue
            vacant.setdefault(role, []).append((node, route))
    for role, places in vacant.items():
        node, route = places[0]
        message = f"`{route[-1]}` is `{role}`, a role that nobody holds on {sms.today}{_also(places)}"
        yield RULE.about(node, route, message)


def _nobody_at_all(sms: Sms) -> Iterator[Finding]:
    """One finding where no person is entered: otherwise every document would have the same one."""
    answering = {role for node in sms.nodes for _, role in _answering(node)}
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


def _also(places: Sequence[tuple[Node, tuple[RouteKey, ...]]]) -> str:
    """How often the same role is named elsewhere."""
    more = len(places) - 1
    others = list(dict.fromkeys(node.id for node, _ in places[1:]))
    shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
    return f" (and in {more} more {'place' if more == 1 else 'places'}: {shown})" if more else ""


def _answering(node: Node) -> Iterator[Named]:
    if isinstance(node, Document):
        if node.lifecycle != "retired":
            yield ("owner",), node.owner
            yield ("approver",), node.approver
            yield from _activities(node)
    elif isinstance(node, Register):
        yield ("owner",), node.owner
    elif (
        isinstance(node, Record) and _has_owner(type(node)) and node.current_state() not in node.KIND.finished
    ):
        owner = getattr(node, "owner")  # noqa: B009 - not every kind of record has the field
        if owner is not None:
            yield ("owner",), owner


def _activities(node: Document) -> Iterator[Named]:
    for index, activity in enumerate(node.activities if isinstance(node, Process) else ()):
        yield ("activities", index, "does"), activity.does
        yield ("activities", index, "answers"), activity.answers


@cache
def _has_owner(model: type[Node]) -> bool:
    return "owner" in model.model_fields
