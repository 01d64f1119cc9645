"""Mutation testing: faults are found and named, planted in running code, and judged; a list of survivors stays true."""

import ast
import os
import signal
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tooling.mutation.__main__ import choose
from tooling.mutation.cold import Order as ColdOrder
from tooling.mutation.cold import listening, take_orders
from tooling.mutation.cold import order as give_order
from tooling.mutation.forks import forked, limit
from tooling.mutation.mutants import Mutant, mutants_of
from tooling.mutation.progress import Progress
from tooling.mutation.reach import Order, Reach
from tooling.mutation.remembered import Measured, Remembered
from tooling.mutation.report import Judgement, lines
from tooling.mutation.running import begun, shuffled, until, within
from tooling.mutation.survivors import known_survivors
from tooling.mutation.tried import GIVEN_UP, KILLED, SURVIVED, Tried

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutation"]


def changes(source: str) -> list[str]:
    """What is changed by each mutant, without file and function."""
    return [mutant.id.partition(": ")[2] for mutant in mutants_of("a.py", textwrap.dedent(source))]


def test_nothing_is_changed_that_does_nothing() -> None:
    source = '''
        """A module."""
        from typing import Literal
        import os
        __all__ = ["name"]
        Kind = Literal["a", "b"]
        Pair = tuple[str, ...]
        Either = Pair | Kind | OSError | str

        class Thing:
            """A class."""
            name: "str"

        def function(value: Literal["x"]) -> "Thing":
            """A function."""
    '''
    assert changes(source) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a == b", ["return a == b -> return None", "a == b -> a != b"]),
        ("return a < b", ["return a < b -> return None", "a < b -> a <= b"]),
        ("return a not in b", ["return a not in b -> return None", "a not in b -> a in b"]),
        ("return a and b", ["return a and b -> return None", "a and b -> a or b"]),
        ("return not a", ["return not a -> return None", "not a -> a"]),
        ("return a + 1", ["return a + 1 -> return None", "a + 1 -> a - 1", "1 -> 2"]),
        ("return True", ["True -> False"]),
        ("return 'a'", ["'a' -> 'XXaXX'"]),
        ("a = Left | right", ["a = Left | right -> a = None", "Left | right -> Left & right"]),
        ("a += b", ["a += b -> a -= b"]),
        ("a = b", ["a = b -> a = None"]),
        ("call(a)", ["call(a) -> pass"]),
        ("yield a", ["yield a -> if False"]),
        ("raise a", ["raise a -> pass"]),
        ("return a(b=c)", ["return a(b=c) -> return None", "a(b=c) -> a()"]),
        ("return a[b:]", ["return a[b:] -> return None", "b: -> :"]),
        ("return max", ["return max -> return None", "max -> min"]),
        ("return a.lower", ["return a.lower -> return None", "a.lower -> a.upper"]),
        ("return a.split(b)", ["return a.split(b) -> return None"]),
        ("return a.split(b, c)", ["return a.split(b, c) -> return None", "a.split(b, c) -> a.rsplit(b, c)"]),
        ("return [a for a in b if a]", ["return [a for a in b if a] -> return None", "for a in b if a -> for a in b"]),
        ("return a if b else c", ["return a if b else c -> return None", "a if b else c -> a if not b else c"]),
        ("return lambda: a", ["return lambda: a -> return None", "lambda: a -> lambda: None"]),
        ("for a in b: pass", ["for a in b -> for a in ()"]),
        ("if a: pass", ["if a -> if not a"]),
        ("while a: break", ["if a -> if not a", "break -> continue"]),
    ],
)  # fmt: skip
def test_what_is_changed_in_a_line(line: str, expected: list[str]) -> None:
    assert changes(f"def function():\n    {line}\n") == expected


def test_a_handler_catches_nothing() -> None:
    source = "def function():\n    try:\n        pass\n    except OSError:\n        pass\n"
    assert changes(source) == ["except OSError -> except ()"]


def test_the_id_stays_when_lines_move_and_counts_what_comes_twice() -> None:
    source = "class A:\n    def f(self):\n        return 1, 1\n"
    ids = [mutant.id for mutant in mutants_of("a.py", source)]
    assert ids == [
        "a.py A.f: return (1, 1) -> return None",
        "a.py A.f: 1 -> 2",
        "a.py A.f: 1 -> 2 #2",
    ]
    assert [mutant.id for mutant in mutants_of("a.py", "# a comment\n\n" + source)] == ids


def test_a_mutant_is_a_whole_program_with_one_change() -> None:
    source = "def f():\n    return 1\n\ndef g():\n    return 1\n"
    second = mutants_of("a.py", source)[1]
    namespace: dict[str, object] = {}
    exec(second.code(), namespace)  # the source stands above
    values = [namespace[name]() for name in ("f", "g")]  # type: ignore[operator]
    assert values == [1, 2]
    assert ast.unparse(second.tree) == ast.unparse(ast.parse(source)), "the tree is as it was"


def test_the_lines_of_a_mutant_are_those_of_its_statement() -> None:
    source = "def f(a):\n    if (a and\n            1):\n        b = 2\n    return [\n        3,\n    ]\n"
    found = {mutant.id.partition(": ")[2]: mutant for mutant in mutants_of("a.py", source)}
    assert found["a and 1 -> a or 1"].lines == range(2, 4)
    assert found["2 -> 3"].lines == range(4, 5)
    assert found["3 -> 4"].lines == range(5, 8)
    assert {mutant.function for mutant in found.values()} == {"f"}
    assert mutants_of("a.py", "LIMIT = 3\n")[0].function == ""


def test_tests_are_those_that_reach_the_line_the_quickest_first() -> None:
    reach = Reach()
    reach.add("slow", 2.0, {"a.py": [2]})
    reach.add("quick", 1.0, {"a.py": [2]})
    reach.add("elsewhere", 0.5, {"a.py": [5], "b.py": [2]})
    inside = mutants_of("a.py", "def f():\n    return 1\n")[0]
    outside = mutants_of("a.py", "LIMIT = 1\n")[0]
    assert reach.of(inside) == ["quick", "slow"]
    assert reach.of(outside) == ["elsewhere", "quick", "slow"]
    assert reach.of(mutants_of("c.py", "LIMIT = 1\n")[0]) == []


def test_the_tests_that_notice_most_for_their_time_come_first() -> None:
    order, seconds = Order(), {"quick": 0.1, "slow": 0.3, "slowest": 30.0}
    assert order.sorted("a.py f: 1", ["slowest", "slow", "quick"], seconds) == ["quick", "slow", "slowest"]
    for _ in range(5):
        order.note("a.py f: 2", ["quick", "slow"], "slow")
    assert order.sorted("a.py f: 1", ["quick", "slow", "slowest"], seconds) == ["slow", "quick", "slowest"]
    assert order.sorted("b.py f: 1", ["quick", "slow"], seconds) == ["quick", "slow"], "each file has its own"
    order.note("a.py f: 2", ["slowest"], "slowest")
    assert order.sorted("a.py f: 1", ["slow", "slowest"], seconds) == ["slow", "slowest"], (
        "it still takes too long"
    )


def test_what_was_noticed_in_the_same_function_counts_more() -> None:
    order, seconds = Order(), {"a": 0.1, "b": 0.1}
    order.note("a.py f: 1", ["a", "b"], "b")
    for number in range(3):
        order.note(f"a.py g: {number}", ["a"], "a")
    assert order.sorted("a.py f: 2", ["a", "b"], seconds) == ["b", "a"]
    assert order.sorted("a.py h: 2", ["a", "b"], seconds) == ["a", "b"]


def test_a_look_runs_as_many_tests_as_it_has_patience_for() -> None:
    seconds = {"a": 1.0, "b": 2.0, "c": 4.0}
    assert within("abc", seconds, 0) == "abc", "all, where no limit was set"
    assert within("abc", seconds, 3) == "ab"
    assert within("abc", seconds, 2.9) == "a"
    assert within("cab", seconds, 1) == "c", "one at least"
    assert within("", seconds, 1) == ""


def test_what_was_measured_is_remembered_until_something_changes(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    shared, one, two = (code / name for name in ("conftest.py", "test_one.py", "test_two.py"))
    for path in (shared, one, two):
        path.write_text("a = 1\n", "utf-8")
    tests = {f"{one}::test_a": Measured(0.5, {"a.py": [1, 2]}), f"{two}::test_b": Measured(2.0, {})}

    def remembered() -> Remembered:
        return Remembered(tmp_path / "build" / "reach.json", [str(code)])

    def known() -> list[Measured | None]:
        return [remembered().of(test) for test in tests]

    assert known() == [None, None]
    remembered().write(tests)
    assert known() == list(tests.values())
    one.write_text("a = 2\n", "utf-8")
    assert known() == [None, Measured(2.0, {})], "the tests of another file are as they were"
    shared.write_text("a = 2\n", "utf-8")
    assert known() == [None, None]


def test_what_was_measured_depends_on_the_files_that_a_test_reaches(tmp_path: Path) -> None:
    code, test = tmp_path / "code.py", tmp_path / "tests" / "test_one.py"
    test.parent.mkdir()
    for path in (code, test):
        path.write_text("a = 1\n", "utf-8")
    tests = {
        f"{test}::test_a": Measured(0.5, {str(code): [1]}),
        f"{test}::test_b": Measured(2.0, {"other.py": [1]}),
    }

    def known() -> list[bool]:
        remembered = Remembered(tmp_path / "reach.json", [str(test.parent)])
        return [remembered.of(name) is not None for name in tests]

    Remembered(tmp_path / "reach.json", [str(test.parent)]).write(tests)
    assert known() == [True, True]
    code.write_text("a = 2\n", "utf-8")
    assert known() == [False, True]


@pytest.fixture
def tried(tmp_path: Path) -> Callable[[], Tried]:
    """Opens the memory of what was tried, as a new run does."""
    return lambda: Tried(tmp_path / "build" / "tried.jsonl")


@pytest.fixture
def mutant(tmp_path: Path) -> Mutant:
    """One of a file that is there; two modules of tests are beside it."""
    for name in ("code.py", "test_one.py", "test_two.py"):
        (tmp_path / name).write_text("def f():\n    return 1\n", "utf-8")
    return mutants_of(str(tmp_path / "code.py"), "def f():\n    return 1\n")[0]


def test_a_mutant_is_tried_again_once_its_file_or_the_test_that_noticed_it_changes(
    tried: Callable[[], Tried], mutant: Mutant, tmp_path: Path
) -> None:
    one, two = f"{tmp_path}/test_one.py::test_a", f"{tmp_path}/test_two.py::test_b"
    assert tried().outcome(mutant, [one, two], 0) is None
    tried().note(mutant, [one, two], KILLED, one)
    assert tried().outcome(mutant, [one, two], 0) == KILLED
    (tmp_path / "test_two.py").write_text("changed", "utf-8")
    assert tried().outcome(mutant, [one, two], 0) == KILLED, "the other test has nothing to say"
    assert tried().outcome(mutant, [two], 0) is None, "the test that noticed it is gone"
    (tmp_path / "test_one.py").write_text("changed", "utf-8")
    assert tried().outcome(mutant, [one, two], 0) is None
    assert tried().killers == {mutant.id: one}, "it goes first next time"
    tried().note(mutant, [one, two], KILLED, one)
    (tmp_path / "code.py").write_text("changed", "utf-8")
    assert tried().outcome(mutant, [one, two], 0) is None


def test_a_survivor_is_tried_again_once_any_test_changes_that_reaches_it(
    tried: Callable[[], Tried], mutant: Mutant, tmp_path: Path
) -> None:
    one, two = f"{tmp_path}/test_one.py::test_a", f"{tmp_path}/test_two.py::test_b"
    tried().note(mutant, [one], SURVIVED)
    assert tried().outcome(mutant, [one], 0) == SURVIVED
    assert tried().outcome(mutant, [one, two], 0) is None, "one more reaches it"
    (tmp_path / "test_one.py").write_text("changed", "utf-8")
    assert tried().outcome(mutant, [one], 0) is None
    tried().note(mutant, [one], KILLED, one)
    assert tried().outcome(mutant, [one], 0) == KILLED, "the last line counts"


def test_a_mutant_that_was_given_up_is_tried_again_with_more_patience(
    tried: Callable[[], Tried], mutant: Mutant, tmp_path: Path
) -> None:
    tests = [f"{tmp_path}/test_one.py::test_a"]
    tried().note(mutant, tests, GIVEN_UP, patience=5)
    assert [tried().outcome(mutant, tests, patience) for patience in (3, 5, 6, 0)] == [
        GIVEN_UP,
        GIVEN_UP,
        None,
        None,
    ]


def test_progress_is_told_twice_a_minute_with_an_estimate() -> None:
    shown: list[str] = []
    moments = iter([0.0, 29.0, 60.0, 61.0, 62.0])
    progress = Progress(4, shown.append, lambda: next(moments))
    for alive in (False, True, False, True):
        progress.ended(alive=alive)
    assert shown == ["2 of 4, 1 alive, about 1 minutes left", "4 of 4, 2 alive, about 0 minutes left"]


def test_what_a_run_that_stops_has_tried_is_a_fair_sample() -> None:
    every = mutants_of("a.py", "def f():\n    return 1, 2, 3, 4\n")
    order = shuffled(every, 1)
    assert sorted(mutant.id for mutant in order) == sorted(mutant.id for mutant in every)
    assert order == shuffled(every, 1) != shuffled(every, 2)
    first, second, third, *_ = (mutant.id for mutant in order)
    assert begun(order, {first: SURVIVED, second: KILLED}) == {first: SURVIVED, second: KILLED}
    assert begun(order, {first: SURVIVED, third: KILLED}) == {first: SURVIVED}, "the second is not known"


def test_no_mutant_is_begun_after_the_minutes_that_were_given(mutant: Mutant) -> None:
    assert list(until([mutant, mutant], 0)) == [mutant, mutant]
    assert list(until([mutant, mutant], 5)) == [mutant, mutant]
    assert list(until([mutant, mutant], 1e-9)) == []


@pytest.mark.parametrize(("asked", "code"), [(0, 0), (7, 7), (-signal.SIGPROF, -signal.SIGPROF)])
def test_an_order_ends_as_what_was_ordered(asked: int, code: int, tmp_path: Path) -> None:
    place = tmp_path / "orders"

    def carry_out(what: ColdOrder) -> int:
        if what["code"] < 0:
            os.kill(os.getpid(), -what["code"])
        return int(what["code"])

    with listening(place) as orders:
        child = os.fork()
        if not child:
            ended = [code for _, code in forked([asked], lambda code: give_order(place, {"code": code}), 1)]
            os._exit(0 if ended == [code] else 1)
        status = take_orders(orders, carry_out, child)
    assert status == 0


def test_a_sample_is_spread_over_all_files() -> None:
    every = [
        mutant for path in ("a.py", "b.py") for mutant in mutants_of(path, "def f():\n    return 1, 2\n")
    ]
    assert choose(every, 0, "") == choose(every, 9, "") == every
    assert choose(every, 0, "b.py") == every[3:]
    for seed in range(9):
        sample = choose(every, 2, "", seed)
        assert [mutant.path for mutant in sample] == ["a.py", "b.py"]
        assert sample == choose(every, 2, "", seed)
    assert {mutant.id for seed in range(30) for mutant in choose(every, 2, "", seed)} == {
        mutant.id for mutant in every
    }


def test_forks_see_nothing_of_each_other() -> None:
    seen: list[int] = []

    def do(piece: int) -> int:
        seen.append(piece)
        return len(seen) + piece

    assert sorted(forked([0, 1, 2], do, 2)) == [(0, 1), (1, 2), (2, 3)]
    assert seen == []


def test_a_fork_that_breaks_counts_as_one_that_failed() -> None:
    def do(piece: int) -> int:
        raise RuntimeError

    assert list(forked([7], do, 1)) == [(7, KILLED)]


def test_a_fork_that_runs_on_is_ended() -> None:
    def do(piece: int) -> int:
        limit(-0.98)  # of the least seconds that a test has, next to nothing is left
        while True:
            pass

    assert list(forked([7], do, 1)) == [(7, -signal.SIGPROF)]


def judgement(known: dict[str, str], alive: set[str], *, whole: bool = True, floor: float = 50) -> Judgement:
    mutants: list[Mutant] = mutants_of("a.py", "def f():\n    return 1, 2\n")
    outcomes = {mutant.id: SURVIVED if mutant.id in alive else KILLED for mutant in mutants}
    return Judgement(mutants, outcomes, frozenset(), known, floor, whole)


def test_a_survivor_needs_a_reason() -> None:
    alive = "a.py f: 1 -> 2"
    assert judgement({}, set()).good
    assert judgement({alive: "why"}, {alive}).good
    unlisted = judgement({}, {alive})
    assert not unlisted.good
    assert f"alive without a reason: {alive}" in lines(unlisted)
    assert list(lines(unlisted))[-1].startswith("3 mutants, 1 alive (0 with a reason)")


def test_a_reason_that_is_left_over_is_named() -> None:
    killed, gone = "a.py f: 1 -> 2", "a.py f: 9 -> 10"
    assert judgement({killed: "why"}, set()).outdated == [killed]
    assert judgement({gone: "why"}, set()).outdated == [gone]
    assert judgement({gone: "why"}, set(), whole=False).good, "a sample says nothing of what it leaves out"


def test_a_mutant_that_was_given_up_counts_as_alive() -> None:
    at = "a.py f: 1 -> 2"
    given_up = replace(judgement({}, set()), outcomes={**judgement({}, set()).outcomes, at: GIVEN_UP})
    assert given_up.survivors == [at]
    assert f"alive without a reason, not tried with all tests: {at}" in lines(given_up)
    assert replace(given_up, known={at: "why"}).good, "nobody has noticed it, so its reason is not left over"


def test_a_score_below_the_floor_fails() -> None:
    alive = {"a.py f: 1 -> 2", "a.py f: 2 -> 3"}
    assert not judgement(dict.fromkeys(alive, "why"), alive).good
    assert judgement(dict.fromkeys(alive, "why"), alive, floor=33).good


def test_the_margin_of_a_sample() -> None:
    """As the tables have it for 85 of 100: between 76.7 and 90.7 %."""
    every = mutants_of("a.py", "def f():\n    return " + ", ".join(map(str, range(99))) + "\n")
    outcomes = {mutant.id: SURVIVED if at < 15 else KILLED for at, mutant in enumerate(every)}
    whole = Judgement(every, outcomes, frozenset(), {}, 85, whole=True)
    assert len(every) == 100
    assert [round(limit, 1) for limit in whole.margin] == [76.7, 90.7]
    told = "a sample: of all, between 76.7 and 90.7 % are killed (95 % certain)"
    assert told not in lines(whole)
    assert told in lines(replace(whole, whole=False, sampled=True))


def test_each_survivor_on_the_list_has_one_reason(tmp_path: Path) -> None:
    place = tmp_path / "survivors.yml"
    place.write_text("- why: because\n  mutants: ['a: 1 -> 2', 'a: 2 -> 3']\n", "utf-8")
    assert known_survivors(place) == {"a: 1 -> 2": "because", "a: 2 -> 3": "because"}
    place.write_text("- why: ' '\n  mutants: [a]\n", "utf-8")
    with pytest.raises(ValueError, match="has no reason"):
        known_survivors(place)
    place.write_text("- why: because\n  mutants: [a, a]\n", "utf-8")
    with pytest.raises(ValueError, match="is used twice"):
        known_survivors(place)


def test_the_list_of_survivors_is_about_the_code_under_test() -> None:
    paths = {path.as_posix() for pattern in SETTINGS["files"] for path in ROOT.glob(pattern)}
    tracked = {str(ROOT / mutant.partition(" ")[0]) for mutant in known_survivors()}
    assert tracked <= paths
    assert SETTINGS["floor"] >= 85


def test_the_command_tries_mutants_of_a_small_project(tmp_path: Path) -> None:
    """One fault that a test notices, one that none does, one that runs on import, one that is never reached."""
    files = {
        "pyproject.toml": """
            [tool.mutation]
            files = ["package/*.py"]
            tests = ["tests/test_code.py::test_within"]
            floor = 10
        """,
        "package/__init__.py": "",
        "package/code.py": """
            from functools import cache
            LIMIT = 3

            @cache
            def within(value):
                return value < LIMIT

            def unseen():
                return "nobody"
        """,
        "tests/test_code.py": """
            from package.code import within

            def test_within():
                assert within(2) and not within(5)

            def test_within_a_folder_that_no_other_run_tidies_up(tmp_path):
                assert tmp_path.parent.parent.name.startswith("mutation-")
                assert within(2)

            def test_that_the_settings_do_not_name():
                raise AssertionError
        """,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
    program = "import sys; from tooling.mutation.__main__ import main; sys.exit(main(sys.argv[1:]))"

    def tried() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "--at-once", "2"],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{tmp_path}"},
            capture_output=True,
            text=True,
            check=False,
        )

    run = tried()
    told = run.stdout + run.stderr
    assert run.returncode == 1, told
    alive = {
        line.partition("package/code.py ")[2] for line in run.stdout.splitlines() if "alive without" in line
    }
    assert alive == {
        "module: 3 -> 4",
        "within: value < LIMIT -> value <= LIMIT",
        "unseen: 'nobody' -> 'XXnobodyXX'",
    }, told
    assert "which no test reaches: package/code.py unseen" in run.stdout
    assert "1 mutants are known, 4 have to be tried" in run.stdout
    again = tried()
    assert "5 mutants are known, 0 have to be tried" in again.stdout
    assert again.stdout.splitlines()[1:-1] == run.stdout.splitlines()[3:-1], "and ends as before"
