"""Times `sms-lint verify-history` as a whole command beside `git log --raw` of the same repository, and prints ratios.

    python -m benchmarks.verification [--commits 10000] [--documents 1000] [--versions 10] [--anchors 1000] [--repeat 3]

Three repositories: so many commits over as many records; so many signed statements (documents times versions); so many
anchors, each with the token of a timestamp authority. Times are CPU seconds of the process and all that it starts, the
start of Python among them, the least of the repeats; `git log --raw` runs in between, so that the machine's own speed
cancels out. Each figure is printed with the bound that it has to stay under.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from benchmarks import approvals, history
from benchmarks.run import HERE, Timing, timed
from sms_lint.history.anchors import AnchorEntry
from sms_lint.outside.ssh_signature import read_key
from tooling.example_history.authority import certificates, token
from tooling.example_history.repository import Who, begin, finish

VERIFY = (sys.executable, "-m", "sms_lint", "verify-history")
CHECK = (sys.executable, "-m", "sms_lint", "anchor", "--check")
# Each anchor follows one change of one of so many documents.
DOCUMENTS = 100
AUTHORITY = "records/approvals/authority.pem"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


class Figure(NamedTuple):
    """What was measured: our command, and `git log --raw` of the same repository; CPU seconds of both."""

    ours: Timing
    git: float

    @property
    def ratio(self) -> float:
        """How many times git's own time."""
        return self.ours.cpu / self.git


def main() -> None:
    """Make each repository, and time it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=10)
    parser.add_argument("--anchors", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    folder = fresh("commits")
    history.history(folder, options.commits, options.commits, 300)
    check_out(folder)
    figure = measured(folder, VERIFY, options.repeat)
    show(f"verify-history, {options.commits:,} commits", figure, 2.5 * figure.git + 1)
    folder = fresh("statements")
    statements(folder, options.documents, options.versions)
    figure = measured(folder, VERIFY, options.repeat)
    show(f"verify-history, {options.documents * options.versions:,} statements", figure, 4.0)
    folder = fresh("anchors")
    anchored(folder, options.anchors)
    for command in (VERIFY, CHECK):
        figure = measured(folder, command, options.repeat)
        show(f"{' '.join(command[3:])}, {options.anchors:,} anchors with tokens", figure, 1.0)


def fresh(name: str) -> Path:
    """An empty folder."""
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def check_out(folder: Path) -> None:
    """Put the files of the branch on the disk."""
    subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)


def statements(folder: Path, documents: int, versions: int) -> None:
    """A repository with a signed review for each version of each document."""
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"benchmark").digest())
    public = read_key(private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode())
    approvals.make(folder, documents, versions, private, public)
    check_out(folder)


def anchored(folder: Path, anchors: int) -> None:
    """A repository with so many anchors, each with a token that the authority named by its trust settings signed."""
    writer, who = begin(folder), Who("P-0001", "p-0001@example.invalid")
    pem = certificates()
    trusted = f"authorities: [{{file: {AUTHORITY}, sha256: {hashlib.sha256(pem).hexdigest()}}}]\n"
    first = {path: text.encode() for path, text in history.FOUNDATION.items()}
    first |= {"trust.yml": first["trust.yml"] + trusted.encode(), AUTHORITY: pem}
    writer.commit(who, BEGIN, "Begin", first)
    previous = ""
    for number in range(1, anchors + 1):
        at = BEGIN + timedelta(hours=number)
        name = f"policies/policy-{number % DOCUMENTS:04}.md"
        mark = writer.commit(who, at, f"Step {number}", {name: f"The text of step {number}.\n".encode()})
        anchor = AnchorEntry(number, writer.identity(mark), writer.tree_digest(), previous)
        previous = anchor.digest
        files = {anchor.path: anchor.raw, anchor.token_path: token(anchor.raw, at)}
        writer.commit(who, at, f"Anchor {number}", files)
    finish(folder, writer)


def measured(folder: Path, command: Sequence[str], repeat: int) -> Figure:
    """Our command and git's in turns; of each the least."""
    figures = [
        Figure(timed(command, folder), timed(("git", "log", "--raw"), folder).cpu) for _ in range(repeat)
    ]
    return Figure(
        min((figure.ours for figure in figures), key=lambda timing: timing.cpu),
        min(figure.git for figure in figures),
    )


def show(name: str, figure: Figure, bound: float) -> None:
    """Print a figure beside its bound."""
    verdict = "holds" if figure.ours.cpu < bound else "DOES NOT HOLD"
    print(
        f"{name}: {figure.ours.cpu:.2f} s CPU ({figure.ours.wall:.1f} s wall, exit {figure.ours.code}), "
        f"{figure.ratio:.1f} times `git log --raw` ({figure.git:.2f} s); bound {bound:.2f} s: {verdict}",
        flush=True,
    )


if __name__ == "__main__":
    main()
