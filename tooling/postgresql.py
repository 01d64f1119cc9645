"""A PostgreSQL server for tests: found where Debian and its relatives put it, started in a folder of its own, stopped.

It listens at a socket in that folder and nowhere else. It refuses to run as root, so it then runs as a user who owns
nothing. `python -m tooling.postgresql` finds or installs one; the tests only find.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tooling.installing import DOWNLOAD_SECONDS, succeeds, with_apt

NAMED_BY = "SMS_LINT_POSTGRESQL"
_PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
_SECONDS = 60


def find(environment: Mapping[str, str]) -> Path | None:
    """The folder with `initdb` and `postgres`: the one that is named, else on the path, else the newest installed."""
    named, on_path = environment.get(NAMED_BY), shutil.which("postgres", path=environment.get("PATH"))
    installed = [folder for place in _PLACES for folder in sorted(Path(place).glob("*/bin"), reverse=True)]
    folders = [Path(named)] if named else [*([Path(on_path).parent] if on_path else []), *installed]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def find_or_install(environment: Mapping[str, str]) -> Path | None:
    """The same, installing one where there is none; None where that fails too."""
    found = find(environment)
    if found or environment.get(NAMED_BY):
        return found
    for what, commands in with_apt("postgresql"):
        print(f"{what} (for the tests of its figures) ...", flush=True)
        if all(succeeds(command, DOWNLOAD_SECONDS) for command in commands):
            return find(environment)
        print("  that did not work.", flush=True)
    return None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A server that is empty; its address."""
    folder = Path(mkdtemp(prefix="sms-pg-"))
    try:
        who = _nobody(folder)
        data = str(folder / "data")
        begun = [
            str(programs / "initdb"),
            "--no-sync",
            "--auth=trust",
            "--username=tests",
            "--encoding=UTF8",
            "--locale=C",
        ]
        subprocess.run([*begun, data], check=True, capture_output=True, cwd=folder, **who)
        settings = ("listen_addresses=", "fsync=off", "shared_buffers=16MB", "max_connections=10")
        given = [part for setting in settings for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *given],
                stdout=log,
                stderr=log,
                cwd=folder,
                **who,
            )
        try:
            _wait(folder, running)
            yield f"host={folder} dbname=postgres user=tests"
        finally:
            running.terminate()
            running.wait(_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _nobody(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody")
    return {"user": "nobody", "extra_groups": []}


def _wait(folder: Path, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SECONDS
    ready = folder / "data" / "postmaster.pid"
    while time.monotonic() < until and running.poll() is None:
        if ready.exists() and "ready" in ready.read_text("utf-8"):
            return
        time.sleep(0.02)
    raise RuntimeError((folder / "log").read_text("utf-8", "replace"))


def main() -> None:
    """Say which server the tests will use, or that there is none."""
    found = find_or_install(os.environ)
    if found:
        print(f"Tests of PostgreSQL use {found}")
    else:
        print(
            "No PostgreSQL server was found or could be installed: what tests it will not run.\n"
            f"Install one, or name its folder in {NAMED_BY}, and run this again."
        )


if __name__ == "__main__":
    main()
