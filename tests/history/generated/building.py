"""Histories written down commit by commit, and made in one go by `git fast-import`."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PLAIN, PROGRAM, LINK = "100644", "100755", "120000"
Files = dict[str, tuple[str, str]]  # by path: mode and text


@dataclass
class Story:
    """Commits in the order in which they are told; each is named by its number, from 1."""

    trees: list[Files] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)

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
        return number

    def tree(self, number: int) -> Files:
        """A copy of the files of a commit."""
        return dict(self.trees[number - 1])

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


def plain(**texts: str) -> Files:
    """Plain files from texts; `__` stands for a slash, and `.yml` is put behind."""
    return {f"records/{name.replace('__', '/')}.yml": (PLAIN, text) for name, text in texts.items()}
