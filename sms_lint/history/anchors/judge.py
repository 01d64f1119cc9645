"""What the anchors prove of the branch: each one holds, fails, or cannot be decided."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors.chain import Entries
from sms_lint.history.anchors.entry import ANCHOR_FILE, FOLDER, AnchorEntry
from sms_lint.history.anchors.kept import AddedAnchor, anchors_ever_added
from sms_lint.history.anchors.tokens import CheckToken, Proof, proofs
from sms_lint.model.statement import digests
from sms_lint.outside.git import MISSING, Commits

AnchorOutcome = Literal["pass", "fail", "cannot tell"]
Aspect = Literal["files", "chain", "history", "content", "time", "outside copy"]
_SHOWN = 9


@dataclass(frozen=True)
class AnchorJudgement:
    """The result of one check of an anchor, in a sentence.

    `number` is that of the anchor, 0 where it is about all of them; `path` the file it is about.
    """

    number: int
    aspect: Aspect
    outcome: AnchorOutcome
    why: str
    path: str = FOLDER


def judge(
    entries: Entries,
    commits: Commits,
    tree_digest: Callable[[str], str],
    authorities: tuple[bytes, ...],
    check_token: CheckToken,
    outside: Entries | None = None,
) -> tuple[AnchorJudgement, ...]:
    """Check each anchor in order; then all of them against the history and against a copy kept outside.

    `commits` have to be read with the folder of the anchors among their paths. `tree_digest` gives the digest of a
    commit's files, or raises SmsError. `authorities` are the certificates (PEM) of those whose tokens count.
    """
    judgements = [AnchorJudgement(0, "files", "fail", why, path) for path, why in entries.flaws]
    added = anchors_ever_added(commits)
    if not entries.entries and not added:
        judgements.append(
            AnchorJudgement(
                0, "chain", "cannot tell", "there are no anchors, so nothing shows a rewritten history"
            )
        )
    positions = {commit: at for at, commit in enumerate(commits.line())}
    proven = proofs(list(entries.entries), authorities, check_token)
    before: AnchorEntry | None = None
    latest: tuple[int, datetime] | None = None
    for entry, proof in zip(entries.entries, proven, strict=True):
        judgements.append(_linked(entry, before))
        judgements.append(_placed(entry, before, commits, positions))
        judgements.append(_held(entry, commits, tree_digest))
        judgements.append(_timed(entry, proof, latest))
        before = entry
        if isinstance(proof, datetime) and (latest is None or proof >= latest[1]):
            latest = entry.number, proof
    judgements += _kept(entries, added, long=commits.has_long_ids)
    if outside is not None:
        judgements += compared(entries, outside)
    return tuple(judgements)


def _linked(entry: AnchorEntry, before: AnchorEntry | None) -> AnchorJudgement:
    number = before.number if before else 0
    if entry.number != number + 1:
        missing = (
            f"anchor {number + 1} is"
            if entry.number == number + 2
            else f"anchors {number + 1} to {entry.number - 1} are"
        )
        return _of(entry, "chain", "fail", f"{missing} missing, so the chain is broken")
    if entry.previous != (before.digest if before else ""):
        why = (
            f"it does not continue anchor {number} in its present form"
            if before
            else "it is the first, but names one before"
        )
        return _of(entry, "chain", "fail", f"{why}: one of them was altered, or the chain was forked")
    return _of(entry, "chain", "pass", f"it continues anchor {number}" if before else "it is the first")


def _placed(
    entry: AnchorEntry, before: AnchorEntry | None, commits: Commits, positions: Mapping[str, int]
) -> AnchorJudgement:
    shown = entry.head[:_SHOWN]
    if entry.head not in positions:
        if entry.head in commits.by_id:
            why = (
                f"commit {shown} belongs to a branch that was merged, and is no step of this branch itself; if that "
                "was the branch before, put it first again: check out its last commit, and merge this one into it"
            )
            return _of(entry, "history", "fail", why)
        if not commits.complete:
            return _of(
                entry, "history", "cannot tell", f"commit {shown} is not in this shallow clone; {MISSING}"
            )
        why = (
            f"commit {shown}, which was anchored, is no longer part of the branch: its history was rewritten"
        )
        return _of(entry, "history", "fail", why)
    if before and positions.get(before.head, -1) >= positions[entry.head]:
        why = f"commit {shown} does not come after commit {before.head[:_SHOWN]} of anchor {before.number}"
        return _of(entry, "history", "fail", why)
    return _of(entry, "history", "pass", f"commit {shown} is a step of the branch")


def _held(entry: AnchorEntry, commits: Commits, tree_digest: Callable[[str], str]) -> AnchorJudgement:
    shown = entry.head[:_SHOWN]
    if entry.head not in commits.by_id:
        return _of(
            entry, "content", "cannot tell", f"commit {shown} is missing, so its files cannot be compared"
        )
    try:
        found = tree_digest(entry.head)
    except SmsError as error:
        return _of(
            entry, "content", "cannot tell", f"the files of commit {shown} cannot be compared: {error}"
        )
    if found != entry.tree:
        return _of(entry, "content", "fail", f"commit {shown} has other files than those that were anchored")
    return _of(entry, "content", "pass", f"commit {shown} has the files that were anchored")


def _timed(entry: AnchorEntry, proof: Proof, latest: tuple[int, datetime] | None) -> AnchorJudgement:
    if not isinstance(proof, datetime):
        why = f"its token does not count: {proof}" if entry.token is not None else str(proof)
        return _of(entry, "time", "cannot tell" if proof.unknown else "fail", why, entry.token_path)
    moment = f"{proof:%Y-%m-%d %H:%M:%S} UTC"
    if latest and proof < latest[1]:
        why = f"its token is from {moment}, earlier than that of anchor {latest[0]}: time runs backwards"
        return _of(entry, "time", "fail", why, entry.token_path)
    return _of(entry, "time", "pass", f"an authority confirms that it existed at {moment}", entry.token_path)


def _of(
    entry: AnchorEntry, aspect: Aspect, outcome: AnchorOutcome, why: str, path: str = ""
) -> AnchorJudgement:
    return AnchorJudgement(entry.number, aspect, outcome, f"anchor {entry.number}: {why}", path or entry.path)


def _kept(
    entries: Entries, added: Mapping[str, tuple[AddedAnchor, ...]], *, long: bool
) -> Iterator[AnchorJudgement]:
    """Anchors that the branch, or what it merged, once had and that are gone, or have changed."""
    there = {anchor.path: anchor.raw for anchor in entries.entries}
    there |= {anchor.token_path: anchor.token for anchor in entries.entries if anchor.token is not None}
    flawed = {path for path, _ in entries.flaws}
    for path, every in added.items():
        name = ANCHOR_FILE.fullmatch(path.removeprefix(f"{FOLDER}/"))
        if name is None or path in flawed:
            continue
        blob = digests(there[path], long=long)[1] if path in there else ""
        what = "it" if name[2] == "json" else "its token"
        differing = [anchor for anchor in every if anchor.blob != blob]
        for anchor in differing if blob else differing[:1]:
            why = f"anchor {int(name[1])}: {_lost(anchor, what, blob)}"
            yield AnchorJudgement(int(name[1]), "files", "fail", why, path)


def _lost(added: AddedAnchor, what: str, blob: str) -> str:
    """What became of an anchor or its token; `blob` is git's id of what is there now, empty where nothing is."""
    if added.on_branch:
        wrong = "altered after it had been added" if blob else "deleted"
        return f"{what} was {wrong}; restore it from the history"
    now = "is another one here" if blob else "is not here"
    return (
        f"{what} was added in {added.commit[:_SHOWN]}, which was merged, and {now}; restore it from there, and find "
        "out which of the two lines was the branch"
    )


def compared(entries: Entries, outside: Entries) -> Iterator[AnchorJudgement]:
    """The anchors compared with a copy that is out of reach for whoever can change the repository."""
    for path, why in outside.flaws:
        yield AnchorJudgement(
            0, "outside copy", "cannot tell", f"the copy kept elsewhere is faulty: {why}", path
        )
    if not outside.entries:
        yield AnchorJudgement(0, "outside copy", "cannot tell", "the copy kept elsewhere has no anchors")
        return
    faults = [judgement for other in outside.entries for judgement in _differing(entries, other)]
    yield from faults
    newest = outside.entries[-1].number
    later = sum(anchor.number > newest for anchor in entries.entries)
    if not faults and not outside.flaws:
        more = f"; {later} newer are not in it yet" if later else ""
        yield AnchorJudgement(newest, "outside copy", "pass", f"all agree with the copy kept elsewhere{more}")


def _differing(entries: Entries, other: AnchorEntry) -> Iterator[AnchorJudgement]:
    own = entries.by_number.get(other.number)
    if own is None:
        why = "it is in the copy kept elsewhere, but not here: anchors were deleted or cut off"
        yield _of(other, "outside copy", "fail", why)
    elif own.raw != other.raw:
        why = "it is different in the copy kept elsewhere: it was altered, or the chain was forked"
        yield _of(other, "outside copy", "fail", why)
    elif other.token is not None and own.token != other.token:
        here = "but here it is different" if own.token else "but not here: it was deleted"
        why = f"its token is in the copy kept elsewhere, {here}"
        yield _of(other, "outside copy", "fail", why, other.token_path)
