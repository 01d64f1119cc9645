"""The reference system at the top of this repository, for all tests that only look at it: read once by each worker.

What is asked of a history has one of its own, of two commits: that of this repository is the tool's, is longer with every
change of it, and takes most of a minute to read.
"""

import re
import shutil
from functools import cache
from pathlib import Path

from sms_lint.load import load
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.system.sms import Sms
from tests.own_git import git_as_nobody

ROOT = Path(__file__).parents[1]
_VERSION = re.compile(r'^version: "[^"]*"$', re.M)


@cache
def reference_system() -> Sms:
    """The system as it is on the disk, without any history."""
    return load(ROOT)


def write_with_history(folder: Path) -> None:
    """The system in a repository in which each document has a first version, and the present one after it."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "sms.yml", folder / "sms.yml")
    now = {path: path.read_bytes() for name in FOLDERS[:2] for path in (folder / name).rglob("*.md")}
    for path, content in now.items():
        first = _VERSION.sub('version: "0.9"', content.decode("utf-8"), count=1)
        path.write_text(f"{first}\nThis was said at first.\n", "utf-8")
    git_as_nobody(folder, "init", "-q")
    _commit(folder, "Write it down", "2026-01-09T12:00:00+0000")
    for path, content in now.items():
        path.write_bytes(content)
    _commit(folder, "Say what is done", "2026-10-02T12:00:00+0000")


def _commit(folder: Path, why: str, when: str) -> None:
    git_as_nobody(folder, "add", ".")
    git_as_nobody(folder, "commit", "-qm", why, when=when)
