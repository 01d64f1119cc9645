"""Approved texts that were merged, and that neither the branch nor what came after it kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sms_lint.history.approvals.signed import SignedStatement, read_signed
from sms_lint.history.approvals.trusted import signed_about_trust, trust_chain
from sms_lint.history.branch import TRUST_ID, Branch, LeftOutText, StoredStatement
from sms_lint.history.record_changes.what_may_change import number
from sms_lint.model.trust import Robot


def left_out_texts(branch: Branch, beside: Sequence[tuple[str, StoredStatement]]) -> tuple[LeftOutText, ...]:
    """The newest approved text of each document that a merge left out, where the branch never came as far.

    `beside` are the statements that merged commits held and the branch never did, each with the first such commit.
    A version that the branch reached in another way, or of which an approval was withdrawn, is not missed.
    """
    brought = {statement.path: commit for commit, statement in beside}
    kept = tuple(replace(statement, position=branch.entered[commit]) for commit, statement in beside)
    signed = tuple(_signed(branch, kept))
    own = read_signed(branch)[0]
    withdrawn = {_text(each) for each in (*own, *signed) if each.statement.meaning == "withdrawal"}
    newest: dict[str, SignedStatement] = {}
    for each in signed:
        said = each.statement
        if said.meaning in {"approval", "review"} and said.id != TRUST_ID and _text(each) not in withdrawn:
            before = newest.get(said.id)
            if before is None or number(before.statement.version) < number(said.version):
                newest[said.id] = each
    return tuple(
        LeftOutText(branch.line[each.position], brought[each.path], id_, each.statement.version)
        for id_, each in newest.items()
        if number(each.statement.version) > _reached(branch, id_)
    )


def _signed(branch: Branch, kept: tuple[StoredStatement, ...]) -> Iterator[SignedStatement]:
    """What was signed by whoever may sign it, by any version of the trust settings; robots sign reviews of others."""
    trusts = [adopted.trust for adopted in trust_chain(branch, signed_about_trust(branch)).adopted]
    for signed in read_signed(replace(branch, stored_statements=kept))[0]:
        signers = [trust.signer_of(signed.key) for trust in trusts]
        whose = signed.statement.person
        if any(
            isinstance(who, Robot)
            if signed.statement.meaning == "review"
            else who is not None and who.who == whose
            for who in signers
        ):
            yield signed


def _text(signed: SignedStatement) -> tuple[str, str]:
    return signed.statement.id, signed.statement.sha256


def _reached(branch: Branch, id_: str) -> tuple[int, ...]:
    """The greatest version that a document ever had on the branch; nothing where it was never there."""
    return max((number(text.version) for text in branch.versions.get(id_, ())), default=())
