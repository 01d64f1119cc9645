"""What git tells of a system: the changes of its files, the evidence in it, and what became of closed records."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.branch import Branch
from sms_lint.history.record_changes import Breaches, File, breaches_between, over_history
from sms_lint.load.anchoring import with_anchors
from sms_lint.load.branch import is_evidence, read_branch
from sms_lint.load.earlier import Earlier
from sms_lint.load.files import Disk
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.finding import Unchecked
from sms_lint.model.node import Node
from sms_lint.model.trust import TRUST_FILE
from sms_lint.outside.disk import PlainFiles
from sms_lint.outside.git import (
    MISSING,
    Commits,
    FileChanges,
    Repository,
    file_changes_of,
    opened,
    read_commits,
)

_NO_GIT = "this is not a git repository, or it has no commit yet"
_NOT_WHOLE = f"the clone is shallow; {MISSING}"


class GitWants(NamedTuple):
    """What is asked of git: the changes for pages (`with_history`), or what a judgement needs (`judged`)."""

    with_history: bool
    earlier: Earlier | None
    base: str
    judged: bool


@dataclass(frozen=True)
class GitReading:
    """What git told; `incomplete` says why nobody can tell what is asked for, where a repository is not whole."""

    file_changes: FileChanges | None = None
    branch: Branch | None = None
    breaches: Breaches | None = None
    unchecked: tuple[Unchecked, ...] = ()
    incomplete: str = ""


def read_from_git(disk: Disk, kinds: Mapping[str, type[Node]], wants: GitWants) -> GitReading:
    """Read git where the pages need it, or where approvals are asked for.

    Where only the judgement needs it and git cannot be read, that is said, and everything else is judged.
    """
    if not (wants.with_history or wants.judged or wants.base):
        return GitReading()
    try:
        git_reading = _from_git(disk, kinds, wants)
    except SmsError as error:
        if wants.with_history:
            raise
        why = str(error)
        return GitReading(unchecked=(Unchecked("the change history and approvals", why),), incomplete=why)
    if not wants.judged or (git_reading.branch and git_reading.branch.commits.complete):
        return git_reading
    why = _NOT_WHOLE if git_reading.branch else _NO_GIT
    unchecked = (*git_reading.unchecked, Unchecked("approvals", why))
    return replace(git_reading, unchecked=unchecked, incomplete=why if git_reading.branch else "")


def _from_git(disk: Disk, kinds: Mapping[str, type[Node]], wants: GitWants) -> GitReading:
    earlier = wants.earlier
    with opened(earlier.repository if earlier else disk.root) as repository:
        if repository is None:
            return GitReading()
        commits = read_commits(repository, (*FOLDERS, TRUST_FILE), earlier.commit if earlier else "")
        files = _evidence_on_disk(disk)
        branch = read_branch(
            repository, commits, None if earlier else files, base=wants.base, with_texts=wants.with_history
        )
        branch = with_anchors(branch, repository, files)
        changes = _changes(disk, repository, commits, branch, kinds, wants)
        unread = changes.unread if changes else ()
        return GitReading(
            file_changes_of(repository, commits) if wants.with_history else None,
            branch,
            changes,
            tuple(Unchecked(f"what became of {path}", why) for path, why in unread),
        )


def _evidence_on_disk(disk: Disk) -> Mapping[str, bytes]:
    """What lies on the disk of documents, statements and trust settings; what cannot be read is left out."""
    found = {}
    for path in disk.paths:
        if is_evidence(path):
            try:
                found[path] = disk.contents.raw(path)
            except OSError:
                continue
    return found


def _changes(
    disk: Disk,
    repository: Repository,
    commits: Commits,
    branch: Branch,
    kinds: Mapping[str, type[Node]],
    wants: GitWants,
) -> Breaches | None:
    """What became of closed records: along the branch since trust began, and by what lies on the disk.

    None where nobody said yet whom to trust: then nothing is guarded.
    """
    begun = branch.trusts[0] if branch.trusts else None
    if begun is None or begun.read.trust is None or begun.position >= len(branch.line):
        return None
    said = next((text.read.trust.since for text in reversed(branch.trusts) if text.read.trust), None)
    since = said if said and said in commits.by_id else branch.line[begun.position]
    report = over_history(commits, repository.blobs, kinds, since)
    if wants.earlier:
        return Breaches(report)
    base = wants.base or commits.head
    if not commits.complete or base not in commits.by_id:
        return Breaches(report)
    before = {path: File(raw, mode) for path, mode, raw in _at(repository, base)}
    after = {path: File(raw, mode) for path, mode, raw in _on_disk(disk.root)}
    return Breaches(report, breaches_between(before, after, kinds))


def _at(repository: Repository, commit: str) -> Iterator[tuple[str, str, bytes]]:
    tree = {path: held for path, held in repository.tree(commit).items() if path.split("/")[0] in FOLDERS}
    texts = repository.blobs(identity for _, identity in tree.values())
    return ((path, mode, texts[identity]) for path, (mode, identity) in tree.items() if identity in texts)


def _on_disk(root: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every file of ours with the mode that git would keep; a link with where it leads."""
    plain = PlainFiles(root)
    for folder in FOLDERS:
        for place, _, names in os.walk(root / folder):
            for name in sorted(names):
                full = Path(place) / name
                path = full.relative_to(root).as_posix()
                try:
                    mode = full.lstat().st_mode
                    raw = os.fsencode(full.readlink()) if stat.S_ISLNK(mode) else _plain(plain, path)
                except OSError:  # behind a link, a pipe or a device: that is said where files are listed
                    continue
                kept = "120000" if stat.S_ISLNK(mode) else "100755" if mode & stat.S_IXUSR else "100644"
                yield path, kept, raw


def _plain(files: PlainFiles, path: str) -> bytes:
    with files.open(path) as stream:
        return stream.read()
