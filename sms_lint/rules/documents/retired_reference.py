"""Something in force refers to a retired document.

A retired document is no longer kept right. An active document or an open record that refers to it sends its reader
to rules that no longer hold. To say what a document replaces is no such reference.

Bad:

```markdown policies/release.md
---
kind: policy
id: POL-REL
title: Release policy
version: "1.0"
lifecycle: retired
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Release policy

## Purpose

Who decides on releases.
```

```markdown policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
related: [POL-REL]  # <- retired-reference
---
# Change management policy

## Purpose

How we change services.
```

Good:

```markdown policies/release.md
---
kind: policy
id: POL-REL
title: Release policy
version: "1.0"
lifecycle: retired
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Release policy

## Purpose

Who decides on releases.
```

```markdown policies/change-management.md
---
kind: policy
id: POL-CHG
title: Change management policy
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
supersedes: POL-REL
---
# Change management policy

## Purpose

How we change services.
```
"""

from collections.abc import Callable, Iterator

from sms_lint.ground.sentences import listed
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="refer to the document that replaced it, or take the reference out",
)

MANY = 3  # where more of them refer to it, the state of the document itself is what is wrong


def check(sms: Sms) -> Iterator[Finding]:
    """Look at what active documents and open records refer to."""
    if not any(_is_retired(node) for node in sms.nodes):
        return
    for target, found in _found(sms).items():
        names = tuple(dict.fromkeys(node.id for node, _ in found))
        if len(names) > MANY:
            state = sms.ids[target].at(sms.ids[target].KIND.state_field)
            message = f"{target} is retired, but {listed(names)} refer to it"
            advice = "put its state right, or have these refer to what replaced it"
            yield RULE.finding(state, message, node=target, help=advice)
            continue
        for node, place in found:
            yield RULE.finding(
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
    """An active document, or a record that has a state and is not finished: of others it is history."""
    state = node.current_state()
    return state == "active" if isinstance(node, Document) else node.KIND.is_open(state)
