"""The commands by which anybody checks a pack without this program: tar, coreutils, OpenSSH, OpenSSL and git."""

from typing import NamedTuple

from sms_lint.publish.pack.bag import INFO, MANIFEST, NAMESPACE, SIGNATURE, TAG_MANIFEST, TOKEN
from sms_lint.publish.pack.packed_branch import STATE


class ShellCommand(NamedTuple):
    """A line for a shell, and what it is for. It fails where the pack is not in order."""

    why: str
    line: str


class PackRepository(NamedTuple):
    """Where a pack holds a repository: its bundle, the commit that is in it, and a list of files with git's ids."""

    bundle: str
    commit: str
    blobs: str


def commands(*, has_token: bool, repository: PackRepository | None = None) -> tuple[ShellCommand, ...]:
    """The commands, in the order in which they have to be run, in a new and empty folder.

    The variables in them are set by whoever runs them, from outside of the pack: `$PACK` is its file, `$SIGNERS` the
    file of allowed signers, `$SIGNER` the name there of who has to have signed, `$AUTHORITY` the certificate of the
    timestamp authority.
    """
    token = (_timestamp(),) if has_token else ()
    return (*_ARCHIVE, *_FOLDER, *token, *_LISTS, *(_repository(repository) if repository else ()))


_NAMES = r"^pack(/[A-Za-z0-9._][A-Za-z0-9._-]*)+$"
_ARCHIVE = (
    ShellCommand("letters mean the same everywhere", "export LC_ALL=C"),
    ShellCommand("read the archive, without unpacking it", 'tar -tvf "$PACK" > long.txt'),
    ShellCommand("it contains only files", "test -z \"$(grep -v '^-rw-r--r-- ' long.txt)\""),
    ShellCommand("the names in it", 'tar -tf "$PACK" > names.txt'),
    ShellCommand("they are plain names", f"test -z \"$(grep -vE '{_NAMES}' names.txt)\""),
    ShellCommand("none leads to another folder", r"""test -z "$(grep -E '/\.+(/|$)' names.txt)" """.strip()),
    ShellCommand("no name occurs twice", 'test -z "$(sort -f names.txt | uniq -di)"'),
    ShellCommand("unpack it", 'tar -xf "$PACK" && cd pack'),
)
_OWN = r"^\./(bagit\.txt|bag-info\.txt|manifest-sha256\.txt|tagmanifest-sha256\.txt(\.sig(\.tsr)?)?)$"
_TAGS = r"bag-info.txt\nbagit.txt\nmanifest-sha256.txt\n"
_FOLDER = (
    ShellCommand("there are only files and folders", 'test -z "$(find . ! -type f ! -type d)"'),
    ShellCommand(
        "the signature",
        f'ssh-keygen -Y verify -f "$SIGNERS" -I "$SIGNER" -n {NAMESPACE} -s {SIGNATURE} < {TAG_MANIFEST}',
    ),
)
_LISTS = (
    ShellCommand("the digests of the lists", f"sha256sum --strict --quiet -c {TAG_MANIFEST}"),
    ShellCommand("the digests of the files", f"sha256sum --strict --quiet -c {MANIFEST}"),
    ShellCommand(
        "nothing was added to the lists", f'test "$(cut -c67- {TAG_MANIFEST})" = "$(printf \'{_TAGS}\')"'
    ),
    ShellCommand(
        "nothing was added to the folder",
        f"test -z \"$(find . -path ./data -prune -o -type f -print | grep -vE '{_OWN}')\"",
    ),
    ShellCommand(
        "nothing was added to the files, and none is missing",
        f'test "$(find data -type f | sort)" = "$(cut -c67- {MANIFEST})"',
    ),
    ShellCommand("it comes from the accepted branch", f"grep -qx '{STATE}: accepted' {INFO}"),
)


def _timestamp() -> ShellCommand:
    return ShellCommand(
        "the timestamp covers the signature",
        f'openssl ts -verify -data {SIGNATURE} -in {TOKEN} -CAfile "$AUTHORITY"',
    )


def _repository(pack_repository: PackRepository) -> tuple[ShellCommand, ...]:
    git = "git --git-dir=../clone.git"
    same = f'test "$({git} hash-object --no-filters "$file")" = "$blob" && {git} cat-file -e "$blob"'
    return (
        ShellCommand(
            "every object of the repository",
            f"git -c transfer.fsckObjects=true clone --quiet --bare {pack_repository.bundle} ../clone.git",
        ),
        ShellCommand(
            "the commit is in it", f"{git} rev-parse --quiet --verify '{pack_repository.commit}^{{commit}}'"
        ),
        ShellCommand(
            "the texts are those that it holds",
            f"(while read -r blob file; do {same} || exit 1; done) < {pack_repository.blobs}",
        ),
    )
