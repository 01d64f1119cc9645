"""Times KPIs over very many incidents in Parquet: ours and SQL by hand in DuckDB, and ours on Spark where it is installed.

    python -m benchmarks.measure_large [--rows 100000000] [--spark]

The forty definitions are those of `benchmarks.measure`. Each way is one run in a process of its own: CPU and wall
seconds, and the largest memory. The figures have to be equal.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from benchmarks.measure import COLUMNS, HEADER, HERE, figures, generate, same

RECORDS = HERE / "records"
HAND = """
import duckdb, json, sys
queries, path, out = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
db = duckdb.connect(config={"threads": "2", "memory_limit": "1GB"})
db.execute(f"CREATE VIEW incident AS SELECT * FROM read_parquet('{path}')")
json.dump([[[str(cell) for cell in row] for row in db.execute(query).fetchall()] for query in queries], open(out, "w"))
"""
SPARK = """
import os, sys
from pyspark.sql import SparkSession
from sms_lint.cli import main
builder = SparkSession.builder.master("local[2]").config("spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false")
spark = builder.config("spark.driver.memory", "4g").getOrCreate()
spark.read.parquet(sys.argv[1]).createOrReplaceTempView("incidents")
os.environ["SPARK"] = "local[2]"
sys.exit(main(sys.argv[2:]))
"""
ENGINES = (
    "engines: [{name: spark, kind: spark, address: SPARK, tables: [{kind: incident, table: incidents}]}]\n"
)
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024); sys.exit(code)"
)


def rows_in_parquet(rows: int) -> Path:
    """The incidents of `benchmarks.measure` as a Parquet file."""
    generate(0)
    (RECORDS / "incidents.csv").unlink()
    path = RECORDS / "incidents.parquet"
    (RECORDS / "incidents.yml").write_text(HEADER.replace("incidents.csv", path.name), "utf-8")
    month = "(i % 12) * INTERVAL 1 MONTH + (i % 28) * INTERVAL 1 DAY + (i % 15) * INTERVAL 1 HOUR"
    opened = f"TIMESTAMP '2026-01-01' + {month} + (i % 60) * INTERVAL 1 MINUTE"
    closed = f"TIMESTAMP '2026-01-01 09:00' + {month} + (i % 59) * INTERVAL 1 MINUTE"
    cells = (
        "printf('INC-%09d', i)", opened, closed, closed, "'P' || (i % 7 % 4 + 1)", "'mail'", "'closed'",
        "CASE WHEN i % 11 = 0 THEN 'no' ELSE 'yes' END", "'no'", "i % 5 // 4", "i % 3", "i % 7200",
    )  # fmt: skip
    fields = ", ".join(f"{cell} AS {name}" for cell, name in zip(cells, COLUMNS, strict=True))
    duckdb.execute(f"COPY (SELECT {fields} FROM range({rows}) AS t(i)) TO '{path}' (FORMAT parquet)")
    return path


def run(name: str, command: list[str]) -> None:
    """Run one way, and print what it took."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], check=True, capture_output=True, text=True
    )
    cpu, memory = map(float, done.stdout.split()[-2:])
    print(f"{name}: {cpu:.1f} CPU s, {time.perf_counter() - begun:.1f} s, {memory:.0f} MiB", flush=True)


def main() -> None:
    """Make the file, compute in each way, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    path = rows_in_parquet(options.rows)
    print(f"{options.rows:,} incidents, {path.stat().st_size / 2**20:.0f} MiB of Parquet", flush=True)
    queries, by_hand, ours = HERE / "queries.json", HERE / "hand.json", HERE / "ours.json"
    queries.write_text(json.dumps([query for _, query in figures()]), "utf-8")
    asked = ["kpi", "--root", str(HERE), "--period", "2026", "--format", "json", "--output", str(ours)]
    run("by hand", [sys.executable, "-c", HAND, str(queries), str(path), str(by_hand)])
    run("ours", [sys.executable, "-m", "sms_lint", *asked])
    print(f"{same(by_hand, ours)} figures equal", flush=True)
    if options.spark:
        with (HERE / "sms.yml").open("a", encoding="utf-8") as settings:
            settings.write(ENGINES)
        run("ours on Spark", [sys.executable, "-c", SPARK, str(path), *asked, "--engine", "spark"])
        print(f"{same(by_hand, ours)} figures equal", flush=True)


if __name__ == "__main__":
    main()
