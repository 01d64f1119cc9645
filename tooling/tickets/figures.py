"""The figures that reports and registers take from the tickets."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tooling.tickets.incidents import NO_USERS
from tooling.tickets.plan import Row

QUARTERS = {
    "2025-Q2": ("2025-04", "2025-05", "2025-06"),
    "2025-Q3": ("2025-07", "2025-08", "2025-09"),
    "2025-Q4": ("2025-10", "2025-11", "2025-12"),
    "2025-11..2025-12": ("2025-11", "2025-12"),
    "2026-Q1": ("2026-01", "2026-02", "2026-03"),
    "2026-Q2": ("2026-04", "2026-05", "2026-06"),
    "2026-Q3": ("2026-07", "2026-08", "2026-09"),
    "2026-Q4": ("2026-10",),
}


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float:
        """In per cent, as registers give it."""
        return round(100 * self.part / self.whole, 1)

    def __str__(self) -> str:
        """As reports give it."""
        return f"{self.percent:.1f} ({self.part} of {self.whole})"


class Figures(NamedTuple):
    """What a month or quarter comes to."""

    in_target: Share
    first_contact: Share
    requests_on_time: Share
    linked_to_problem: Share
    passed_on_often: Share


def share(kept: Sequence[bool]) -> Share:
    """How many of them are true."""
    return Share(sum(kept), len(kept))


def figures(incidents: Sequence[Row], requests: Sequence[Row]) -> Figures:
    """The figures of some tickets, by the formulas of the KPI register."""
    by_users = [row for row in incidents if row["reported_by"] not in NO_USERS]
    return Figures(
        in_target=share([row["in_target"] == "yes" for row in incidents]),
        first_contact=share([row["reassignment_count"] == "0" for row in by_users]),
        requests_on_time=share([row["fulfilled"] <= row["due"] for row in requests]),
        linked_to_problem=share([row["problem"] != "" for row in incidents]),
        passed_on_often=share([int(row["reassignment_count"]) > 2 for row in incidents]),
    )


def by_period(months: Mapping[str, tuple[list[Row], list[Row]]]) -> dict[str, Figures]:
    """The figures of each month and each quarter."""
    found = {name: figures(*tickets) for name, tickets in months.items()}
    for quarter, names in QUARTERS.items():
        incidents = [row for name in names for row in months[name][0]]
        found[quarter] = figures(incidents, [row for name in names for row in months[name][1]])
    return found


def in_words(months: Mapping[str, tuple[list[Row], list[Row]]]) -> str:
    """The figures as lines for a reader."""
    return "\n".join(
        f"{period}: "
        + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in found._asdict().items())
        for period, found in by_period(months).items()
    )
