"""The changes before July 2026: normal and emergency ones written by hand, standard ones by their models."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from tooling.tickets.clock import BANK_HOLIDAYS, MINUTE
from tooling.tickets.plan import HERE, Row

FIRST_NUMBERS = {"2025": 60, "2026": 1}
STANDARD = {
    "2025-04": 5,
    "2025-05": 6,
    "2025-06": 6,
    "2025-07": 5,
    "2025-08": 5,
    "2025-09": 6,
    "2025-10": 6,
    "2025-11": 6,
    "2025-12": 5,
    "2026-01": 7,
    "2026-02": 6,
    "2026-03": 7,
    "2026-04": 7,
    "2026-05": 8,
    "2026-06": 9,
}
PATCHES = (
    ("Monthly patches of hosting servers (SM-03)", "P-022", "CLOUD", "CI-HOST-CLUSTER"),
    ("Monthly patches of desktops (SM-06)", "P-023", "WORKPLACE", "CI-DESKTOP-IMAGE"),
)
MODELS = (
    ("Memory of a virtual machine raised (SM-01)", "P-022", "CLOUD", "CI-HOST-CLUSTER"),
    ("Disk of a virtual machine enlarged (SM-02)", "P-022", "CLOUD", "CI-HOST-CLUSTER"),
    ("Switch port moved to another network (SM-04)", "P-021", "NETWORK", "CI-SVC-NETWORK"),
    ("Certificate of a gateway renewed (SM-05)", "P-021", "NETWORK", "CI-GATEWAY-REMOTE"),
)
ITEMS = {
    "CLOUD": "CI-HOST-CLUSTER",
    "NETWORK": "CI-SVC-NETWORK",
    "WORKPLACE": "CI-DESKTOP-IMAGE",
    "COLLAB": "CI-MAIL-TENANT",
    "BACKUP": "CI-BACKUP-CTRL",
    "FAX": "CI-FAX-GATEWAY",
}
TOLD = {
    "CLOUD": "CUS-BIRCH",
    "NETWORK": "CUS-CEDAR",
    "WORKPLACE": "Users of CUS-ALDER",
    "COLLAB": "Clinics of CUS-ELM",
    "BACKUP": "CUS-ALDER",
    "FAX": "CUS-ALDER",
}
# Of the standard changes the change manager reads so many each quarter.
READ_EACH_QUARTER = 5
DAYS_OF_EFFECT = timedelta(4)
MANAGER = "P-008"
MOST_OF_MANAGER = 5000
TUESDAY = 1
IN_EMERGENCY = "P-002; P-008"
BOARD = "P-005; P-008; P-013; P-017"
# Three reviews that the internal audit of June 2026 missed, made good by 2026-06-19, and one two days late.
REVIEWED_LATE = {
    "Mail rules of the group made alike": "2026-06-17",
    "Two machines for route planning added": "2026-06-18",
    "Data loss filter for test results": "2026-06-19",
    "Two factors for the tenancy program": "2026-05-19",
}


def workdays_after(day: date, count: int) -> date:
    """The day so many working days later."""
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5 and day.isoformat() not in BANK_HOLIDAYS
    return day


def stamp(day: date, hour: int, minute: int = 0) -> str:
    """A moment as tables write it."""
    return datetime.combine(day, time(hour, minute)).isoformat(timespec="minutes")


def standard(title: str, by: str, service: str, item: str, raised: datetime) -> Row:
    """A standard change, done within the day by its model."""
    start = raised + 90 * MINUTE
    return {
        "title": title,
        "requested_by": by,
        "raised": raised.isoformat(timespec="minutes"),
        "category": "standard",
        "major_impact": "no",
        "route": "change",
        "reason": "Asked for by the user or due by calendar",
        "risk": "1 x 1 by the model",
        "benefit": "Served the same day",
        "feasibility": "By the model",
        "cost": "Half an hour",
        "impact_services": f"SVC-{service}",
        "impact_parties": "None",
        "impact_policies_plans": "None",
        "impact_assurance": "None, by the model",
        "status": "closed",
        "approved_at": raised.isoformat(timespec="minutes"),
        "approvers": MANAGER,
        "test_result": "",
        "reversal_plan": "By the model",
        "reversal_tested": "",
        "communicated_at": raised.date().isoformat(),
        "planned_start": start.isoformat(timespec="minutes"),
        "planned_end": (start + 60 * MINUTE).isoformat(timespec="minutes"),
        "actual_end": (start + 25 * MINUTE).isoformat(timespec="minutes"),
        "outcome": "success",
        "investigation": "",
        "review_at": workdays_after(raised.date(), 1).isoformat(),
        "review_result": "Done as the model says",
        "affected_cis": item,
        "raised_for": "",
    }


def decision(told: Row, day: date) -> str:
    """When the change manager decided; what needs the board is decided on a Tuesday at two."""
    if needs_board(told):
        return stamp(day, 14, 35)
    rng = Random(f"decision {told['title']}")
    return stamp(day, rng.randrange(9, 17), rng.randrange(60))


def needs_board(told: Row) -> bool:
    """Whether the change advisory board decides: on a removal, and above £5,000 (POL-CHG)."""
    pounds = re.match(r"£([\d,]+)", told["cost"])
    return told["outcome"] == "removal" or bool(pounds and int(pounds[1].replace(",", "")) > MOST_OF_MANAGER)


def tuesday_from(day: date) -> date:
    """The day, or the first Tuesday after it: then the board meets."""
    return day + timedelta((TUESDAY - day.weekday()) % 7)


def times_of(told: Row, raised: datetime, rng: Random) -> Row:
    """When a change was decided, announced, made and reviewed."""
    day = raised.date()
    if told["outcome"] == "emergency":
        start = max(raised.hour + 2, 12)
        return {
            "approved_at": stamp(day, start - 1, 30),
            "approvers": IN_EMERGENCY,
            "communicated_at": stamp(day, start - 1, 45),
            "planned_start": stamp(day, start),
            "planned_end": stamp(day, start + 2),
            "actual_end": stamp(day, start + 1, rng.randrange(10, 50)),
            "review_at": workdays_after(day, rng.randrange(2, 5)).isoformat(),
        }
    board = needs_board(told)
    decided = tuesday_from(workdays_after(day, 2)) if board else workdays_after(day, 2)
    announced = workdays_after(decided, 1)
    planned = told["planned"]
    start_day = date.fromisoformat(planned) if planned else workdays_after(announced, rng.randrange(6, 10))
    end = stamp(start_day, 20, rng.randrange(10, 50))
    review = rng.randrange(4, 9) if told["outcome"] in {"success", "removal"} else rng.randrange(2, 5)
    if told["outcome"] == "removal":
        decided, announced = date(2026, 2, 24), date(2026, 3, 16)
    return {
        "approved_at": decision(told, decided),
        "approvers": BOARD if board else MANAGER,
        "communicated_at": announced.isoformat(),
        "planned_start": stamp(start_day, 19),
        "planned_end": stamp(start_day, 21),
        "actual_end": end,
        "review_at": REVIEWED_LATE.get(told["title"]) or workdays_after(start_day, review).isoformat(),
    }


@cache
def assessments() -> dict[str, Row]:
    """What was judged of each change that no model covers, by its title: before it was made and afterwards."""
    with (HERE / "assessments.csv").open(encoding="utf-8", newline="") as file:
        return {row["title"]: row for row in csv.DictReader(file)}


def by_hand(told: Row, rng: Random) -> Row:
    """A normal or emergency change from the file."""
    raised = datetime.fromisoformat(told["raised"]) + rng.randrange(8 * 60, 15 * 60) * MINUTE
    emergency, removal = told["outcome"] == "emergency", told["outcome"] == "removal"
    worked = told["outcome"] in {"success", "emergency", "removal"}
    party = TOLD[told["service"]]
    judged = assessments()[told["title"]]
    row = {
        "title": told["title"],
        "requested_by": told["by"],
        "raised": raised.isoformat(timespec="minutes"),
        "category": "emergency" if emergency else "normal",
        "major_impact": "yes" if removal else "no",
        "route": "design_transition" if removal else "change",
        "reason": told["reason"],
        "risk": told["risk"],
        "benefit": told["benefit"],
        "feasibility": judged["feasibility"],
        "cost": told["cost"],
        "impact_services": f"SVC-{told['service']}",
        "impact_parties": f"{party} told at once" if emergency else f"{party} told five working days ahead",
        "impact_policies_plans": judged["impact_policies_plans"],
        "impact_assurance": judged["impact_assurance"],
        "status": "closed",
        "test_result": judged["test_result"],
        "reversal_plan": judged["reversal_plan"],
        "reversal_tested": judged["reversal_tested"],
        "outcome": "success" if worked else told["outcome"],
        "investigation": "" if worked else told["note"],
        "review_result": judged["review_result"],
        "affected_cis": ITEMS[told["service"]],
        "raised_for": told["raised_for"],
    }
    return row | times_of(told, raised, rng)


def standards_of(month: str, count: int, rng: Random) -> Iterable[Row]:
    """The standard changes of a month: patches once each, and others."""
    days = [
        day for number in range(2, 27) if (day := date.fromisoformat(f"{month}-{number:02}")).weekday() < 5
    ]
    free = [day for day in days if day.isoformat() not in BANK_HOLIDAYS]
    models = [*PATCHES, *(rng.choice(MODELS) for _ in range(count - len(PATCHES)))]
    for title, by, service, item in models:
        raised = datetime.combine(rng.choice(free), time(rng.randrange(8, 15), rng.randrange(60)))
        yield standard(title, by, service, item, raised)


def caused(change: Row, incidents: Iterable[Row]) -> str:
    """The first incident of the service in the days after a change that did not work, or nothing."""
    if change["outcome"] == "success":
        return ""
    latest = (datetime.fromisoformat(change["actual_end"]) + DAYS_OF_EFFECT).isoformat()
    return next(
        (
            incident["number"]
            for incident in incidents
            if incident["service"] == change["impact_services"]
            and change["actual_end"] < incident["opened"] < latest
        ),
        "",
    )


def changes(seed: str, incidents: Sequence[Row]) -> list[Row]:
    """All changes before July 2026, numbered in the order in which they were raised."""
    with (HERE / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = [by_hand(told, Random(f"{seed} {told['title']}")) for told in csv.DictReader(file)]
    for month, count in STANDARD.items():
        rows.extend(standards_of(month, count, Random(f"{seed} standard changes {month}")))
    rows = with_sample(seed, rows)
    rows = [row | {"caused_incidents": caused(row, incidents)} for row in rows]
    return numbered(sorted(rows, key=lambda row: row["raised"]))


def quarter_of(moment: str) -> str:
    """The quarter of a moment, such as 2026-Q1."""
    return f"{moment[:4]}-Q{(int(moment[5:7]) + 2) // 3}"


def with_sample(seed: str, rows: Sequence[Row]) -> list[Row]:
    """The rows, where those of the sample of standard changes say that they were read."""
    by_quarter: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if row["category"] == "standard":
            by_quarter.setdefault(quarter_of(row["raised"]), []).append(place)
    read = {
        place: f"{rows[place]['review_result']}; read in the sample of {quarter}"
        for quarter, places in by_quarter.items()
        for place in Random(f"{seed} sample {quarter}").sample(places, READ_EACH_QUARTER)
    }
    return [row | {"review_result": read[place]} if place in read else row for place, row in enumerate(rows)]


def numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows with their numbers, each year anew, and their columns in the order of a standard change."""
    numbers = dict(FIRST_NUMBERS)
    columns = next(list(row) for row in rows if row["category"] == "standard")
    found = []
    for row in rows:
        year = row["raised"][:4]
        cells = {column: row[column] for column in columns}
        found.append({"number": f"CHG-{year}-{numbers[year]:04}"} | cells)
        numbers[year] += 1
    return found
