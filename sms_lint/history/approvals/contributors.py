"""Who wrote on a text: authors, committers and co-authors of its commits, and whoever signed as its author.

What a commit says of its author is free text: whoever makes it may write the name of somebody else. So the names are
believed only where that is no help to anybody: to say that an approver wrote on the text. That it was somebody else
who wrote it takes a signature.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sms_lint.history.branch import Branch, TextVersion
from sms_lint.model.trust import Agent, Robot, Trust, TrustedPerson
from sms_lint.outside.git import Commit
from sms_lint.outside.ssh_signature import Key, SignatureError, key_in, signer

# What git hands to `ssh-keygen -Y sign -n` when it signs a commit.
_NAMESPACE = "git"


@dataclass(frozen=True)
class Contributors:
    """The persons by their ids, with how each is known; and why some are not known.

    `unknown` are addresses and fingerprints, with a sentence on each. `signed` are the persons who are shown to have
    written by their own signature: under the text, or under a commit. `unsigned` are the commits that nobody is shown
    to have made: a signature under another commit says nothing of these. `agents` are the language models that drafted
    some of it, with how that is known: they are no persons, and answer for nothing.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()
    unsigned: frozenset[str] = frozenset()
    agents: Mapping[str, str] = field(default_factory=dict)

    @property
    def doubt(self) -> str:
        """Why it is not known who wrote the text; empty where it is known."""
        if self.unknown:
            return "; ".join(self.unknown.values())
        return "" if self.people else "nothing shows who wrote it"

    @property
    def all_signed(self) -> bool:
        """Whether each of them and each commit is shown by a signature, so that no name is only stated."""
        known = bool(self.people) and not self.unknown and not self.unsigned
        return known and self.signed >= self.people.keys()


@dataclass
class Settled:
    """What of a document was judged before a text: its paths, its approved texts, and the step of the last of them.

    It grows text by text, since one that is made anew for each would cost the square of their number.
    """

    paths: set[str] = field(default_factory=set)
    blobs: set[str] = field(default_factory=set)
    position: int = -1
    _last: str = ""

    def add(self, text: TextVersion, *, approved: bool) -> None:
        """Take in the text that comes next.

        Where the approved text was put back after another one, what was written in between is not judged by that; nor
        is it where only the control data of the approved text changed, which is no approval of its own.
        """
        self.paths.add(text.path)
        if approved and text.content != self._last:
            self._last, self.position = text.content, text.position
            self.blobs.update((text.blob, *(file.state for file in text.shown)))


def commits_of(branch: Branch, text: TextVersion, settled: Settled) -> tuple[Commit, ...]:
    """The commits that a text comes from.

    These are all that ever brought its content, or one that it was made from, to any path, but for those that were
    built on the text itself; and all that touched the document's paths since the text that was approved last. What it
    shows counts as it does, unless it was approved with an earlier text.
    """
    new = (file.state for file in text.shown if file.state not in settled.blobs)
    found = {
        commit.id: commit
        for commit in (
            *(
                commit
                for blob in (text.blob, *new)
                for commit in branch.commits_behind(blob, settled.blobs, text.position)
            ),
            *branch.commits_to(settled.paths | {text.path}, settled.position, text.position),
        )
    }
    return tuple(found.values())


def contributors(
    commits: Iterable[Commit],
    signers: Iterable[Key],
    trust: Trust | None,
    branch: Branch | None = None,
    ended: Collection[Key] = (),
) -> Contributors:
    """Whoever had a part in some commits, or signed as the author. Robots and agents are no persons.

    A robot is believed to have made a commit where that bears the robot's own signature. A key that did not count when
    a commit came to the `branch`, or is one of the `ended` ones among the signers, shows a part and proves nothing.
    """
    if trust is None:
        return Contributors()
    made = tuple(_made(commit, trust, branch) for commit in commits)
    parts = (
        *(part for one in made for part in _of_commit(one, trust)),
        *(
            _held("signed as its author", key, trust, counts=key not in ended)._replace(of_text=True)
            for key in signers
        ),
    )
    people: dict[str, str] = {}
    unknown: dict[str, str] = {}
    agents: dict[str, str] = {}
    signed: set[str] = set()
    for part in parts:
        if isinstance(part.who, TrustedPerson):
            people.setdefault(part.who.who, part.how)
            if part.signed:
                signed.add(part.who.who)
            continue
        if isinstance(part.who, Agent):
            agents.setdefault(part.who.who, part.how)
        if part.why:
            unknown[part.name] = part.why
    under_text = {part.who.who for part in parts if part.who and part.signed and part.of_text}
    unsigned = (one.commit.id for one in made if not _is_vouched_for(one, trust, under_text))
    return Contributors(people, unknown, frozenset(signed), frozenset(unsigned), agents)


class _Made(NamedTuple):
    """A commit, the key whose signature under it holds, and whose that is; None where it did not count by then."""

    commit: Commit
    key: Key | None
    holder: TrustedPerson | Robot | None


def _made(commit: Commit, trust: Trust, branch: Branch | None) -> _Made:
    key = _signing_key(commit)
    holder = trust.signer_of(key) if key else None
    if key and holder and branch is not None and not holder.signs_with(key, branch.came(commit.id)):
        holder = None
    return _Made(commit, key, holder)


def _is_vouched_for(made: _Made, trust: Trust, under_text: Collection[str]) -> bool:
    """Whether a commit is shown to be of those whom it names.

    A person signed it; or a robot did, and it names nobody else as its author; or all whom it names signed the text.
    """
    if isinstance(made.holder, TrustedPerson):
        return True
    helpers = (trust.by_email(who.email) for who in made.commit.co_authors)
    # What an agent drafted is vouched for by whoever vouches for the rest.
    named = [
        trust.by_email(made.commit.author.email),
        *(who for who in helpers if not isinstance(who, Agent)),
    ]
    if made.holder is not None and all(who is made.holder for who in named):
        return True
    return all(who is not None and who.who in under_text for who in named)


class _Part(NamedTuple):
    """That somebody had a part: how, under which address or key, who that is, and why that is not known."""

    how: str
    name: str
    who: TrustedPerson | Robot | Agent | None
    why: str = ""
    signed: bool = False
    of_text: bool = False


def _of_commit(made: _Made, trust: Trust) -> Iterator[_Part]:
    commit, key, holder = made
    where = f"commit {commit.id[:9]}"
    yield _answering(f"author of {where}", commit.author.email, trust, holder)
    committer = trust.by_email(commit.committer.email)
    if not isinstance(committer, Robot):  # a forge that applies what somebody wrote
        yield _answering(f"committer of {where}", commit.committer.email, trust, holder)
    for identity in commit.co_authors:
        yield _named(f"co-author of {where}", identity.email, trust, holder)
    if key is not None and not isinstance(holder, Robot):
        yield _held(f"signer of {where}", key, trust, counts=holder is not None)
    elif named := key_in(commit.signature) if commit.signature else None:
        yield _Part(f"signer of {where}", named.fingerprint, trust.by_key(named))


def _answering(how: str, email: str, trust: Trust, holder: TrustedPerson | Robot | None) -> _Part:
    """Whose address it is, where a person has to answer for the text: behind an agent's, anybody may be hidden."""
    part = _named(how, email, trust, holder)
    if not isinstance(part.who, Agent):
        return part
    why = f"<{email}> is the address of the agent {part.who.who}, and a person has to answer for what it drafted"
    return part._replace(why=why)


def _named(how: str, email: str, trust: Trust, holder: TrustedPerson | Robot | None) -> _Part:
    """Whose address it is. A robot's is believed where the robot signed the commit."""
    who = trust.by_email(email)
    if who is None:
        return _Part(how, email, None, f"nobody in the trust settings is known as <{email}>")
    if isinstance(who, Robot) and holder is not who:
        why = f"<{email}> is the address of the robot {who.who}, which did not sign what it is said to have written"
        return _Part(how, email, who, why)
    return _Part(how, email, who)


def _held(how: str, key: Key, trust: Trust, *, counts: bool) -> _Part:
    """Whose key it is. One that is not for texts and commits shows who had a part, and is no signature of theirs.

    Nor is one that does not count (`counts`) on the day.
    """
    holder, is_for_texts = trust.by_key(key), trust.signer_of(key) is not None
    lack = "is for other purposes" if holder else "is nobody's in the trust settings"
    why = "" if is_for_texts else f"the key {key.fingerprint}, which signed for it, {lack}"
    return _Part(how, key.fingerprint, holder, why, signed=is_for_texts and counts)


def _signing_key(commit: Commit) -> Key | None:
    """The key whose signature under a commit holds; None where this program can check none."""
    try:
        return (
            signer(commit.signed, commit.signature.rstrip(b"\n") + b"\n", _NAMESPACE)
            if commit.signature
            else None
        )
    except SignatureError:
        return None
