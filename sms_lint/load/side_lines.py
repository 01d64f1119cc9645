"""The lines that lead to merged commits: what they held binds the branch, though it may have kept nothing of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from sms_lint.history.approvals.displaced import SideLine, displaced_trust
from sms_lint.history.approvals.left_out import left_out_texts
from sms_lint.history.branch import Branch, StoredStatement
from sms_lint.load.branch import is_about_trust, read_trust_branch
from sms_lint.model.statement import FOLDER
from sms_lint.outside.git import Commits, Repository

_SIGNATURE = ".sig"


def with_displaced_trust(branch: Branch, repository: Repository) -> Branch:
    """The same branch, with the trust settings that merges put out of force. A shallow clone cannot tell."""
    if not branch.commits.complete:
        return branch
    sides = (
        SideLine(change, read_trust_branch(repository, replace(branch.commits, head=tip)))
        for change, tip in _tips(branch.commits).items()
    )
    everywhere = cache(lambda: tuple(_statements(branch.commits, repository)))
    return replace(branch, displaced=displaced_trust(branch, sides, everywhere))


def _tips(commits: Commits) -> dict[str, str]:
    """The newest merged commit for each last change of trust settings on a line beside the branch."""
    steps = set(commits.line())
    changed: dict[str, str] = {}
    for commit in reversed(tuple(commits.by_id)):
        if commit not in steps:
            before = next(iter(commits.by_id[commit].parents), "")
            own = any(is_about_trust(change.path) for change in commits.first_parent_changes(commit))
            changed[commit] = commit if own else changed.get(before, "")
    merged = {parent for commit in commits.by_id.values() for parent in commit.parents[1:]}
    found: dict[str, str] = {}
    for commit in commits.by_id:
        if commit in merged and changed.get(commit):
            found.setdefault(changed[commit], commit)
    return found


def with_dropped_withdrawals(branch: Branch, repository: Repository) -> Branch:
    """The same branch, with the withdrawals that a merged line held and the branch never did.

    Else a merge that keeps nothing of a line would give back what was withdrawn on it.
    """
    if not branch.trusts or not any(map(_is_withdrawal, _paths_beside(branch))):
        return branch
    known = {(statement.raw, statement.signature) for statement in branch.stored_statements}
    dropped = tuple(
        replace(statement, position=branch.entered[commit], gone=branch.entered[commit])
        for commit, statement in _kept_in(branch.commits, repository, _is_withdrawal)
        if (statement.raw, statement.signature) not in known
    )
    return replace(branch, stored_statements=(*branch.stored_statements, *dropped))


def with_left_out_texts(branch: Branch, repository: Repository) -> Branch:
    """The same branch, with the approved texts that a merge took in and left out. A shallow clone cannot tell."""
    if not branch.trusts or not branch.commits.complete:
        return branch
    steps = branch.commits.line()
    own = {change.after for step in steps for change in branch.commits.first_parent_changes(step)}
    paths = {
        change.path.removesuffix(_SIGNATURE)
        for commit in branch.commits.by_id.keys() - set(steps)
        for change in branch.commits.first_parent_changes(commit)
        if change.path.startswith(f"{FOLDER}/") and change.after and change.after not in own
    }
    if not paths:
        return branch
    known = {(statement.raw, statement.signature) for statement in branch.stored_statements}
    beside = [
        (commit, statement)
        for commit, statement in _kept_in(
            branch.commits, repository, lambda path: path.removesuffix(_SIGNATURE) in paths
        )
        if (statement.raw, statement.signature) not in known and commit in branch.entered
    ]
    return replace(branch, left_out=left_out_texts(branch, beside))


def _is_withdrawal(path: str) -> bool:
    return path.startswith(f"{FOLDER}/") and ".withdrawal." in path


def _paths_beside(branch: Branch) -> Iterator[str]:
    """What the commits changed that are no steps of the branch."""
    steps = frozenset(branch.commits.line())
    for commit, sides in branch.commits.changes.items():
        if commit not in steps:
            yield from (change.path for side in sides for change in side)


def _statements(commits: Commits, repository: Repository) -> Iterator[StoredStatement]:
    """Every statement that any commit holds, with the signature beside it; the branch has no say in that."""
    every = _kept_in(commits, repository, lambda path: path.startswith(f"{FOLDER}/"))
    yield from (statement for _, statement in every)


def _kept_in(
    commits: Commits, repository: Repository, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, StoredStatement]]:
    """Each pair of a statement and its signature that some commit holds, and the first commit that does."""
    last: dict[str, str] = {}
    pairs: dict[tuple[str, str, str], str] = {}
    for commit in reversed(tuple(commits.by_id)):
        changes = [
            change for change in commits.first_parent_changes(commit) if change.after and wanted(change.path)
        ]
        last.update((change.path, change.after) for change in changes)
        for path in {change.path.removesuffix(_SIGNATURE) for change in changes}:
            if path in last and path + _SIGNATURE in last:
                pairs.setdefault((path, last[path], last[path + _SIGNATURE]), commit)
    texts = repository.blobs(blob for _, *blobs in pairs for blob in blobs)
    for (path, statement, signature), commit in pairs.items():
        if statement in texts and signature in texts:
            yield commit, StoredStatement(path, texts[statement], texts[signature], 0)
