"""Something in force refers to a document that is not: a retired one, or a draft.

Whoever follows the reference works by a text that nobody is responsible for any more, or by one that nobody has
approved yet. It is an error where the document is retired, a warning where it is a draft. A draft of a new version is
none of these while an approved text of the document is in force.

Bad:

```yaml
policy POL-REL:
  lifecycle: retired
policy POL-CHG:
  lifecycle: active
  related: [POL-REL]  # <- reference-not-in-force
```

Good:

```yaml
policy POL-REL:
  lifecycle: retired
policy POL-CHG:
  lifecycle: active
  related: [PRC-CHG]
```

Bad:

```yaml
policy POL-REL:
  lifecycle: draft
policy POL-CHG:
  lifecycle: active
  related: [POL-REL]  # <- reference-not-in-force
```

Good:

```yaml
policy POL-REL:
  lifecycle: active
policy POL-CHG:
  lifecycle: active
  related: [POL-REL]
```
"""

from collections.abc import Callable, Iterator

from sms_lint.ground.sentences import listed
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.node import Document, Node
from sms_lint.system.approval_status.readers import readers_texts
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="refer to the document that replaced it, or remove the reference",
    aliases=("retired-reference", "draft-reference"),
)
_RETIRED = RULE.part("retired-reference")
_DRAFT = RULE.part(
    "draft-reference",
    severity="warning",
    help="bring the draft into force first, or remove the reference until then",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what is referred to, retired documents first."""
    yield from _retired(sms)
    yield from _draft(sms)


MANY = 3  # where more of them refer to it, the state of the document itself is what is wrong


def _retired(sms: Sms) -> Iterator[Finding]:
    """Look at what active documents and open records refer to."""
    if not any(_is_retired(node) for node in sms.nodes):
        return
    for target, found in _found(sms).items():
        names = tuple(dict.fromkeys(node.id for node, _ in found))
        if len(names) > MANY:
            state = sms.ids[target].at(sms.ids[target].KIND.state_field)
            message = f"{target} is retired, but {listed(names)} refer to it"
            advice = "correct its state, or make these refer to what replaced it"
            yield _RETIRED.finding(state, message, node=target, help=advice)
            continue
        for node, place in found:
            yield _RETIRED.finding(
                place(),
                f"`{node.id}` refers to `{target}`, which is retired",
                node=node.id,
                related=(
                    Related(sms.ids[target].at(sms.ids[target].KIND.state_field), f"`{target}` is retired"),
                ),
            )


def _found(sms: Sms) -> dict[str, list[tuple[Node, Callable[[], Location]]]]:
    """What refers to each retired document, and where."""
    found: dict[str, list[tuple[Node, Callable[[], Location]]]] = {}
    for node in sms.nodes:
        replaced = getattr(node, "supersedes", None)
        for target, place in sms.leads_to(node) if _in_force(node) else ():
            if _is_retired(target) and target.id != replaced:
                found.setdefault(target.id, []).append((node, place))
    return found


def _is_retired(node: Node) -> bool:
    """Whether it is a document, here or kept elsewhere, that was withdrawn."""
    return (isinstance(node, Document) or node.kind == "document") and node.current_state() == "retired"


def _in_force(node: Node) -> bool:
    """An active document, or a record that has a state and is not finished; in others the reference is history."""
    state = node.current_state()
    return state == "active" if isinstance(node, Document) else node.KIND.is_open(state)


DRAFT_MANY = 3  # where more documents refer to it, the state of the document itself is what is wrong


def _draft(sms: Sms) -> Iterator[Finding]:
    """Look at what active documents refer to."""
    if not any(document.lifecycle == "draft" for document in sms.documents):
        return
    for target, found in _draft_found(sms).items():
        names = tuple(dict.fromkeys(node.id for node, _ in found))
        if len(names) > DRAFT_MANY:
            message = f"{target} is a draft, but {listed(names)} are active and refer to it"
            advice = "bring it into force, or remove the references until then"
            yield _DRAFT.about(sms.ids[target], "lifecycle", message, help=advice)
            continue
        for node, place in found:
            yield _DRAFT.finding(
                place(),
                f"`{node.id}` is active and refers to `{target}`, which is a draft",
                node=node.id,
                related=(Related(sms.ids[target].at("lifecycle"), f"`{target}` is a draft"),),
            )


def _draft_found(sms: Sms) -> dict[str, list[tuple[Document, Callable[[], Location]]]]:
    """What active documents refer to each draft, and where."""
    found: dict[str, list[tuple[Document, Callable[[], Location]]]] = {}
    in_force = {id_ for id_, text in readers_texts(sms).items() if text.judged is not None}
    for node in sms.documents:
        for target, place in sms.leads_to(node) if node.lifecycle == "active" else ():
            if isinstance(target, Document) and target.lifecycle == "draft" and target.id not in in_force:
                found.setdefault(target.id, []).append((node, place))
    return found
