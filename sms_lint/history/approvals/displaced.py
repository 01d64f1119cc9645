"""Trust settings that were in force in what a merge took in, and that the branch does not hold any more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sms_lint.history.approvals.signed import SignedStatement, day_of, read_signed
from sms_lint.history.approvals.trusted import Adopted, TrustChain, signed_about_trust, trust_chain
from sms_lint.history.branch import Branch, DisplacedTrust, StoredStatement


class SideLine(NamedTuple):
    """The line of first parents that leads to a merged commit, read as if it were the branch.

    `change` is the last commit beside the branch that brought trust settings, or a signature of theirs.
    """

    change: str
    branch: Branch


# Every statement of every commit, whichever line it is on.
Everywhere = Callable[[], Sequence[StoredStatement]]


def displaced_trust(
    branch: Branch, sides: Iterable[SideLine], everywhere: Everywhere
) -> tuple[DisplacedTrust, ...]:
    """The trust settings that merges put out of force.

    What was in force in anything that was merged binds: the branch has to hold it, or a later version which its own
    owners signed.
    """
    about = signed_about_trust(branch)
    chain = trust_chain(branch, about)
    found = (_displaced(branch, side, (chain, about), everywhere) for side in sides)
    return tuple(displaced for displaced in found if displaced is not None)


def _displaced(
    branch: Branch,
    side: SideLine,
    own: tuple[TrustChain, Sequence[SignedStatement]],
    everywhere: Everywhere,
) -> DisplacedTrust | None:
    chain, about = own
    held = {adopted.digest for adopted in chain.adopted}
    merged_at = branch.entered[side.change]
    alone = not chain.adopted or chain.adopted[0].position >= merged_at
    adopted = list(trust_chain(side.branch, signed_about_trust(side.branch)).adopted)
    while adopted and adopted[-1].digest not in held:
        last = adopted.pop()
        if _is_succeeded(branch, chain, last, about):
            return None
        as_it_was = alone and side.branch.trusts[-1].read.digest == last.digest
        if adopted or as_it_was or _is_used(branch, last, everywhere()):
            return DisplacedTrust(branch.line[merged_at], side.branch.commits.head, last.trust.version)
    return None


def _is_used(branch: Branch, first: Adopted, everywhere: Sequence[StoredStatement]) -> bool:
    """Whether somebody signed under the first version of a line whom that version trusts.

    Nobody signs a first version itself. So until somebody uses it, it may be a proposal that was mended before it was
    merged, or refused.
    """
    for signed in read_signed(replace(branch, stored_statements=tuple(everywhere)))[0]:
        owner = first.trust.by_key(signed.key)
        if signed.statement.trust == first.digest and owner and owner.who == signed.statement.person:
            return True
    return False


def _is_succeeded(
    branch: Branch, chain: TrustChain, version: Adopted, about: Sequence[SignedStatement]
) -> bool:
    """Whether enough owners of a version signed another one that is no older and counts on the branch."""
    return any(
        len(set(_owners_who_signed(branch, version, later.digest, about))) >= version.trust.owners.signatures
        for later in chain.adopted
        if later.trust.version >= version.trust.version
    )


def _owners_who_signed(
    branch: Branch, version: Adopted, digest: str, about: Sequence[SignedStatement]
) -> Iterator[str]:
    for signed in about:
        person = version.trust.by_person.get(signed.statement.person)
        fits = signed.statement.sha256 == digest and signed.statement.person in version.trust.owners.people
        if fits and person and person.signs_with(signed.key, day_of(branch, signed)):
            yield signed.statement.person
