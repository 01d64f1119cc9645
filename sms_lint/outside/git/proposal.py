"""A branch with one commit, made beside the work tree: whoever works there does not notice."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import listed
from sms_lint.outside.git.call import GitError, git

_WHO = ("user.name", "user.email")


def propose_files(root: Path, branch: str, files: Mapping[str, str], message: str, on: str = "") -> str:
    """Commit files below `root` on top of a commit, on a new branch; the commit's id.

    `on` is that commit, the one that is checked out where it is left out. Raises SmsError where there is none, the
    branch is there already, or git does not know who commits.
    """
    prefix, head = git(root, "rev-parse", "--show-prefix").decode().strip(), on or _head(root)
    try:
        git(root, "check-ref-format", "--branch", branch)
    except GitError:
        raise SmsError(f"`{branch}` cannot be the name of a branch") from None
    if _is_there(root, branch):
        raise SmsError(f"there is a branch {branch} already; name another one: --proposal NAME")
    commit = _commit(root, head, {f"{prefix}{path}": text for path, text in files.items()}, message)
    git(root, "update-ref", f"refs/heads/{branch}", commit, "0" * len(commit))
    return commit


def refuse_uncommitted(root: Path, paths: Iterable[str]) -> None:
    """Raise SmsError where one of these files is not as it is in the commit that is checked out."""
    _head(root)
    said = git(root, "status", "--porcelain", "-z", "--no-renames", "--", *paths).decode()
    changed = sorted(line[3:] for line in said.split("\0") if line)
    if changed:
        verb = "has" if len(changed) == 1 else "have"
        raise SmsError(
            f"{listed(changed)} {verb} changes that are not committed; commit them, or set them aside, first"
        )


def _head(root: Path) -> str:
    """The commit that is checked out. Raises SmsError where there is none."""
    try:
        return git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
    except GitError as error:
        where = (
            "this is no git repository" if "not a git repository" in str(error) else "there is no commit yet"
        )
        raise SmsError(f"{where}, so nothing can be proposed; use --write") from None


def _is_there(root: Path, branch: str) -> bool:
    try:
        git(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}")
    except GitError:
        return False
    return True


def _commit(root: Path, head: str, files: Mapping[str, str], message: str) -> str:
    with TemporaryDirectory(prefix="sms-lint-proposal-") as place:
        index = {"GIT_INDEX_FILE": str(Path(place) / "index")}
        git(root, "read-tree", head, clean=index)
        entries = b""
        for path, text in files.items():
            blob = git(root, "hash-object", "-w", "--stdin", stdin=text.encode()).decode().strip()
            entries += f"100644 {blob}\t{path}\0".encode()
        # Paths in an index begin at the top of the repository.
        top = Path(git(root, "rev-parse", "--show-toplevel").decode().strip())
        git(top, "update-index", "-z", "--index-info", stdin=entries, clean=index)
        tree = git(root, "write-tree", clean=index).decode().strip()
        return (
            git(root, "commit-tree", "-p", head, "-m", message, tree, clean=_identity(root)).decode().strip()
        )


def _identity(root: Path) -> Mapping[str, str]:
    """Who commits here, as the settings of git say: for this repository, else for this person."""
    name, email = (_setting(root, key) for key in _WHO)
    name, email = os.environ.get("GIT_AUTHOR_NAME", name), os.environ.get("GIT_AUTHOR_EMAIL", email)
    if not name or not email:
        raise SmsError(
            "git does not know who you are; set `git config user.name` and `git config user.email`"
        )
    return {
        f"GIT_{role}_{what}": said
        for role in ("AUTHOR", "COMMITTER")
        for what, said in (("NAME", name), ("EMAIL", email))
    }


def _setting(root: Path, key: str) -> str:
    """A setting of git; only here those of the person are read, and a setting that is read runs nothing."""
    own = os.environ.get("GIT_CONFIG_GLOBAL", str(Path("~/.gitconfig").expanduser()))
    try:
        return git(root, "config", "--get", key, clean={"GIT_CONFIG_GLOBAL": own}).decode().strip()
    except GitError:
        return ""
