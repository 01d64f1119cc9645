"""Outages: when a service was not there."""

from typing import Annotated, ClassVar

from pydantic import Field

from sms_lint.ground.fields import Moment, Ref, Text, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Kind, Tells
from sms_lint.model.node import Record


class Outage(Record):
    """An outage: a time in which a service was not there and nobody had agreed to that."""

    KIND: ClassVar[Kind] = Kind(
        "outage",
        "Outage",
        "Outages",
        "records",
        clauses=("20000-1:8.7.1",),
        courses=(("started_at", "ended_at"),),
        tells=(Tells(("cause",), "cause"),),
        judgements=("cause",),
        prefix="OUT",
        moment="started_at",
        closed=Closed("ended_at", later=("cause", "incident", "problem")),
        deeds=("started_at", "ended_at"),
        columns=("service", "started_at", "ended_at", "cause", "incident", "problem"),
    )

    service: Annotated[Ref, To("service", back="Outage of it")] = Field(
        title="Service", description="The id of the service that was not there."
    )
    started_at: Moment = Field(
        title="Started", description="When the service was gone, such as 2026-03-31T14:05."
    )
    ended_at: Moment | None = Field(None, title="Ended", description="When the service was back.")
    cause: Text | None = Field(None, title="Cause", description="What brought it down, as far as is known.")
    incident: Annotated[Ref, To("incident", back="Outage that it reports")] | None = Field(
        None, title="Incident", description="The id of the incident that it was reported as."
    )
    problem: Annotated[Ref, To("problem", back="Outage due to it")] | None = Field(
        None, title="Problem", description="The id of the problem behind it."
    )
