"""The service requests of a month."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from tooling.tickets.clock import MINUTES_A_DAY, after, moment_between
from tooling.tickets.incidents import stamp
from tooling.tickets.plan import Month, RequestKind, Row, Wording

TRIES = 200
WAIT_FOR_ANSWER = 2 * MINUTES_A_DAY


@dataclass
class Request:
    """A service request that is being made."""

    party: str
    kind: RequestKind
    opened: datetime
    fulfilled: datetime


def fulfilled(kind: RequestKind, opened: datetime, late: bool, rng: Random) -> datetime:
    """When it was fulfilled; what is urgent is done within minutes, the rest in good time."""
    share = rng.uniform(1.05, 1.5) if late else rng.triangular(0.12, 0.95, 0.45)
    return after(opened, max(int(kind.time * 60 * share), 4))


def kind_of(party: str, opened: datetime, late: bool, words: Wording, rng: Random) -> RequestKind:
    """What is asked for; only some types are ever late."""
    kinds = [
        kind
        for kind in words.requests
        if party in kind.parties and kind.covers(opened.date()) and (kind.late or not late)
    ]
    return rng.choices(kinds, [kind.weight for kind in kinds])[0]


def request(party: str, month: Month, late: bool, words: Wording, rng: Random) -> Request:
    """One request that is fulfilled in its month."""
    for _ in range(TRIES):
        opened = moment_between(rng, month.start, month.end, by_day=True)
        kind = kind_of(party, opened, late, words, rng)
        done = fulfilled(kind, opened, late, rng)
        if done <= month.end:
            return Request(party, kind, opened, done)
    raise ValueError(f"no request fits into {month.name}")


def row_of(number: str, made: Request, words: Wording, through: datetime, rng: Random) -> Row:
    """The row of the table."""
    kind = made.kind
    closed = after(made.fulfilled, rng.randrange(30, WAIT_FOR_ANSWER))
    return {
        "number": number,
        "type": kind.type,
        "requester": words.requesters[made.party],
        "service": kind.service or words.request_services[made.party],
        "priority": kind.priority,
        "approval": kind.approval,
        "opened": stamp(made.opened),
        "due": stamp(after(made.opened, kind.time * 60)),
        "actions_taken": kind.action,
        "fulfilled": stamp(made.fulfilled),
        "closed": stamp(closed) if closed <= through else "",
        "instruction": kind.instruction,
        "state": "closed" if closed <= through else "fulfilled",
    }


def requests(month: Month, words: Wording, through: datetime, rng: Random) -> list[Row]:
    """All service requests of a month, in the order of their numbers."""
    asked = month.plan.requests
    parties = ["alder"] * asked.alder + ["elm"] * asked.elm
    rng.shuffle(parties)
    made = [request(party, month, place < asked.late, words, rng) for place, party in enumerate(parties)]
    made.sort(key=lambda request: request.opened)
    return [
        row_of(f"REQ-{month.year}-{month.first_request + place:04}", one, words, through, rng)
        for place, one in enumerate(made)
    ]
