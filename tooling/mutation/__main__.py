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
from pathlib import Path
from typing import Any

from tooling.mutation.mutants import Mutant, mutants_of
from tooling.mutation.report import Judgement, lines
from tooling.mutation.running import SURVIVED, TOO_LATE, Results, cold_run, warm_run
from tooling.mutation.survivors import known_survivors

# Imported once for all that have to import the package anew; it makes them quicker, and nothing else.
_HEAVY = ("cryptography.x509", "git", "jsonschema", "mkdocs", "pydantic", "ruamel.yaml", "typst")

# How far a run is, and what the tests print.
_LOG = Path("build/mutation.log")


def main(arguments: Sequence[str]) -> int:
    """Read the arguments, run, and print."""
    parser = argparse.ArgumentParser(prog="python -m tooling.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="only that many mutants, always the same ones")
    parser.add_argument("--only", default="", help="only mutants with these characters in their id")
    parser.add_argument(
        "--at-once", type=int, default=os.cpu_count() or 1, help="how many processes at a time"
    )
    asked = parser.parse_args(arguments)
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutation"]
    every = all_mutants(settings["files"])
    chosen = choose(every, asked.sample, asked.only)
    judgement = judge(chosen, settings, asked.at_once, whole=len(chosen) == len(every))
    for line in lines(judgement):
        print(line)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{(used.ru_utime + used.ru_stime) / 60:.1f} minutes of computing time")
    return 0 if judgement.good else 1


def all_mutants(patterns: Sequence[str]) -> list[Mutant]:
    """Those of all files that the settings name."""
    paths = sorted({path for pattern in patterns for path in Path().glob(pattern)})
    return [mutant for path in paths for mutant in mutants_of(path.as_posix(), path.read_text("utf-8"))]


def choose(every: Sequence[Mutant], sample: int, only: str) -> list[Mutant]:
    """Those that are asked for, in their order."""
    named = [mutant for mutant in every if only in mutant.id]
    if not sample or sample >= len(named):
        return named
    places = sorted(random.Random(sample).sample(range(len(named)), sample))
    return [named[place] for place in places]


def judge(mutants: Sequence[Mutant], settings: Mapping[str, Any], at_once: int, *, whole: bool) -> Judgement:
    """Try mutants, first those that a running program can take, then those that have to be imported."""
    os.environ["CI"] = "true"  # random tests then take the same examples each time
    for name in _HEAVY:
        importlib.import_module(name)
    _LOG.parent.mkdir(exist_ok=True)
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # tests wait less for it than for a disk
    with tempfile.TemporaryDirectory(prefix="mutation-", dir=memory) as folder:
        results = warm_run(mutants, settings["tests"], Path(folder), _LOG, at_once)
        if results.failing:
            sys.exit("These tests fail without any fault:\n" + "\n".join(results.failing))
        outcomes = dict(results.outcomes)
        late = [one for one in mutants if outcomes.get(one.id, TOO_LATE) == TOO_LATE]
        reached = [one for one in late if results.reach.of(one)]
        outcomes |= {one.id: SURVIVED for one in late}
        outcomes |= cold_run(reached, results.reach, Path(folder), at_once)
    return Judgement(
        mutants, outcomes, _unreached(mutants, results), known_survivors(), settings["floor"], whole
    )


def _unreached(mutants: Sequence[Mutant], results: Results) -> frozenset[str]:
    return frozenset(one.id for one in mutants if not results.reach.of(one))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
