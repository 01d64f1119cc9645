"""Git as nobody in particular, for what is made once for all tests, before any of them has its environment."""

import os
import subprocess
from pathlib import Path

_OWN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{role}_{part}": "p-0001@example.invalid"
    for role in ("AUTHOR", "COMMITTER")
    for part in ("NAME", "EMAIL")
}


def git_as_nobody(root: Path, *arguments: str, when: str = "") -> str:
    """Run git in a folder and give what it prints; a commit is of the moment `when`, else of now."""
    dates = {f"GIT_{role}_DATE": when for role in ("AUTHOR", "COMMITTER")} if when else {}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, **_OWN, **dates}, check=True, capture_output=True, text=True
    )
    return done.stdout
