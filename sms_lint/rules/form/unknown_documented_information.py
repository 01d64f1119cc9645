"""A document claims to be an item of documented information that it cannot be.

`provides` names the items that a standard calls for, by the id that the catalogue gives them. An unknown id,
or an item that this kind of document cannot be, leaves the item missing although somebody wrote it.

Bad:

```yaml
policy POL-CHG:
  provides: [change-managment-policy]  # <- unknown-documented-information
```

Good:

```yaml
policy POL-CHG:
  provides: [change-management-policy]
```
"""

from collections.abc import Iterator

from sms_lint.evidence.readiness import Provider
from sms_lint.ground.faults import closest, same_but_for_form
from sms_lint.ground.sentences import alternatives
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import RuleFix, rewritten
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Register
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.4",),
    help="use the id of an item that this kind of document can be; `sms-lint clauses` shows both",
    fix=RuleFix("writes the name that is nearest", "some"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each item, and whether its kinds include that of the node."""
    items: dict[str, tuple[str, ...]] = {}  # one document may be an item of several catalogues
    for book in sms.catalogues:
        for item in book.items:
            items[item.id] = tuple(dict.fromkeys((*items.get(item.id, ()), *item.shown_by)))
    providers: tuple[Provider, ...] = (*sms.controlled, *sms.records(ListedDocument))
    for node in providers:
        for index, name in enumerate(node.provides):
            message, near = "", None
            if name not in items and sms.catalogue_lost:
                continue
            if name not in items:
                near = closest(name, list(items))
                hint = f"; did you mean `{near}`?" if near else ""
                message = f"there is no item of documented information `{name}`{hint}"
            elif not _kinds(node) & set(items[name]):
                wanted = alternatives(items[name])
                message = f"`{name}` can be shown by {wanted}, not by {_noun(node, sms)}"
            if message:
                finding = RULE.about(node, ("provides", index), message)
                safe = near is not None and same_but_for_form(name, near)
                yield finding.with_fix(rewritten(finding.at, near, safe=safe) if near else None)


def _kinds(node: Provider) -> set[str]:
    """The kinds that the node may count as: a register counts as its entries, a listed document as its type."""
    if isinstance(node, Register):
        return {node.of}
    return {node.kind, node.type} if isinstance(node, ListedDocument) else {node.kind}


def _noun(node: Provider, sms: Sms) -> str:
    if isinstance(node, Register):
        return f"a register of kind `{node.of}`" if node.of in sms.kinds else "a register"
    return f"a listed document of type `{node.type}`" if isinstance(node, ListedDocument) else node.KIND.noun
