"""The anchors here against those that a witness outside holds: where the two part, and at which commit."""

from collections.abc import Callable
from typing import NamedTuple

from sms_lint.history.anchors.chain import Entries
from sms_lint.history.anchors.entry import AnchorEntry

_SHOWN = 12


class WitnessDifference(NamedTuple):
    """The first anchor of a witness that is not so here: the file it is in, and a sentence on each thing to know."""

    path: str
    sentences: tuple[str, ...]


def first_difference(
    entries: Entries, witness: Entries, line: tuple[str, ...], line_of: Callable[[str], tuple[str, ...]]
) -> WitnessDifference | None:
    """The first difference; None where all that the witness holds is here, and on the branch.

    `line` are the steps of the branch here, oldest first. `line_of` gives those that lead to any commit, where this
    repository still holds it, else nothing.
    """
    agreed: AnchorEntry | None = None
    for theirs in witness.entries:
        if said := _against(theirs, entries.by_number.get(theirs.number), line):
            since = (
                f"They agree up to anchor {agreed.number}, for commit {agreed.head[:_SHOWN]}"
                if agreed
                else "They agree on no anchor before it"
            )
            return WitnessDifference(
                theirs.path, (said, f"{since}.", *_parting(theirs, agreed, line, line_of))
            )
        agreed = theirs
    for theirs in witness.entries:
        own = entries.by_number[theirs.number]
        if theirs.token is not None and own.token != theirs.token:
            what = "is another one here" if own.token else "is not here"
            said = f"The token of anchor {theirs.number} {what}: bring back that of the witness."
            return WitnessDifference(theirs.token_path, (said,))
    return None


def _against(theirs: AnchorEntry, own: AnchorEntry | None, line: tuple[str, ...]) -> str:
    """What is wrong with an anchor of the witness, as seen from here; empty where nothing is."""
    held = f"The witness holds anchor {theirs.number} for commit {theirs.head[:_SHOWN]}"
    if own is None:
        return f"{held}, and here there is none: it was deleted, cut off, or never came here."
    if own.head != theirs.head:
        return f"{held}, and here it is for {own.head[:_SHOWN]}."
    if own.raw != theirs.raw:
        return f"{held}, and here it says something else of that commit."
    if theirs.head not in line:
        return f"{held}, and so does this repository, but that commit is no step of the branch here."
    return ""


def _parting(
    theirs: AnchorEntry,
    agreed: AnchorEntry | None,
    line: tuple[str, ...],
    line_of: Callable[[str], tuple[str, ...]],
) -> tuple[str, ...]:
    """At which commits the branch here leaves the one that the witness saw."""
    if theirs.head in line:
        return (
            f"Commit {theirs.head[:_SHOWN]} is a step of the branch here: the anchors were changed, not the history.",
        )
    old = line_of(theirs.head)
    if not old:
        start = line.index(agreed.head) + 1 if agreed else 0
        here = (
            f"the first step here after that is {line[start][:_SHOWN]}"
            if line[start:]
            else "no step came here since"
        )
        return (
            f"Commit {theirs.head[:_SHOWN]} is not in this repository: its history was rewritten; {here}.",
        )
    seen, known = frozenset(line), frozenset(old)
    lost = next(commit for commit in old if commit not in seen)
    fresh = next((commit for commit in line if commit not in known), "")
    instead = f"in its place the branch has {fresh[:_SHOWN]}" if fresh else "nothing is in its place"
    return (f"The first commit that is missing from the branch is {lost[:_SHOWN]}; {instead}.",)
