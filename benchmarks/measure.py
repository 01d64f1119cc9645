"""Times KPIs over many incidents beside the same figures as SQL written by hand, both in DuckDB, in one run.

    python -m benchmarks.measure [--rows 1000000] [--repeat 3]

Forty definitions of all types are computed for twelve months from one CSV file. By hand means: the file read once into
a table with types, then one query for each figure, as somebody writes it who knows the columns. The figures have to be
equal. Times are CPU seconds of processes of their own, the least of the repeats; the ratio is what to quote. The memory
is the largest of one run.
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.run import peak, timed

HERE = Path(__file__).resolve().parents[1] / "build" / "benchmarks" / "measure"
SETTINGS = "organization: {name: Ours}\ncatalogues: [iso-iec-20000-1-2018]\nas_of: 2027-01-15\n"
HEADER = """\
kind: incident
id: TAB-INC
title: Incidents
owner: incident-manager
review: {every: 3 months, last: 2026-12-01}
data: incidents.csv
source: {system: Ticket system, exported: 2027-01-01}
"""
COLUMNS = (
    "id", "opened_at", "resolved_at", "closed_at", "priority", "category", "status", "made_sla", "major", "reopen_count",
    "reassignment_count", "pending_time",
)  # fmt: skip
SPENT = "seconds_between(opened_at, resolved_at)"
BY_HAND = "date_diff('second', opened_at, resolved_at)"
PRIORITIES = ("P1", "P2", "P3", "P4")


def figures() -> list[tuple[dict[str, Any], str]]:
    """Each definition, and the same figure by hand: month, numerator, denominator."""
    found: list[tuple[dict[str, Any], str]] = []
    for name in PRIORITIES:
        filtered = {"filter": f"priority = '{name}'"}
        where = f"WHERE priority = '{name}'"
        for ours, hand in (
            ({"type": "ratio", "numerator": "made_sla = 'yes'", "unit": "%"}, "count(*) FILTER (made_sla = 'yes'), count(*)"),
            ({"type": "ratio", "numerator": "reopen_count > 0", "unit": "%"}, "count(*) FILTER (reopen_count > 0), count(*)"),
            ({"type": "ratio", "numerator": "reassignment_count = 0 and reopen_count = 0", "unit": "%"},
             "count(*) FILTER (reassignment_count = 0 AND reopen_count = 0), count(*)"),
            ({"type": "average", "quantity": f"{SPENT} - pending_time", "unit": "h"},
             f"sum({BY_HAND} - pending_time), count({BY_HAND} - pending_time)"),
            ({"type": "percentile", "quantity": SPENT, "percentile": "0.9", "unit": "h"}, f"quantile_cont({BY_HAND}::DOUBLE, 0.9), NULL"),
            ({"type": "percentile", "quantity": SPENT, "percentile": "0.5", "unit": "h"}, f"quantile_cont({BY_HAND}::DOUBLE, 0.5), NULL"),
            ({"type": "sum", "quantity": "reassignment_count"}, "sum(reassignment_count), NULL"),
            ({"type": "count"}, "count(*), NULL"),
            ({"type": "count", "event": "resolved_at"}, "count(*), NULL"),
            ({"type": "ratio", "event": "resolved_at", "numerator": f"{SPENT} <= hours(8)", "unit": "%"},
             f"count(*) FILTER ({BY_HAND} <= 28800), count(*)"),
        ):  # fmt: skip
            event = ours.get("event", "opened_at")
            query = (
                f"SELECT date_trunc('month', {event})::DATE, {hand} FROM incident {where} "
                f"AND {event} >= '2026-01-01' AND {event} < '2027-01-01' GROUP BY 1 ORDER BY 1"
            )
            found.append(({**ours, **filtered}, query))
    return found


def register() -> str:
    """The definitions as a register."""
    base = {
        "question": "How well?", "process": "PRC-INC", "owner": "incident-manager", "source": "incident", "event": "opened_at",
        "unit": "count", "direction": "higher", "frequency": "month", "targets": [{"from": "2026-01-01", "value": 1}],
    }  # fmt: skip
    entries = [
        {"id": f"KPI-{number:03}", "name": f"Figure {number}", **base, **fields}
        for number, (fields, _) in enumerate(figures())
    ]
    head = {"kind": "kpi", "id": "REG-KPI", "title": "KPI catalogue", "owner": "incident-manager"}
    review = {"review": {"every": "12 months", "last": "2026-12-01"}}
    return json.dumps({**head, **review, "entries": entries}, indent=1)


def generate(rows: int) -> None:
    """A system with so many incidents in one file."""
    shutil.rmtree(HERE, ignore_errors=True)
    (HERE / "records").mkdir(parents=True)
    (HERE / "sms.yml").write_text(SETTINGS, "utf-8")
    (HERE / "records" / "kpi.yml").write_text(register(), "utf-8")
    (HERE / "records" / "incidents.yml").write_text(HEADER, "utf-8")
    with (HERE / "records" / "incidents.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number in range(rows):
            day, hour = number % 28 + 1, number % 15
            opened, closed = (
                f"2026-{number % 12 + 1:02}-{day:02}T{hour:02}",
                f"2026-{number % 12 + 1:02}-{day:02}T{hour + 9:02}",
            )
            writer.writerow([
                f"INC-{number:09}", f"{opened}:{number % 60:02}", f"{closed}:{number % 59:02}", f"{closed}:59", PRIORITIES[number % 7 % 4],
                "mail", "closed", "yes" if number % 11 else "no", "no", number % 5 // 4, number % 3, number % 7200,
            ])  # fmt: skip


HAND = """
import duckdb, json, sys
queries, path, out = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
db = duckdb.connect(config={"threads": "2", "memory_limit": "1GB"})
db.execute("SET TimeZone = 'UTC'")
db.execute(f"CREATE TABLE incident AS SELECT * FROM read_csv('{path}', header = true, columns = {{'id': 'VARCHAR', 'opened_at': 'TIMESTAMP', "
    "'resolved_at': 'TIMESTAMP', 'closed_at': 'TIMESTAMP', 'priority': 'VARCHAR', 'category': 'VARCHAR', 'status': 'VARCHAR', 'made_sla': 'VARCHAR', "
    "'major': 'VARCHAR', 'reopen_count': 'BIGINT', 'reassignment_count': 'BIGINT', 'pending_time': 'BIGINT'})")
json.dump([[[str(cell) for cell in row] for row in db.execute(query).fetchall()] for query in queries], open(out, "w"))
"""


def same(hand: Path, ours: Path) -> int:
    """How many figures are equal. Raises SystemExit where one is not."""
    counted = {
        (f"KPI-{number:03}", row[0][:7]): row[1:]
        for number, rows in enumerate(json.loads(hand.read_text("utf-8")))
        for row in rows
    }
    found = {
        (row["kpi"], row["period"]): (row["numerator"], row["denominator"])
        for row in json.loads(ours.read_text("utf-8"))
    }
    for key, cells in counted.items():
        for cell, said in zip(cells, found[key], strict=True):
            if abs(float(0 if cell == "None" else cell) - float(said or 0)) > 1e-6:
                raise SystemExit(f"{key}: by hand {cells}, ours {found[key]}")
    return len(counted)


def main() -> None:
    """Compute both ways, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    generate(options.rows)
    (HERE / "queries.json").write_text(json.dumps([query for _, query in figures()]), "utf-8")
    hand = [
        sys.executable,
        "-c",
        HAND,
        str(HERE / "queries.json"),
        str(HERE / "records" / "incidents.csv"),
        str(HERE / "hand.json"),
    ]
    ours = [sys.executable, "-m", "sms_lint", "kpi", "--root", str(HERE), "--period", "2026", "--format", "json", "--output", str(HERE / "ours.json")]  # fmt: skip
    pairs = [(timed(hand, HERE), timed(ours, HERE)) for _ in range(options.repeat)]
    if any(timing.code for pair in pairs for timing in pair):
        subprocess.run(ours, check=True, env=dict(os.environ))
        raise SystemExit("one of the two failed")
    equal = same(HERE / "hand.json", HERE / "ours.json")
    by_hand, own = (min(timing.cpu for timing in side) for side in zip(*pairs, strict=True))
    print(
        f"{options.rows:,} incidents, 40 KPIs, {equal} figures equal: by hand {by_hand:.2f} CPU s, ours {own:.2f}, "
        f"ratio {own / by_hand:.2f}; memory by hand {peak(hand, HERE):.0f} MiB, ours {peak(ours, HERE):.0f}"
    )


if __name__ == "__main__":
    main()
