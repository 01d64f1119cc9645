"""Documented information that a standard calls for is missing.

A standard names the documents and records that must exist. Each is there when an active document says
`provides` with the item's id, or when there is at least one record of a kind that shows it. Items that depend
on an event, such as a dispute, are not asked for. Where a document provides the item and is not in force, the finding
stands at its state.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
catalogues: [iso-iec-20000-1-2018]  # <- mandatory-information-missing
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  provides: [change-management-policy]
```
"""

from collections.abc import Iterator

from sms_lint.evidence import holdings, is_active, state_field
from sms_lint.ground.faults import closest
from sms_lint.ground.sentences import alternatives
from sms_lint.model.catalogue import DocumentedInformation
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document
from sms_lint.system.lost_fields import is_lost
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.4",),
    help="write the document and name the item in its `provides`, or keep the records that show it",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for every explicit item; one that may be in what could not be read is left alone."""
    provided, idle = _providers(sms)
    present = provided | holdings(sms).keys() | sms.unread
    lost = sms.hidden
    if lost >= sms.kinds.keys():
        return  # anything may be in what could not be read
    missing: dict[str, list[DocumentedInformation]] = {}
    for book in sms.catalogues:
        for item in book.items:
            if not item.explicit_in or item.conditional or not lost.isdisjoint(item.shown_by):
                continue
            if present.isdisjoint(_shown_by(sms, item)) and not _may_be_lost(sms, item):
                missing.setdefault(item.id, []).append(item)
    for name, items in missing.items():  # what several catalogues call for is missing once
        clauses = tuple(ref for item in items for ref in item.explicit_in)
        waiting = idle.get(name)
        said = (
            f"{waiting.id}, which provides `{name}`, is not in force" if waiting else _instead(sms, items[0])
        )
        yield RULE.finding(
            waiting.at(state_field(waiting)) if waiting else sms.settings.at("catalogues"),
            f"the documented information `{items[0].name}` is missing: {said}",
            node=name,
            help=f"have {waiting.id} approved and set it in force, or name the item in another one's `provides`"
            if waiting
            else "",
            clauses=clauses,
        )


def _providers(sms: Sms) -> tuple[set[str], dict[str, Document | ListedDocument]]:
    """The items that documents in force are, kept here or elsewhere; for each other item the first that names it."""
    nodes: tuple[Document | ListedDocument, ...] = (*sms.documents, *sms.records(ListedDocument))
    known = [item.id for book in sms.catalogues for item in book.items]
    provided: set[str] = set()
    idle: dict[str, Document | ListedDocument] = {}
    for node in nodes:
        # A name that is none may be meant for the nearest one: another rule reports it.
        names = {name if name in known else closest(name, known) or name for name in node.provides}
        if is_active(node):
            provided |= names
        else:
            idle = {**dict.fromkeys(names, node), **idle}
    return provided, idle


def _may_be_lost(sms: Sms, item: DocumentedInformation) -> bool:
    """Whether a document that can be the item names items in a field that could not be read."""
    return any(is_lost(sms, sms.kinds[kind], "provides") for kind in item.shown_by if kind in sms.kinds)


def _shown_by(sms: Sms, item: DocumentedInformation) -> set[str]:
    """What shows the item: its own id in `provides`, or a record of one of these kinds."""
    return {item.id, *(kind for kind in item.shown_by if not _is_document(sms, kind))}


def _is_document(sms: Sms, kind: str) -> bool:
    return kind in sms.kinds and issubclass(sms.kinds[kind], Document)


def _instead(sms: Sms, item: DocumentedInformation) -> str:
    """What would show it, for the message."""
    documents = [kind for kind in item.shown_by if _is_document(sms, kind)]
    records = [kind for kind in item.shown_by if not _is_document(sms, kind)]
    ways = []
    if documents:
        ways.append(f"no active document of kind {alternatives(documents)} provides `{item.id}`")
    if records:
        ways.append(f"there is no record of kind {alternatives(records)}")
    return ", and ".join(ways)
