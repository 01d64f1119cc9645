"""Every call of git. Nothing of the repository's own configuration is allowed to run a program."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sms_lint.errors import SmsError

_SAFE = (
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "safe.directory=*",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.commitGraph=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.quotePath=false",
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C.UTF-8",
}
_COMMIT, _FIELD = "\x01", "\x02"


@dataclass(frozen=True)
class Revision:
    """One commit: its id, who wrote it, when (ISO 8601), and the first line of what was said."""

    commit: str
    author: str
    when: str
    subject: str


@dataclass(frozen=True)
class History:
    """The revisions of each path, newest first. `complete` is False where the clone is shallow."""

    head: str
    complete: bool
    revisions: Mapping[str, tuple[Revision, ...]]


def read_history(root: Path, folders: tuple[str, ...]) -> History | None:
    """The history of everything below `folders`, in one pass; None outside a git repository or before the first commit.

    Raises SmsError where git is missing or fails.
    """
    state = _git(root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD")
    if state is None:
        return None
    shallow, head = state.split()
    form = f"--format={_COMMIT}%H{_FIELD}%aI{_FIELD}%an{_FIELD}%s"
    text = _git(
        root, "log", "-z", form, "--name-only", "--no-renames", "--no-textconv", "--no-ext-diff",
        "--relative", "--end-of-options", head, "--", *folders,
    )  # fmt: skip
    return History(head, shallow == "false", _revisions(text or ""))


def _revisions(text: str) -> Mapping[str, tuple[Revision, ...]]:
    found: dict[str, list[Revision]] = {}
    current: Revision | None = None
    for part in text.split("\0"):
        path = part.lstrip("\n")
        if path.startswith(_COMMIT):
            head, _, rest = path.partition("\n")
            commit, when, author, subject = head[1:].split(_FIELD, 3)
            current, path = Revision(commit, author, when, subject), rest.lstrip("\n")
        if path and current:
            found.setdefault(path, []).append(current)
    return {path: tuple(revisions) for path, revisions in found.items()}


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None where this is no repository or has no commit yet."""
    import os

    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # else importing fails where git is missing
    from git import Git
    from git.exc import GitCommandError, GitCommandNotFound

    try:
        output = Git(str(root)).execute(
            ["git", *_SAFE, *arguments],
            env=_ENVIRONMENT,
            strip_newline_in_stdout=False,
            stdout_as_string=False,
        )
    except GitCommandNotFound:
        raise SmsError("git is not installed, so the change history cannot be read; install git") from None
    except GitCommandError as error:
        if error.status == 128 and arguments[0] == "rev-parse":
            return None
        raise SmsError(f"git could not read the change history: {str(error.stderr).strip()}") from None
    return output.decode("utf-8", "replace")
