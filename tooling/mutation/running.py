"""The tests, collected once; each mutant gets a fork of that process and runs those that reach its line."""

import gc
import hashlib
import json
import os
import pickle
import random
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest
from pathlib import Path

import coverage
import pytest

from tooling.mutation.forks import forked, limit
from tooling.mutation.mutants import Mutant
from tooling.mutation.planting import forget, plant, plant_before_import
from tooling.mutation.reach import Order, Reach
from tooling.mutation.remembered import Measured, Remembered

SURVIVED, KILLED, TOO_LATE, GIVEN_UP = 0, 1, 3, 4
_END = {SURVIVED: "alive", TOO_LATE: "has to be imported", GIVEN_UP: "given up"}
_WARMING = 40
_OPTIONS = ("-q", "-p", "no:cacheprovider", "--capture=no", "--override-ini=tmp_path_retention_policy=none")


class Failures:
    """Notes the first test that fails."""

    def __init__(self) -> None:
        self.first = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each part of a test."""
        if report.failed:
            self.first = self.first or report.nodeid


def run(session: pytest.Session, tests: Sequence[str], seconds: Mapping[str, float], folder: Path) -> str:
    """Run tests in this process until one fails, and tell which. What they write goes into a folder of their own."""
    by_id = {item.nodeid: item for item in session.items}
    items = [by_id[test] for test in tests]
    failures = Failures()
    session.config.pluginmanager.register(failures)
    own = Path(tempfile.mkdtemp(dir=folder))
    session.config._tmp_path_factory._basetemp = own  # type: ignore[attr-defined] # noqa: SLF001 - no other way is offered
    for item, following in zip_longest(items, items[1:]):
        limit(seconds.get(item.nodeid, 60))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failures.first:
            break
    shutil.rmtree(own, ignore_errors=True)
    return failures.first


@dataclass
class Results:
    """What the tests reach, which fail without any fault, and how each mutant ended; some have to wait for import."""

    reach: Reach = field(default_factory=Reach)
    failing: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)


class WarmRun:
    """A plugin that takes over once the tests are collected: it measures what they reach, then tries each mutant."""

    def __init__(
        self,
        mutants: Sequence[Mutant],
        paths: Sequence[str],
        tests: Sequence[str],
        remembered: Remembered,
        folder: Path,
        at_once: int,
        patience: float,
    ) -> None:
        self._mutants, self._paths, self._remembered = mutants, paths, remembered
        self._tests, self._folder, self._at_once = tuple(tests), folder, at_once
        self._patience = patience
        self._results = Results()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests whose id begins as the settings say: a part of a file may be enough."""
        items[:] = [item for item in items if item.nodeid.startswith(self._tests)]

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
        """Measure each test that changed since the last run; what the others reach is remembered."""
        numbers = {item.nodeid: str(at) for at, item in enumerate(session.items)}
        known = {test: self._remembered.of(test) for test in numbers}

        def measure(test: str) -> int:
            return _measure_one(session, test, self._paths, self._folder / numbers[test])

        unknown = [test for test, measured in known.items() if measured is None]
        for test, code in forked(unknown, measure, self._at_once):
            if code == SURVIVED:
                found = json.loads((self._folder / numbers[test]).read_text("utf-8"))
                known[test] = Measured(found["seconds"], found["lines"])
            else:
                self._results.failing.append(test)
        measured = {test: one for test, one in known.items() if one is not None}
        self._remembered.write(measured)
        for test, one in measured.items():
            self._results.reach.add(test, one.seconds, one.lines)

    def _try_all(self, session: pytest.Session) -> None:
        reach, order, note = self._results.reach, Order(), self._folder / "noticed"

        def attempt(mutant: Mutant) -> int:
            try:
                plant(mutant)
            except ValueError:
                return TOO_LATE
            every = order.sorted(mutant.path, reach.of(mutant), reach.seconds)
            tests = within(every, reach.seconds, self._patience)
            killer = run(session, tests, reach.seconds, self._folder)
            tried = tests[: tests.index(killer) + 1] if killer else tests
            _place(note, mutant).write_text(json.dumps([tried, killer]), "utf-8")
            if not killer:
                return GIVEN_UP if len(tests) < len(every) else SURVIVED
            return KILLED

        warm = [mutant for mutant in self._mutants if mutant.function and reach.of(mutant)]
        random.Random(0).shuffle(warm)  # one that is broken off has tried a fair part of each file
        for mutant, code in forked(warm, attempt, self._at_once):
            self._results.outcomes[mutant.id] = code
            if _place(note, mutant).exists():
                order.note(mutant.path, *json.loads(_place(note, mutant).read_text("utf-8")))
            print(
                f"{len(self._results.outcomes)}/{len(warm)} {_END.get(code, 'killed')}: {mutant.id}",
                flush=True,
            )


def within(tests: Sequence[str], seconds: Mapping[str, float], patience: float) -> Sequence[str]:
    """The first of some tests, as many as end within some seconds, but one at least; all without such a limit."""
    ends = accumulate(seconds[test] for test in tests)
    count = sum(end <= patience for end in ends)
    return tests[: max(count, 1)] if patience else tests


def _place(note: Path, mutant: Mutant) -> Path:
    return note.with_name(f"{note.name}-{hashlib.sha256(mutant.id.encode()).hexdigest()}")


def _measure_one(session: pytest.Session, test: str, paths: Iterable[str], place: Path) -> int:
    measuring = coverage.Coverage(data_file=None, config_file=False, include=list(paths))
    measuring.set_option("run:disable_warnings", ["no-data-collected", "module-not-measured"])
    begun = os.times()
    measuring.start()
    failing = run(session, [test], {}, place.parent)
    measuring.stop()
    seconds = sum(os.times()[:4]) - sum(begun[:4])  # programs that the test started are counted too
    data = measuring.get_data()
    lines = {path: data.lines(str(Path(path).resolve())) or [] for path in paths}
    place.write_text(json.dumps({"seconds": seconds, "lines": lines}), "utf-8")
    return KILLED if failing else SURVIVED


class ColdRun:
    """A plugin for a process of its own: runs the tests that were asked for, and ends the process."""

    def __init__(
        self, tests: Sequence[str], seconds: Mapping[str, float], folder: Path, survived: int
    ) -> None:
        self._tests, self._seconds, self._folder, self._survived = tests, seconds, folder, survived

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest instead of its own loop."""
        os._exit(KILLED if run(session, self._tests, self._seconds, self._folder) else self._survived)


def warm_run(
    mutants: Sequence[Mutant],
    paths: Sequence[str],
    tests: Sequence[str],
    remembered: Remembered,
    folder: Path,
    log: Path,
    at_once: int,
    patience: float,
) -> Results:
    """Try every mutant that can be put into a running program; `paths` are those of all code under test."""
    plugin = WarmRun(mutants, paths, tests, remembered, folder, at_once, patience)
    files = sorted({test.partition("::")[0] for test in tests})
    child = os.fork()
    if not child:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)  # other runs of pytest tidy up what is in theirs
        stream = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(stream, 1)
        os.dup2(stream, 2)
        os._exit(pytest.main([*_OPTIONS, *files], plugins=[plugin]))
    os.waitpid(child, 0)
    place = folder / "results"
    if not place.exists():
        sys.exit(log.read_text("utf-8", "replace"))
    results: Results = pickle.loads(place.read_bytes())
    return results


def cold_run(
    mutants: Sequence[Mutant], reach: Reach, folder: Path, at_once: int, patience: float
) -> dict[str, int]:
    """Try mutants that have to be there when their module is imported. Nothing may be imported here yet."""

    def attempt(mutant: Mutant) -> int:
        plant_before_import(mutant)
        every = reach.of(mutant)
        tests = within(every, reach.seconds, patience)
        survived = GIVEN_UP if len(tests) < len(every) else SURVIVED
        limit(60)
        return pytest.main([*_OPTIONS, *tests], plugins=[ColdRun(tests, reach.seconds, folder, survived)])

    return {mutant.id: code for mutant, code in forked(mutants, attempt, at_once)}
