"""Handing anchors to a witness outside, and comparing with what it holds."""

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sms_lint.cli.anchor_files import on_disk, outside_copy
from sms_lint.cli.common import CLEAN, FINDINGS, tell
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import create_file

if TYPE_CHECKING:
    from sms_lint.history.anchors import AnchorJudgement, Entries
    from sms_lint.outside.git import Commits, Repository

WitnessKind = Literal["repository", "folder", "authority", "token"]
_TRIES = 5
_ADDRESS = re.compile(r"(?:file|ssh)://\S+|(?:[\w.-]+@)?[\w.-]+:(?!//)\S+")


@dataclass(frozen=True)
class Anchored:
    """The repository whose anchors are handed over or compared: its commits, and the branch that counts."""

    root: Path
    repository: "Repository"
    commits: "Commits"
    branch: str
    authorities: tuple[bytes, ...]

    def judged(self, entries: "Entries", outside: "Entries | None" = None) -> "tuple[AnchorJudgement, ...]":
        """What the anchors prove, the times left out: whose tokens count is another question."""
        from sms_lint.history.anchors import judge, tree_digests
        from sms_lint.outside.timestamp.checking import check_token

        heads = [entry.head for entry in entries.entries]
        digests = tree_digests(self.repository, self.commits, heads)
        judged = judge(entries, self.commits, digests, self.authorities, check_token, outside)
        return tuple(judgement for judgement in judged if judgement.aspect != "time")


def witness_kind(target: str) -> WitnessKind:
    """What a target is. Raises SmsError where it is nothing that anchors can be handed to."""
    path = Path(target)
    if target.startswith(("https://", "http://")) and not target.endswith(".git"):
        return "authority"
    if path.is_file():
        return "token"
    if path.is_dir():
        bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
        return "repository" if bare or (path / ".git").exists() else "folder"
    if _ADDRESS.fullmatch(target):
        return "repository"
    raise SmsError(
        f"{target} is no witness: name a repository (its path, `ssh://…` or `file://…`), a folder that is there, or "
        "the address of a timestamp authority (`https://…`)"
    )


def _address(target: str) -> str:
    """How git reaches it from anywhere."""
    return str(Path(target).resolve()) if Path(target).is_dir() else target


def hand_over(anchored: Anchored, target: str) -> int:
    """Hand every anchor to the witness that it does not hold yet."""
    entries = on_disk(anchored.root)
    if not entries.entries:
        raise SmsError("there are no anchors yet; add the first one with `sms-lint anchor`, and commit it")
    if wrong := next((judged for judged in anchored.judged(entries) if judged.outcome == "fail"), None):
        raise SmsError(f"nothing was handed over, since the anchors here do not hold: {wrong.why}")
    files = _settled(anchored, entries)
    if witness_kind(target) == "folder":
        return _into_folder(Path(target), files)
    whose = entries.entries[-1].repository or anchored.root.name
    return _into_repository(_address(target), files, whose)


def _settled(anchored: Anchored, entries: "Entries") -> Mapping[str, bytes]:
    """The files of anchors that are committed, and pushed where a remote is known: others may still be taken back."""
    from sms_lint.model.statement import digests
    from sms_lint.outside.git import tips_of

    tips = [tip for tip in tips_of(anchored.root, anchored.branch).remotes.values() if tip]
    trees = [anchored.repository.tree(commit) for commit in (anchored.repository.head, *tips)]
    long = len(anchored.repository.head) == 64
    found: dict[str, bytes] = {}
    for entry in entries.entries:
        for path, raw in ((entry.path, entry.raw), (entry.token_path, entry.token)):
            if raw is None:
                continue
            blob = digests(raw, long=long)[1]
            if all(tree.get(path, ("", ""))[1] == blob for tree in trees):
                found[path.rpartition("/")[2]] = raw
            else:
                tell(f"{path} is not committed and pushed yet, so it is not handed over.")
    return found


def _fresh(files: Mapping[str, bytes], held: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """What the witness lacks. Raises SmsError where it holds something else, so that nothing is added to that."""
    for name, raw in files.items():
        if name in held and held[name] != raw:
            raise SmsError(
                f"the witness holds another {name} than this repository; nothing was handed over. Compare with it: "
                "`sms-lint anchor --compare-with`"
            )
    return {name: raw for name, raw in files.items() if name not in held}


def _into_folder(folder: Path, files: Mapping[str, bytes]) -> int:
    held = outside_copy(folder)
    fresh = _fresh(files, _files_of(held))
    for name, raw in fresh.items():
        try:
            if not create_file(folder, name, raw):
                raise SmsError(f"{folder / name} came there meanwhile; run the command again")
        except OSError as error:
            raise SmsError(f"{folder / name} cannot be written: {error.strerror}") from None
    return _handed(len(fresh), str(folder))


def _into_repository(target: str, files: Mapping[str, bytes], whose: str) -> int:
    from sms_lint.outside.git import add_to_witness, witness_branch

    for _ in range(_TRIES):
        with witness_branch(target) as witness:
            _refuse_breach(witness.breaches)
            fresh = _fresh(files, witness.files)
            numbers = sorted({name[:6].lstrip("0") for name in fresh}, key=int)
            message = f"Anchors {', '.join(numbers)} of {whose}"
            if not fresh or add_to_witness(witness, fresh, message):
                return _handed(len(fresh), target)
    raise SmsError(f"others pushed to {target} each time; run the command again")


def _refuse_breach(breaches: tuple[str, ...]) -> None:
    if breaches:
        raise SmsError(
            f"commit {breaches[0][:12]} of the witness changed or removed what had been handed over; find out who did "
            "it, before anything is added"
        )


def _handed(number: int, target: str) -> int:
    tell(f"{number} files were handed to {target}." if number else f"{target} holds all of them already.")
    return CLEAN


def _files_of(entries: "Entries") -> Mapping[str, bytes]:
    pairs = ((path, raw) for entry in entries.entries
             for path, raw in ((entry.path, entry.raw), (entry.token_path, entry.token)))  # fmt: skip
    faulty = {path.rpartition("/")[2]: b"" for path, _ in entries.flaws}
    return {**{path.rpartition("/")[2]: raw for path, raw in pairs if raw is not None}, **faulty}


def compare(anchored: Anchored, target: str) -> int:
    """Compare the anchors and the branch with what a witness holds."""
    from sms_lint.history.anchors import FOLDER, read_entries
    from sms_lint.outside.git import witness_branch

    kind = witness_kind(target)
    if kind == "authority":
        raise SmsError(
            "an authority keeps nothing. Compare with a token that it gave and that was kept elsewhere: name its file"
        )
    if kind == "token":
        return _compare_token(anchored, Path(target))
    if kind == "folder":
        return _compare(anchored, outside_copy(Path(target)))
    with witness_branch(_address(target)) as witness:
        if witness.breaches:
            tell(f"The witness was altered: its commit {witness.breaches[0]} changed or removed an anchor.")
        code = _compare(
            anchored, read_entries({f"{FOLDER}/{name}": raw for name, raw in witness.files.items()})
        )
        return FINDINGS if witness.breaches else code


def _compare(anchored: Anchored, witness: "Entries") -> int:
    from sms_lint.history.anchors import first_difference

    for path, why in witness.flaws:
        tell(f"{path} of the witness is faulty: {why}")
    if witness.newest is None:
        tell("The witness holds no anchors, so it cannot be told whether anything was rewritten.")
        return FINDINGS
    entries = on_disk(anchored.root)
    found = first_difference(entries, witness, anchored.commits.line(), _line_of(anchored.repository))
    for sentence in found.sentences if found else ():
        tell(sentence)
    wrong = [judged for judged in anchored.judged(entries) if judged.outcome == "fail"]
    for judged in wrong:
        tell(f"{judged.path}: {judged.why}")
    if found or wrong or witness.flaws:
        tell("The witness does NOT confirm this repository.")
        return FINDINGS
    later = sum(entry.number > witness.newest.number for entry in entries.entries)
    tell(
        f"The witness confirms the branch up to anchor {witness.newest.number}, commit {witness.newest.head[:12]}."
    )
    if later:
        tell(f"{later} newer anchors were not handed over yet: `sms-lint anchor --hand-to`.")
    return CLEAN


def _line_of(repository: "Repository") -> Callable[[str], tuple[str, ...]]:
    def line_of(commit: str) -> tuple[str, ...]:
        try:
            return tuple(reversed(repository.ancestors(commit, first_parents=True)))
        except SmsError:
            return ()

    return line_of


def _compare_token(anchored: Anchored, path: Path) -> int:
    """A token that somebody kept outside: which anchor it is for, and whether that one is on the branch."""
    from sms_lint.history.anchors import proofs
    from sms_lint.outside.disk import read_given
    from sms_lint.outside.timestamp import TimestampError, covers, tidied
    from sms_lint.outside.timestamp.checking import check_token

    try:
        token = tidied(read_given(path))
        entry = next((entry for entry in on_disk(anchored.root).entries if covers(entry.raw, token)), None)
    except TimestampError as error:
        raise SmsError(f"{path}: {error}") from None
    if entry is None:
        tell(
            f"{path} is for none of the anchors here: the one that it was given for was altered, or is gone."
        )
        return FINDINGS
    [proof] = proofs([replace(entry, token=token)], anchored.authorities, check_token)
    if entry.head not in anchored.commits.line():
        tell(
            f"It is for anchor {entry.number}, whose commit {entry.head[:12]} is no step of the branch here."
        )
        return FINDINGS
    if isinstance(proof, TimestampError):
        tell(f"It is for anchor {entry.number}, and does not count: {proof}.")
        return FINDINGS
    tell(f"Commit {entry.head[:12]} of anchor {entry.number} was there at {proof:%Y-%m-%d %H:%M:%S} UTC.")
    return CLEAN


def witness_arguments(group: "argparse._MutuallyExclusiveGroup") -> None:
    """To whom, and with whom."""
    group.add_argument(
        "--hand-to",
        metavar="TARGET",
        help="hand all anchors to a witness outside: a second repository (path, ssh:// or file://), a folder, or a "
        "timestamp authority (https://)",
    )
    group.add_argument(
        "--compare-with",
        metavar="TARGET",
        help="compare with what a witness holds: a repository, a folder, or a token (its file); names what differs "
        "first",
    )
