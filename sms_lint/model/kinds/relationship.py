"""Business relationship management: customers, satisfaction, complaints."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Between,
    Count,
    Date,
    Moment,
    Number,
    Period,
    Ref,
    RoleRef,
    Span,
    Text,
    TextOrNone,
    To,
    Unit,
    YesNo,
)
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.model.row_rules import AtMost, OnlyWhen, RequiredWhen

People = Annotated[int, Between(1, None, whole=True), Unit("people")]


class Customer(Record):
    """A customer, its users, and how the relationship is looked after."""

    KIND: ClassVar[Kind] = Kind(
        "customer",
        "Customer",
        "Customer and user register",
        "records",
        clauses=("20000-1:8.3.2",),
        prefix="CUS",
        moment="last_review",
        deeds=("last_review",),
        cycles=(Cycle("review", "service review with the customer", "last_review", "review_frequency"),),
    )

    name: Text = Field(title="Name", description="The customer: an organisation or a part of one.")
    users_group: Text = Field(
        title="Users", description="Who uses the services at the customer, and roughly how many they are."
    )
    relationship_owner: RoleRef = Field(
        title="Relationship owner", description="The role that looks after the customer and its satisfaction."
    )
    services: Annotated[
        tuple[Annotated[Ref, To("service", back="Customer of it")], ...], Field(min_length=1)
    ] = Field(title="Services", description="Ids of the services delivered to the customer.")
    review_frequency: Span = Field(
        title="Review interval",
        description="How often performance is reviewed with the customer, such as 3 months.",
    )
    last_review: Date = Field(
        title="Last review",
        description="The day of the last review; for a new customer, of the first meeting.",
    )
    review_record: Annotated[Ref, To(back="Customer whose review it records")] | None = Field(
        None,
        title="Record of the last review",
        description="The id of the minutes or report of the last review.",
    )


class Satisfaction(Record):
    """A survey of satisfaction with the services, its analysis and what followed."""

    KIND: ClassVar[Kind] = Kind(
        "satisfaction",
        "Satisfaction survey",
        "Satisfaction surveys",
        "records",
        clauses=("20000-1:8.3.2",),
        tells=(Tells(("analysis",), "result"),),
        judgements=("analysis",),
        prefix="SAT",
        rules=(AtMost("sample_size", "population"), AtMost("responses", "sample_size")),
        moment="reported_at",
        closed=Closed(later=("reported_at",)),
        deeds=("reported_at",),
        promises=(
            Promise(
                "report", "report of the survey", "period", "intervals.reporting", unless=("reported_at",)
            ),
        ),
        cycles=(Cycle("survey", "satisfaction survey", "period", "intervals.satisfaction", latest_of=()),),
    )

    period: Period = Field(
        title="Period", description="The month, quarter or year asked about, such as 2026-Q1."
    )
    population: People = Field(title="Population", description="How many people could have been asked.")
    sample_size: People = Field(title="Sample size", description="How many people were asked.")
    representative: YesNo = Field(
        title="Representative", description="Whether the sample represents all customers in question."
    )
    responses: Annotated[Count, Unit("people")] = Field(
        title="Responses", description="How many people answered."
    )
    score: Number = Field(
        title="Score", description="The overall result, as a plain number on the given scale."
    )
    scale: Text = Field(
        title="Scale", description="What the score runs from and to, such as 1 (poor) to 5 (very good)."
    )
    analysis: Text = Field(
        title="Analysis", description="What the answers say, and how that differs from last time."
    )
    actions: TextOrNone = Field(
        title="Actions",
        description="What is done about it, with ids of improvements; say so if nothing need be.",
    )
    reported_to: Text = Field(
        title="Reported to", description="Who was told the result, such as customers and top management."
    )
    reported_at: Date | None = Field(
        None, title="Reported on", description="The day the result was reported."
    )


class Complaint(Record):
    """A service complaint, from its receipt to its closure."""

    KIND: ClassVar[Kind] = Kind(
        "complaint",
        "Complaint",
        "Complaint register",
        "records",
        clauses=("20000-1:8.3.2",),
        courses=(("received", "closed"),),
        tells=(
            Tells(("description",)),
            Tells(("resolution",), "result"),
        ),
        judgements=("resolution",),
        prefix="CPL",
        rules=(
            RequiredWhen("escalation_level", "escalated", ("yes",)),
            OnlyWhen("escalation_level", "escalated", ("yes",)),
            RequiredWhen("resolution", "status", ("resolved", "closed")),
            RequiredWhen("closed", "status", ("closed",)),
            OnlyWhen("closed", "status", ("closed",)),
            RequiredWhen("reported_in", "status", ("closed",)),
        ),
        moment="received",
        closed=Closed("status", ("closed",), back=(("resolved", "open"),)),
        numbered="as it comes up",
        deeds=("received", "closed"),
        promises=(
            Promise(
                "settlement",
                "settlement or escalation of the complaint",
                "received",
                "intervals.complaint",
                when=(Says("escalated", ("no",)),),
                unless=("closed",),
                in_calendar=False,
            ),
            Promise(
                "escalation",
                "escalation of the complaint, unless it is resolved",
                "received",
                "intervals.complaint",
                ("open",),
                when=(Says("escalated", ("no",)),),
            ),
        ),
        columns=("description", "customer", "service", "received", "owner", "status", "closed"),
    )

    customer: Annotated[Ref, To("customer", back="Complaint of it")] = Field(
        title="Customer", description="The id of the customer who complains or whose user does."
    )
    service: Annotated[Ref, To("service", back="Complaint about it")] = Field(
        title="Service", description="The id of the service complained about."
    )
    received: Moment = Field(title="Received", description="The day, or day and time, it came in.")
    description: Text = Field(title="Description", description="What the customer complains about.")
    owner: RoleRef = Field(title="Owner", description="The role that sees it through to closure.")
    status: Literal["open", "resolved", "closed"] = Field(
        title="Status",
        description="Open; resolved once answered; closed once the customer agrees or cannot be persuaded.",
    )
    escalated: YesNo = Field(title="Escalated", description="Whether it had to go beyond the normal channel.")
    escalation_level: Text | None = Field(
        None,
        title="Escalation level",
        description="How far it was escalated, such as head of service management.",
    )
    resolution: Text | None = Field(
        None, title="Resolution", description="What was done, and what the customer was told."
    )
    closed: Moment | None = Field(
        None, title="Closed", description="The day, or day and time, it was closed."
    )
    reported_in: Annotated[Ref, To(back="Complaint reported in it")] | None = Field(
        None, title="Reported in", description="The id of the report or review minutes in which it appears."
    )
