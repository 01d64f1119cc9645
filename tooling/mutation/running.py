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
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile, zip_longest
from pathlib import Path
from typing import Any

import coverage
import pytest

from tooling.mutation.cold import listening, take_orders
from tooling.mutation.cold import order as give_order
from tooling.mutation.forks import forked, limit
from tooling.mutation.mutants import Mutant
from tooling.mutation.planting import forget, plant, plant_before_import
from tooling.mutation.progress import Progress
from tooling.mutation.reach import Order, Reach
from tooling.mutation.remembered import Measured, Remembered
from tooling.mutation.tried import GIVEN_UP, KILLED, SURVIVED, Tried

_ORDERS = "orders"
_END = {SURVIVED: "alive", GIVEN_UP: "given up"}
_ALIVE = frozenset(_END)
_WARMING = 40
_KEEP = 50
_OPTIONS = (
    *("-q", "-p", "no:cacheprovider", "--capture=no", "--override-ini=tmp_path_retention_policy=none"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # of what was imported before the tests
)


@dataclass(frozen=True)
class Plan:
    """What to try: mutants of the code at `paths`, by tests whose ids begin so, in a random order that `seed` gives.

    `patience` is the seconds of tests that each gets, 0 for all tests. None is begun after `minutes`, 0 for no end.
    """

    mutants: Sequence[Mutant]
    paths: Sequence[str]
    tests: Sequence[str]
    measured: Remembered
    tried: Tried
    at_once: int = 1
    patience: float = 0
    seed: int = 0
    minutes: float = 0


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
    """What the tests reach, which fail without any fault, and how each mutant ended that was tried."""

    reach: Reach = field(default_factory=Reach)
    failing: list[str] = field(default_factory=list)
    outcomes: dict[str, int] = field(default_factory=dict)


class WarmRun:
    """A plugin that takes over once the tests are collected: it measures what they reach, then tries each mutant."""

    def __init__(self, plan: Plan, folder: Path, show: Callable[[str], None]) -> None:
        self._plan, self._folder, self._show = plan, folder, show
        self._results = Results()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests whose id begins as the settings say: a part of a file may be enough."""
        items[:] = [item for item in items if item.nodeid.startswith(tuple(self._plan.tests))]

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

        for item, left in forked(session.items[::_WARMING], threads_left, self._plan.at_once):
            if not left:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        for path in self._plan.paths:
            forget(path)

    def _measure(self, session: pytest.Session) -> None:
        """Measure each test that changed since the last run; what the others reach is remembered."""
        numbers = {item.nodeid: str(at) for at, item in enumerate(session.items)}
        remembered = {test: self._plan.measured.of(test) for test in numbers}
        known = {test: one for test, one in remembered.items() if one is not None}

        def measure(test: str) -> int:
            return _measure_one(session, test, self._plan.paths, self._folder / numbers[test])

        unknown = [test for test in numbers if test not in known]
        progress = Progress(len(unknown), lambda line: self._show(f"tests measured: {line}"))
        for count, (test, code) in enumerate(forked(unknown, measure, self._plan.at_once), start=1):
            progress.ended()
            if code == SURVIVED:
                found = json.loads((self._folder / numbers[test]).read_text("utf-8"))
                known[test] = Measured(found["seconds"], found["lines"])
            else:
                self._results.failing.append(test)
            if count % _KEEP == 0:
                self._plan.measured.write(known)
        self._plan.measured.write(known)
        for test, one in known.items():
            self._results.reach.add(test, one.seconds, one.lines)

    def _try_all(self, session: pytest.Session) -> None:
        plan, reach, outcomes = self._plan, self._results.reach, self._results.outcomes
        every, waiting = shuffled(plan.mutants, plan.seed), list[Mutant]()
        for mutant in every:
            tests = reach.of(mutant)
            outcome = plan.tried.outcome(mutant, tests, plan.patience) if tests else SURVIVED
            if outcome is None:
                waiting.append(mutant)
            else:
                outcomes[mutant.id] = outcome
        self._show(f"{len(outcomes)} mutants are known, {len(waiting)} have to be tried")
        order, progress = known_order(plan.tried), Progress(len(waiting), self._show)

        def attempt(mutant: Mutant) -> int:
            return self._attempt(session, mutant, order)

        quickest = min(reach.seconds, key=lambda test: reach.seconds[test])
        if self._order("", [quickest], self._folder / "none") != SURVIVED:
            self._results.failing.append(f"{quickest}, in a process of its own")
            return
        for mutant, code in forked(until(waiting, plan.minutes), attempt, plan.at_once):
            place = _place(self._folder, mutant.id)
            tests, killer = json.loads(place.read_text("utf-8")) if place.exists() else ([], "")
            order.note(mutant.id, tests, killer)
            plan.tried.note(mutant, reach.of(mutant), code, killer, plan.patience)
            outcomes[mutant.id] = code
            progress.ended(alive=code in _ALIVE)
            print(f"{_END.get(code, 'killed')}: {mutant.id}", flush=True)
        self._results.outcomes = begun(every, outcomes)

    def _attempt(self, session: pytest.Session, mutant: Mutant, order: Order) -> int:
        reach, plan = self._results.reach, self._plan
        every = order.sorted(mutant.id, reach.of(mutant), reach.seconds)
        last = plan.tried.killers.get(mutant.id)
        every.sort(key=lambda test: test != last)  # the test that noticed it last time goes first
        tests = within(every, reach.seconds, plan.patience)
        survived = GIVEN_UP if len(tests) < len(every) else SURVIVED
        place = _place(self._folder, mutant.id)
        try:
            plant(mutant)
        except ValueError:
            return self._order(mutant.id, tests, place) or survived
        return try_tests(session, tests, reach.seconds, place) or survived

    def _order(self, mutant: str, tests: Sequence[str], place: Path) -> int:
        """Have tests run in a process that imports everything with a fault in it, or without one."""
        seconds = {test: self._results.reach.seconds[test] for test in tests}
        what = {"id": mutant, "tests": tests, "seconds": seconds, "note": str(place)}
        return give_order(self._folder / _ORDERS, what)


def try_tests(
    session: pytest.Session, tests: Sequence[str], seconds: Mapping[str, float], place: Path
) -> int:
    """Run tests until one fails, and write down which ran and which failed. KILLED, or 0 where none did."""
    killer = run(session, tests, seconds, place.parent)
    tried = tests[: tests.index(killer) + 1] if killer else tests
    place.write_text(json.dumps([tried, killer]), "utf-8")
    return KILLED if killer else SURVIVED


def known_order(tried: Tried) -> Order:
    """The order of tests that earlier runs led to."""
    order = Order()
    for mutant, killer in tried.killers.items():
        order.note(mutant, [killer], killer)
    return order


def shuffled(mutants: Sequence[Mutant], seed: int) -> list[Mutant]:
    """Mutants in a random order, the same one for the same seed: whoever stops has tried a fair sample."""
    found = list(mutants)
    random.Random(seed).shuffle(found)
    return found


def begun(mutants: Sequence[Mutant], outcomes: Mapping[str, int]) -> dict[str, int]:
    """The outcomes up to the first mutant that has none: what is known of those behind it is no fair sample."""
    return {one.id: outcomes[one.id] for one in takewhile(lambda one: one.id in outcomes, mutants)}


def until(mutants: Sequence[Mutant], minutes: float) -> Iterator[Mutant]:
    """Mutants one after the other, none after some minutes."""
    begun = time.monotonic()
    for mutant in mutants:
        if minutes and time.monotonic() - begun > 60 * minutes:
            return
        yield mutant


def within(tests: Sequence[str], seconds: Mapping[str, float], patience: float) -> Sequence[str]:
    """The first of some tests, as many as end within some seconds, but one at least; all without such a limit."""
    ends = accumulate(seconds[test] for test in tests)
    count = sum(end <= patience for end in ends)
    return tests[: max(count, 1)] if patience else tests


def _place(folder: Path, mutant: str) -> Path:
    return folder / f"noticed-{hashlib.sha256(mutant.encode()).hexdigest()}"


def _measure_one(session: pytest.Session, test: str, paths: Iterable[str], place: Path) -> int:
    measuring = coverage.Coverage(data_file=None, config_file=False, include=list(paths))
    measuring.set_option("run:disable_warnings", ["no-data-collected", "module-not-measured"])
    measuring.start()
    begun = os.times()
    failing = run(session, [test], {}, place.parent)
    seconds = sum(os.times()[:4]) - sum(begun[:4])  # programs that the test started are counted too
    measuring.stop()
    data = measuring.get_data()
    found = {path: data.lines(str(Path(path).resolve())) for path in paths}
    lines = {path: reached for path, reached in found.items() if reached}
    place.write_text(json.dumps({"seconds": seconds, "lines": lines}), "utf-8")
    return KILLED if failing else SURVIVED


class ColdRun:
    """A plugin for a process of its own: carries out an order, and ends the process."""

    def __init__(self, what: Mapping[str, Any]) -> None:
        self._what = what

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest instead of its own loop."""
        what = self._what
        os._exit(try_tests(session, what["tests"], what["seconds"], Path(what["note"])))


def run_plan(plan: Plan, folder: Path, log: Path, show: Callable[[str], None]) -> Results:
    """Try every mutant that is not known yet.

    A process of its own imports everything and tries what can be put into a running program. Nothing may be
    imported here yet: here the others are tried, as that process orders.
    """
    by_id = {mutant.id: mutant for mutant in plan.mutants}

    def carry_out(what: Mapping[str, Any]) -> int:
        if what["id"]:
            plant_before_import(by_id[what["id"]])
        limit(60)
        return pytest.main([*_OPTIONS, *what["tests"]], plugins=[ColdRun(what)])

    with listening(folder / _ORDERS) as orders:
        child = os.fork()
        if not child:
            # Other runs of pytest tidy up what is in theirs.
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
            stream = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(stream, 1)
            os.dup2(stream, 2)
            files = sorted({test.partition("::")[0] for test in plan.tests})
            os._exit(pytest.main([*_OPTIONS, *files], plugins=[WarmRun(plan, folder, show)]))
        take_orders(orders, carry_out, child)
    place = folder / "results"
    if not place.exists():
        sys.exit(log.read_text("utf-8", "replace"))
    results: Results = pickle.loads(place.read_bytes())
    return results
