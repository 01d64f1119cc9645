"""Service design, build and transition: new or changed services, and those that end."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, Ref, Text, TextOrNone, Texts, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Follows, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.row_rules import RequiredWhen

# Which way a service goes, and how far it has come.
COMING = ("new", "transfer_in")
GOING = ("removal", "transfer_out")
OPEN = ("planned", "in_progress")


class Transition(Record):
    """The plan, design and outcome of a new or changed service, or of its removal or transfer."""

    KIND: ClassVar[Kind] = Kind(
        "transition",
        "Transition",
        "New or changed services",
        "records",
        clauses=("20000-1:8.5.2.1", "20000-1:8.5.2.2", "20000-1:8.5.2.3"),
        courses=(("planned_at", "accepted_at"),),
        distances=(Distance("accepted_at", "planned_at", most=731),),
        follows=(Follows("accepted_at", "changes", "requested_at"),),
        tells=(
            Tells(
                (
                    "testing",
                    "intended_outcomes",
                    "impact",
                    "resources",
                    "authorities",
                    "acceptance_criteria",
                    "data_disposition",
                )
            ),
            Tells(("dependencies",)),
        ),
        prefix="TRN",
        files="transitions",
        rules=(
            RequiredWhen("data_disposition", "transition_kind", ("removal", "transfer_in", "transfer_out")),
            RequiredWhen(
                "removal_or_transfer_dates", "transition_kind", ("removal", "transfer_in", "transfer_out")
            ),
            RequiredWhen("design_ref", "transition_kind", ("new", "change")),
            RequiredWhen("acceptance_result", "status", ("completed",)),
            RequiredWhen("accepted_at", "status", ("completed",)),
            RequiredWhen("outcome_report", "status", ("completed",)),
            RequiredWhen(
                "deviation_decision", "acceptance_result", ("accepted_with_deviations", "not_accepted")
            ),
        ),
        moment="planned_at",
        closed=Closed("status", ("completed", "cancelled")),
        deeds=("planned_at", "accepted_at"),
    )

    service: Annotated[Ref, To("service", back="Transition of it")] = Field(
        title="Service", description="The id of the service."
    )
    transition_kind: Literal["new", "change", "removal", "transfer_in", "transfer_out"] = Field(
        title="Kind of transition", description="A new service, a change, a removal, or a transfer in or out."
    )
    planned_at: Date = Field(title="Planned", description="The day the plan was agreed.")
    status: Literal["planned", "in_progress", "completed", "cancelled"] = Field(
        title="Status", description="Its current state."
    )
    authorities: Text = Field(
        title="Authorities", description="Who decides and who answers for what, by role."
    )
    activities_timescales: Texts = Field(title="Activities", description="What is done, each with its dates.")
    resources: Text = Field(
        title="Resources", description="People, money, technology and information needed."
    )
    dependencies: TextOrNone = Field(
        title="Dependencies", description="Other services and parties it depends on; or none."
    )
    testing: Text = Field(title="Testing", description="What is tested, and when.")
    acceptance_criteria: Texts = Field(
        title="Acceptance criteria",
        description="What must hold before the service is accepted, in numbers where possible.",
    )
    intended_outcomes: Text = Field(
        title="Intended outcomes", description="What is to be reached, in terms one can measure."
    )
    impact: Text = Field(
        title="Impact", description="What it means for the SMS, other services, customers and others."
    )
    removal_or_transfer_dates: Text | None = Field(
        None, title="Dates of removal or transfer", description="When the service ends or is transferred."
    )
    data_disposition: TextOrNone | None = Field(
        None,
        title="Data and components",
        description="What becomes of data, documents and components, or who receives them.",
    )
    design_ref: Annotated[Ref, To("document", back="Transition designed in it")] | None = Field(
        None, title="Service design", description="The id of the document with the service design."
    )
    changes: tuple[Annotated[Ref, To("change", back="Transition that it carries out")], ...] = Field(
        (), title="Changes", description="Ids of the changes by which it was carried out."
    )
    affected_cis: Annotated[
        tuple[Annotated[Ref, To("ci", back="Transition that touches it")], ...], Field(min_length=1)
    ] = Field(title="Configuration items", description="Ids of the configuration items it touches.")
    acceptance_result: Literal["accepted", "accepted_with_deviations", "not_accepted"] | None = Field(
        None, title="Acceptance result", description="Whether the acceptance criteria were met."
    )
    accepted_at: Date | None = Field(
        None, title="Accepted", description="The day of the decision on acceptance."
    )
    deviation_decision: Text | None = Field(
        None, title="Decision on deviations", description="What was decided about criteria that were not met."
    )
    outcome_report: Annotated[Ref, To("document", back="Transition that it reports on")] | None = Field(
        None,
        title="Outcome report",
        description="The id of the report on what was reached against what was intended.",
    )
