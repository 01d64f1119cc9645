"""Supply and demand: budgets and actual costs, demand and consumption, capacity."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Amount, Date, Number, Period, Ref, RoleRef, Span, Text, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise
from sms_lint.model.row_rules import DifferenceOf, OnlyWhen, RequiredWhen


class Budget(Record):
    """What a service was to cost in a period, what it did cost, and what is expected."""

    KIND: ClassVar[Kind] = Kind(
        "budget",
        "Service budget",
        "Service budgets and actual costs",
        "records",
        clauses=("20000-1:8.4.1",),
        prefix="BUD",
        rules=(
            RequiredWhen("actual", "status", ("reported",)),
            RequiredWhen("variance", "status", ("reported",)),
            RequiredWhen("reported_at", "status", ("reported",)),
            OnlyWhen("reported_at", "status", ("reported",)),
            DifferenceOf("variance", "actual", "budget"),
        ),
        moment="reported_at",
        closed=Closed("status", ("reported",), later=("action",)),
        deeds=("reported_at",),
        promises=(
            Promise("report", "report of the actual costs", "period", "intervals.reporting", ("planned",)),
        ),
        runs=("budget", "actual", "forecast"),
        series=("service", "cost_type"),
        columns=("service", "period", "cost_type", "budget", "actual", "variance", "currency"),
    )

    service: Annotated[Ref, To("service", back="Budget of it")] = Field(
        title="Service", description="The id of the service the costs belong to."
    )
    also_for: tuple[Annotated[Ref, To("service", back="Budget that it shares")], ...] = Field(
        (), title="Also for", description="The ids of further services that share this budget."
    )
    period: Period = Field(title="Period", description="The month, quarter or year, such as 2026-Q3.")
    cost_type: Text = Field(
        title="Type of cost", description="What the money is for, such as licences, people or hardware."
    )
    currency: Text = Field(title="Currency", description="The currency of every amount, such as GBP.")
    budget: Amount = Field(title="Budget", description="The amount planned, as a plain number.")
    actual: Number | None = Field(
        None,
        title="Actual",
        description="The amount spent, as a plain number; negative where credits were higher.",
    )
    variance: Number | None = Field(
        None, title="Variance", description="Actual minus budget; negative where less was spent."
    )
    forecast: Amount = Field(
        title="Forecast", description="The amount now expected for the next period of the same length."
    )
    volume: Amount | None = Field(
        None,
        title="Volume",
        description="How much was done for the money in the period, as a plain number; cost per unit follows from it.",
    )
    volume_unit: Text | None = Field(
        None, title="Unit of the volume", description="What the volume counts, such as tickets or mailboxes."
    )
    action: Text | None = Field(
        None, title="Action", description="What is done about the variance or the forecast."
    )
    status: Literal["planned", "reported"] = Field(
        title="Status", description="Planned until the actual costs have been reported."
    )
    reported_at: Date | None = Field(
        None, title="Reported on", description="The day the actual costs were reported."
    )


class Demand(Record):
    """How much of a service was asked for and consumed in a period, and what is expected."""

    KIND: ClassVar[Kind] = Kind(
        "demand",
        "Demand figure",
        "Demand and consumption",
        "records",
        clauses=("20000-1:8.4.2",),
        prefix="DEM",
        moment="reported_at",
        closed=Closed(),
        deeds=("reported_at",),
        runs=("current", "forecast", "consumption"),
        series=("service", "measure"),
        columns=("service", "period", "measure", "current", "forecast", "unit", "available"),
    )

    service: Annotated[Ref, To("service", back="Demand for it")] = Field(
        title="Service", description="The id of the service."
    )
    period: Period = Field(title="Period", description="The month, quarter or year, such as 2026-08.")
    measure: Text = Field(title="Measure", description="What is counted, such as storage or contacts.")
    unit: Text = Field(title="Unit", description="The unit of the numbers, such as TB.")
    current: Amount = Field(
        title="Current demand", description="How much was asked for in the period, as a plain number."
    )
    forecast: Amount = Field(
        title="Forecast", description="The demand expected for the next period, as a plain number."
    )
    forecast_for: Period | None = Field(
        None,
        title="Forecast for",
        description="The period that the forecast is for, where it is not the next one.",
    )
    consumption: Amount = Field(
        title="Consumption", description="How much was really used in the period, as a plain number."
    )
    available: Amount | None = Field(
        None,
        title="Available",
        description="How much there was to be used in the period, as a plain number; utilisation follows from it.",
    )
    reported_to: Annotated[tuple[RoleRef, ...], Field(min_length=1)] = Field(
        title="Reported to", description="The roles that received the figures."
    )
    reported_at: Date = Field(title="Reported on", description="The day the figures were reported.")


class Capacity(Record):
    """A resource: the capacity that is needed, what there is, and when to act."""

    KIND: ClassVar[Kind] = Kind(
        "capacity",
        "Capacity requirement",
        "Capacity plan entries",
        "records",
        clauses=("20000-1:8.4.3",),
        distances=(Distance("forecast_for", "reviewed_at", least=0, most=1096),),
        tells=(
            Tells(
                (
                    "requirement",
                    "action",
                )
            ),
        ),
        prefix="CAP",
        moment="reviewed_at",
        deeds=("reviewed_at",),
        cycles=(
            Cycle(
                "review",
                "review of the capacity",
                "reviewed_at",
                "intervals.capacity_review",
                latest_of=("service", "resource"),
            ),
        ),
        columns=("resource", "service", "current", "forecast", "threshold", "unit", "owner", "reviewed_at"),
    )

    resource: Text = Field(
        title="Resource", description="What may run short, such as the storage pool behind hosting."
    )
    type: Literal["human", "technical", "information", "financial"] = Field(
        title="Type", description="What kind of resource it is; a plan covers all four."
    )
    service: Annotated[Ref, To("service", back="Capacity of it")] = Field(
        title="Service", description="The id of the service that needs it."
    )
    requirement: Text = Field(
        title="Requirement", description="How much is needed so that targets can be met, and why."
    )
    unit: Text = Field(title="Unit", description="The unit of current, forecast and threshold, such as %.")
    current: Amount = Field(title="Current", description="The present use or level, as a plain number.")
    forecast: Amount = Field(title="Forecast", description="The use or level expected, as a plain number.")
    forecast_for: Period | None = Field(
        None, title="Forecast for", description="The period that the forecast is for, such as 2026-Q4."
    )
    threshold: Amount = Field(
        title="Threshold", description="The value at which action starts, as a plain number."
    )
    act_when: Literal["above", "below"] = Field(
        "above",
        title="Act when",
        description="Whether action starts above the threshold, as for the fill of a store, or below, as for people.",
    )
    lead_time: Span = Field(
        title="Lead time", description="How long it takes to change the capacity, such as 6 weeks."
    )
    effect_of_sla_availability_continuity: Text = Field(
        title="Effect of agreed targets",
        description="What targets for service level, availability and continuity mean for the capacity.",
    )
    action: Text | None = Field(
        None, title="Action", description="What is done, by whom and when, where the threshold is near."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the capacity.")
    reviewed_at: Date = Field(title="Reviewed", description="The day it was last reviewed.")
