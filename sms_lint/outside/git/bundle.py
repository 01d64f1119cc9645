"""A whole history in one file, the same bytes wherever it is made: `git clone` reads it."""

import re
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import lay_out
from sms_lint.outside.git.call import GitError, git
from sms_lint.outside.git.repository import Repository

# What the branch of a bundle is called where its own name is not plain; never that of another branch.
_NAMELESS = "packed"
_PLAIN = re.compile(r"(?!-)(?!.*(?:\.\.|//|\.lock$|/$|\.$|/\.))[A-Za-z0-9][A-Za-z0-9._/-]{0,100}")


def bundle(repository: Repository, commit: str, branch: str) -> bytes:
    """All that leads to a commit, as a bundle that holds it as a branch (`packed` where its name is not plain).

    It is written here and not by `git bundle`, which takes over how the objects happen to be packed, so that two
    clones give two files. Raises SmsError where an object is missing.
    """
    packed = repository.run(
        "-c", "pack.threads=1", "pack-objects", "--revs", "--stdout", "--no-reuse-delta", "--no-reuse-object",
        "--delta-base-offset", "--window=10", "--depth=50", "--compression=6", "--quiet", stdin=f"{commit}\n".encode(),
    )  # fmt: skip
    return bundle_head(commit, branch) + packed


def bundle_head(commit: str, branch: str) -> bytes:
    """How a bundle begins that holds a commit as a branch and nothing else."""
    name = branch if _PLAIN.fullmatch(branch) else _NAMELESS
    head = "# v3 git bundle\n@object-format=sha256\n" if len(commit) == 64 else "# v2 git bundle\n"
    return f"{head}{commit} HEAD\n{commit} refs/heads/{name}\n\n".encode()


def stray_objects(folder: Path, commit: str) -> int:
    """How many objects a repository holds that do not belong to a commit and what leads to it.

    Raises SmsError where git refuses.
    """
    try:
        wanted = git(folder, "rev-list", "--objects", "--no-object-names", commit).split()
        held = git(folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    except GitError as error:
        raise SmsError(f"git cannot list the objects of the bundle: {error}") from None
    return len(set(held) - set(wanted))


def unbundled(raw: bytes, folder: Path) -> Path:
    """The repository in a bundle, cloned below a folder with every object checked; no file is checked out.

    Raises SmsError where git refuses it: `git bundle verify` accepts damaged ones, cloning does not.
    """
    lay_out(folder, {"repository.bundle": raw})
    settings = ("-c", "transfer.fsckObjects=true", "-c", "protocol.file.allow=always")
    how = ("--quiet", "--no-checkout", "--template=", "--", "repository.bundle", "repository")
    try:
        git(folder, *settings, "clone", *how)
    except GitError as error:
        raise SmsError(f"git refuses the bundle: {error}") from None
    return folder / "repository"
