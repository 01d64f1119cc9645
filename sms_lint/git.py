"""Every call of git. Nothing of the repository's own configuration is allowed to run a program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

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
    "-c",
    "protocol.allow=never",  # a partial clone would fetch, and run what its settings name for that
)
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C.UTF-8",
}
_COMMIT, _FIELD = "\x01", "\x02"
# Of how many changes of a text, the newest ones, it is read what was written before and after.
MOST_COMPARED = 8
_NO_BLOB = "0"
_PLAIN = ("100644", "100755")


@dataclass(frozen=True)
class Revision:
    """One change of one file: the commit, who wrote it, when (ISO 8601), and the first line of what was said.

    `before` and `after` are git's ids of what the file held; empty where there was no file.
    """

    commit: str
    author: str
    when: str
    subject: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class History:
    """The revisions of each path, newest first. `complete` is False where the clone is shallow.

    `texts` are what the newest revisions of documents (`MOST_COMPARED` of each) changed, by git's ids.
    """

    head: str
    complete: bool
    revisions: Mapping[str, tuple[Revision, ...]]
    texts: Mapping[str, str] = field(default_factory=dict)


def read_history(root: Path, folders: tuple[str, ...]) -> History | None:
    """The history of everything below `folders`, in one pass; None outside a git repository or before the first commit.

    Raises SmsError where git is missing or fails.
    """
    state = _git(root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD")
    if state is None:
        return None
    shallow, head = state.decode().split()
    form = f"--format={_COMMIT}%H{_FIELD}%aI{_FIELD}%an{_FIELD}%s"
    text = _git(
        root, "log", "-z", form, "--raw", "--no-abbrev", "--no-renames", "--no-textconv", "--no-ext-diff",
        "--relative", "--end-of-options", head, "--", *folders,
    )  # fmt: skip
    revisions = _revisions((text or b"").decode("utf-8", "replace"))
    return History(head, shallow == "false", revisions, _texts(root, _compared(revisions)))


def _revisions(text: str) -> Mapping[str, tuple[Revision, ...]]:
    """Out of what git prints: a commit, then for each file that it changed a line with the blobs, and the path."""
    found: dict[str, list[Revision]] = {}
    current = Revision("", "", "", "")
    blobs: tuple[str, str] | None = None
    for part in text.split("\0"):
        if blobs is not None:
            found.setdefault(part, []).append(replace(current, before=blobs[0], after=blobs[1]))
            blobs = None
            continue
        said = part.lstrip("\n")
        if said.startswith(_COMMIT):
            commit, when, author, subject = said[1:].split(_FIELD, 3)
            current = Revision(commit, author, when, subject)
        elif said.startswith(":"):
            _, _, before, after, _ = said.split(" ")
            blobs = (before.strip(_NO_BLOB) and before, after.strip(_NO_BLOB) and after)
    return {path: tuple(revisions) for path, revisions in found.items()}


def _compared(revisions: Mapping[str, tuple[Revision, ...]]) -> Iterable[str]:
    newest = (
        one for path, every in revisions.items() if path.endswith(".md") for one in every[:MOST_COMPARED]
    )
    return {blob for one in newest for blob in (one.before, one.after) if blob and one.before}


def read_files(root: Path, revision: str, left_out: tuple[str, ...]) -> Mapping[str, bytes]:
    """Every plain file of a revision by its path from `root`, those below the folders `left_out` excepted.

    Links and submodules are no plain files. Raises SmsError where there is no such revision, or a file of it
    is missing.
    """
    if not revision or revision.startswith("-") or _git(root, "rev-parse", "--verify", "HEAD") is None:
        raise SmsError(f"`{revision}` is no revision of this repository")
    try:
        listed = _git(root, "ls-tree", "-r", "-z", "--end-of-options", revision, "--", ".") or b""
    except SmsError:
        raise SmsError(f"`{revision}` is no revision of this repository; is it fetched?") from None
    found: dict[str, str] = {}
    for entry in filter(None, listed.decode("utf-8", "replace").split("\0")):
        about, _, path = entry.partition("\t")
        mode, _, blob = about.split(" ")
        parts = path.split("/")
        if mode in _PLAIN and parts[0] not in left_out and ".." not in parts:
            found[path] = blob
    texts = _blobs(root, found.values())
    if lost := [path for path, blob in found.items() if blob not in texts]:
        raise SmsError(f"git cannot read `{lost[0]}` of {revision}; fetch the whole history")
    return {path: texts[blob] for path, blob in found.items()}


def _texts(root: Path, blobs: Iterable[str]) -> Mapping[str, str]:
    return {blob: raw.decode("utf-8", "replace") for blob, raw in _blobs(root, blobs).items()}


def _blobs(root: Path, blobs: Iterable[str]) -> Mapping[str, bytes]:
    """What is behind git's ids, in one call; what is missing (a partial clone) is left out."""
    wanted = sorted(set(blobs))
    if not wanted:
        return {}
    with TemporaryFile() as stream:
        stream.write("".join(f"{blob}\n" for blob in wanted).encode())
        stream.seek(0)
        try:
            raw = _git(root, "cat-file", "--batch", "--buffer", stdin=cast(BinaryIO, stream)) or b""
        except SmsError:  # a partial clone, by a git that gives up where a text is missing
            return {}
    found: dict[str, bytes] = {}
    at = 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        identity, *rest = raw[at:end].decode().split(" ")
        at = end + 1
        if rest[0] == "blob":
            size = int(rest[1])
            found[identity] = raw[at : at + size]
            at += size + 1
    return found


def _git(root: Path, *arguments: str, stdin: BinaryIO | None = None) -> bytes | None:
    """What git prints; None where this is no repository or has no commit yet."""
    import os

    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # else importing fails where git is missing
    from git import Git
    from git.exc import GitCommandError, GitCommandNotFound

    try:
        output = Git(str(root)).execute(
            ["git", *_SAFE, *arguments],
            istream=stdin,
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
    return output
