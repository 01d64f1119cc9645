"""Who decides on a change: said by what was there before it, so that no change chooses its own judge."""

from collections.abc import Iterable

from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.history.approvals.trusted import TrustChain
from sms_lint.history.branch import Branch, TextVersion


def deciding_text(
    text: TextVersion, approved: TextVersion | None, newest_first: Iterable[TextVersion]
) -> TextVersion:
    """The text whose kind and approver say who has to approve another one.

    It is the one approved last; where none ever was, the one in use that the change started from; else the text itself.
    `newest_first` are the texts before it.
    """
    if approved is not None:
        return approved
    before = next((known for known in newest_first if known.position < text.position), None)
    return before if before is not None and before.lifecycle == "active" else text


def made_by_the_change(branch: Branch, chain: TrustChain, signed: SignedStatement) -> str:
    """Words for a signer who is an approver only by trust settings that came in the same step; empty for others."""
    statement, before = signed.statement, chain.before(signed.position)
    held = before.by_person.get(statement.person) if before else None
    day = statement.moment.date()
    if held is not None and held.holds(statement.role, day):
        return ""
    coming = (known.read.trust for known in branch.trusts if known.position == signed.position)
    people = (trust.by_person.get(statement.person) for trust in coming if trust)
    if not any(person and person.holds(statement.role, day) for person in people):
        return ""
    return (
        f"; this same change makes {statement.person} an approver in trust.yml, and whom a change makes an approver "
        "does not approve it: let trust.yml be merged first, then approve"
    )
