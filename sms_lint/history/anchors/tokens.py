"""The tokens of anchors: the times at which an authority confirms commits."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sms_lint.history.anchors.chain import Entries
from sms_lint.history.anchors.entry import AnchorEntry
from sms_lint.outside.git import Commits
from sms_lint.outside.timestamp import TimestampError

# Bytes, token, certificates of an authority: the time, or TimestampError.
CheckToken = Callable[[bytes, bytes, bytes], datetime]
Proof = datetime | TimestampError


def stamped(
    entries: Entries, commits: Commits, authorities: tuple[bytes, ...], check_token: CheckToken
) -> Mapping[str, datetime]:
    """The time of each step of the branch for which an anchor has a valid token; the earliest where there are more."""
    line = frozenset(commits.line())
    held = [anchor for anchor in entries.entries if anchor.head in line]
    found: dict[str, datetime] = {}
    for entry, proof in zip(held, proofs(held, authorities, check_token), strict=True):
        if isinstance(proof, datetime):
            found[entry.head] = min(proof, found.get(entry.head, proof))
    return found


def proofs(
    entries: list[AnchorEntry], authorities: tuple[bytes, ...], check_token: CheckToken
) -> tuple[Proof, ...]:
    """What each token proves: its time, or why not."""
    return tuple(_proof(entry, authorities, check_token) for entry in entries)


def _proof(entry: AnchorEntry, authorities: tuple[bytes, ...], check_token: CheckToken) -> Proof:
    """What one token proves. One authority that confirms is enough, even if others do not know the token."""
    if entry.token is None:
        return TimestampError("it has no token, so nobody confirms its time", unknown=True)
    refusal: TimestampError | None = None
    for authority in authorities or (b"",):
        try:
            return check_token(entry.raw, entry.token, authority)
        except TimestampError as error:
            if refusal is None or refusal.unknown:
                refusal = error
    assert refusal is not None
    return refusal
