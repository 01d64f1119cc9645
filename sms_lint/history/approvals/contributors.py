"""Who wrote on a text: authors, committers and co-authors of its commits, and whoever signed as its author."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sms_lint.model.trust import Robot, Trust, TrustedPerson
from sms_lint.outside.git import Commit
from sms_lint.outside.ssh_signature import Key, key_in


@dataclass(frozen=True)
class Contributors:
    """The persons by their ids, each with how they are known; and the addresses and keys of nobody known."""

    people: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def contributors(commits: Iterable[Commit], signers: Iterable[Key], trust: Trust | None) -> Contributors:
    """Everybody who took part in some commits, or signed as an author. Robots are left out: they are no persons."""
    people: dict[str, str] = {}
    unknown: dict[str, None] = {}
    if trust is None:
        return Contributors()
    for how, name, who in (*_of_commits(commits, trust), *_of_keys(signers, trust)):
        if isinstance(who, TrustedPerson):
            people.setdefault(who.who, how)
        elif not isinstance(who, Robot):
            unknown[name] = None
    return Contributors(people, tuple(unknown))


def _of_commits(
    commits: Iterable[Commit], trust: Trust
) -> Iterator[tuple[str, str, TrustedPerson | Robot | None]]:
    for commit in commits:
        where = f"commit {commit.id[:9]}"
        yield f"author of {where}", commit.author.email, trust.by_email(commit.author.email)
        yield f"committer of {where}", commit.committer.email, trust.by_email(commit.committer.email)
        for identity in commit.co_authors:
            yield f"co-author of {where}", identity.email, trust.by_email(identity.email)
        key = key_in(commit.signature) if commit.signature else None
        if key is not None:
            yield f"signer of {where}", key.fingerprint, trust.by_key(key)


def _of_keys(keys: Iterable[Key], trust: Trust) -> Iterator[tuple[str, str, TrustedPerson | Robot | None]]:
    for key in keys:
        yield "signed as its author", key.fingerprint, trust.by_key(key)
