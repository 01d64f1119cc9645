"""What git tells of a system: the changes of its files, the evidence in it, and what became of closed records."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.branch import Trail
from sms_lint.history.record_changes import Changes, File, alterations, over_history
from sms_lint.load.anchoring import with_anchors
from sms_lint.load.branch import is_evidence, read_trail
from sms_lint.load.earlier import Earlier
from sms_lint.load.files import FOLDERS, Disk
from sms_lint.model.finding import Unchecked
from sms_lint.model.node import Node
from sms_lint.model.trust import TRUST_FILE
from sms_lint.outside.git import MISSING, History, Past, Repository, history_of, opened, read_past

_NO_GIT = "this is not a git repository, or it has no commit yet"
_NOT_WHOLE = f"the clone is shallow; {MISSING}"


class Wants(NamedTuple):
    """What is asked of git: the changes for pages (`with_history`), or what a judgement needs (`judged`)."""

    with_history: bool
    earlier: Earlier | None
    base: str
    judged: bool


@dataclass(frozen=True)
class PastRead:
    """What git told; `incomplete` says why nobody can tell what is asked for, where a repository is not whole."""

    history: History | None = None
    trail: Trail | None = None
    changes: Changes | None = None
    unchecked: tuple[Unchecked, ...] = ()
    incomplete: str = ""


def read_everything(disk: Disk, kinds: Mapping[str, type[Node]], wants: Wants) -> PastRead:
    """Read git where the pages need it, or where approvals are asked for.

    Where only the judgement needs it and git cannot be read, that is said, and everything else is judged.
    """
    if not (wants.with_history or wants.judged or wants.base):
        return PastRead()
    try:
        found = _from_git(disk, kinds, wants)
    except SmsError as error:
        if wants.with_history:
            raise
        why = str(error)
        return PastRead(unchecked=(Unchecked("the change history and approvals", why),), incomplete=why)
    if not wants.judged or (found.trail and found.trail.past.complete):
        return found
    why = _NOT_WHOLE if found.trail else _NO_GIT
    unchecked = (*found.unchecked, Unchecked("approvals", why))
    return replace(found, unchecked=unchecked, incomplete=why if found.trail else "")


def _from_git(disk: Disk, kinds: Mapping[str, type[Node]], wants: Wants) -> PastRead:
    earlier = wants.earlier
    with opened(earlier.repository if earlier else disk.root) as repository:
        if repository is None:
            return PastRead()
        past = read_past(repository, (*FOLDERS, TRUST_FILE), earlier.commit if earlier else "")
        files = _evidence_on_disk(disk)
        trail = read_trail(
            repository, past, None if earlier else files, base=wants.base, with_texts=wants.with_history
        )
        trail = with_anchors(trail, repository, files)
        changes = _changes(disk, repository, past, trail, kinds, wants)
        unread = changes.unread if changes else ()
        return PastRead(
            history_of(repository, past) if wants.with_history else None,
            trail,
            changes,
            tuple(Unchecked(f"what became of {path}", why) for path, why in unread),
        )


def _evidence_on_disk(disk: Disk) -> Mapping[str, bytes]:
    """What lies on the disk of documents, statements and trust settings; what cannot be read is left out."""
    found = {}
    for path in disk.paths:
        if is_evidence(path):
            try:
                found[path] = (disk.root / path).read_bytes()
            except OSError:
                continue
    return found


def _changes(
    disk: Disk,
    repository: Repository,
    past: Past,
    trail: Trail,
    kinds: Mapping[str, type[Node]],
    wants: Wants,
) -> Changes | None:
    """What became of closed records: along the branch since trust began, and by what lies on the disk.

    None where nobody said yet whom to trust: then nothing is guarded.
    """
    begun = trail.trusts[0] if trail.trusts else None
    if begun is None or begun.read.trust is None or begun.position >= len(trail.line):
        return None
    said = next((one.read.trust.since for one in reversed(trail.trusts) if one.read.trust), None)
    since = said if said and said in past.commits else trail.line[begun.position]
    report = over_history(past, repository.blobs, kinds, since)
    if wants.earlier:
        return Changes(report)
    base = wants.base or past.head
    if not past.complete or base not in past.commits:
        return Changes(report)
    before = {path: File(raw, mode) for path, mode, raw in _at(repository, base)}
    after = {path: File(raw, mode) for path, mode, raw in _on_disk(disk.root)}
    return Changes(report, alterations(before, after, kinds))


def _at(repository: Repository, commit: str) -> Iterator[tuple[str, str, bytes]]:
    tree = {path: held for path, held in repository.tree(commit).items() if path.split("/")[0] in FOLDERS}
    texts = repository.blobs(identity for _, identity in tree.values())
    return ((path, mode, texts[identity]) for path, (mode, identity) in tree.items() if identity in texts)


def _on_disk(root: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every file of ours with the mode that git would keep; a link with where it leads."""
    for folder in FOLDERS:
        for place, _, names in os.walk(root / folder):
            for name in sorted(names):
                path = Path(place) / name
                try:
                    mode = path.lstat().st_mode
                    raw = os.fsencode(path.readlink()) if stat.S_ISLNK(mode) else path.read_bytes()
                except OSError:
                    continue
                kept = "120000" if stat.S_ISLNK(mode) else "100755" if mode & stat.S_IXUSR else "100644"
                yield path.relative_to(root).as_posix(), kept, raw
