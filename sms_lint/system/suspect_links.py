"""Links between documents that nobody has looked at since: what a document names got a newer text after its review."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.model.node import Document
from sms_lint.system.sms import Sms


class Suspect(NamedTuple):
    """An active document, and those that it names in its front matter and that are newer than its last review."""

    document: Document
    newer: tuple[Document, ...]


def named_documents(sms: Sms, document: Document) -> Iterator[Document]:
    """The documents that one names in its front matter; what it replaces is not what it rests on."""
    for route, ref in document.refs():
        target = sms.ids.get(ref)
        if isinstance(target, Document) and target is not document and route != ("supersedes",):
            yield target


def suspects(sms: Sms) -> Iterator[Suspect]:
    """Every document with such links today. A review, or a new text of its own, clears them."""
    for document in sms.documents:
        if document.lifecycle != "active":
            continue
        seen = max(filter(None, (document.review.last, document.effective)))
        newer = {
            target.id: target
            for target in named_documents(sms, document)
            if target.lifecycle == "active" and target.effective and seen < target.effective <= sms.today
        }
        if newer:
            yield Suspect(document, tuple(newer.values()))
