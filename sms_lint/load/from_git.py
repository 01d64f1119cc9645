"""What git knows of a system: the changes of its files, the evidence, and what happened to closed records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.trusted import trust_in_force
from sms_lint.history.branch import Branch
from sms_lint.history.record_changes import (
    Breaches,
    HeldFile,
    JudgedHistory,
    Ledger,
    over_history,
    trees_compared,
    under_trust,
)
from sms_lint.load.anchoring import with_anchors
from sms_lint.load.branch import is_evidence, read_branch
from sms_lint.load.earlier import Earlier
from sms_lint.load.files import Disk
from sms_lint.load.held_files import LONG, held_on_disk, raw_on_disk, state_on_disk
from sms_lint.load.read_files import ReadFiles
from sms_lint.load.side_lines import (
    with_displaced_trust,
    with_dropped_withdrawals,
    with_left_out_texts,
)
from sms_lint.model.controlled_files import FOLDERS, holds_entries
from sms_lint.model.finding import Unchecked
from sms_lint.model.node import Node
from sms_lint.model.trust import TRUST_FILE
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
    """What is asked of git: the changes for pages (`with_history`), or what a judgement needs (`judged`).

    `today` is the day of the judgement, where it is not that of the clock. `read` is what an earlier run read, and the
    repository where that is open already. `only_proof` asks for what the commits prove, and for nothing else: neither
    for pages, nor for what the disk holds otherwise.
    """

    with_history: bool
    earlier: Earlier | None
    base: str
    judged: bool
    today: date | None = None
    read: ReadFiles | None = None
    only_proof: bool = False


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

    Where only the judgement needs it and git cannot be read, that is reported, and everything else is judged.
    """
    if not (wants.with_history or wants.only_proof or wants.judged or wants.base):
        return GitReading()
    try:
        git_reading = _from_git(disk, kinds, wants)
    except SmsError as error:
        if wants.with_history or wants.only_proof:
            raise
        why = str(error)
        return GitReading(unchecked=(Unchecked("the change history and approvals", why),), incomplete=why)
    if not wants.judged or (git_reading.branch and git_reading.branch.commits.complete):
        return git_reading
    why = _NOT_WHOLE if git_reading.branch else _NO_GIT
    unchecked = (*git_reading.unchecked, Unchecked("approvals", why))
    return replace(git_reading, unchecked=unchecked, incomplete=why if git_reading.branch else "")


def _from_git(disk: Disk, kinds: Mapping[str, type[Node]], wants: GitWants) -> GitReading:
    if wants.read and wants.read.repository is not None:
        return _from_repository(wants.read.repository, disk, kinds, wants)
    with opened(wants.earlier.repository if wants.earlier else disk.root) as repository:
        return _from_repository(repository, disk, kinds, wants) if repository else GitReading()


def _from_repository(
    repository: Repository, disk: Disk, kinds: Mapping[str, type[Node]], wants: GitWants
) -> GitReading:
    earlier = wants.earlier
    commits = read_commits(repository, (*FOLDERS, TRUST_FILE), earlier.commit if earlier else "")
    files = _evidence_on_disk(disk)
    branch = read_branch(
        repository,
        commits,
        None if earlier else files,
        base=wants.base,
        with_texts=True,
        now=datetime.combine(wants.today, time.max, UTC) if wants.today else None,
        shown_on_disk=None if earlier else partial(state_on_disk, disk, long=commits.has_long_ids),
    )
    branch = with_dropped_withdrawals(with_anchors(branch, repository, files), repository)
    branch = with_left_out_texts(with_displaced_trust(branch, repository), repository)
    changes = _changes(disk, repository, commits, branch, kinds, wants)
    unread = changes.unread if changes else ()
    return GitReading(
        file_changes_of(repository, commits) if wants.with_history else None,
        branch,
        changes,
        tuple(Unchecked(f"what became of {path}", why) for path, why in unread),
    )


def _evidence_on_disk(disk: Disk) -> Mapping[str, bytes]:
    """The documents, statements and trust settings on disk; files that cannot be read are left out."""
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
    """What became of closed records: along the branch since trust began, and by what is on the disk.

    None where nobody said yet whom to trust: then nothing is guarded.
    """
    since = _guarded_since(commits, branch)
    if not since:
        return None
    report = _ledger(commits, repository, kinds, since, wants.read or ReadFiles())
    if wants.earlier or wants.only_proof:
        return Breaches(report)
    base = wants.base or commits.head
    if not commits.complete or base not in commits.by_id:
        return Breaches(report)
    before = {
        path: HeldFile(mode, blob)
        for path, (mode, blob) in repository.tree(base).items()
        if holds_entries(path)
    }
    on_disk = held_on_disk(disk, holds_entries, long=len(base) == LONG)

    def take(ids: Iterable[str]) -> Mapping[str, bytes]:
        wanted = frozenset(ids)
        here = {blob: raw_on_disk(disk, on_disk.paths[blob]) for blob in wanted if blob in on_disk.paths}
        return {**repository.blobs(wanted - here.keys()), **here}

    return Breaches(report, trees_compared(before, on_disk.files, kinds, take))


def _ledger(
    commits: Commits, repository: Repository, kinds: Mapping[str, type[Node]], since: str, read: ReadFiles
) -> Ledger:
    """What the history did to closed records; judged once, where an earlier run judged all of it."""
    known = read.history.up_to(commits, kinds, since) if read.history else None
    if known is not None:
        return known
    ledger = over_history(commits, repository.blobs, kinds, since)
    read.history = JudgedHistory(commits, kinds, since, ledger)
    return ledger


def _guarded_since(commits: Commits, branch: Branch) -> str:
    """The commit after which closed records are guarded; empty where nobody said yet whom to trust.

    It is the one that the trust settings in force name, else the first step that holds such settings or builds on
    commits that did, whatever these settings say: a fault in them opens nothing.
    """
    trust = trust_in_force(branch)
    if trust and trust.since in commits.by_id and not branch.displaced:
        return str(trust.since)
    guarded = under_trust(commits)
    return next((step for step in commits.line() if step in guarded), "")
