"""Where a branch ends: in the repository itself, and as each of its remotes had it when it was fetched last."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sms_lint.outside.git.call import GitError, git


@dataclass(frozen=True)
class BranchTips:
    """The last commit of a branch; `own` is empty where the repository has no such branch.

    `remotes` holds a commit for each remote that is known here, empty where its branch was not fetched.
    """

    own: str
    remotes: Mapping[str, str]


def tips_of(root: Path, branch: str) -> BranchTips:
    """Where a branch ends."""
    heads = _refs(root)
    return BranchTips(
        heads.get(f"refs/heads/{branch}", ""),
        {name: heads.get(f"refs/remotes/{name}/{branch}", "") for name in _lines(root, "remote")},
    )


def default_branch(root: Path, remote: str = "origin") -> str:
    """The branch that a remote shows first, such as `origin/main`, as it was when cloned; empty where not known."""
    return next(iter(_lines(root, "symbolic-ref", "--quiet", "--short", f"refs/remotes/{remote}/HEAD")), "")


def _refs(root: Path) -> Mapping[str, str]:
    lines = _lines(root, "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads/", "refs/remotes/")
    return {name: commit for commit, _, name in (line.partition(" ") for line in lines)}


def _lines(root: Path, *arguments: str) -> list[str]:
    try:
        return git(root, *arguments).decode("utf-8", "replace").splitlines()
    except GitError:
        return []
