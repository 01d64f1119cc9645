"""Whether a statement is about a text as it stands: its bytes, and the files that it shows with them."""

from collections.abc import Iterable

from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.history.branch import TextVersion


def is_about(signed: SignedStatement, text: TextVersion, every: Iterable[TextVersion]) -> bool:
    """Whether a statement was made of a text with what it shows; `every` are all texts that its document had.

    A statement from before they named what is shown is believed where the branch had shown nothing else with these
    bytes until the statement came: else nobody can tell what its signer saw. A withdrawal is of the bytes, whatever
    they show.
    """
    statement = signed.statement
    if (statement.id, statement.sha256) != (text.id, text.sha256):
        return False
    if statement.shown or not text.shown or statement.meaning == "withdrawal":
        return statement.shown in ("", text.shown_digest) or statement.meaning == "withdrawal"
    seen = {
        version.content
        for version in every
        if version.sha256 == text.sha256 and version.position <= signed.position
    }
    return seen == {text.content}
