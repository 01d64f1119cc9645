"""Times the site: making all pages beside the site builder's own time, its memory, and building again after one change.

    python -m benchmarks.site [--documents 1000] [--rows 100000]

The first part is a made-up system with so many documents of 150 lines and one table with so many rows, each of which has
an address. The second is the system of this repository: what `sms-lint serve` takes to show one change. Times are wall
seconds, since that is what somebody waits for; the ratio is what to quote.
"""

import argparse
import csv
import shutil
from collections.abc import Mapping
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.generate import generate
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.publish import BuildChoices, publish
from sms_lint.report import Style

TOP = Path(__file__).resolve().parents[1]
HERE = TOP / "build" / "benchmarks"
HEADER = """\
kind: incident
id: TAB-INCIDENT
title: Incidents
owner: change-manager
review: {every: 12 months, last: 2026-10-30}
data: incidents.csv
source: {system: Ticket system, exported: 2026-10-31}
"""
FIELDS = (
    "id",
    "title",
    "opened_at",
    "category",
    "impact",
    "urgency",
    "priority",
    "status",
    "resolved_at",
    "closed_at",
)


def table(folder: Path, rows: int) -> None:
    """A table of incidents in a system that is there already."""
    data = folder / "records" / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "incidents.yml").write_text(HEADER, encoding="utf-8")
    with (data / "incidents.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(FIELDS)
        for number in range(rows):
            day = f"2026-{number % 10 + 1:02}-{number % 28 + 1:02}"
            writer.writerow([
                f"INC-2026-{number:06}", f"Printer {number} prints nothing", f"{day}T08:{number % 60:02}", "hardware",
                "low", "medium", "P4", "closed", f"{day}T12:00", f"{day}T15:00",
            ])  # fmt: skip


def peak() -> float:
    """The largest memory so far of this process and of those it started, in MiB."""
    return max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) / 1024


def pages(folder: Path) -> float:
    """The seconds that making every page takes, read and thrown away one by one."""
    sms = load(folder)
    start = perf_counter()
    made: Mapping[str, str] = build_pages(sms, Result((), (), sms.today.isoformat()), {}).pages
    size = sum(len(text) for text in made.values())
    taken = perf_counter() - start
    print(
        f"{len(made)} pages, {size / 1e6:.0f} MB of Markdown: {taken:.1f} s to make them, peak {peak():.0f} MiB so far"
    )
    return taken


def large(documents: int, rows: int) -> None:
    """A large site: our part, and the whole."""
    folder = HERE / "site"
    generate(folder, records=0, documents=documents)
    table(folder, rows)
    mine = pages(folder)
    said: list[str] = []
    start = perf_counter()
    publish(folder, None, Style("1"), said.append)
    whole = perf_counter() - start
    built = float(said[-1].split(" s:")[0].rpartition(" ")[2])
    print(
        f"the whole: {whole:.0f} s, of which writing pages and the builder {built:.0f} s; peak {peak():.0f} MiB"
    )
    print(f"making the pages takes {mine / max(built - mine, 1):.2f} times the site builder's own time")


def again() -> None:
    """One change under `serve`, in a copy of this repository's own system."""
    folder = HERE / "again"
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("policies", "processes", "records", "docs", "schemas"):
        shutil.copytree(TOP / name, folder / name)
    for name in ("sms.yml", "mkdocs.yml"):
        shutil.copyfile(TOP / name, folder / name)
    publish(folder, None, Style("1"), lambda _line: None)
    policy = folder / "policies" / "change-management.md"
    times = []
    for number in range(3):
        policy.write_text(policy.read_text("utf-8") + f"\nChange {number}.\n", encoding="utf-8")
        start = perf_counter()
        publish(folder, None, Style("1"), lambda _line: None, BuildChoices(only_changed=True))
        times.append(perf_counter() - start)
    print(f"one change shows after {min(times):.1f} s (of three: {', '.join(f'{one:.1f}' for one in times)})")


def main() -> None:
    """Read the arguments and run both parts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    large(options.documents, options.rows)
    again()


if __name__ == "__main__":
    main()
