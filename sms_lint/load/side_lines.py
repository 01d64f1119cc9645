"""The lines that lead to merged commits, where they brought trust settings: each is read as if it were the branch."""

from collections.abc import Iterator
from dataclasses import replace

from sms_lint.history.approvals.displaced import displaced_trust
from sms_lint.history.branch import TRUST_ID, Branch
from sms_lint.history.record_changes import under_trust
from sms_lint.load.branch import read_branch
from sms_lint.model.statement import FOLDER
from sms_lint.model.trust import TRUST_FILE
from sms_lint.outside.git import Commits, Repository


def with_displaced_trust(branch: Branch, repository: Repository) -> Branch:
    """The same branch, with the trust settings that merges put out of force. A shallow clone cannot tell."""
    if not branch.commits.complete:
        return branch
    sides = (
        read_branch(repository, replace(branch.commits, head=tip), only=_is_statement if first else _is_trust)
        for tip, first in _tips(branch.commits)
    )
    return replace(branch, displaced=displaced_trust(branch, sides))


def _is_trust(path: str) -> bool:
    return path == TRUST_FILE or path.startswith(f"{FOLDER}/{TRUST_ID}/")


def _is_statement(path: str) -> bool:
    return path == TRUST_FILE or path.startswith(f"{FOLDER}/")


def _tips(commits: Commits) -> Iterator[tuple[str, bool]]:
    """The merged commits whose own line changed trust settings beside the branch; of the same changes, the newest.

    With each, whether its line left the branch before that had any trust settings.
    """
    steps, guarded = set(commits.line()), under_trust(commits)
    changed: dict[str, str] = {}
    first: set[str] = set()
    for commit in reversed(tuple(commits.by_id)):
        if commit in steps:
            continue
        before = next(iter(commits.by_id[commit].parents), "")
        own = any(_is_trust(change.path) for change in commits.first_parent_changes(commit))
        changed[commit] = commit if own else changed.get(before, "")
        if before in first or (before not in changed and before not in guarded):
            first.add(commit)
    merged = {parent for commit in commits.by_id.values() for parent in commit.parents[1:]}
    seen: set[str] = set()
    for commit in commits.by_id:
        change = changed.get(commit, "")
        if commit in merged and change and change not in seen:
            seen.add(change)
            yield commit, commit in first
