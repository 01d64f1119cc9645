"""Which trust settings were in force at each step: each version is signed by the owners of the one before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sms_lint.history.approvals.signed import SignedStatement, day_of, read_signed
from sms_lint.history.branch import TRUST_ID, Branch, TrustText
from sms_lint.model.statement import FOLDER
from sms_lint.model.trust import Trust


class Adopted(NamedTuple):
    """A version of the trust settings, and the step from which it counts."""

    position: int
    digest: str
    trust: Trust


class TrustFault(NamedTuple):
    """What is wrong with a version of the trust settings, and at which step it came."""

    position: int
    message: str


@dataclass(frozen=True)
class TrustChain:
    """The versions of the trust settings that counted, oldest first, and what was wrong with others."""

    adopted: tuple[Adopted, ...]
    faults: tuple[TrustFault, ...]

    def before(self, position: int) -> Trust | None:
        """The settings that judge what a step brings: those in force before it.

        What comes with the very first version is judged by it: somebody has to begin.
        """
        adopted = None
        for version in self.adopted:
            if version.position < position or adopted is None:
                adopted = version if version.position <= position else adopted
        return adopted.trust if adopted else None

    def was_in_force(self, digest: str, position: int) -> bool:
        """Whether a version with that digest was in force up to a step."""
        return any(adopted.digest == digest and adopted.position <= position for adopted in self.adopted)

    @property
    def current(self) -> Trust | None:
        """The trust settings in force at the end of the branch."""
        return self.adopted[-1].trust if self.adopted else None


def trust_in_force(branch: Branch) -> Trust | None:
    """The trust settings at the end of the branch. Only the statements about them are checked for it."""
    return trust_chain(branch, signed_about_trust(branch)).current


def signed_about_trust(branch: Branch) -> tuple[SignedStatement, ...]:
    """The signed statements about the trust settings. No other signature is checked."""
    kept = tuple(
        statement
        for statement in branch.stored_statements
        if statement.path.startswith(f"{FOLDER}/{TRUST_ID}/")
    )
    return tuple(
        statement
        for statement in read_signed(replace(branch, stored_statements=kept))[0]
        if statement.statement.id == TRUST_ID and statement.statement.meaning == "approval"
    )


def trust_chain(branch: Branch, signed: tuple[SignedStatement, ...]) -> TrustChain:
    """Follow the trust settings along the branch."""
    about = tuple(
        statement
        for statement in signed
        if statement.statement.id == TRUST_ID and statement.statement.meaning == "approval"
    )
    adopted: list[Adopted] = []
    faults: list[TrustFault] = []
    for text, until in _spans(branch):
        if text.read.trust is None:
            what = text.read.faults[0].message if text.read.faults else "it cannot be read"
            faults.append(TrustFault(text.position, f"the trust settings are faulty: {what}"))
        elif not adopted:
            adopted.append(Adopted(text.position, text.read.digest, text.read.trust))
        elif text.read.digest != adopted[-1].digest:
            step = _signed_at(branch, text, until, adopted[-1], about)
            if isinstance(step, str):
                faults.append(TrustFault(text.position, step))
            else:
                adopted.append(Adopted(step, text.read.digest, text.read.trust))
    return TrustChain(tuple(adopted), tuple(faults))


def _spans(branch: Branch) -> Iterator[tuple[TrustText, int | None]]:
    """Each version with the step that brought the next version."""
    for number, text in enumerate(branch.trusts, start=1):
        following = branch.trusts[number : number + 1]
        yield text, following[0].position if following else None


def _signed_at(
    branch: Branch, text: TrustText, until: int | None, last: Adopted, about: tuple[SignedStatement, ...]
) -> int | str:
    """The step at which enough owners had signed a version; a sentence where that never came."""
    new, owners = text.read.trust, last.trust.owners
    if new is None or new.version != last.trust.version + 1:
        number = new.version if new else "?"
        return f"the trust settings went from version {last.trust.version} to {number}; each change adds one"
    signers: dict[str, int] = {}
    for statement in about:
        person = last.trust.by_person.get(statement.statement.person)
        fits = statement.statement.sha256 == text.read.digest and statement.statement.person in owners.people
        if fits and person and person.signs_with(statement.key, day_of(branch, statement)):
            at = max(statement.position, text.position)
            if until is None or at < until:
                signers.setdefault(statement.statement.person, at)
    if len(signers) < owners.signatures:
        people = ", ".join(owners.people)
        return (
            f"version {new.version} of the trust settings is signed by {len(signers)} of the {owners.signatures} "
            f"owners it needs ({people}); until then version {last.trust.version} stays in force"
        )
    return sorted(signers.values())[owners.signatures - 1]
