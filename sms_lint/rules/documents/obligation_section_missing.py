"""A mandatory document has no section for something the standard requires.

A document that a standard calls for has to say certain things: the change management policy names its categories, the
service management plan its resources. Mark the section that says so with `data-satisfies`, or name the single
obligation in `satisfies`. The whole clause in `satisfies` does not show where it is said. An obligation that another
document or register in force names by itself, or that records show, is not asked for again.

Bad:

```yaml
policy POL-CHG:
  lifecycle: active
  provides: [change-management-policy]  # <- obligation-section-missing
  satisfies: [20000-1:8.5.1.1-s1, 20000-1:8.5.1.1-a, 20000-1:8.5.1.1-c]
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
provides: [change-management-policy]
satisfies: [20000-1:8.5.1.1-s1, 20000-1:8.5.1.1-a, 20000-1:8.5.1.1-c]
---
## Change categories {: data-satisfies="20000-1:8.5.1.1-b" }
```
"""

from collections.abc import Iterable, Iterator

from sms_lint.evidence import holdings, is_active
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.catalogue import Catalogue, DocumentedInformation, Obligation
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.4",),
    help="add a section that says it, marked with `data-satisfies`",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each active document that provides an explicit item."""
    items: dict[str, list[tuple[Catalogue, DocumentedInformation]]] = {}
    for book in sms.catalogues:
        for item in book.items:
            if item.kind == "document":
                items.setdefault(item.id, []).append((book, item))
    lost = sms.hidden
    if any(issubclass(model, Document) and kind in lost for kind, model in sms.kinds.items()):
        return  # a document whose text is lost may say it
    named = _named(sms) | holdings(sms).keys() | sms.unread | lost
    for node in sms.documents:
        if not is_active(node):
            continue
        for index, name in enumerate(node.provides):
            for obligation in _asked(node, items.get(name, ())):
                # Records replace a section, except where the catalogue asks for one in this very item.
                asked = any(way.section == name for way in obligation.shown)
                kinds = () if asked else obligation.shown_kinds
                if named.isdisjoint((obligation.id, *kinds)):
                    message = f"no section says what {obligation.id} asks for: {obligation.text}"
                    yield RULE.about(
                        node,
                        ("provides", index),
                        message,
                        clauses=(obligation.clause,),
                        help=f'mark the section that says it with data-satisfies="{obligation.id}"',
                    )


def _named(sms: Sms) -> set[str]:
    """Whatever documents in force, their sections and registers name; a clause does not include its obligations."""
    found: set[str] = {ref for register in sms.registers for ref in register.satisfies}
    for node in sms.documents:
        if is_active(node):
            found.update(node.satisfies, *(section.satisfies for section in node.sections))
    return found


def _asked(node: Document, items: Iterable[tuple[Catalogue, DocumentedInformation]]) -> Iterator[Obligation]:
    """What the clauses that call for an item that the document can be ask to be documented, in every catalogue.

    The standard's list of items only names it.
    """
    for book, item in items:
        if node.kind not in item.shown_by:
            continue
        listed = clause_parts(item.listed_in).clause if item.listed_in else ""
        for ref in item.explicit_in:
            clause = book.clause(ref) if ref != listed else None
            for obligation in clause.obligations if clause else ():
                if obligation.documented == "document":
                    yield obligation
