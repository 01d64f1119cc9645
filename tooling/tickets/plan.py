"""The plan of the year and the wording of tickets, read from the files beside this one."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

HERE = Path(__file__).parent
Row = dict[str, str]
"""A row of a table: the columns' names and their texts."""


class Input(BaseModel):
    """A part of the plan; a word that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Requests(Input):
    """Service requests of a month: from each customer, and late ones among them."""

    alder: int
    elm: int
    late: int


class MonthPlan(Input):
    """What one month holds."""

    incidents: dict[str, tuple[int, int]]
    passed_on_often: int
    other_users: int
    first_contact: int
    requests: Requests


class First(Input):
    """The first numbers of the first month."""

    incident: int
    request: int


class Plan(Input):
    """The year: what each month holds, and the seed."""

    seed: str
    through: date
    first: First
    months: dict[str, MonthPlan]


class Season(Input):
    """Something that occurs in a part of the year only."""

    from_: date = Field(date.min, alias="from")
    to: date = date.max

    def covers(self, day: date) -> bool:
        """Whether it occurs on that day."""
        return self.from_ <= day <= self.to


class IncidentKind(Season):
    """An incident as it is worded, with how often it occurs."""

    title: str
    category: str
    weight: int
    action: str
    resolution: str
    ci: str = ""
    alone: bool = False
    problem: str = ""
    since: date = date.max


class RequestKind(Season):
    """A type of service request as it is worded, with its time in service hours."""

    type: str
    weight: int
    parties: tuple[str, ...] = Field(alias="for")
    service: str = ""
    priority: str
    approval: str
    time: int
    late: bool
    instruction: str
    action: str


class ServiceWording(Input):
    """Who reports about a service, who works on it, and its agreement since 2026."""

    users: str
    sla: str
    engineers: tuple[str, ...]


class Wording(Input):
    """How tickets read."""

    services: dict[str, ServiceWording]
    agents: tuple[str, ...]
    shift: tuple[str, ...]
    incidents: dict[str, tuple[IncidentKind, ...]]
    requests: tuple[RequestKind, ...]
    requesters: dict[str, str]
    request_services: dict[str, str]


@dataclass(frozen=True)
class Month:
    """A month of the plan with its first number of incidents and of requests."""

    name: str
    plan: MonthPlan
    first_incident: int
    first_request: int

    @property
    def year(self) -> str:
        """The year as numbers carry it."""
        return self.name[:4]

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime.fromisoformat(f"{self.name}-01")

    @property
    def last_service_day(self) -> date:
        """Its last working day."""
        day = (self.start.replace(day=28) + timedelta(4)).replace(day=1).date() - timedelta(1)
        while day.weekday() > 4:
            day -= timedelta(1)
        return day

    @property
    def end(self) -> datetime:
        """When the desk closes for the last time in it."""
        return datetime.combine(self.last_service_day, time(18, 59))

    @property
    def incident_count(self) -> int:
        """How many incidents it holds."""
        return sum(count for count, _ in self.plan.incidents.values())


def _yaml(name: str) -> object:
    return YAML(typ="safe", pure=True).load((HERE / name).read_text(encoding="utf-8"))


def read_plan() -> Plan:
    """The plan of the year."""
    return Plan.model_validate(_yaml("plan.yml"))


def read_wording() -> Wording:
    """The wording of tickets."""
    return Wording.model_validate(_yaml("wording.yml"))


def read_story() -> tuple[Row, ...]:
    """The incidents that the story names."""
    with (HERE / "story.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def months(plan: Plan) -> tuple[Month, ...]:
    """The months with their first numbers; each year begins with 1."""
    found: list[Month] = []
    incident, request = plan.first.incident, plan.first.request
    for name, month in plan.months.items():
        if found and found[-1].year != name[:4]:
            incident, request = 1, 1
        found.append(Month(name, month, incident, request))
        incident += found[-1].incident_count
        request += month.requests.alder + month.requests.elm
    return tuple(found)
