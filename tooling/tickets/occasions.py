"""Incidents that outages and emergency changes name: tickets of the plan, made to be about what happened then.

A month keeps what the plan promises of it: how many incidents of each service, how many of them late, who reported
them. So a ticket that stands at the place of an occasion changes what it is about with one of the service concerned.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from tooling.tickets.clock import MINUTE, after, served
from tooling.tickets.plan import HERE, Row

# What a ticket is about, and who reported and worked on it; its number, its times and its target stay where they are.
_ABOUT = (
    "title", "reported_by", "service", "ci", "category", "assigned_to", "actions_taken", "reassignment_count", "sla",
    "resolution",
)  # fmt: skip
_UNTIL_AGREED = 400
_TOLD = ("title", "category", "opened", "resolved", "resolution", "change")


@cache
def read_occasions() -> Mapping[str, Row]:
    """What happened, by the number of the incident that it was reported as."""
    with (HERE / "occasions.csv").open(encoding="utf-8", newline="") as file:
        return {row["number"]: row for row in csv.DictReader(file)}


def with_occasions(rows: Sequence[Row], told: frozenset[str]) -> list[Row]:
    """The incidents of a month with those of the occasions among them; `told` are the numbers that the story has."""
    found = {row["number"]: dict(row) for row in rows}
    occasions = [occasion for number, occasion in read_occasions().items() if number in found]
    for occasion in occasions:
        row = found[occasion["number"]]
        if row["service"] != occasion["service"]:
            _exchange(row, next(_others(found, occasion["service"], row, told)))
        row |= _shaped(row, occasion)
    return list(found.values())


def _others(found: Mapping[str, Row], service: str, place: Row, told: frozenset[str]) -> Iterator[Row]:
    """Tickets of a service that are named by nothing, and can be about what the one at the place was about."""
    by_day = place["reported_by"] != "Monitoring"
    for number, row in found.items():
        is_free = (
            not row["problem"] and row["in_target"] == "yes" and number not in told | read_occasions().keys()
        )
        if (
            row["service"] == service
            and is_free
            and (served(datetime.fromisoformat(row["opened"])) or not by_day)
        ):
            yield row


def _exchange(one: Row, other: Row) -> None:
    for column in _ABOUT:
        one[column], other[column] = other[column], one[column]


def _shaped(row: Row, occasion: Row) -> Row:
    """What the ticket says of its occasion; it was urgent, and is closed when its caller has agreed."""
    opened, resolved = (datetime.fromisoformat(occasion[name]) for name in ("opened", "resolved"))
    agreed = after(resolved, _UNTIL_AGREED)
    return {name: occasion[name] for name in _TOLD} | {
        "impact": "high",
        "urgency": "medium",
        "priority": "P2",
        "ci": "",
        "escalations": "Second engineer",
        "actions_taken": occasion["action"],
        "first_response": (opened + 3 * MINUTE).isoformat(timespec="minutes"),
        "closed": agreed.isoformat(timespec="minutes") if row["closed"] else "",
    }
