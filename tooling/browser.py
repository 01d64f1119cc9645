"""Chromium or Chrome for the browser tests: find one that starts, or install one.

`python -m tooling.browser` finds or installs; the tests only find. Not having one is no fault here: the
tests say so, and fail on it where CI is set.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tooling.installing import DOWNLOAD_SECONDS, START_SECONDS, Way, succeeds, with_apt

NAMED_BY = "SMS_LINT_BROWSER"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find(environment: Mapping[str, str]) -> Path | None:
    """The first browser that starts: only the one that SMS_LINT_BROWSER names where it is set, else any installed."""
    named = environment.get(NAMED_BY)
    if named:
        return Path(named) if starts(named) else None
    return next((Path(path) for path in candidates(environment) if starts(path)), None)


def candidates(environment: Mapping[str, str]) -> Iterator[str]:
    """Paths where a browser may be, likeliest first."""
    for command in COMMANDS:
        path = shutil.which(command, path=environment.get("PATH"))
        if path:
            yield path
    yield from (path for path in MACOS_APPLICATIONS if Path(path).exists())
    yield from playwright_download()


def playwright_download() -> Iterator[str]:
    """Where Playwright's own download would be, if it is there."""
    # In a thread of its own: Playwright refuses to begin twice in one, and a test may have begun already.
    with ThreadPoolExecutor(1) as thread:
        path = thread.submit(_download_path).result()
    if Path(path).exists():
        yield path


def _download_path() -> str:
    # Imported late: it takes a while, and an installed browser makes it needless.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return str(playwright.chromium.executable_path)


def starts(path: str) -> bool:
    """Whether it runs at all: a launcher without its package, or a browser without its libraries, does not."""
    return succeeds((path, "--version"), START_SECONDS)


def installers() -> Iterator[Way]:
    """Ways to install one, best first."""
    download = (sys.executable, "-m", "playwright", "install", "chromium", "--no-shell")
    yield "Fetching Chromium through Playwright", (download,)
    yield from with_apt("chromium", "fonts-dejavu-core")


def find_or_install(environment: Mapping[str, str]) -> Path | None:
    """A browser that starts, installing one where none does; None where that fails too."""
    found = find(environment)
    if found or environment.get(NAMED_BY):
        return found
    for what, commands in installers():
        print(f"{what} (for the browser tests) ...", flush=True)
        if all(succeeds(command, DOWNLOAD_SECONDS) for command in commands):
            found = find(environment)
            if found:
                return found
        print("  that did not work.", flush=True)
    return None


def main() -> None:
    """Say which browser the tests will use, or that there is none."""
    found = find_or_install(os.environ)
    if found:
        print(f"Browser tests use {found}")
    else:
        print(
            "No Chromium or Chrome was found or could be installed: the browser tests will not run.\n"
            f"Install one, or name its program in {NAMED_BY}, and run this again."
        )


if __name__ == "__main__":
    main()
