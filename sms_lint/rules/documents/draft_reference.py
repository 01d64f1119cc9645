"""An active document refers to a draft.

What is in force cannot rest on what nobody has approved yet. Either the draft is ready to come into force too, or
the reference comes too early.

Bad:

```yaml
policy POL-REL:
  lifecycle: draft
policy POL-CHG:
  lifecycle: active
  related: [POL-REL]  # <- draft-reference
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
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="bring the draft into force first, or take the reference out until then",
    gap=True,
)

MANY = 3  # where more documents refer to it, the state of the document itself is what is wrong


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what active documents refer to."""
    if not any(document.lifecycle == "draft" for document in sms.documents):
        return
    for target, found in _found(sms).items():
        names = tuple(dict.fromkeys(node.id for node, _ in found))
        if len(names) > MANY:
            message = f"{target} is a draft, but {listed(names)} are active and refer to it"
            advice = "bring it into force, or take the references out until then"
            yield RULE.about(sms.ids[target], "lifecycle", message, help=advice)
            continue
        for node, place in found:
            yield RULE.finding(
                place(),
                f"`{node.id}` is active and refers to `{target}`, which is a draft",
                node=node.id,
                related=(Related(sms.ids[target].at("lifecycle"), f"`{target}` is a draft"),),
            )


def _found(sms: Sms) -> dict[str, list[tuple[Document, Callable[[], Location]]]]:
    """What active documents refer to each draft, and where."""
    found: dict[str, list[tuple[Document, Callable[[], Location]]]] = {}
    for node in sms.documents:
        for target, place in sms.leads_to(node) if node.lifecycle == "active" else ():
            if isinstance(target, Document) and target.lifecycle == "draft":
                found.setdefault(target.id, []).append((node, place))
    return found
