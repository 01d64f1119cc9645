"""Times the site: making all pages beside the site builder's own time, its memory, and building again after one change.

    python -m benchmarks.site [--documents 1000] [--rows 100000] [--only large|plain|again]

`large` is a made-up system with so many documents of 150 lines and one table with so many rows, each of which has an
address. `plain` is the system of this repository beside as many pages of plain text that the builder makes alone. `again`
is what `sms-lint serve` takes to show one change, in wall seconds, since that is what somebody waits for. Of a site the
weight is printed too, and what a browser is sent for its first page.
"""

import argparse
import csv
import gzip
import re
import shutil
import subprocess
import sys
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


def pages(folder: Path) -> None:
    """Time making every page, each thrown away."""
    sms = load(folder)
    start = perf_counter()
    made: Mapping[str, str] = build_pages(sms, Result((), (), sms.today.isoformat()), {}).pages
    size = sum(len(text) for text in made.values())
    taken = perf_counter() - start
    print(
        f"{len(made)} pages, {size / 1e6:.0f} MB of Markdown: {taken:.1f} s to make them, peak {peak():.0f} MiB so far"
    )


def computed() -> float:
    """The CPU seconds of this process and of those it started, so far."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def large(documents: int, rows: int) -> None:
    """A large site: our part, and the whole."""
    folder = HERE / "site"
    generate(folder, records=0, documents=documents)
    table(folder, rows)
    pages(folder)
    start, before = perf_counter(), computed()
    publish(folder, None, Style("1"), lambda _line: None)
    print(
        f"{documents} documents and {rows} rows: {computed() - before:.0f} s of computing, "
        f"{perf_counter() - start:.0f} s in all; peak {peak():.0f} MiB; {weight(folder / 'build' / 'site')}"
    )


def weight(site: Path) -> str:
    """What a site weighs, and what a browser is sent for its first page."""
    found = [path for path in site.rglob("*") if path.is_file()]
    first = (site / "index.html").read_text("utf-8")
    beside = re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', first)
    sent = sum(len(gzip.compress((site / name).read_bytes())) for name in ("index.html", *beside))
    whole = sum(path.stat().st_size for path in found)
    return f"{len(found)} files of {whole / 1e6:.1f} MB, first view {sent / 1e3:.0f} KB as sent"


def beside_plain_pages() -> None:
    """The site of this repository's own system, beside the builder's own time on as many plain pages in the same places."""
    folder = copied("whole")
    start = computed()
    publish(folder, None, Style("1"), lambda _line: None)
    ours = computed() - start
    plain = HERE / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    written = folder / "build" / "pages"
    found = [path.relative_to(written) for path in sorted(written.rglob("*.md"))]
    for name in found:
        made = plain / "build" / "pages" / name
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f"# {name}\n\n{'A sentence of eight words for each page. ' * 60}\n", encoding="utf-8")
    settings = (folder / "build" / "mkdocs.yml").read_text("utf-8")
    (plain / "build" / "mkdocs.yml").write_text(settings.replace(str(folder), str(plain)), encoding="utf-8")
    (plain / "build" / "no-look").mkdir()
    shutil.copyfile(folder / "mkdocs.yml", plain / "mkdocs.yml")
    start = computed()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "build/mkdocs.yml"],
        cwd=plain,
        check=True,
        capture_output=True,
    )
    builder = computed() - start
    print(
        f"this system: {len(found)} pages, {ours:.1f} s of computing; the builder alone on as many plain pages "
        f"{builder:.1f} s; ratio {ours / builder:.2f}; {weight(folder / 'build' / 'site')}"
    )


def copied(name: str) -> Path:
    """A copy of this repository's own system, outside git."""
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("policies", "processes", "records", "docs", "schemas"):
        shutil.copytree(TOP / part, folder / part)
    for file in ("sms.yml", "mkdocs.yml"):
        shutil.copyfile(TOP / file, folder / file)
    return folder


def again() -> None:
    """One change under `serve`, in a copy of this repository's own system."""
    folder = copied("again")
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
    """Read the arguments and run the parts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--only", choices=("large", "plain", "again"))
    options = parser.parse_args()
    if options.only in (None, "large"):
        large(options.documents, options.rows)
    if options.only in (None, "plain"):
        beside_plain_pages()
    if options.only in (None, "again"):
        again()


if __name__ == "__main__":
    main()
