"""What a page says of the texts of a document that wait beside the one in force, and where these are shown."""

from sms_lint.ground.sentences import joined
from sms_lint.history.approvals.states import TextState
from sms_lint.model.node import Document
from sms_lint.publish.site.address import proposed_address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import day, link, paragraph
from sms_lint.publish.site.view import PageContext
from sms_lint.system.approval_status.awaited import approving, awaited_words
from sms_lint.system.approval_status.readers import ReadersText
from sms_lint.system.approval_status.state_words import needing_words, state_words

_ASK = Safe("read it")
_COMPARE = Safe("read it with its differences")


def texts_beside(here: PageContext, document: Document) -> Safe:
    """The line above a text in force of which a newer text waits; the staff are not told of that one."""
    beside = here.view.texts.get(document.id)
    if beside is None or beside.judged is None or not beside.waits or here.view.edition == "staff":
        return Safe("")
    said = waiting_words(here, beside, _newer(beside))
    return paragraph(Safe(f"{said}: {_proposed(here, beside, _COMPARE)}."), "warning")


def nothing_in_force(here: PageContext, document: Document) -> Safe:
    """What stands in the place of a text, where nothing of a document is in force, or nothing that can be read."""
    beside = here.view.texts[document.id]
    if beside.judged is not None:
        said = (
            f"Version {text(beside.judged.text.version)} of {text(document.id)} is in force, and this program cannot "
            f"read it any more; it is in commit <code>{text(beside.judged.text.commit[:9])}</code>."
        )
    elif any(judged.approved for judged in beside.status.approvals.texts[document.id]):
        said = f"Nothing of {text(document.id)} is in force on {day(here.sms.today)}."
    else:
        said = f"Nothing of {text(document.id)} is in force yet: no text of it was ever approved."
    more = f" {waiting_words(here, beside)}: {_proposed(here, beside, _ASK)}." if beside.waits else ""
    return paragraph(Safe(said + more), "warning")


def waiting_words(here: PageContext, beside: ReadersText, subject: str = "") -> Safe:
    """What a text that is not in force waits for, in a sentence without its end; `subject` is its beginning."""
    version = text(beside.newest.text.version)
    newer = subject or f"Version {version}"
    if beside.state in (TextState.AWAITING, TextState.UNAPPROVED):
        if beside.newest.text.lifecycle == "retired":
            newer = Safe(f"That the document is retired, by version {version},")
        return Safe(f"{newer} {text(needing_words(beside.state))}{_awaited(here, beside)}")
    if beside.state is TextState.APPROVED:
        start = beside.newest.declared
        when = (
            f"comes into force on {day(start)}" if start and start > here.sms.today else "is not in force yet"
        )
        return Safe(f"{newer} is approved and {when}")
    return Safe(f"{newer} {text(state_words(beside.state))}")


def _newer(beside: ReadersText) -> Safe:
    """A newer text by its version; where it took that of the text in force, that."""
    version = text(beside.newest.text.version)
    same = beside.judged is not None and beside.judged.text.version == beside.newest.text.version
    return Safe(
        f"A newer text, {f'which calls itself version {version} too' if same else f'version {version}'},"
    )


def _awaited(here: PageContext, beside: ReadersText) -> Safe:
    """Whose approval it is; roles by their names."""
    if beside.newest.approved:
        return here.message(awaited_words(beside.status))
    roles, _ = approving(beside.status)
    return Safe(f"approval by {joined([here.node(role) for role in roles], 'or')}")


def _proposed(here: PageContext, beside: ReadersText, label: Safe) -> Safe:
    return link(here.to(proposed_address(beside.written.id)), label)


def versions_there(here: PageContext, document: Document) -> Safe:
    """The version in force, and a link to the one that waits; the staff see the first alone."""
    beside = here.view.texts.get(document.id)
    if beside is None or not beside.waits or beside.is_withdrawn or here.view.edition == "staff":
        return text(document.version)
    waits = Safe(f"{text(beside.newest.text.version)} waits")
    newer = _proposed(here, beside, waits)
    return newer if beside.judged is None else Safe(f"{text(beside.judged.text.version)} ({newer})")
