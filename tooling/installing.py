"""Installing a program that tests need, where that asks nobody anything."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence

DOWNLOAD_SECONDS = 600
START_SECONDS = 60

# What to say, and the commands to run.
Way = tuple[str, tuple[tuple[str, ...], ...]]


def succeeds(command: Sequence[str], seconds: int) -> bool:
    """Run a command without input; True where it ends well in time."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def administrator() -> tuple[str, ...] | None:
    """What to put before a command that needs an administrator; None where that would ask for a password."""
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if succeeds(("sudo", "-n", "true"), START_SECONDS) else None


def with_apt(package: str, *more: str) -> Iterator[Way]:
    """The way to install packages of Debian, where there is one."""
    prefix = administrator()
    if shutil.which("apt-get") and prefix is not None:
        install = ("apt-get", "install", "-y", "--no-install-recommends", package, *more)
        quiet = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive")
        yield (
            f"Installing the package {package} with apt-get",
            ((*quiet, "apt-get", "update"), (*quiet, *install)),
        )
