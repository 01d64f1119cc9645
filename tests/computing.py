"""How much computing each test takes, processes that it starts among it: what a busy machine does not distort.

`make test` shows the sum, the folders and the dearest tests at the end. Nothing fails over it: the figures of a machine
are its own. What the suite may take is stated here, and what to do about it in CONTRIBUTING.md.
"""

import os
from collections.abc import Generator, Mapping

import pytest

# Seconds, on a quiet machine of two processors, where that makes less than five minutes.
BUDGET = 520
_NAME = "computing"
_BEFORE = pytest.StashKey[float]()
_taken: dict[str, float] = {}


def _computed() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--computing` shows it at the end."""
    parser.addoption("--computing", action="store_true", help="show how much computing the tests took")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note where the test begins."""
    item.stash[_BEFORE] = _computed()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the last report of the test carry it, from a worker to where the summary is printed."""
    report = yield
    if call.when == "teardown":
        report.user_properties.append((_NAME, _computed() - item.stash[_BEFORE]))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Take it from the report."""
    if report.when == "teardown":
        _taken[report.nodeid] = sum(
            float(str(value)) for name, value in report.user_properties if name == _NAME
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The sum, the folders and the dearest tests."""
    if not terminalreporter.config.getoption("--computing") or not _taken:
        return
    folders: dict[str, float] = {}
    for nodeid, seconds in _taken.items():
        folder = "/".join(nodeid.partition("::")[0].split("/")[:2])
        folders[folder] = folders.get(folder, 0) + seconds
    terminalreporter.section("computing")
    terminalreporter.line(
        f"{sum(_taken.values()):.0f} s of computing in {len(_taken)} tests; the budget is {BUDGET} s"
    )
    terminalreporter.line(", ".join(f"{folder} {seconds:.0f}" for folder, seconds in _dearest(folders, 12)))
    for nodeid, seconds in _dearest(_taken, 10):
        terminalreporter.line(f"{seconds:6.1f} s  {nodeid[:150]}")


def _dearest(taken: Mapping[str, float], number: int) -> list[tuple[str, float]]:
    return sorted(taken.items(), key=lambda pair: -pair[1])[:number]
