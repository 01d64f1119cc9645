"""Histories written down commit by commit, and made in one go by `git fast-import`, or given as git would tell them."""

import hashlib
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sms_lint.model.statement import digests
from sms_lint.outside.git import Commit, Commits, FileChange, Identity

PLAIN, PROGRAM, LINK = "100644", "100755", "120000"
Files = dict[str, tuple[str, str]]  # by path: mode and text


@dataclass
class Story:
    """Commits in the order in which they are told; each is named by its number, from 1."""

    trees: list[Files] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    parents: list[tuple[int, ...]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    def commit(
        self, tree: Files, parents: Sequence[int] = (), subject: str = "Step", at: int | None = None
    ) -> int:
        """Add a commit that holds exactly these files."""
        number = len(self.trees) + 1
        seconds = 1_700_000_000 + number * 60 if at is None else at
        who = f"p-{number % 7:04} <p-{number % 7:04}@example.invalid> {seconds} +0000"
        head = f"commit refs/heads/c{number}\nmark :{number}\nauthor {who}\ncommitter {who}\n"
        raw = subject.encode()
        lines = [head.encode(), b"data %d\n%s\n" % (len(raw), raw)]
        for place, parent in enumerate(parents):
            lines.append(f"{'merge' if place else 'from'} :{parent}\n".encode())
        lines.append(b"deleteall\n")
        for path, (mode, text) in tree.items():
            data = text.encode()
            lines.append(b"M %s inline %s\ndata %d\n%s\n" % (mode.encode(), path.encode(), len(data), data))
        self.trees.append(dict(tree))
        self.parts.append(b"".join(lines))
        self.parents.append(tuple(parents))
        self.subjects.append(subject)
        return number

    def tree(self, number: int) -> Files:
        """A copy of the files of a commit."""
        return dict(self.trees[number - 1])

    def read(self, head: int) -> tuple[Commits, Mapping[str, bytes], Mapping[str, int]]:
        """What git would tell of `head`, without a repository: its commits, its texts by their ids, its numbers by ids.

        Commits have ids of their own here; times are left to the default.
        """
        numbers = {_id(number): number for number in sorted(self._ancestors(head), reverse=True)}
        by_id = {identity: self._commit(number) for identity, number in numbers.items()}
        changes = {identity: tuple(self._sides(number)) for identity, number in numbers.items()}
        texts = (text.encode() for number in numbers.values() for _, text in self.trees[number - 1].values())
        return Commits(_id(head), True, by_id, changes, {}), {_blob(text): text for text in texts}, numbers

    def _ancestors(self, head: int) -> set[int]:
        found: set[int] = set()
        waiting = [head]
        while waiting:
            number = waiting.pop()
            if number not in found:
                found.add(number)
                waiting.extend(self.parents[number - 1])
        return found

    def _commit(self, number: int) -> Commit:
        who = Identity(f"p-{number % 7:04}", f"p-{number % 7:04}@example.invalid")
        at = datetime.fromtimestamp(1_700_000_000 + number * 60, UTC)
        parents = tuple(map(_id, self.parents[number - 1]))
        return Commit(_id(number), parents, who, who, at.isoformat(), at, self.subjects[number - 1])

    def _sides(self, number: int) -> Iterator[tuple[FileChange, ...]]:
        after = self.trees[number - 1]
        for parent in self.parents[number - 1] or (0,):
            before = self.trees[parent - 1] if parent else {}
            yield tuple(
                FileChange(path, *_held(before.get(path), after.get(path)))
                for path in sorted({*before, *after})
                if before.get(path) != after.get(path)
            )

    def make(self, folder: Path, head: int) -> Mapping[str, int]:
        """Make the repository with `head` checked out; the number of each commit by git's id of it."""
        folder.mkdir(parents=True, exist_ok=True)
        marks = folder / "marks"
        environment = {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "PATH": "/usr/bin:/bin:/usr/local/bin",
        }
        subprocess.run(["git", "init", "-q", "-b", "main", "."], cwd=folder, check=True, env=environment)
        subprocess.run(
            ["git", "fast-import", "--quiet", f"--export-marks={marks}"],
            cwd=folder, input=b"".join(self.parts), check=True, env=environment, capture_output=True,
        )  # fmt: skip
        lines = [line.split(" ") for line in marks.read_text("utf-8").splitlines()]
        ids = {int(mark.removeprefix(":")): identity for mark, identity in lines}
        (folder / ".git" / "refs" / "heads" / "main").write_text(ids[head] + "\n", "utf-8")
        return {identity: number for number, identity in ids.items()}


def _id(number: int) -> str:
    return hashlib.sha1(str(number).encode(), usedforsecurity=False).hexdigest()


def _blob(text: bytes) -> str:
    return digests(text)[1]


def _held(before: tuple[str, str] | None, after: tuple[str, str] | None) -> tuple[str, str, str, str]:
    """Modes and ids before and after."""
    old, new = ((one[0], _blob(one[1].encode())) if one else ("", "") for one in (before, after))
    return old[0], new[0], old[1], new[1]


def plain(**texts: str) -> Files:
    """Plain files from texts; `__` stands for a slash, and `.yml` is put behind."""
    return {f"records/{name.replace('__', '/')}.yml": (PLAIN, text) for name, text in texts.items()}
