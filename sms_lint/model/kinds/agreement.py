"""Service level management: service level agreements and how they were met."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Amount, Date, Number, Period, Ref, RoleRef, Text, To, YesNo
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.part import Part
from sms_lint.model.promises import Promise
from sms_lint.model.row_rules import OnlyWhen, RequiredWhen


class Computed(Part):
    """How something agreed is computed: by the definition of which KPI, and over which of its records."""

    kpi: Annotated[Ref, To("kpi")] = Field(
        title="KPI", description="The KPI whose definition computes it, over the records of this agreement."
    )
    over: Literal["agreement", "service", "customer"] | None = Field(
        None,
        title="Over",
        description=(
            "Which records are counted: those that name this agreement, its service, or its customer; left out, "
            "those that name the agreement, or else its service and customer, as far as they have such a field."
        ),
    )
    filter: Text | None = Field(
        None, title="Filter", description="Which of these records count, such as priority = 'P1'."
    )


class ServiceLevelTarget(Part):
    """One service level target: a number that can be measured."""

    name: Text = Field(title="Name", description="What results are reported under, such as availability.")
    metric: Text = Field(
        title="Metric",
        description="What is measured, such as share of agreed service time the service was up.",
    )
    value: Number = Field(title="Value", description="The value agreed, as a plain number, such as 99.5.")
    unit: Text = Field(title="Unit", description="The unit of the value, such as %, hours or minutes.")
    direction: Literal["higher", "lower"] = Field(
        title="Direction",
        description="Which way is better: higher where the value is a minimum, lower where it is a maximum.",
    )
    measurement: Text = Field(
        title="Measurement",
        description="How and where it is measured, over which period, and what is left out.",
    )
    computed: Computed | None = Field(
        None,
        title="Computed",
        description="The KPI that computes it from records, and over which; left out where it is measured by hand.",
    )

    @property
    def better(self) -> Literal["higher", "lower"]:
        """Which way is better."""
        return self.direction


class WorkloadLimit(Part):
    """The workload up to which the targets of an agreement hold."""

    name: Text = Field(title="Name", description="What is counted, such as incidents.")
    value: Amount = Field(
        title="Limit", description="The highest workload the targets hold for, as a plain number."
    )
    unit: Text = Field(
        title="Unit", description="The unit of the limit with its period, such as incidents a month."
    )
    computed: Computed | None = Field(
        None,
        title="Computed",
        description="The KPI that computes it from records, and over which; left out where it is measured by hand.",
    )

    @property
    def better(self) -> Literal["higher", "lower"]:
        """Which way is better: a limit is not exceeded."""
        return "lower"


class ServiceLevelAgreement(Record):
    """A service level agreement: the targets, limits and exceptions agreed with a customer for a service."""

    KIND: ClassVar[Kind] = Kind(
        "sla",
        "Service level agreement",
        "Service level agreements",
        "records",
        clauses=("20000-1:8.3.3",),
        courses=(
            ("valid_from", "valid_to"),
            ("valid_from", "review_due"),
        ),
        distances=(
            Distance("review_due", "valid_to", most=0, states=("active",)),
            Distance("valid_to", "valid_from", most=5479),
        ),
        prefix="SLA",
        rules=(
            RequiredWhen("approved_by", "status", ("active", "ended")),
            RequiredWhen("agreed_by_customer", "status", ("active", "ended")),
            RequiredWhen("valid_to", "status", ("ended",)),
        ),
        closed=Closed("status", ("ended",)),
        promises=(
            Promise(
                "review",
                "review of the agreement",
                "review_due",
                states=("active",),
                since="valid_from",
                until="valid_to",
            ),
            Promise(
                "end",
                "end of the agreement, unless it is renewed",
                "valid_to",
                states=("active",),
                since="valid_from",
            ),
        ),
    )

    service: Annotated[Ref, To("service", back="Agreement on it")] = Field(
        title="Service", description="The id of the service agreed on."
    )
    customer: Annotated[Ref, To("customer", back="Agreement with it")] = Field(
        title="Customer", description="The id of the customer it is agreed with."
    )
    also_for: tuple[Annotated[Ref, To("customer", back="Agreement that holds for it too")], ...] = Field(
        (),
        title="Also for",
        description="The ids of further customers for whom the same agreement holds.",
    )
    applies_to: Text | None = Field(
        None,
        title="Applies to",
        description="The site, tier or group of users, where one customer has several agreements on the service.",
    )
    requirements_ref: Annotated[Ref, To("document", back="Agreement based on it")] = Field(
        title="Service requirements",
        description="The id of the document that states the service requirements.",
    )
    targets: Annotated[tuple[ServiceLevelTarget, ...], Field(min_length=1)] = Field(
        title="Service level targets", description="What is promised, one measurable target each."
    )
    workload_limits: Annotated[tuple[WorkloadLimit, ...], Field(min_length=1)] = Field(
        title="Workload limits", description="Up to which workload the targets hold."
    )
    exceptions: tuple[Text, ...] = Field(
        title="Exceptions", description="When the targets do not hold; write [] where they always do."
    )
    service_hours: Annotated[Ref, To("service-hours", back="Agreement with these hours")] = Field(
        title="Service hours",
        description="The id of the service hours in which the service is delivered and supported.",
    )
    approved_by: RoleRef | None = Field(
        None, title="Approved by", description="The role that agreed to it for the service provider."
    )
    agreed_by_customer: Text | None = Field(
        None,
        title="Agreed by the customer",
        description="The function that agreed to it for the customer, and on which day; no name.",
    )
    valid_from: Date = Field(title="Valid from", description="The first day it applies.")
    valid_to: Date | None = Field(
        None, title="Valid to", description="The last day it applies; leave it out where no end is agreed."
    )
    review_due: Date = Field(
        title="Review due", description="The day by which it is reviewed with the customer."
    )
    status: Literal["draft", "active", "ended"] = Field(
        title="Status", description="A draft until both sides agree, active while it applies, then ended."
    )


class ServiceLevelResult(Record):
    """How one target of an agreement was met in a period, and the workload at the time."""

    KIND: ClassVar[Kind] = Kind(
        "sla-result",
        "Service level result",
        "Service level and workload results",
        "records",
        clauses=("20000-1:8.3.3", "20000-1:9.4"),
        tells=(Tells(("cause",), "cause"),),
        judgements=("cause",),
        prefix="SLR",
        rules=(
            RequiredWhen("cause", "met", ("no",)),
            OnlyWhen("cause", "met", ("no",)),
            OnlyWhen("no_action", "met", ("no",)),
        ),
        moment="reported_at",
        closed=Closed(later=("cause", "improvement", "nonconformity", "no_action", "reported_at")),
        deeds=("reported_at",),
        series=("sla", "target"),
        columns=("sla", "target", "period", "actual", "unit", "met", "nonconformity"),
    )

    sla: Annotated[Ref, To("sla", back="Result of it")] = Field(
        title="Service level agreement", description="The id of the service level agreement."
    )
    target: Text = Field(title="Target", description="The name of the target, as the agreement has it.")
    period: Period = Field(
        title="Period", description="The month, quarter or year measured, such as 2026-03."
    )
    actual: Number = Field(
        title="Actual", description="The value measured, as a plain number in the given unit."
    )
    unit: Text = Field(title="Unit", description="The unit of the value measured, as the agreement has it.")
    met: YesNo = Field(title="Met", description="Whether the target was met.")
    workload_limit: Amount = Field(
        title="Workload limit", description="The limit that the agreement sets, as a plain number."
    )
    workload_actual: Amount = Field(
        title="Actual workload", description="The workload measured in the period, as a plain number."
    )
    workload_unit: Text = Field(
        title="Unit of workload",
        description="The unit of limit and actual workload, such as incidents a month.",
    )
    cause: Text | None = Field(None, title="Cause", description="Why the target was missed.")
    improvement: Annotated[Ref, To("improvement", back="Missed target that led to it")] | None = Field(
        None, title="Improvement", description="The id of the improvement that the result led to."
    )
    nonconformity: Annotated[Ref, To("nonconformity", back="Missed target that led to it")] | None = Field(
        None,
        title="Nonconformity",
        description="The id of the nonconformity whose corrective action deals with the miss.",
    )
    no_action: Text | None = Field(
        None,
        title="No action",
        description="Where nothing is done about a miss: why, and which role decided so.",
    )
    reported_at: Date | None = Field(
        None, title="Reported on", description="The day the result was reported to the customer."
    )
