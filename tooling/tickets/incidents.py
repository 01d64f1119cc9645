"""The incidents of a month: those of the story at their place, and others around them as the plan says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tooling.tickets.clock import MINUTE, MINUTES_A_DAY, after, minutes_between, moment_between, served
from tooling.tickets.plan import IncidentKind, Month, Row, Wording

MACHINES = ("CLOUD", "NETWORK", "BACKUP", "MONITOR")
NO_USERS = ("Monitoring", "Supplier")
TARGETS = {"P2": 8 * 60, "P3": 3 * MINUTES_A_DAY, "P4": 5 * MINUTES_A_DAY}
USUAL = {"P2": 150, "P3": 480, "P4": 800}
# Impact, urgency and priority of the matrix, each with its frequency.
MATRIX = (
    ("low", "medium", "P4", 51),
    ("low", "low", "P4", 37),
    ("low", "high", "P3", 36),
    ("high", "low", "P3", 25),
    ("medium", "medium", "P3", 28),
    ("medium", "low", "P3", 27),
    ("medium", "high", "P2", 45),
    ("high", "medium", "P2", 20),
)
LATEST_FOR_LATE = 17
TRIES = 60


@dataclass
class Ticket:
    """An incident that is being made."""

    number: int
    opened: datetime
    service: str = ""
    late: bool = False
    reporter: str = ""
    first_contact: bool = False
    passed_on: int = 0
    row: Row = field(default_factory=dict)

    @property
    def by_user(self) -> bool:
        """Whether a user reported it."""
        return self.reporter not in NO_USERS


def stamp(moment: datetime) -> str:
    """A moment as tables write it."""
    return moment.isoformat(timespec="minutes")


def story_of(month: Month, story: Sequence[Row]) -> list[Row]:
    """The rows of the story that were opened in the month."""
    return [row for row in story if row["opened"].startswith(month.name)]


def empty_places(month: Month, told: Sequence[Row], rng: Random) -> list[Ticket]:
    """A ticket for each number that the story leaves free, opened in the order of numbers."""
    anchors = [(int(row["number"][-4:]), datetime.fromisoformat(row["opened"])) for row in told]
    anchors.append((month.first_incident + month.incident_count, month.end - timedelta(hours=4)))
    places: list[Ticket] = []
    number, since = month.first_incident - 1, month.start
    for anchor, opened in anchors:
        free = range(number + 1, anchor)
        moments = sorted(moment_between(rng, since, opened) for _ in free)
        places.extend(map(Ticket, free, moments))
        number, since = anchor, opened
    return places


def left_over(month: Month, told: Sequence[Row]) -> dict[str, tuple[int, int]]:
    """By service how many incidents, and how many late ones, remain to be made."""
    left = dict(month.plan.incidents)
    for row in told:
        service = row["service"].removeprefix("SVC-")
        count, late = left[service]
        left[service] = count - 1, late - (row["in_target"] == "no")
    return left


def give_services(places: list[Ticket], left: dict[str, tuple[int, int]], rng: Random) -> None:
    """Give each place a service; what comes at night is mostly seen by monitoring."""
    machines = [name for name in MACHINES for _ in range(left.get(name, (0, 0))[0])]
    people = [name for name in left if name not in MACHINES for _ in range(left[name][0])]
    rng.shuffle(machines)
    rng.shuffle(people)
    by_day = []
    for place in places:
        if served(place.opened) or not machines:
            by_day.append(place)
        else:
            place.service = machines.pop()
    rest = machines + people
    rng.shuffle(rest)
    for place, service in zip(by_day, rest, strict=True):
        place.service = service


def is_early(place: Ticket) -> bool:
    """Whether a late one still ends in its month."""
    return place.opened.day <= LATEST_FOR_LATE


def give_lateness(places: list[Ticket], left: dict[str, tuple[int, int]], rng: Random) -> None:
    """Mark the late ones; where a service has none that is early enough, one changes places."""
    for service, (_, late) in left.items():
        mine = [place for place in places if place.service == service and not place.late]
        early = [place for place in mine if is_early(place)]
        for place in mine[: max(late - len(early), 0)]:
            free = [one for one in places if one.service == "WORKPLACE" and is_early(one) and not one.late]
            other = rng.choice(free)
            place.service, other.service = other.service, place.service
            early.append(other)
        for place in rng.sample(early, late):
            place.late = True


def give_reporters(
    places: list[Ticket], others: int, first_contacts: int, often: int, words: Wording, rng: Random
) -> None:
    """Say who reported each, which the desk solved itself, and which went from hand to hand."""
    for place in places:
        from_users = place.service not in MACHINES
        place.reporter = words.services[place.service].users if from_users else "Monitoring"
        if place.service in {"CLOUD", "NETWORK"} and rng.random() < 0.2:
            place.reporter = "Supplier"
        place.passed_on = 0 if rng.random() < 0.7 else 1
    open_to_users = [place for place in places if place.service in {"CLOUD", "NETWORK"} and not place.late]
    for place in rng.sample(open_to_users, others):
        place.reporter = words.services[place.service].users
    users = [place for place in places if place.by_user]
    for place in users:
        place.passed_on = 1 if rng.random() < 0.85 else 2
    for place in rng.sample([place for place in users if not place.late], first_contacts):
        place.first_contact, place.passed_on = True, 0
    for place in rng.sample([place for place in users if not place.first_contact], often):
        place.passed_on = rng.choice((3, 3, 4))


def kind_of(place: Ticket, words: Wording, rng: Random) -> IncidentKind:
    """What happened."""
    kinds = [kind for kind in words.incidents[place.service] if kind.covers(place.opened.date())]
    return rng.choices(kinds, [kind.weight for kind in kinds])[0]


def priority_of(place: Ticket, alone: bool, urgent: bool, rng: Random) -> tuple[str, str, str]:
    """Impact, urgency and priority; what the desk solves at once, or is late, is no P2."""
    urgent = urgent and not place.late and not place.first_contact
    rows = [row for row in MATRIX if (urgent or row[2] != "P2") and (row[0] == "low" or not alone)]
    impact, urgency, priority, _ = rng.choices(rows, [row[3] for row in rows])[0]
    return impact, urgency, priority


def time_taken(place: Ticket, priority: str, rng: Random) -> int:
    """Minutes until it was resolved, by the clock of its priority: usually short, with a tail."""
    target = TARGETS[priority]
    if place.late:
        return int(target * rng.uniform(1.04, 1.7))
    return int(min(max(USUAL[priority] * rng.lognormvariate(0, 0.7), 20), target * rng.uniform(0.85, 0.97)))


def resolved(place: Ticket, priority: str, response: datetime, last: datetime, rng: Random) -> datetime:
    """When it was resolved, within the month."""
    if place.first_contact:
        return response + rng.randrange(0, 36) * MINUTE
    for _ in range(TRIES):
        minutes = time_taken(place, priority, rng)
        done = place.opened + minutes * MINUTE if priority == "P2" else after(place.opened, minutes)
        if response < done <= last:
            return done
    return response + rng.randrange(15, 120) * MINUTE


def used(opened: datetime, done: datetime, priority: str) -> float:
    """The share of the target's time that was used."""
    minutes = (done - opened) // MINUTE if priority == "P2" else minutes_between(opened, done)
    return minutes / TARGETS[priority]


def worker(place: Ticket, words: Wording, rng: Random) -> str:
    """Who worked on it last."""
    if place.first_contact:
        return rng.choice(words.agents)
    if not served(place.opened) and not place.by_user and place.passed_on == 0:
        return rng.choice(words.shift)
    return rng.choice(words.services[place.service].engineers)


def row_of(place: Ticket, month: Month, words: Wording, urgent: bool, through: datetime, rng: Random) -> Row:
    """The row of the table."""
    kind = kind_of(place, words, rng)
    impact, urgency, priority = priority_of(place, kind.alone, urgent, rng)
    response = place.opened + rng.randrange(3, 28) * MINUTE
    done = resolved(place, priority, response, month.end, rng)
    closed = after(done, rng.randrange(40, 2 * MINUTES_A_DAY))
    share = used(place.opened, done, priority)
    return {
        "number": f"INC-{month.year}-{place.number:04}",
        "title": kind.title,
        "opened": stamp(place.opened),
        "reported_by": place.reporter,
        "service": f"SVC-{place.service}",
        "ci": kind.ci,
        "category": kind.category,
        "impact": impact,
        "urgency": urgency,
        "priority": priority,
        "major": "no",
        "state": "closed" if closed <= through else "resolved",
        "assigned_to": worker(place, words, rng),
        "escalations": "Incident manager" if share > 1 else "Second engineer" if share > 0.5 else "",
        "actions_taken": kind.action,
        "first_response": stamp(response),
        "resolved": stamp(done),
        "closed": stamp(closed) if closed <= through else "",
        "reassignment_count": str(place.passed_on),
        "reopen_count": "1" if not place.first_contact and rng.random() < 0.04 else "0",
        "sla": words.services[place.service].sla if month.year != "2025" else "",
        "in_target": "no" if share > 1 else "yes",
        "problem": kind.problem if place.opened.date() >= kind.since else "",
        "change": "",
        "resolution": kind.resolution,
    }


def incidents(
    month: Month, story: Sequence[Row], words: Wording, through: datetime, rng: Random
) -> list[Row]:
    """All incidents of a month, in the order of their numbers."""
    told = story_of(month, story)
    users = [row for row in told if row["reported_by"] not in NO_USERS]
    places = empty_places(month, told, rng)
    left = left_over(month, told)
    give_services(places, left, rng)
    give_lateness(places, left, rng)
    give_reporters(
        places,
        month.plan.other_users - sum(row["reported_by"] in {"Planners", "Control room"} for row in users),
        month.plan.first_contact - sum(row["reassignment_count"] == "0" for row in users),
        month.plan.passed_on_often - sum(int(row["reassignment_count"]) > 2 for row in told),
        words,
        rng,
    )
    made = [row_of(place, month, words, not told, through, rng) for place in places]
    return sorted([*told, *made], key=lambda row: row["number"])
