"""`python -m tooling.mutation` tries every mutant and prints the score; it fails where a survivor has no reason."""

import argparse
import importlib
import os
import random
import resource
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tooling.mutation.mutants import Mutant, mutants_of
from tooling.mutation.remembered import Remembered
from tooling.mutation.report import Judgement, lines
from tooling.mutation.running import SURVIVED, TOO_LATE, Results, cold_run, warm_run
from tooling.mutation.survivors import known_survivors

# Imported once for all that have to import the package anew; it makes them quicker, and nothing else.
_HEAVY = ("cryptography.x509", "git", "jsonschema", "mkdocs", "pydantic", "ruamel.yaml", "typst")

# How far a run is, and what the tests print.
_LOG = Path("build/mutation.log")
_REACH = Path("build/mutation-reach.json")


def main(arguments: Sequence[str]) -> int:
    """Read the arguments, run, and print."""
    parser = argparse.ArgumentParser(prog="python -m tooling.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="only that many mutants, always the same ones")
    parser.add_argument(
        "--patience",
        type=float,
        default=0,
        help="seconds of tests after which a mutant counts as alive; 0: all tests",
    )
    parser.add_argument("--seed", type=int, default=0, help="another sample")
    parser.add_argument("--only", default="", help="only mutants with these characters in their id")
    parser.add_argument(
        "--at-once", type=int, default=os.cpu_count() or 1, help="how many processes at a time"
    )
    asked = parser.parse_args(arguments)
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutation"]
    every = all_mutants(settings["files"])
    chosen = choose(every, asked.sample, asked.only, asked.seed)
    judgement = judge(chosen, settings, asked.at_once, asked.patience)
    judgement = replace(judgement, whole=len(chosen) == len(every), sampled=len(chosen) == asked.sample)
    for line in lines(judgement):
        print(line)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} minutes of computing time")
    return 0 if judgement.good else 1


def all_mutants(patterns: Sequence[str]) -> list[Mutant]:
    """Those of all files that the settings name."""
    return [
        mutant for path in code_paths(patterns) for mutant in mutants_of(path, Path(path).read_text("utf-8"))
    ]


def code_paths(patterns: Sequence[str]) -> list[str]:
    """The files that the settings name."""
    return sorted({path.as_posix() for pattern in patterns for path in Path().glob(pattern)})


def remembered(settings: Mapping[str, Any]) -> Remembered:
    """What was measured before. A test depends on the package and on what the tests share."""
    named = [*settings["files"], *settings["tests"]]
    return Remembered(_REACH, sorted({Path(name).parts[0] for name in named}))


def choose(every: Sequence[Mutant], sample: int, only: str, seed: int = 0) -> list[Mutant]:
    """Those that are asked for, in their order; a sample is spread evenly, so that each file has its fair share."""
    named = [mutant for mutant in every if only in mutant.id]
    if not sample or sample >= len(named):
        return named
    step = len(named) / sample
    start = random.Random(seed).random()
    return [named[int((start + number) * step)] for number in range(sample)]


def judge(mutants: Sequence[Mutant], settings: Mapping[str, Any], at_once: int, patience: float) -> Judgement:
    """Try mutants, first those that a running program can take, then those that have to be imported."""
    os.environ["CI"] = "true"  # random tests then take the same examples each time
    for name in _HEAVY:
        importlib.import_module(name)
    _LOG.parent.mkdir(exist_ok=True)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # tests wait less for it than for a disk
    with tempfile.TemporaryDirectory(prefix="mutation-", dir=memory) as folder:
        results = warm_run(
            mutants,
            code_paths(settings["files"]),
            settings["tests"],
            remembered(settings),
            Path(folder),
            _LOG,
            at_once,
            patience,
        )
        if results.failing:
            sys.exit("These tests fail without any fault:\n" + "\n".join(results.failing))
        outcomes = dict(results.outcomes)
        late = [one for one in mutants if outcomes.get(one.id, TOO_LATE) == TOO_LATE]
        reached = [one for one in late if results.reach.of(one)]
        outcomes |= {one.id: SURVIVED for one in late}
        outcomes |= cold_run(reached, results.reach, Path(folder), at_once, patience)
    return Judgement(
        mutants, outcomes, _unreached(mutants, results), known_survivors(), settings["floor"], whole=False
    )


def _unreached(mutants: Sequence[Mutant], results: Results) -> frozenset[str]:
    return frozenset(one.id for one in mutants if not results.reach.of(one))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
