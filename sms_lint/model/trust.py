"""Whom the organization trusts to write, to approve and to attest, from `trust.yml`; each version signed by owners."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field, ValidationError

from sms_lint.ground.durations import Duration
from sms_lint.ground.faults import Fault, model_faults
from sms_lint.ground.fields import Between, Date, Form, PersonRef, RoleRef, Span, Text
from sms_lint.ground.source import Route
from sms_lint.ground.text import read_yaml
from sms_lint.model.known_accounts import Known
from sms_lint.model.settings_group import Settings
from sms_lint.model.statement import digests
from sms_lint.model.trusted_key import Purpose, TrustedKey
from sms_lint.outside.ssh_signature import Key

TRUST_FILE = "trust.yml"
Positive = Annotated[int, Between(1, 100_000, whole=True)]


class HeldRole(Settings):
    """A role that somebody may approve in, for a time."""

    role: RoleRef = Field(title="Role", description="The id of the role.")
    from_: Date = Field(alias="from", title="From", description="The first day.")
    to: Date | None = Field(None, title="To", description="The last day; left out while it is held.")


class Identified(Known):
    """The same, with the keys by which signatures are known to be somebody's."""

    keys: tuple[TrustedKey, ...] = Field((), title="Keys", description="The keys that sign for it.")

    # What a key is for that names no purposes.
    USUAL: ClassVar[Purpose] = "approve"

    def purposes_of(self, trusted_key: TrustedKey) -> tuple[Purpose, ...]:
        """What one of its keys may sign."""
        return trusted_key.purposes or (self.USUAL,)

    def signs_with(self, key: Key, day: date, purpose: Purpose | None = None) -> bool:
        """Whether a key counts for it on a day, for its usual purpose unless another one is named."""
        return not self.why_not(key, day, purpose)

    def why_not(self, key: Key, day: date, purpose: Purpose | None = None) -> str:
        """Why a key does not count for it on a day, to follow the key's name; empty where it does."""
        own = next((trusted_key for trusted_key in self.keys if trusted_key.key == key), None)
        if own is None or not own.valid(day):
            return f"does not count on {day}"
        wanted = purpose or self.USUAL
        if wanted not in self.purposes_of(own):
            return f"is for `{'`, `'.join(self.purposes_of(own))}`, not for `{wanted}`"
        return ""


class TrustedPerson(Identified):
    """A person who writes or approves."""

    person: PersonRef = Field(title="Person", description="The id of the person, such as P-001.")
    roles: tuple[HeldRole, ...] = Field(
        (), title="Roles", description="The roles in which the person may approve."
    )

    @property
    def who(self) -> str:
        """The person's id."""
        return str(self.person)

    def holds(self, role: str, day: date) -> bool:
        """Whether the person holds a role on a day."""
        held = (held_role for held_role in self.roles if held_role.role == role)
        return any(
            held_role.from_ <= day and (held_role.to is None or day <= held_role.to) for held_role in held
        )


class Robot(Identified):
    """A program that commits, or attests what a forge recorded; it never approves."""

    USUAL: ClassVar[Purpose] = "robot"

    name: Text = Field(title="Name", description="What it is called, such as ci.")

    @property
    def who(self) -> str:
        """The robot's name."""
        return self.name


class Agent(Known):
    """A language model that drafts: what it had a part in is marked by its address, and it signs and reviews nothing.

    It has no keys. A commit names it as a co-author, beside the person who answers for the text.
    """

    name: Text = Field(title="Name", description="What it is called, such as assistant.")

    @property
    def who(self) -> str:
        """The agent's name."""
        return self.name


class Owners(Settings):
    """Who signs the next version of these settings."""

    people: Annotated[tuple[PersonRef, ...], Field(min_length=1)] = Field(
        title="People", description="The ids of the persons who may sign."
    )
    signatures: Positive = Field(1, title="Signatures", description="How many of them have to sign.")


class Requirement(Settings):
    """Who has to approve documents of a kind, where it is not only the role that the document names."""

    kind: Text = Field(title="Kind", description="The kind of document, such as policy.")
    roles: tuple[RoleRef, ...] = Field(
        (), title="Roles", description="Only these roles may approve; otherwise the document's own approver."
    )
    number: Positive = Field(1, title="Number", description="How many different persons have to approve.")


class Exemption(Settings):
    """Something that is exempted for a time, such as an emergency change that one person wrote and approved."""

    of: Text = Field(title="Of", description="The id of the document or record.")
    allows: Text = Field(title="Allows", description="What is exempted: a rule's name.")
    reason: Text = Field(title="Reason", description="Why.")
    until: Date = Field(title="Until", description="The last day.")


class Authority(Settings):
    """A timestamp authority (RFC 3161)."""

    file: Text = Field(
        title="File",
        description="The file (PEM) with its certificates, such as records/approvals/authority.pem.",
    )
    sha256: Annotated[str, Form(r"[0-9a-f]{64}", "a SHA-256 in small letters")] = Field(
        title="SHA-256", description="The digest of that file, as `sha256sum` prints it."
    )


class Trust(Settings):
    """Whom the organization trusts. A version counts once the owners named in the one before have signed it."""

    version: Positive = Field(title="Version", description="A whole number, one higher with each change.")
    repository: Text = Field(
        title="Repository", description="What approvals name as their repository, such as its web address."
    )
    branch: Text = Field("main", title="Branch", description="The branch that approvals are for.")
    owners: Owners = Field(title="Owners", description="Who signs the next version of these settings.")
    since: Text | None = Field(
        None,
        title="Since",
        description="The commit after which closed records are guarded, once this version is in force; "
        "left out, from the first version of this file.",
    )
    adopted: Date = Field(
        title="Adopted",
        description="The day from which approvals are kept here; what took effect earlier is taken over as stated.",
    )
    grace: Span = Field(
        Duration(7, "day"),
        title="Grace",
        description="How long after a stated start an approval may be proven.",
    )
    people: tuple[TrustedPerson, ...] = Field((), title="People", description="Who writes and approves.")
    robots: tuple[Robot, ...] = Field((), title="Robots", description="Programs that commit or attest.")
    agents: tuple[Agent, ...] = Field(
        (), title="Agents", description="Language models that draft; none of them ever signs or reviews."
    )
    approvals: tuple[Requirement, ...] = Field(
        (), title="Approvals", description="What is required for documents of a kind."
    )
    authorities: tuple[Authority, ...] = Field(
        (), title="Timestamp authorities", description="Whose timestamps count."
    )
    exemptions: tuple[Exemption, ...] = Field(
        (), title="Exemptions", description="What is exempted for a time."
    )

    def named_twice(self) -> Iterator[Fault]:
        """Keys, addresses, accounts and ids that are listed twice, and kinds with more than one entry."""
        seen: set[object] = set()
        for route, what, identity in (*self._identities(), *self._kinds()):
            if identity in seen:
                holder = "kind" if route[0] == "approvals" else "person, robot or agent"
                yield Fault(route, f"{what} is used twice; it belongs to one {holder}")
            seen.add(identity)

    def misplaced_purposes(self) -> Iterator[Fault]:
        """Keys of persons that are to sign as a robot, and keys of robots that are to approve."""
        for group, owners in (("people", self.people), ("robots", self.robots)):
            for at, owner in enumerate(owners):
                for index, own in enumerate(owner.keys):
                    if (other := "robot" if group == "people" else "approve") in owner.purposes_of(own):
                        said = f"`{other}` is no purpose for a key of {'a person' if group == 'people' else 'a robot'}"
                        yield Fault((group, at, "keys", index, "purposes"), said)

    @property
    def everybody(self) -> tuple[TrustedPerson | Robot, ...]:
        """Persons and robots: those who have keys."""
        return (*self.people, *self.robots)

    @property
    def known(self) -> tuple["TrustedPerson | Robot | Agent", ...]:
        """Persons, robots and agents: those who have addresses and accounts."""
        return (*self.everybody, *self.agents)

    def _identities(self) -> Iterator[tuple[Route, str, object]]:
        groups: tuple[tuple[str, tuple[TrustedPerson | Robot | Agent, ...]], ...] = (
            ("people", self.people),
            ("robots", self.robots),
            ("agents", self.agents),
        )
        for route, owner in (((name, at), owner) for name, group in groups for at, owner in enumerate(group)):
            for index, own in enumerate(owner.keys if isinstance(owner, Identified) else ()):
                yield (*route, "keys", index), f"the key {own.key.fingerprint}", own.key
            for index, email in enumerate(owner.emails):
                yield (*route, "emails", index), f"the address {email}", email.casefold()
            for forge in ("github", "gitlab"):
                if name := owner.account(forge):
                    yield (*route, forge), f"the account {name}", (forge, name.casefold())
                if number := owner.account_number(forge):
                    yield (*route, f"{forge}_id"), f"the account number {number}", (forge, number)
            yield route, f"`{owner.who}`", ("who", owner.who)

    def _kinds(self) -> Iterator[tuple[Route, str, object]]:
        for index, requirement in enumerate(self.approvals):
            yield ("approvals", index, "kind"), f"`{requirement.kind}`", ("kind", requirement.kind)

    @cached_property
    def by_person(self) -> Mapping[str, TrustedPerson]:
        """The persons by their ids."""
        return {person.who: person for person in self.people}

    @cached_property
    def _by_email(self) -> Mapping[str, TrustedPerson | Robot | Agent]:
        return {email.casefold(): owner for owner in self.known for email in owner.emails}

    def by_email(self, email: str) -> TrustedPerson | Robot | Agent | None:
        """The person, robot or agent whose commits carry an address."""
        return self._by_email.get(email.casefold())

    def by_key(self, key: Key) -> TrustedPerson | Robot | None:
        """The person or robot that a key belongs to, at any time."""
        return self._by_key.get(key)

    def signer_of(self, key: Key) -> TrustedPerson | Robot | None:
        """The same, where the key is for statements and commits: one that signs nothing but packs is nobody's there."""
        who = self.by_key(key)
        own = (trusted_key for trusted_key in who.keys if trusted_key.key == key) if who else ()
        return who if who and any(who.USUAL in who.purposes_of(trusted_key) for trusted_key in own) else None

    @cached_property
    def _by_key(self) -> Mapping[Key, TrustedPerson | Robot]:
        return {own.key: owner for owner in self.everybody for own in owner.keys}

    def by_account(
        self, forge: str, account: str, number: int | None = None
    ) -> TrustedPerson | Robot | Agent | None:
        """The person, robot or agent that an account at a forge belongs to.

        Where the number of an account is known here, the name alone says nothing: it may be somebody else's by now.
        """
        name = account.casefold()
        numbered = [owner for owner in self.known if owner.account_number(forge) is not None]
        by_number = (owner for owner in numbered if owner.account_number(forge) == number)
        by_name = (
            owner
            for owner in self.known
            if owner not in numbered and (owner.account(forge) or "").casefold() == name
        )
        return next(by_number, None) or next(by_name, None)

    def accounts_of_holders(self, roles: Iterable[str], forge: str, day: date) -> tuple[str, ...]:
        """The accounts at a forge of those who hold one of some roles on a day."""
        held = tuple(roles)
        holders = (person for person in self.people if any(person.holds(role, day) for role in held))
        return tuple(account for person in holders if (account := person.account(forge)))

    def requirement(self, kind: str) -> Requirement | None:
        """The requirement for documents of a kind, beyond the approver that each names."""
        return next((requirement for requirement in self.approvals if requirement.kind == kind), None)

    def approving_roles(self, kind: str, approver: str) -> tuple[str, ...]:
        """The roles that approve documents of a kind; where none is asked for, the approver that a document names."""
        wanted = self.requirement(kind)
        return (wanted.roles if wanted else ()) or (approver,)


@dataclass(frozen=True)
class TrustRead:
    """One text of `trust.yml`: its digests (SHA-256, and git's), and the settings, or what is wrong with them."""

    digest: str
    blob: str
    trust: Trust | None
    faults: tuple[Fault, ...] = ()


def read_trust(raw: bytes) -> TrustRead:
    """The settings that the bytes of `trust.yml` describe; none where anything is wrong with them."""
    own = digests(raw)
    try:
        parsed = read_yaml(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return TrustRead(*own, None, (Fault((), "the file is not written in UTF-8"),))
    if flaws := parsed.flaws:
        return TrustRead(*own, None, tuple(Fault((), flaw.message) for flaw in flaws))
    try:
        trust = Trust.model_validate(parsed.values)
    except ValidationError as error:
        return TrustRead(*own, None, tuple(model_faults(error, Trust, "the trust settings")))
    faults = (*trust.named_twice(), *trust.misplaced_purposes())
    return TrustRead(*own, None if faults else trust, faults)
