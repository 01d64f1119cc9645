"""The lines that lead to merged commits, where they brought trust settings: each is read as if it were the branch."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sms_lint.history.approvals.displaced import SideLine, displaced_trust
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


def _statements(commits: Commits, repository: Repository) -> Iterator[StoredStatement]:
    """Every statement that any commit holds, with the signature beside it; the branch has no say in that."""
    last: dict[str, str] = {}
    pairs: dict[tuple[str, str, str], None] = {}
    for commit in reversed(tuple(commits.by_id)):
        changes = [
            change
            for change in commits.first_parent_changes(commit)
            if change.after and change.path.startswith(f"{FOLDER}/")
        ]
        last.update((change.path, change.after) for change in changes)
        for path in {change.path.removesuffix(_SIGNATURE) for change in changes}:
            if path in last and path + _SIGNATURE in last:
                pairs[path, last[path], last[path + _SIGNATURE]] = None
    texts = repository.blobs(blob for _, *blobs in pairs for blob in blobs)
    for path, statement, signature in pairs:
        if statement in texts and signature in texts:
            yield StoredStatement(path, texts[statement], texts[signature], 0)
