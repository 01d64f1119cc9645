"""A git repository that is written at one go (`git fast-import`): same commits, same bytes, same ids each time."""

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from sms_lint.ground.errors import SmsError

MAIN = "refs/heads/main"
# A file that is to be taken away has None as its content.
Files = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Who:
    """Who makes a commit: a person or a robot, with the address by which trust.yml knows it."""

    name: str
    email: str

    def line(self, at: datetime) -> bytes:
        """As git writes it."""
        return f"{self.name} <{self.email}> {int(at.timestamp())} +0000".encode()


@dataclass
class Writer:
    """The repository while it is written; `tree` are the files of `main` as they are now."""

    stream: subprocess.Popen[bytes]
    tree: dict[str, bytes] = field(default_factory=dict)
    commits: int = 0

    def commit(
        self, who: Who, at: datetime, message: str, files: Files, *, onto: int = 0, also: int = 0
    ) -> int:
        """Add a commit, and give its mark. `onto` is the mark it follows, else the newest of the branch.

        With `also` it is a merge of that commit. A commit of a proposal (only `onto`) stays beside the branch.
        """
        beside = bool(onto) and not also
        self.commits += 1
        mark = self.commits
        said = message.encode()
        place = b"refs/proposals/now" if beside else MAIN.encode()
        head = [
            b"commit %s" % place, b"mark :%d" % mark, b"author " + who.line(at), b"committer " + who.line(at),
            b"data %d" % len(said), said,
        ]  # fmt: skip
        head += [b"from :%d" % onto] if onto else []
        head += [b"merge :%d" % also] if also else []
        self._write(b"\n".join(head) + b"\n")
        for path, content in sorted(files.items()):
            self._file(path, content)
        self._write(b"\n")
        if not beside:
            self._keep(files)
        return mark

    def identity(self, mark: int) -> str:
        """Git's id of a commit."""
        self._write(b"get-mark :%d\n" % mark)
        out: IO[bytes] | None = self.stream.stdout
        return out.readline().decode().strip() if out else ""

    def tree_digest(self) -> str:
        """The digest of all files of the branch, as an anchor holds it."""
        lines = (
            f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(self.tree.items())
        )
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def _keep(self, files: Files) -> None:
        for path, content in files.items():
            if content is None:
                self.tree.pop(path, None)
            else:
                self.tree[path] = content

    def _file(self, path: str, content: bytes | None) -> None:
        if content is None:
            self._write(f"D {path}\n".encode())
        else:
            self._write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")

    def _write(self, raw: bytes) -> None:
        if self.stream.stdin is not None:
            self.stream.stdin.write(raw)
            self.stream.stdin.flush()


def begin(folder: Path) -> Writer:
    """An empty repository in a folder, ready to be written."""
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    stream = subprocess.Popen(
        ["git", "fast-import", "--quiet", "--date-format=raw"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    return Writer(stream)


def finish(folder: Path, writer: Writer) -> str:
    """End the writing and put the newest files on the disk; gives the id of the last commit."""
    writer.stream.communicate()
    if writer.stream.returncode != 0:
        raise SmsError(f"git did not take the history: it ended with {writer.stream.returncode}")
    _git(folder, "update-ref", "-d", "refs/proposals/now")
    _git(folder, "reset", "--quiet", "--hard", "main")
    return _git(folder, "rev-parse", "HEAD").strip()


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SmsError(f"git {arguments[0]} failed in {folder}: {done.stderr.strip()}")
    return done.stdout
