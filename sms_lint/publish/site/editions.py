"""The editions of a site: everything, for auditors; what the staff may read; and what everybody may.

The staff edition is made by removing things before any page is written: a page, a link, a count or a line of the search
index can only contain what is still there. The staff see a record only where its classification says so: where nobody
has stated one, the record is left out. What the public edition holds is said in `public/kept.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from sms_lint.ground.text import link_target
from sms_lint.model.finding import Result
from sms_lint.model.node import Document, Node, Record, Register
from sms_lint.outside.git import FileChanges
from sms_lint.system.approval_status.readers import ReadersText
from sms_lint.system.sms import Sms

Edition = Literal["auditor", "staff", "public"]
EDITIONS: tuple[Edition, ...] = ("auditor", "staff", "public")
_HIDDEN = "confidential"


def for_staff(sms: Sms, texts: Mapping[str, ReadersText]) -> Sms:
    """The same system without all that is confidential or not in force, and without what only an audit asks for.

    No clause catalogue: conformity is the auditor's business. No earlier texts: they may have been confidential.
    `texts` says what is in force of the documents that have to be approved.
    """
    nodes = tuple(node for node in sms.nodes if _may_be_read(node) and _is_in_force(node, texts))
    kept = {node.id for node in nodes}
    file_changes = sms.file_changes and _changes_until_in_force(sms.file_changes, texts.values())
    return replace(
        sms,
        catalogues=(),
        nodes=nodes,
        reading_faults=(),
        unchecked=(),
        paths=frozenset(_files(sms, nodes)),
        rows={ref: table for ref, table in sms.rows.items() if table.id in kept},
        file_changes=file_changes,
    )


def _is_in_force(node: Node, texts: Mapping[str, ReadersText]) -> bool:
    text = texts.get(node.id) if isinstance(node, Document) else None
    return text is None or text.shown is not None


def _changes_until_in_force(changes: FileChanges, texts: Iterable[ReadersText]) -> FileChanges:
    """The changes without what they changed, and without those that came after the text in force: whoever made
    these may have said in a word what is not in force."""
    revisions = dict(changes.revisions)
    for text in texts:
        path = text.written.path
        if text.judged is not None and text.waits:
            blob = text.judged.text.blob
            every = revisions.get(path, ())
            start = next((at for at, revision in enumerate(every) if revision.after == blob), len(every))
            revisions[path] = every[start:]
    return replace(changes, revisions=revisions, texts={})


def nothing_found(result: Result) -> Result:
    """A result that says nothing: findings quote what they are about."""
    return Result((), (), result.today)


def confidential(sms: Sms) -> tuple[Document | Register, ...]:
    """The documents and registers that say that not everybody may read them, and that hold something.

    A register without entries tells nobody anything.
    """
    return tuple(
        node
        for node in sms.controlled
        if node.classification == _HIDDEN and (isinstance(node, Document) or sms.entries(node.of))
    )


def _may_be_read(node: Node) -> bool:
    if isinstance(node, Document | Register):
        return node.classification != _HIDDEN
    register = node.register if isinstance(node, Record) else None
    return register is not None and register.classification != _HIDDEN


def _files(sms: Sms, nodes: Iterable[Node]) -> Iterable[str]:
    """The files that belong to what is shown: its sources, and what their texts link to (a picture)."""
    shown = {node.path for node in nodes}
    hidden = sms.by_path.keys() - shown
    yield from (path for path in sms.paths if path.startswith("docs/"))  # the handbook
    for node in nodes:
        yield node.path
        for link in node.links:
            target = link_target(node.path, link.target)
            if target is not None and target.path in sms.paths and target.path not in hidden:
                yield target.path
