"""Times `sms-lint check` beside other linters on the same made-up files, in one run, and prints ratios.

    python -m benchmarks.run [--records 5000] [--documents 500] [--large 100000] [--repeat 3]

The other tools are fetched into a throw-away environment under build/benchmarks (yamllint and
check-jsonschema by pip, markdownlint-cli2 by npx where there is Node.js); one that cannot be had is said to be
missing. Times are CPU seconds of the whole process and its children, the least of the repeats. The ratios are what to
quote: the machine's own speed cancels out.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

from benchmarks.generate import generate

HERE = Path(__file__).resolve().parents[1] / "build" / "benchmarks"


class Timing(NamedTuple):
    """CPU seconds, wall seconds, and the largest memory of a process so far in MiB."""

    cpu: float
    wall: float
    code: int


def timed(command: Sequence[str], folder: Path) -> Timing:
    """Run a command once."""
    # Whoever installs a program has its modules compiled; a desk may be set up otherwise.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Timing(cpu, time.perf_counter() - start, done.returncode)


def best(command: Sequence[str], folder: Path, repeat: int) -> Timing:
    """The run with the least CPU time."""
    return min((timed(command, folder) for _ in range(repeat)), key=lambda timing: timing.cpu)


def peak(command: Sequence[str], folder: Path) -> float:
    """The largest memory of one run, in MiB, measured by a process of its own."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=folder, capture_output=True, check=True, text=True
    )
    return int(done.stdout) / 1024


def others() -> dict[str, list[str]]:
    """The commands of the other tools that can be had here."""
    place = HERE / "tools"
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        install = [str(python), "-m", "pip", "install", "-qq", "yamllint", "check-jsonschema"]
        if subprocess.run(install, check=False).returncode:
            print("yamllint and check-jsonschema could not be installed: not compared")
    found = {
        "yamllint": [str(place / "bin" / "yamllint"), "-d", "relaxed", "records"],
        "check-jsonschema": [str(place / "bin" / "check-jsonschema"), "--schemafile", "schema.json"],
    }
    commands = {name: command for name, command in found.items() if Path(command[0]).exists()}
    if shutil.which("npx"):
        commands["markdownlint-cli2"] = ["npx", "--yes", "markdownlint-cli2", "policies/**/*.md"]
    return commands


def compare(folder: Path, repeat: int) -> None:
    """Time every tool on one set of files and print its ratio to ours."""
    ours = [sys.executable, "-m", "sms_lint", "check", "--format", "concise", "--output", os.devnull]
    mine = best(ours, folder, repeat)
    print(f"{'tool':20} {'CPU s':>8} {'wall s':>8} {'ratio':>8}")
    print(
        f"{'sms-lint check':20} {mine.cpu:8.2f} {mine.wall:8.2f} {1:8.1f}  (exit {mine.code}, peak {peak(ours, folder):.0f} MiB)"
    )
    records = [
        str(path.relative_to(folder)) for path in sorted(folder.glob("records/nonconformities/*/*.yml"))
    ]
    for name, command in others().items():
        files = records if name == "check-jsonschema" else []
        theirs = best([*command, *files], folder, 1 if name == "markdownlint-cli2" else repeat)
        print(
            f"{name:20} {theirs.cpu:8.2f} {theirs.wall:8.2f} {theirs.cpu / mine.cpu:8.1f}  (exit {theirs.code})"
        )


def growth(sizes: Sequence[int]) -> None:
    """Time our own check for growing numbers of records: the time of each record should stay the same."""
    print(f"\n{'records':>10} {'CPU s':>8} {'µs each':>9} {'peak MiB':>9}")
    for size in sizes:
        folder = HERE / f"growth-{size}"
        generate(folder, records=size, documents=0)
        command = [sys.executable, "-m", "sms_lint", "check", "--format", "concise", "--output", os.devnull]
        timing = best(command, folder, 1)
        print(f"{size:10} {timing.cpu:8.2f} {timing.cpu / size * 1e6:9.0f} {peak(command, folder):9.0f}")


def main() -> None:
    """Read the arguments and run both comparisons."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    folder = HERE / "files"
    generate(folder, records=options.records, documents=options.documents)
    print(f"{options.records} records of 30 lines and {options.documents} documents of 150 lines\n")
    compare(folder, options.repeat)
    growth([options.large // 100, options.large // 10, options.large])


if __name__ == "__main__":
    main()
