"""Supply and demand: budgets, demand and capacity."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.fields import Amount, Date, Form, Number, Period, Ref, RoleRef, Span, Text, To
from sms_lint.models.base import Kind, Record
from sms_lint.models.rowrules import Difference

Currency = Annotated[str, Form(r"[A-Z]{3}", "a currency such as GBP")]


class Budget(Record):
    """What was planned and spent on a service in a period, and what is expected."""

    KIND: ClassVar[Kind] = Kind(
        "budget",
        "Budget line",
        "Service budget and actuals",
        "records",
        clauses=("20000-1:8.4.1",),
        prefix="BUD",
        rules=(Difference("variance", "actual", "budget"),),
        moment="reported_at",
    )

    service: Annotated[Ref, To("service")] = Field(title="Service", description="The id of the service.")
    period: Period = Field(title="Period", description="The month, quarter or year, such as 2026-Q3.")
    cost_type: Text = Field(title="Cost type", description="What is paid for, such as licences or staff.")
    currency: Currency = Field(title="Currency", description="The currency of the amounts, such as GBP.")
    budget: Amount = Field(title="Budget", description="What was planned, as a plain number.")
    actual: Amount = Field(title="Actual", description="What was spent.")
    variance: Number = Field(
        title="Variance", description="Actual minus budget; more than nothing means overspent."
    )
    forecast: Amount = Field(
        title="Forecast", description="What is expected by the end of the financial year."
    )
    action: Text | None = Field(None, title="Action", description="What is done about the variance.")
    reported_at: Date = Field(title="Reported", description="The day it was reported.")


class Demand(Record):
    """Demand for a service and its use in a period, and what is expected."""

    KIND: ClassVar[Kind] = Kind(
        "demand",
        "Demand figure",
        "Demand and consumption",
        "records",
        clauses=("20000-1:8.4.2",),
        prefix="DEM",
        moment="reported_at",
    )

    service: Annotated[Ref, To("service")] = Field(title="Service", description="The id of the service.")
    period: Period = Field(title="Period", description="The month, quarter or year, such as 2026-Q3.")
    measure: Text = Field(title="Measure", description="What is counted, such as mailboxes or TB stored.")
    unit: Text = Field(title="Unit", description="The unit of the figures.")
    current: Amount = Field(title="Current demand", description="What customers ask for now.")
    forecast: Amount = Field(
        title="Forecast", description="What they are expected to ask for in the next period."
    )
    consumption: Amount = Field(title="Consumption", description="What was used.")
    reported_to: RoleRef = Field(title="Reported to", description="The role that received the figures.")
    reported_at: Date = Field(title="Reported", description="The day they were reported.")


class Capacity(Record):
    """A resource of the capacity plan: what is needed, what there is, and when more must be ordered."""

    KIND: ClassVar[Kind] = Kind(
        "capacity",
        "Capacity plan entry",
        "Capacity plan entries",
        "records",
        clauses=("20000-1:8.4.3",),
        prefix="CAP",
        moment="reviewed_at",
    )

    resource: Text = Field(
        title="Resource", description="What it is, such as the storage of the hosting platform."
    )
    resource_kind: Literal["human", "technical", "information", "financial"] = Field(
        title="Kind of resource", description="People, technology, information or money."
    )
    service: Annotated[Ref, To("service")] = Field(
        title="Service", description="The id of the service that needs it."
    )
    unit: Text = Field(title="Unit", description="The unit of the figures, such as TB or full-time staff.")
    requirement: Amount = Field(title="Requirement", description="How much is needed now.")
    current: Amount = Field(title="Current capacity", description="How much there is.")
    forecast: Amount = Field(title="Forecast", description="How much will be needed in twelve months.")
    threshold: Amount = Field(title="Threshold", description="The use at which more is ordered.")
    lead_time: Span = Field(title="Lead time", description="How long it takes to have more, such as 6 weeks.")
    effect_of_sla_availability_continuity: Text = Field(
        title="Effect of agreements",
        description="What service level agreements, availability and continuity mean for this resource.",
    )
    action: Text | None = Field(None, title="Action", description="What is done, and by when.")
    owner: RoleRef = Field(title="Owner", description="The role that answers for it.")
    reviewed_at: Date = Field(title="Reviewed", description="The day it was last looked at.")
