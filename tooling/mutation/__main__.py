"""`python -m tooling.mutation` tries every mutant and prints the score; it fails where a survivor has no reason."""

import argparse
import importlib
import os
import random
import resource
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tooling.mutation.mutants import Mutant, mutants_of
from tooling.mutation.planting import module_name
from tooling.mutation.remembered import Remembered
from tooling.mutation.report import Judgement, lines
from tooling.mutation.running import Plan, run_plan
from tooling.mutation.survivors import known_survivors
from tooling.mutation.tried import Tried

# Imported once for all that have to import the package anew; it makes them quicker, and nothing else.
_HEAVY = (
    *(
        "asyncio",
        "cryptography.x509",
        "duckdb",
        "hypothesis",
        "jsonschema",
        "mkdocs",
        "playwright.sync_api",
    ),
    *("pydantic", "ruamel.yaml", "sms_lint.model.kinds", "typst", "yaml"),
)

# What the tests print and how each mutant ended; what is remembered from run to run.
_LOG = Path("build/mutation.log")
_REACH = Path("build/mutation-reach.json")
_TRIED = Path("build/mutation-tried.jsonl")


def main(arguments: Sequence[str]) -> int:
    """Read the arguments, run, and print."""
    asked = _parser().parse_args(arguments)
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutation"]
    every = all_mutants(settings["files"])
    chosen = choose(every, asked.sample, asked.only, asked.seed)
    plan = Plan(
        chosen,
        code_paths(settings["files"]),
        settings["tests"],
        Remembered(_REACH, sorted({Path(name).parts[0] for name in settings["tests"]})),
        Tried(_TRIED),
        asked.at_once,
        asked.patience,
        asked.seed,
        asked.minutes,
    )
    judgement = judge(plan, settings["floor"])
    tried = len(judgement.mutants)
    by_chance = tried == asked.sample or (tried < len(chosen) and not asked.only)
    judgement = replace(judgement, whole=tried == len(every), sampled=by_chance)
    for line in lines(judgement):
        print(line)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} minutes of computing time")
    return 0 if judgement.good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tooling.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="only that many mutants, always the same ones")
    parser.add_argument(
        "--patience",
        type=float,
        default=0,
        help="seconds of computing that tests may take before a mutant counts as alive; 0: all tests",
    )
    parser.add_argument("--seed", type=int, default=0, help="another sample, in another order")
    parser.add_argument(
        "--minutes", type=float, default=0, help="try no further mutant after so many minutes"
    )
    parser.add_argument("--only", default="", help="only mutants with these characters in their id")
    parser.add_argument(
        "--at-once", type=int, default=os.cpu_count() or 1, help="how many processes at a time"
    )
    return parser


def all_mutants(patterns: Sequence[str]) -> list[Mutant]:
    """Those of all files that the settings name."""
    return [
        mutant for path in code_paths(patterns) for mutant in mutants_of(path, Path(path).read_text("utf-8"))
    ]


def code_paths(patterns: Sequence[str]) -> list[str]:
    """The files that the settings name."""
    return sorted({path.as_posix() for pattern in patterns for path in Path().glob(pattern)})


def choose(every: Sequence[Mutant], sample: int, only: str, seed: int = 0) -> list[Mutant]:
    """Those that are asked for, in their order; a sample is spread evenly, so that each file has its fair share."""
    named = [mutant for mutant in every if only in mutant.id]
    if not sample or sample >= len(named):
        return named
    step = len(named) / sample
    start = random.Random(seed).random()
    return [named[int((start + number) * step)] for number in range(sample)]


def judge(plan: Plan, floor: float) -> Judgement:
    """Try mutants, as far as it is not known how they end."""
    os.environ["CI"] = "true"  # random tests then take the same examples each time
    for name in _HEAVY:
        importlib.import_module(name)
    if early := [path for path in plan.paths if module_name(path) in sys.modules]:
        sys.exit(
            f"{early[0]} was imported before a fault could be put into it: shorten the list of what is heavy"
        )
    _LOG.parent.mkdir(exist_ok=True)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # tests wait less for it than for a disk
    with (
        tempfile.TemporaryDirectory(prefix="mutation-", dir=memory) as folder,
        os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1) as screen,
    ):
        results = run_plan(plan, Path(folder), _LOG, lambda line: print(line, file=screen))
    if results.failing:
        sys.exit("These tests fail without any fault:\n" + "\n".join(results.failing))
    mutants = [mutant for mutant in plan.mutants if mutant.id in results.outcomes]
    unreached = frozenset(one.id for one in mutants if not results.reach.of(one))
    return Judgement(mutants, results.outcomes, unreached, known_survivors(), floor, whole=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
