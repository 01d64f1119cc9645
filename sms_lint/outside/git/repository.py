"""A repository as it is read: its objects, borrowed by an empty one, so that none of its settings are ever in force."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import lay_out, read_plain
from sms_lint.outside.git.call import GitError, git

# What a person may write for a revision: a branch, a tag, an id, with steps back; never an option or a path.
_REVISION = re.compile(r"(?!-)[A-Za-z0-9._/+@{}^~-]{1,255}")
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
# What git calls a file that is no link and no repository of its own.
PLAIN_MODES = ("100644", "100755")
# Of objects that are kept once they were read; a longer history is read piece by piece, and some of it again.
_MOST_KEPT = 64 * 1024 * 1024
MISSING = (
    "the whole history is needed: clone without `--depth` or `--filter`, in a workflow with `fetch-depth: 0`"
)


class KeptObjects:
    """Objects that were read, by git's ids: the first ones, as many as the memory should hold."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self._size = 0

    def add(self, fresh: Mapping[str, bytes]) -> None:
        """Keep them where they fit."""
        for identity, raw in fresh.items():
            if self._size + len(raw) <= _MOST_KEPT:
                self._size += len(raw)
                self.objects[identity] = raw


@dataclass(frozen=True)
class Repository:
    """A repository opened for reading.

    `head` is the commit that is checked out; `prefix` leads from its top to the folder that was named, with a slash
    at its end; `complete` is False for a shallow clone; `tricks` are what would make git show other objects than
    those that are there (replacements, grafts), which are never followed here. `kept` are objects that were read.
    """

    root: Path
    head: str
    prefix: str
    complete: bool
    tricks: tuple[str, ...]
    clean: Mapping[str, str]
    folder: Path
    kept: KeptObjects = field(default_factory=KeptObjects, repr=False, compare=False)

    def ancestors(self, commit: str, *, first_parents: bool = False) -> tuple[str, ...]:
        """A commit and those it builds on, newest first. Raises SmsError where one is missing."""
        line = ("--first-parent",) if first_parents else ()
        return tuple(self.run("rev-list", "--topo-order", *line, "--end-of-options", commit).decode().split())

    def run(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """What git prints about the borrowed objects. Raises SmsError where it refuses."""
        try:
            return git(self.folder, *arguments, stdin=stdin, clean=self.clean)
        except GitError as error:
            raise SmsError(f"git could not read the change history ({error}); {MISSING}") from None

    def resolve(self, revision: str) -> str:
        """The commit that somebody means by a name. Raises SmsError where there is none."""
        if not _REVISION.fullmatch(revision):
            raise SmsError(f"`{revision}` is not a revision of this repository")
        try:
            said = git(
                self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
            )
        except GitError:
            raise SmsError(
                f"`{revision}` is not a revision of this repository; has it been fetched?"
            ) from None
        return said.decode().strip()

    def tags(self) -> tuple[tuple[str, str], ...]:
        """Each tag with its commit, oldest first. One whose own object carries another name is left out."""
        form = "%(refname:strip=2)%00%(objecttype)%00%(tag)%00%(objectname)%00%(*objectname)"
        try:
            said = git(self.root, "for-each-ref", "--sort=creatordate", f"--format={form}", "refs/tags/")
        except GitError:
            return ()
        rows = (line.split("\0") for line in said.decode("utf-8", "replace").splitlines())
        return tuple(
            (name, peeled or identity)
            for name, type_, own, identity, peeled in rows
            if type_ == "commit" or own == name
        )

    def branch(self) -> str:
        """The name of the branch that is checked out; empty where a commit is, without its branch."""
        try:
            said = git(self.root, "symbolic-ref", "--quiet", "--short", "HEAD")
        except GitError:
            return ""
        return said.decode("utf-8", "replace").strip()

    def blobs(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        """What is behind git's ids, of whatever type, in one call; what is missing is left out.

        An object is read once, as long as those before it are not too many to be kept.
        """
        wanted = set(ids)
        known = self.kept.objects
        found = {identity: known[identity] for identity in wanted if identity in known}
        fresh = self._read(sorted(wanted - found.keys()))
        self.kept.add(fresh)
        return {**found, **fresh}

    def _read(self, wanted: list[str]) -> Mapping[str, bytes]:
        if not wanted:
            return {}
        try:
            raw = self.run(
                "cat-file",
                "--batch",
                "--buffer",
                stdin="".join(f"{identity}\n" for identity in wanted).encode(),
            )
        except SmsError:  # by a git that gives up where an object is missing
            return {}
        return dict(_objects(raw))

    def tree(self, commit: str) -> Mapping[str, tuple[str, str]]:
        """Every file of a commit by its path from the root that was named: its mode and git's id.

        Raises SmsError where something is missing.
        """
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *self._below())
        found = {}
        for entry in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            about, _, path = entry.partition("\t")
            mode, _, identity = about.split(" ")
            found[path.removeprefix(self.prefix)] = (mode, identity)
        return found

    def _below(self) -> tuple[str, ...]:
        return (self.prefix,) if self.prefix else ()

    def files(self, commit: str, left_out: tuple[str, ...] = ()) -> Mapping[str, bytes]:
        """Every plain file of a commit by its path, those below the folders `left_out` excepted.

        Links and submodules are no plain files. Raises SmsError where one is missing.
        """
        found = {
            path: identity
            for path, (mode, identity) in self.tree(commit).items()
            if mode in PLAIN_MODES and path.split("/")[0] not in left_out and ".." not in path.split("/")
        }
        texts = self.blobs(found.values())
        if lost := [path for path, identity in found.items() if identity not in texts]:
            raise SmsError(f"git cannot read `{lost[0]}` of {commit[:9]}; {MISSING}")
        return {path: texts[identity] for path, identity in found.items()}


def _objects(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Out of what `cat-file --batch` prints: each object that is there."""
    at = 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        identity, *rest = raw[at:end].decode().split(" ")
        at = end + 1
        if len(rest) == 2:
            size = int(rest[1])
            yield identity, raw[at : at + size]
            at += size + 1


@contextmanager
def opened(root: Path) -> Iterator[Repository | None]:
    """The repository that a folder lies in; None outside of one, or before its first commit.

    Raises SmsError where git is missing.
    """
    place = _place_of(root)
    if place is None:
        yield None
        return
    with TemporaryDirectory(prefix="sms-lint-git-") as borrowed:
        folder = Path(borrowed)
        clean = _borrow(folder, place.objects, place.form)
        lay_out(folder, {"shallow": _shallow(place.git_folder)})
        yield Repository(
            root=root,
            head=place.head,
            prefix=place.prefix,
            complete=place.complete,
            tricks=tuple(_tricks(place)),
            clean=clean,
            folder=folder,
        )


class _Place(NamedTuple):
    """Where a repository is, what is checked out, and which objects replace others."""

    git_folder: Path
    objects: Path
    form: str
    complete: bool
    head: str
    prefix: str
    replaced: tuple[str, ...]


def _place_of(root: Path) -> _Place | None:
    """All that has to be known first, asked for at once: git takes longer to start than to answer."""
    try:
        said = git(
            root, "rev-parse", "--is-shallow-repository", "--show-object-format", "HEAD^{commit}", "--git-common-dir",
            "--git-path", "objects", "--glob=refs/replace/", "--show-prefix",
        )  # fmt: skip
    except GitError:
        return None
    shallow, form, head, common, objects, *rest = said.decode("utf-8", "surrogateescape").split("\n")
    if not _ID.fullmatch(head):  # before the first commit, beside a file with this odd name
        return None
    replaced = tuple(takewhile(_ID.fullmatch, rest))
    return _Place(
        git_folder=(root / common).resolve(),
        objects=(root / objects).resolve(),
        form=form,
        complete=shallow == "false",
        head=head,
        prefix="\n".join(rest[len(replaced) :]).rstrip("\n"),
        replaced=replaced,
    )


def _borrow(folder: Path, objects: Path, form: str) -> Mapping[str, str]:
    """Make an empty repository that reads the objects of another; the variables that lead git to it."""
    if "\n" in str(objects):
        raise SmsError("the path of this repository holds a line end; move it to another folder")
    extension = "[extensions]\n\tobjectFormat = sha256\n" if form == "sha256" else ""
    version = 1 if extension else 0
    settings = f"[core]\n\trepositoryFormatVersion = {version}\n\tbare = true\n{extension}"
    files = {
        "HEAD": b"ref: refs/heads/none\n",
        "config": settings.encode(),
        "objects/info/alternates": os.fsencode(objects) + b"\n",
        "refs/.keep": b"",  # git takes no folder without `refs` for a repository
    }
    lay_out(folder, files)
    return {
        "GIT_DIR": str(folder),
        "GIT_OBJECT_DIRECTORY": str(folder / "objects"),
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_COMMON_DIR": str(folder),
        "GIT_GRAFT_FILE": str(folder / "grafts"),
        "GIT_SHALLOW_FILE": str(folder / "shallow"),
    }


def _shallow(git_folder: Path) -> bytes:
    """Where the clone ends early: git has to know it, or it stops at the first commit that is not there."""
    try:
        return read_plain(git_folder, "shallow")
    except OSError:  # it is whole, as it should be
        return b""


def _tricks(place: _Place) -> Iterator[str]:
    """What is there to make git show another history: replaced objects, and grafts."""
    if place.replaced:
        yield "refs/replace"
    if (place.git_folder / "info" / "grafts").is_file():
        yield "info/grafts"
