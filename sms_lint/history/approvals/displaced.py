"""Trust settings that were in force in what a merge took in, and that the branch does not hold any more."""

from collections.abc import Iterable, Iterator, Sequence

from sms_lint.history.approvals.signed import SignedStatement, day_of, read_signed
from sms_lint.history.approvals.trusted import Adopted, TrustChain, signed_about_trust, trust_chain
from sms_lint.history.branch import Branch, DisplacedTrust


def displaced_trust(branch: Branch, sides: Iterable[Branch]) -> tuple[DisplacedTrust, ...]:
    """The trust settings that merges put out of force.

    `sides` are the lines of first parents that lead to merged commits, each read as if it were the branch. What was in
    force there binds: the branch has to hold it, or a later version which its own owners signed.
    """
    about = signed_about_trust(branch)
    chain = trust_chain(branch, about)
    found = (_displaced(branch, side, chain, about) for side in sides)
    return tuple(displaced for displaced in found if displaced is not None)


def _displaced(
    branch: Branch, side: Branch, chain: TrustChain, about: Sequence[SignedStatement]
) -> DisplacedTrust | None:
    held = {adopted.digest for adopted in chain.adopted}
    merged_at = branch.entered[side.commits.head]
    began = chain.adopted[0].position if chain.adopted else merged_at
    adopted = list(trust_chain(side, signed_about_trust(side)).adopted)
    while adopted and adopted[-1].digest not in held:
        last = adopted.pop()
        if adopted or _is_in_use(side, last, alone=began >= merged_at):
            if _is_succeeded(branch, chain, last, about):
                return None
            return DisplacedTrust(branch.line[merged_at], side.commits.head, last.trust.version)
    return None


def _is_in_use(side: Branch, first: Adopted, *, alone: bool) -> bool:
    """Whether the first version of a line is more than a proposal that was mended before it was merged, or refused.

    Nobody signs a first version. It is in use where somebody whom it trusts signed under it, or where it was left as
    it is; the latter only where it is `alone`, since the branch had no settings yet when it merged that line.
    """
    if alone and side.trusts[-1].read.digest == first.digest:
        return True
    return any(_is_trusted(side, first, signed) for signed in read_signed(side)[0])


def _is_trusted(side: Branch, version: Adopted, signed: SignedStatement) -> bool:
    statement = signed.statement
    person = version.trust.by_person.get(statement.person)
    known = person is not None and person.signs_with(signed.key, day_of(side, signed))
    return known and statement.trust == version.digest


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
