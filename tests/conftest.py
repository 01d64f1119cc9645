"""What every test may rely on: git without the user's settings, and a browser where there is one."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from sms_lint.load import load
from sms_lint.system.sms import Sms
from tests.computing import (
    pytest_addoption,
    pytest_runtest_logreport,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from tests.made_once import folder_made_once
from tests.reference import write_with_history
from tooling import browser, postgresql

# What pytest calls; it looks here.
__all__ = [
    "pytest_addoption",
    "pytest_runtest_logreport",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
]

# Started without a network service of its own: a test that sees a request knows that a page made it.
CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # refused otherwise where the tests run as root; the pages are our own
)

# Repositories that are thrown away need no housekeeping, and nobody waits for the disk.
QUICK = {"gc.auto": "0", "maintenance.auto": "false", "core.fsync": "none"}

# CI has Hypothesis's own profile for such machines. At a desk time says nothing either: the machine may be busy.
settings.register_profile("desk", deadline=None)


def on_ci() -> bool:
    """Whether CI is set, in the way that every service sets it."""
    return os.environ.get("CI", "").casefold() not in {"", "0", "false"}


if not on_ci():
    settings.load_profile("desk")

# As the command line does it: what is read lives to the end of a test, and looking for what does not costs a tenth.
gc.disable()


# What takes longest begins first, so that no worker is left alone with it at the end.
LONGEST = ("tests/publish/site/", "tests/faults/", "tests/publish/pdf/", "tests/project/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests in the order of how long they take, roughly; those of a file stay together."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: each waits for git, the browser and the disk much of its time."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _git_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a new machine: no settings of user or system, an identity, no repository from outside."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    own = {"init.defaultBranch": "main", "init.templateDir": "", "safe.directory": "*", **QUICK}
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(own)))
    for number, (key, value) in enumerate(own.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "p-0001")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "p-0001@example.invalid")


@pytest.fixture(scope="session")
def reference_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference system in a repository with a history of two commits; nobody may change it."""
    return folder_made_once(tmp_path_factory, "reference-history", write_with_history)


@pytest.fixture(scope="session")
def reference_history(reference_repository: Path) -> Sms:
    """The reference system as it is read there, with its history."""
    return load(reference_repository, with_history=True)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser's program. Without one the test is skipped; where CI is set it fails, since nobody would notice."""
    found = browser.find(os.environ)
    if found is None:
        reason = f"no Chromium or Chrome that starts; run `make browser`, or name one in {browser.NAMED_BY}"
        if on_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def chromium(chromium_path: Path) -> Iterator[Browser]:
    """A headless browser for the whole run; a test opens a context of its own in it and closes it."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=list(CHROMIUM_ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """A server's address. Without one the test is skipped; where CI is set it fails, since nobody would notice."""
    programs = postgresql.find(os.environ)
    if programs is None:
        reason = f"no PostgreSQL server; install it, or name its folder in {postgresql.NAMED_BY}"
        if on_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with postgresql.server(programs) as address:
        yield address
