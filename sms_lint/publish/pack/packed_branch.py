"""From which branch a pack comes, and whether that is the one whose texts count: the one that `trust.yml` names."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from sms_lint.outside.git import Repository, tips_of

BranchState = Literal["accepted", "not the accepted branch", "cannot tell"]
BranchReason = Literal["on it", "not on it", "remote is behind", "remote is unknown", "remotes differ"]
_STATES: Mapping[BranchReason, BranchState] = {
    "on it": "accepted",
    "not on it": "not the accepted branch",
    "remote is behind": "cannot tell",
    "remote is unknown": "cannot tell",
    "remotes differ": "cannot tell",
}
_WHY: Mapping[BranchReason, str] = {
    "on it": "the commit is a step of it",
    "not on it": "the commit is no step of it",
    "remote is behind": "the commit is not on it yet, as the remote had it last; fetch or push, then pack again",
    "remote is unknown": "it was not fetched from the remote; fetch it, and make the pack again",
    "remotes differ": "one remote has the commit on it, and another one has not",
}
NAME, ACCEPTED, STATE, REASON = "Branch", "Accepted-Branch", "Branch-State", "Branch-Reason"


class PackedBranch(NamedTuple):
    """The branch that was packed, empty where a commit was checked out without one; is it the accepted one?."""

    name: str
    accepted: str
    reason: BranchReason

    @property
    def state(self) -> BranchState:
        """Whether the commit is a step of the accepted branch."""
        return _STATES[self.reason]

    @property
    def sentence(self) -> str:
        """All of it, for a page."""
        comes = (
            f"It comes from the branch `{self.name}`"
            if self.name
            else "It comes from a commit without a branch"
        )
        why = _WHY[self.reason]
        if self.state == "accepted":
            return f"{comes}, the accepted branch: {why}."
        if self.state == "cannot tell":
            return f"{comes}. It cannot be told whether that is the accepted branch `{self.accepted}`: {why}."
        return (
            f"{comes}, which is NOT the accepted branch `{self.accepted}`: {why}. Nothing in this pack shows what is "
            "in force."
        )

    @property
    def said(self) -> Mapping[str, str]:
        """The same as lines of `bag-info.txt`."""
        named = {NAME: self.name} if self.name else {}
        return {**named, ACCEPTED: self.accepted, STATE: self.state, REASON: self.reason}


def branch_of(repository: Repository, commit: str, accepted: str) -> PackedBranch:
    """Where a commit stands to the accepted branch: as the remotes have it, or the repository where it has none."""
    tips, own = tips_of(repository.root, accepted), repository.branch()
    lines = {tip: _line(repository, tip) for tip in (*tips.remotes.values(), tips.own) if tip}
    has = {bool(tip) and commit in lines[tip] for tip in tips.remotes.values()}
    reason: BranchReason
    if not tips.remotes:
        reason = "on it" if tips.own and commit in lines[tips.own] else "not on it"
    elif not any(tips.remotes.values()):
        reason = "remote is unknown"
    elif len(has) > 1:
        reason = "remotes differ"
    elif has == {True}:
        reason = "on it"
    else:
        line = _line(repository, commit)
        waits = own == accepted and all(tip in line for tip in tips.remotes.values())
        reason = "remote is behind" if waits else "not on it"
    return PackedBranch(accepted if _STATES[reason] == "accepted" else own, accepted, reason)


def _line(repository: Repository, tip: str) -> frozenset[str]:
    return frozenset(repository.ancestors(tip, first_parents=True))


def branch_said(said: Mapping[str, str]) -> PackedBranch | str:
    """What `bag-info.txt` says of the branch; a sentence where it says nothing, or what cannot be."""
    if STATE not in said:
        return "the pack does not say from which branch it comes"
    reason = next((reason for reason in get_args(BranchReason) if reason == said.get(REASON)), None)
    if reason is None:
        return "what the pack says of its branch cannot be understood"
    found = PackedBranch(said.get(NAME, ""), said.get(ACCEPTED, ""), reason)
    fits = found.state == said[STATE] and (found.state != "accepted" or found.name == found.accepted)
    return found if fits and found.accepted else "what the pack says of its branch contradicts itself"
