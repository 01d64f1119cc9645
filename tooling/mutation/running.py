"""The tests, collected once; each mutant gets a fork of that process and runs those that reach its line."""

import gc
import json
import os
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import coverage
import pytest

from tooling.mutation.forks import forked, limit
from tooling.mutation.mutants import Mutant
from tooling.mutation.planting import forget, plant, plant_before_import
from tooling.mutation.reach import Reach

SURVIVED, KILLED, TOO_LATE = 0, 1, 3
_WARMING = 40
_OPTIONS = ("-q", "-p", "no:cacheprovider", "--capture=no", "--override-ini=tmp_path_retention_policy=none")


class Failures:
    """Notes the first failure of a test."""

    def __init__(self) -> None:
        self.first = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each part of a test."""
        if report.failed:
            self.first = self.first or report.longreprtext or "it failed"


def run(session: pytest.Session, tests: Sequence[str], seconds: Mapping[str, float], folder: Path) -> int:
    """Run tests in this process until one fails. What they write goes into a folder of their own."""
    by_id = {item.nodeid: item for item in session.items}
    items = [by_id[test] for test in tests]
    failures = Failures()
    session.config.pluginmanager.register(failures)
    own = tempfile.mkdtemp(dir=folder)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = own
    for item, following in zip_longest(items, items[1:]):
        limit(seconds.get(item.nodeid, 60))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failures.first:
            break
    shutil.rmtree(own, ignore_errors=True)
    return KILLED if failures.first else SURVIVED


@dataclass
class Results:
    """What the tests reach, which fail without any fault, and how each mutant ended; some have to wait for import."""

    reach: Reach = field(default_factory=Reach)
    failing: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)


class WarmRun:
    """A plugin that takes over once the tests are collected: it measures what they reach, then tries each mutant."""

    def __init__(self, mutants: Sequence[Mutant], folder: Path, at_once: int) -> None:
        self._mutants, self._folder, self._at_once = mutants, folder, at_once
        self._paths = sorted({mutant.path for mutant in mutants})
        self._results = Results()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest instead of its own loop."""
        self._warm_up(session)
        gc.collect()
        gc.freeze()  # so that the collector does not touch, and thereby copy, what all forks share
        self._measure(session)
        if not self._results.failing:
            self._try_all(session)
        (self._folder / "results").write_bytes(pickle.dumps(self._results))
        return True

    def _warm_up(self, session: pytest.Session) -> None:
        """Run some tests here, so that no fork works out again what the code under test never changes.

        Those that leave threads behind are left out, which a fork shows: a library without its threads waits forever.
        """

        def threads_left(item: pytest.Item) -> int:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            return sum(1 for _ in Path("/proc/self/task").iterdir()) - 1

        for item, left in forked(session.items[::_WARMING], threads_left, self._at_once):
            if not left:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        for path in self._paths:
            forget(path)

    def _measure(self, session: pytest.Session) -> None:
        numbers = {item.nodeid: str(at) for at, item in enumerate(session.items)}

        def measure(test: str) -> int:
            return _measured(session, test, self._paths, self._folder / numbers[test])

        for test, code in forked(numbers, measure, self._at_once):
            place = self._folder / numbers[test]
            if code == SURVIVED:
                found = json.loads(place.read_text("utf-8"))
                self._results.reach.add(test, found["seconds"], found["lines"])
            else:
                self._results.failing.append(test)

    def _try_all(self, session: pytest.Session) -> None:
        reach = self._results.reach

        def attempt(mutant: Mutant) -> int:
            try:
                plant(mutant)
            except ValueError:
                return TOO_LATE
            return run(session, reach.of(mutant), reach.seconds, self._folder)

        warm = [mutant for mutant in self._mutants if mutant.function and reach.of(mutant)]
        for mutant, code in forked(warm, attempt, self._at_once):
            self._results.outcomes[mutant.id] = code
            if code == SURVIVED:
                print(f"{len(self._results.outcomes)}/{len(warm)} alive: {mutant.id}", flush=True)


def _measured(session: pytest.Session, test: str, paths: Iterable[str], place: Path) -> int:
    measuring = coverage.Coverage(data_file=None, config_file=False, include=list(paths))
    measuring.set_option("run:disable_warnings", ["no-data-collected", "module-not-measured"])
    begun = time.process_time()
    measuring.start()
    code = run(session, [test], {}, place.parent)
    measuring.stop()
    seconds = time.process_time() - begun
    data = measuring.get_data()
    lines = {path: data.lines(str(Path(path).resolve())) or [] for path in paths}
    place.write_text(json.dumps({"seconds": seconds, "lines": lines}), "utf-8")
    return code


class ColdRun:
    """A plugin for a process of its own: runs the tests that were asked for, and ends the process."""

    def __init__(self, tests: Sequence[str], seconds: Mapping[str, float], folder: Path) -> None:
        self._tests, self._seconds, self._folder = tests, seconds, folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest instead of its own loop."""
        os._exit(run(session, self._tests, self._seconds, self._folder))


def warm_run(
    mutants: Sequence[Mutant], tests: Sequence[str], folder: Path, log: Path, at_once: int
) -> Results:
    """Try every mutant that can be put into a running program."""
    plugin = WarmRun(mutants, folder, at_once)
    child = os.fork()
    if not child:
        stream = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(stream, 1)
        os.dup2(stream, 2)
        os._exit(pytest.main([*_OPTIONS, *tests], plugins=[plugin]))
    os.waitpid(child, 0)
    place = folder / "results"
    if not place.exists():
        sys.exit(log.read_text("utf-8", "replace"))
    results: Results = pickle.loads(place.read_bytes())
    return results


def cold_run(mutants: Sequence[Mutant], reach: Reach, folder: Path, at_once: int) -> dict[str, int]:
    """Try mutants that have to be there when their module is imported. Nothing may be imported here yet."""

    def attempt(mutant: Mutant) -> int:
        plant_before_import(mutant)
        tests = reach.of(mutant)
        limit(60)
        return pytest.main([*_OPTIONS, *tests], plugins=[ColdRun(tests, reach.seconds, folder)])

    return {mutant.id: code for mutant, code in forked(mutants, attempt, at_once)}
