"""The tables as texts, by the files that hold them."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from random import Random

from tooling.tickets.changes import changes
from tooling.tickets.incidents import incidents
from tooling.tickets.plan import Month, Row, months, read_plan, read_story, read_wording
from tooling.tickets.requests import requests

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "records" / "data"
FILES = {
    "2025-04-10": ("2025-04", "2025-10"),
    "2025-11-12": ("2025-11", "2025-12"),
    "2026-01-06": ("2026-01", "2026-06"),
    "2026-07-10": ("2026-07", "2026-10"),
}
"""The part of a file's name that says its months, and the first and the last of them."""


def text_of(rows: Sequence[Row]) -> str:
    """A table as a text, with a line of columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def rows_by_month() -> dict[str, tuple[list[Row], list[Row]]]:
    """Incidents and service requests of each month."""
    plan, words, story = read_plan(), read_wording(), read_story()
    through = datetime.combine(plan.through, time(0))

    def made(month: Month) -> tuple[list[Row], list[Row]]:
        return (
            incidents(month, story, words, through, Random(f"{plan.seed} incidents {month.name}")),
            requests(month, words, through, Random(f"{plan.seed} requests {month.name}")),
        )

    return {month.name: made(month) for month in months(plan)}


def tables() -> dict[str, str]:
    """Each table's text, by the name of its file."""
    made = rows_by_month()
    found = {}
    for part, (first, last) in FILES.items():
        chosen = [rows for name, rows in made.items() if first <= name <= last]
        for kind, place in (("incident", 0), ("service-request", 1)):
            found[f"{kind}-{part}.csv"] = text_of([row for rows in chosen for row in rows[place]])
    made_changes = changes(read_plan().seed, [row for rows, _ in made.values() for row in rows])
    for part in ("2025-04-10", "2025-11-12", "2026-01-06"):
        first, last = FILES[part]
        found[f"change-{part}.csv"] = text_of(
            [row for row in made_changes if first <= row["raised"][:7] <= last]
        )
    return found
