"""What may be signed: only what is read as a document, so that nothing is approved that no rule and no page shows.

And what whoever signs is shown before: the text, by its place, its digest, and its difference from the one in force.
"""

from collections.abc import Iterator
from difflib import ndiff

from sms_lint.ground.differences import difference, difference_lines
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import joined
from sms_lint.history.approvals import Approvals
from sms_lint.history.branch import TRUST_ID
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.node import Document, Node
from sms_lint.model.statement import Statement
from sms_lint.model.trust import TRUST_FILE
from sms_lint.system.sms import Sms
from sms_lint.translation import on_screen


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
    return f"{nodes[0].id} is in {places}; give all but one an id of their own, then sign"


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
    return f"{path} is not read as a document{f': {why}' if why else ''}; correct that first"


_DEEDS = {
    "approval": "you are about to approve",
    "authorship": "you are about to sign as the author of",
    "withdrawal": "you are about to withdraw the approval of",
    "confirmation": "you are about to confirm that you have reviewed, and left as it is,",
}


def before_signing(approvals: Approvals, statement: Statement) -> Iterator[str]:
    """What somebody is about to sign, in lines: which text, and how it differs from the one approved before."""
    latest = approvals.latest(statement.id)
    path = latest.text.path if latest else TRUST_FILE
    role = f" as {statement.role}" if statement.role else ""
    what = f"{statement.id} {statement.version}{role}"
    yield on_screen(f"{statement.person}, {_DEEDS[statement.meaning]} {what}:")
    yield on_screen(f"  file     {path}")
    yield f"  SHA-256  {statement.sha256}"
    for file in latest.text.shown if latest else ():
        yield (
            on_screen(f"  shows    {file.path}")
            if file.state
            else on_screen(f"  shows    {file.path}, which is not there")
        )
    if statement.effective:
        yield on_screen(f"  in force from {statement.effective}")
    texts = approvals.branch.texts
    before = _before(statement)
    if not before:
        yield on_screen("Nothing of it was approved before: the whole text is new. Read it in its file.")
    elif before == statement.sha256 and latest is not None and not latest.approved and latest.text.shown:
        yield on_screen("Its words are those that are approved already; what it shows is not: look at that.")
    elif before == statement.sha256:
        yield on_screen("It is the text that is approved already.")
    elif before not in texts or statement.sha256 not in texts:
        yield on_screen(f"How it differs from the text approved before (SHA-256 {before}) cannot be shown.")
    else:
        yield on_screen(
            f"What differs from the text approved before (SHA-256 {before}); removed [-so-], added {{+so+}}:"
        )
        if latest is None:
            yield from _lines(texts[before], texts[statement.sha256])
        else:
            yield from (
                f"  {line}" for line in difference_lines(difference(texts[before], texts[statement.sha256]))
            )


def _before(statement: Statement) -> str:
    """The SHA-256 of the text that was approved before; empty where none was."""
    return statement.trust if statement.id == TRUST_ID else statement.previous


def _lines(before: str, after: str) -> Iterator[str]:
    """The lines of a file of settings that differ."""
    for line in ndiff(before.splitlines(), after.splitlines()):
        if line.startswith("- "):
            yield f"  [-{line[2:]}-]"
        elif line.startswith("+ "):
            yield f"  {{+{line[2:]}+}}"
