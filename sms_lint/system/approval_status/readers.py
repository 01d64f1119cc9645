"""Which text of a document its readers go by: the one in force, while a newer one waits for its approval.

Pages, prints, the search, both editions, packs and rules ask here, and nowhere else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sms_lint.ground.durations import Duration
from sms_lint.ground.source import Origin, SourceFile
from sms_lint.ground.text import links, places, sections
from sms_lint.history.approvals import Approvals, InForce, TextApproval, in_force
from sms_lint.history.approvals.states import TextState, lacks_confirmation, text_state
from sms_lint.model.node import Document, Kinds
from sms_lint.model.statement import digests
from sms_lint.model.text_values import read_node, text_values
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.documents import ApprovalStatus, text_now
from sms_lint.system.sms import Sms


@dataclass(frozen=True)
class ReadersText:
    """A document whose texts have to be approved: what its file says, and what its readers go by.

    `written` is the document as its file says it, and `newest` the judgement of that text. `shown` is the document as
    the text in force says it, and `judged` the judgement of that text; both are None where nothing is in force, and
    `shown` alone where the text in force cannot be read. `since` is the day from which it is in force.
    """

    written: Document
    newest: TextApproval
    shown: Document | None
    judged: TextApproval | None
    since: date | None
    state: TextState
    status: ApprovalStatus

    @property
    def waits(self) -> bool:
        """Whether the text on the branch is another one than the text in force."""
        return self.judged is None or self.judged.signed_text.content != self.newest.signed_text.content

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing is in force because the document was retired, and that was approved."""
        return self.judged is None and self.state is TextState.RETIRED


def readers_texts(sms: Sms) -> Mapping[str, ReadersText]:
    """What readers go by, of each document whose texts have to be approved, by its id.

    A document that is not in it has no such text: its file says what is in force. So it is where there are no trust
    settings, where the settings ask for no approval of its kind, and where the history was not read, or not whole.
    """
    return sms.once(_readers_texts)


def _readers_texts(sms: Sms) -> Mapping[str, ReadersText]:
    approvals = approvals_of(sms)
    if approvals is None or not approvals.branch.commits.complete or approvals.chain.current is None:
        return {}
    found = ((document, _of(sms, approvals, document)) for document in sms.documents)
    return {document.id: text for document, text in found if text and sms.ids.get(document.id) is document}


def _of(sms: Sms, approvals: Approvals, document: Document) -> ReadersText | None:
    newest = text_now(approvals, document)
    if newest is None:
        return None
    force = in_force(approvals, document.id, sms.today)
    approved = force.shown
    # No text says by itself that it needs no approval: the kind of the one in force asks, too.
    kinds = (document.kind, *([approved.text.kind] if approved else []))
    needed = max(needed_level(sms, kind) for kind in kinds)
    if not needed:
        return None
    judged = approved and _as_confirmed(approvals, approved, needed)
    status = ApprovalStatus(document, needed, approvals, newest, "")
    return ReadersText(
        written=document,
        newest=newest,
        shown=_document(sms, approvals, status, judged) if judged else None,
        judged=judged,
        since=_since(force),
        state=text_state(approvals, newest, sms.today, needed),
        status=status,
    )


def _as_confirmed(approvals: Approvals, approved: TextApproval, needed: int) -> TextApproval:
    """The text in force with the newest control data that its owner confirmed."""
    confirmed = [
        judged
        for judged in approvals.texts[approved.text.id]
        if judged.approved_as is not None
        and judged.approved_as.content == approved.text.content
        and judged.approved
        and not lacks_confirmation(judged, needed)
    ]
    return confirmed[-1] if confirmed else approved


def _since(force: InForce) -> date | None:
    if force.since is not None:
        return force.since
    return force.declared.declared if force.declared else None


def _document(
    sms: Sms, approvals: Approvals, status: ApprovalStatus, judged: TextApproval
) -> Document | None:
    """The document as one of its texts says it; None where this program cannot read that any more."""
    if status.now is not None and judged.text.sha256 == status.now.text.sha256:
        return status.document
    text = approvals.branch.texts.get(judged.text.sha256)
    return None if text is None else document_in(sms.kinds, judged.text.path, text)


def document_in(kinds: Kinds, path: str, text: str) -> Document | None:
    """The document that an earlier text of a file says; None where it cannot be read whole."""
    values = dict(text_values(path, text).values or {})
    model = kinds.get(str(values.pop("kind", "")))
    if model is None or not issubclass(model, Document):
        return None
    node, faults = read_node(model, values)
    if not isinstance(node, Document):
        return None
    lost = frozenset(str(fault.route[0]) for fault in faults if fault.route)
    node.written(Origin(SourceFile(path, text), places), sections(text), tuple(links(text)))
    node.without(lost & model.model_fields.keys())
    return node


@dataclass(frozen=True)
class InForceNow:
    """A document as its text in force says it, and the day since when, None where it names none.

    `written` is the document as its file says it, for the place of a finding. `waiting_version` is the version of a
    newer text that is not in force, empty where there is none.
    """

    document: Document
    written: Document
    since: date | None
    waiting_version: str = ""

    def is_over(self, grace: Duration, today: date) -> bool:
        """Whether it is in force, and a time after it came into force has passed."""
        return self.since is None or grace.after(self.since) < today


def in_force_now(sms: Sms, model: type[Document] = Document) -> Iterator[InForceNow]:
    """The documents of a class of which a text is in force, as that text says them.

    Where their texts do not have to be approved, these are the active ones whose day has come.
    """
    texts = readers_texts(sms)
    for document in sms.documents:
        if not isinstance(document, model):
            continue
        text = texts.get(document.id)
        if text is None:
            if document.lifecycle == "active" and (document.effective or sms.today) <= sms.today:
                yield InForceNow(document, document, document.effective)
        elif text.shown is not None and text.written is document:
            waiting = document.version if document.version != text.shown.version else ""
            yield InForceNow(text.shown, document, text.since, waiting)


def approval_of(sms: Sms, document: Document) -> TextApproval | None:
    """The judgement of the text that a document was read from: of the newest one where that cannot be told."""
    approvals = approvals_of(sms)
    if approvals is None:
        return None
    sha256 = digests(document.origin.file.text.encode())[0]
    every = approvals.texts.get(document.id, ())
    own = [judged for judged in every if judged.text.sha256 == sha256]
    return own[-1] if own else text_now(approvals, document)


def as_readers_see(sms: Sms) -> Sms:
    """The same system with the text in force of each document in the place of a newer one that waits.

    Where nothing of a document is in force, it stays as its file says it.
    """
    instead = {
        id(text.written): text.shown
        for text in readers_texts(sms).values()
        if text.shown is not None and text.shown is not text.written
    }
    if not instead:
        return sms
    return replace(sms, nodes=tuple(instead.get(id(node), node) for node in sms.nodes))
