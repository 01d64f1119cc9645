"""Who wrote on a text: authors, committers and co-authors of its commits, and whoever signed as its author.

What a commit says of its author is free text: whoever makes it may write the name of somebody else. So the names are
believed only where that is no help to anybody: to say that an approver wrote on the text. That it was somebody else
who wrote it takes a signature.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sms_lint.history.branch import Branch, TextVersion
from sms_lint.model.trust import Robot, Trust, TrustedPerson
from sms_lint.outside.git import Commit
from sms_lint.outside.ssh_signature import Key, SignatureError, key_in, signer

# What git hands to `ssh-keygen -Y sign -n` when it signs a commit.
_NAMESPACE = "git"


@dataclass(frozen=True)
class Contributors:
    """The persons by their ids, with how each is known; and why some are not known.

    `unknown` are addresses and fingerprints, with a sentence on each. `signed` are the persons who are shown to have
    written by their own signature: under the text, or under a commit.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()

    @property
    def doubt(self) -> str:
        """Why it is not known who wrote the text; empty where it is known."""
        if self.unknown:
            return "; ".join(self.unknown.values())
        return "" if self.people else "nothing shows who wrote it"

    @property
    def all_signed(self) -> bool:
        """Whether each of them is shown to have written by a signature, so that no name is only stated."""
        return bool(self.people) and not self.unknown and self.signed >= self.people.keys()


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
        if approved and text.sha256 != self._last:
            self._last, self.position = text.sha256, text.position
            self.blobs.add(text.blob)


def commits_of(branch: Branch, text: TextVersion, settled: Settled) -> tuple[Commit, ...]:
    """The commits that a text comes from.

    These are all that ever brought its content, or one that it was made from, to any path; and all that touched the
    document's paths since the text that was approved last.
    """
    found = {
        commit.id: commit
        for commit in (
            *branch.commits_behind(text.blob, settled.blobs),
            *branch.commits_to(settled.paths | {text.path}, settled.position, text.position),
        )
    }
    return tuple(found.values())


def contributors(commits: Iterable[Commit], signers: Iterable[Key], trust: Trust | None) -> Contributors:
    """Whoever had a part in some commits, or signed as the author. Robots are no persons.

    A robot is believed to have made a commit where that bears the robot's own signature.
    """
    people: dict[str, str] = {}
    unknown: dict[str, str] = {}
    signed: set[str] = set()
    if trust is None:
        return Contributors()
    for part in (*_of_commits(commits, trust), *_of_keys(signers, trust)):
        if isinstance(part.who, TrustedPerson):
            people.setdefault(part.who.who, part.how)
            if part.signed:
                signed.add(part.who.who)
        elif part.why:
            unknown[part.name] = part.why
    return Contributors(people, unknown, frozenset(signed))


class _Part(NamedTuple):
    """That somebody had a part: how, under which address or key, who that is, and why that is not known."""

    how: str
    name: str
    who: TrustedPerson | Robot | None
    why: str = ""
    signed: bool = False


def _of_commits(commits: Iterable[Commit], trust: Trust) -> Iterator[_Part]:
    for commit in commits:
        where = f"commit {commit.id[:9]}"
        key = _signing_key(commit)
        holder = trust.signer_of(key) if key else None
        yield _named(f"author of {where}", commit.author.email, trust, holder)
        committer = trust.by_email(commit.committer.email)
        if not isinstance(committer, Robot):  # a forge that applies what somebody wrote
            yield _named(f"committer of {where}", commit.committer.email, trust, holder)
        for identity in commit.co_authors:
            yield _named(f"co-author of {where}", identity.email, trust, holder)
        if key is not None and not isinstance(holder, Robot):
            yield _held(f"signer of {where}", key, trust)
        elif named := key_in(commit.signature) if commit.signature else None:
            yield _Part(f"signer of {where}", named.fingerprint, trust.by_key(named))


def _named(how: str, email: str, trust: Trust, holder: TrustedPerson | Robot | None) -> _Part:
    """Whose address it is. A robot's is believed where the robot signed the commit."""
    who = trust.by_email(email)
    if who is None:
        return _Part(how, email, None, f"nobody in the trust settings is known as <{email}>")
    if isinstance(who, Robot) and holder is not who:
        why = f"<{email}> is the address of the robot {who.who}, which did not sign what it is said to have written"
        return _Part(how, email, who, why)
    return _Part(how, email, who)


def _held(how: str, key: Key, trust: Trust) -> _Part:
    """Whose key it is. One that is not for texts and commits shows who had a part, and is no signature of theirs."""
    holder, counts = trust.by_key(key), trust.signer_of(key) is not None
    lack = "is for other purposes" if holder else "is nobody's in the trust settings"
    why = "" if counts else f"the key {key.fingerprint}, which signed for it, {lack}"
    return _Part(how, key.fingerprint, holder, why, signed=counts)


def _of_keys(keys: Iterable[Key], trust: Trust) -> Iterator[_Part]:
    return (_held("signed as its author", key, trust) for key in keys)


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
