"""A second repository that files are handed to: they are added to one branch of it, and nothing there is changed."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git.call import GitError, git

WITNESS_BRANCH = "anchors"
# A larger file is none that was handed over: it counts as empty, and is never read.
MOST_BYTES = 1024 * 1024
_REF = f"refs/heads/{WITNESS_BRANCH}"
_REACH = (
    "-c",
    "protocol.file.allow=always",
    "-c",
    "protocol.ssh.allow=always",
    "-c",
    "transfer.fsckObjects=true",
)
_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "sms-lint"), ("EMAIL", "anchors@sms-lint.invalid"))
}
_COMMIT = re.compile(r"^:([0-9a-f]{40,64})$", re.M)
_REJECTED = re.compile(r"rejected|fetch first|non-fast-forward|cannot lock ref|failed to update ref")


@dataclass(frozen=True)
class WitnessBranch:
    """What the branch holds: the files at its top, by their names, and the commits that changed or removed one.

    `head` is its last commit, empty where there is no such branch yet. `folder` is a copy of ours.
    """

    target: str
    folder: Path
    head: str
    files: Mapping[str, bytes]
    breaches: tuple[str, ...]


@contextmanager
def witness_branch(target: str) -> Iterator[WitnessBranch]:
    """Fetch the branch of the repository at a path or address (`file:` or `ssh:`). Raises SmsError where that fails."""
    with TemporaryDirectory(prefix="sms-lint-witness-") as place:
        folder = Path(place)
        try:
            said = git(folder, *_REACH, "ls-remote", "--", target, _REF).split()
            form = ("--object-format=sha256",) if said and len(said[0]) == 64 else ()
            git(folder, "init", "--quiet", "--bare", "--template=", *form, ".")
            if said:
                git(folder, *_REACH, "fetch", "--quiet", "--no-tags", "--", target, f"{_REF}:{_REF}")
            head = said[0].decode() if said else ""
            yield WitnessBranch(target, folder, head, _files(folder, head), _breaches(folder, head))
        except GitError as error:
            raise SmsError(f"the repository {target} cannot be used: {error}") from None


def _files(folder: Path, head: str) -> Mapping[str, bytes]:
    if not head:
        return {}
    found: dict[str, bytes] = {}
    listed = git(folder, "ls-tree", "-l", "-z", head).decode("utf-8", "surrogateescape")
    for entry in filter(None, listed.split("\0")):
        about, _, name = entry.partition("\t")
        _, kind, identity, size = about.split()
        small = kind == "blob" and int(size) <= MOST_BYTES
        found[name] = git(folder, "cat-file", "blob", identity) if small else b""
    return found


def _breaches(folder: Path, head: str) -> tuple[str, ...]:
    """The commits that did anything but add files, oldest first."""
    if not head:
        return ()
    said = git(
        folder,
        "log",
        "--reverse",
        "-m",
        "--no-renames",
        "--diff-filter=a",
        "--name-only",
        "--format=:%H",
        head,
    )
    return tuple(dict.fromkeys(_COMMIT.findall(said.decode("utf-8", "replace"))))


def add_to_witness(witness: WitnessBranch, files: Mapping[str, bytes], message: str) -> bool:
    """Add new files in one commit, and push it; False where somebody else was quicker. Raises SmsError where it fails.

    The push is an ordinary one: where the branch moved meanwhile, it is refused there.
    """
    if clash := sorted(files.keys() & witness.files.keys()):
        raise SmsError(f"the witness holds `{clash[0]}` already, and nothing there is ever changed")
    folder = witness.folder
    try:
        tree = git(folder, "ls-tree", "-z", witness.head) if witness.head else b""
        for name, raw in files.items():
            blob = git(folder, "hash-object", "-w", "--stdin", stdin=raw).decode().strip()
            tree += f"100644 blob {blob}\t{name}\0".encode()
        made = git(folder, "mktree", "-z", stdin=tree).decode().strip()
        parent = ("-p", witness.head) if witness.head else ()
        commit = git(folder, "commit-tree", *parent, "-m", message, made, clean=_WHO).decode().strip()
    except GitError as error:
        raise SmsError(f"the files cannot be committed for the witness: {error}") from None
    try:
        git(folder, *_REACH, "push", "--quiet", "--", witness.target, f"{commit}:{_REF}")
    except GitError as error:
        if _REJECTED.search(str(error)) and _moved(witness):
            return False
        raise SmsError(f"the repository {witness.target} does not take them: {error}") from None
    return True


def _moved(witness: WitnessBranch) -> bool:
    said = git(witness.folder, *_REACH, "ls-remote", "--", witness.target, _REF).split()
    return bool(said) and said[0].decode() != witness.head
