"""What may be signed: only what is read as a document, so that nothing is approved that no rule and no page shows."""

from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import joined
from sms_lint.history.approvals import Approvals
from sms_lint.history.branch import TRUST_ID
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms


def refuse_what_is_no_document(sms: Sms, approvals: Approvals, id_: str) -> None:
    """Raise SmsError where the text of this id is not one document that was read."""
    if id_ == TRUST_ID:
        return
    nodes = [node for node in sms.nodes if node.id == id_]
    if len(nodes) == 1 and isinstance(nodes[0], Document):
        return
    raise SmsError(_several(nodes) or _no_document(sms, id_) or _unread(sms, approvals, id_))


def _several(nodes: list[Node]) -> str:
    """Why nobody can tell which text is meant; empty where it is at most one."""
    if len(nodes) < 2:
        return ""
    places = joined([node.path for node in nodes])
    return f"{nodes[0].id} stands in {places}; give all but one an id of their own, and sign then"


def _no_document(sms: Sms, id_: str) -> str:
    kind = sms.kind_of(id_)
    if kind is None:
        return ""
    return f"{id_} is {sms.kinds[kind].KIND.noun if kind in sms.kinds else kind}; only documents are signed"


def _unread(sms: Sms, approvals: Approvals, id_: str) -> str:
    """Why a text of this id is not read, as far as that is known."""
    latest = approvals.latest(id_)
    if latest is None:
        return (
            f"there is no document {id_}: documents are Markdown files below {joined(FOLDERS)}, "
            "and names that begin with a dot are not read"
        )
    path = latest.text.path
    if path not in sms.paths:
        return f"there is no document {id_} any more; it was last in {path}"
    why = next((fault.message for fault in sms.reading_faults if fault.at.path == path), "")
    return f"{path} is not read as a document{f': {why}' if why else ''}; put that right first"
