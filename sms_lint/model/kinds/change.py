"""Service design, build and transition: changes, new or changed services, releases."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Count,
    Date,
    Moment,
    PersonRef,
    Ref,
    RoleRef,
    Text,
    TextOrNone,
    Texts,
    To,
    Unit,
    YesNo,
)
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Follows, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Promise, Says
from sms_lint.model.row_rules import Different, OnlyWhen, RequiredWhen

# How far a change or a release has come, how it went, and which way a service goes.
DECIDED = ("approved", "implemented", "reviewed", "closed")
DONE = ("implemented", "reviewed", "closed")
LIVE = ("deployed", "closed")
FAILED = ("failed", "rolled_back")
BY_TRANSITION = "design_transition"
COMING = ("new", "transfer_in")
GOING = ("removal", "transfer_out")
OPEN = ("planned", "in_progress")
_REVIEWED = ("reviewed", "closed")


class Change(Record):
    """A request for change, from asking to review."""

    KIND: ClassVar[Kind] = Kind(
        "change",
        "Change",
        "Change register",
        "records",
        clauses=("20000-1:8.5.1.2", "20000-1:8.5.1.3"),
        courses=(
            ("requested_at", "approved_at"),
            ("planned_start", "planned_end"),
            ("planned_start", "actual_end", "review_at"),
        ),
        distances=(Distance("actual_end", "planned_end", most=30),),
        tells=(
            Tells(
                (
                    "reason",
                    "risk",
                    "benefit",
                    "feasibility",
                    "reversal_plan",
                )
            ),
            Tells(
                (
                    "impact_parties",
                    "impact_policies_plans",
                    "impact_capacity_availability_continuity_security",
                ),
            ),
            Tells(
                (
                    "test_result",
                    "investigation",
                    "review_result",
                ),
                "result",
            ),
        ),
        prefix="CHG",
        files="changes",
        rules=(
            RequiredWhen("approved_at", "status", DECIDED),
            RequiredWhen("approvers", "status", DECIDED),
            RequiredWhen("communicated_at", "status", DONE),
            RequiredWhen("actual_end", "status", DONE),
            RequiredWhen("outcome", "status", DONE),
            RequiredWhen("review_at", "status", _REVIEWED),
            RequiredWhen("review_result", "status", _REVIEWED),
            RequiredWhen("investigation", "outcome", FAILED),
            OnlyWhen("outcome", "status", DONE),
            Different("approvers", "requested_by"),
        ),
        moment="requested_at",
        closed=Closed("status", ("rejected", "closed"), later=("related_rfc_release", "caused_incidents")),
        settled=("reviewed",),
        numbered="as it comes up",
        deeds=("approved_at", "actual_end", "review_at"),
        promises=(
            Promise("end", "end of the change", "planned_end", states=("approved",), unless=("actual_end",)),
            Promise(
                "review",
                "review of the change",
                "actual_end",
                "intervals.change_review",
                ("implemented",),
                when=(Says("category", ("emergency",), but_not=True), Says("outcome", FAILED, but_not=True)),
                unless=("review_at",),
            ),
            Promise(
                "emergency-review",
                "review of the emergency change",
                "actual_end",
                "intervals.urgent_review",
                ("implemented",),
                when=(Says("category", ("emergency",)),),
                unless=("review_at",),
            ),
            Promise(
                "failure-review",
                "review of the failed change",
                "actual_end",
                "intervals.urgent_review",
                ("implemented",),
                when=(Says("category", ("emergency",), but_not=True), Says("outcome", FAILED)),
                unless=("review_at",),
            ),
        ),
        columns=("title", "requested_at", "category", "status", "outcome", "review_result", "affected_cis"),
    )

    title: Text = Field(title="Title", description="What is changed, in a few words.")
    requested_by: Text = Field(
        title="Requested by", description="The id of the person, or the customer, who asks for it."
    )
    requested_at: Moment = Field(
        title="Requested", description="When it was asked for, such as 2026-03-31T14:05."
    )
    category: Literal["standard", "normal", "emergency"] = Field(
        title="Category",
        description="Standard, normal or emergency, as the change management policy defines them.",
    )
    major_impact: YesNo = Field(
        title="Major impact", description="Whether it could have a major impact on customers or services."
    )
    route: Literal["change", "design_transition"] = Field(
        title="Route", description="Handled as a change, or by service design and transition."
    )
    reason: Text = Field(title="Reason", description="Why it is needed.")
    risk: Text = Field(title="Risk", description="What could go wrong, and how likely that is.")
    benefit: Text = Field(title="Benefit", description="What is better afterwards.")
    feasibility: Text = Field(
        title="Feasibility", description="Whether it can be done with what there is, and in time."
    )
    cost: TextOrNone = Field(
        title="Cost", description="Money and days of work, with their units; or that there is none."
    )
    impact_services: Annotated[tuple[Annotated[Ref, To("service")], ...], Field(min_length=1)] = Field(
        title="Services affected", description="Ids of the services it affects."
    )
    impact_parties: TextOrNone = Field(
        title="Parties affected", description="Customers, users and others who notice it; or none."
    )
    impact_policies_plans: TextOrNone = Field(
        title="Policies and plans affected", description="Which policies and plans have to change; or none."
    )
    impact_capacity_availability_continuity_security: TextOrNone = Field(
        title="Effect on assurance",
        description="What it does to capacity, availability, continuity and information security.",
    )
    related_rfc_release: tuple[Annotated[Ref, To("change", "release")], ...] = Field(
        (), title="Related changes and releases", description="Ids of changes and releases it belongs with."
    )
    status: Literal["requested", "approved", "rejected", "implemented", "reviewed", "closed"] = Field(
        title="Status", description="Its current state."
    )
    approved_at: Moment | None = Field(None, title="Approved", description="When it was approved.")
    approvers: tuple[PersonRef, ...] = Field(
        (), title="Approvers", description="Ids of the persons who approved it."
    )
    test_result: Text | None = Field(
        None, title="Test result", description="What was tested, and what came out."
    )
    reversal_plan: Text = Field(
        title="Plan for reversal", description="How it is undone or corrected if it fails."
    )
    reversal_tested: YesNo | None = Field(
        None, title="Reversal tested", description="Whether the plan for reversal was tried out."
    )
    communicated_at: Moment | None = Field(
        None, title="Communicated", description="When those concerned were told of the planned time."
    )
    planned_start: Moment = Field(title="Planned start", description="When work is to begin.")
    planned_end: Moment = Field(title="Planned end", description="When work is to end.")
    actual_end: Moment | None = Field(None, title="Actual end", description="When work ended.")
    outcome: Literal["success", "failed", "rolled_back"] | None = Field(
        None, title="Outcome", description="How it went."
    )
    investigation: Text | None = Field(
        None, title="Investigation", description="Why it failed, and what was agreed upon."
    )
    review_at: Date | None = Field(None, title="Reviewed", description="The day its effect was reviewed.")
    review_result: Text | None = Field(None, title="Review result", description="What the review found.")
    affected_cis: Annotated[tuple[Annotated[Ref, To("ci")], ...], Field(min_length=1)] = Field(
        title="Configuration items", description="Ids of the configuration items it touches."
    )
    caused_incidents: tuple[Annotated[Ref, To("incident")], ...] = Field(
        (), title="Incidents caused", description="Ids of incidents that it caused."
    )


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

    service: Annotated[Ref, To("service")] = Field(title="Service", description="The id of the service.")
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
    design_ref: Annotated[Ref, To("document")] | None = Field(
        None, title="Service design", description="The id of the document with the service design."
    )
    changes: tuple[Annotated[Ref, To("change")], ...] = Field(
        (), title="Changes", description="Ids of the changes by which it was carried out."
    )
    affected_cis: Annotated[tuple[Annotated[Ref, To("ci")], ...], Field(min_length=1)] = Field(
        title="Configuration items", description="Ids of the configuration items it touches."
    )
    acceptance_result: Literal["accepted", "accepted_with_deviations", "not_accepted"] | None = Field(
        None, title="Acceptance result", description="Whether the acceptance criteria were met."
    )
    accepted_at: Date | None = Field(
        None, title="Accepted", description="The day of the decision on acceptance."
    )
    deviation_decision: Text | None = Field(
        None, title="Decision on deviations", description="What was decided about criteria that were not met."
    )
    outcome_report: Annotated[Ref, To("document")] | None = Field(
        None,
        title="Outcome report",
        description="The id of the report on what was reached against what was intended.",
    )


class Release(Record):
    """A release: what goes live together, how it is verified, and how it went."""

    KIND: ClassVar[Kind] = Kind(
        "release",
        "Release",
        "Release register",
        "records",
        clauses=("20000-1:8.5.3",),
        courses=(("baseline_at", "deployed_at"),),
        distances=(
            Distance("deployed_at", "baseline_at", most=31),
            Distance("deployed_at", "planned_date", least=-14, most=60),
        ),
        tells=(
            Tells(
                (
                    "method",
                    "acceptance_criteria",
                )
            ),
            Tells(("analysis",), "result"),
        ),
        prefix="REL",
        files="releases",
        rules=(
            RequiredWhen("verified", "status", LIVE),
            RequiredWhen("approved_by", "status", ("approved", "deployed", "closed")),
            RequiredWhen("baseline_at", "status", LIVE),
            RequiredWhen("deployed_at", "status", LIVE),
            RequiredWhen("result", "status", LIVE),
            RequiredWhen("post_release_incidents", "status", ("closed",)),
            RequiredWhen("analysis", "status", ("closed",)),
            OnlyWhen("result", "status", LIVE),
        ),
        moment="planned_date",
        closed=Closed("status", ("closed", "cancelled"), back=(("approved", "planned"),)),
        numbered="as it comes up",
        deeds=("baseline_at", "deployed_at"),
        promises=(
            Promise("deployment", "release", "planned_date", states=("planned", "approved")),
            Promise(
                "analysis",
                "analysis of the release",
                "deployed_at",
                "intervals.release_analysis",
                ("deployed",),
            ),
        ),
        columns=("title", "planned_date", "status", "changes", "deployed_at", "result"),
    )

    title: Text = Field(title="Title", description="What goes live, in a few words.")
    type: Literal["major", "minor", "emergency"] = Field(
        title="Type", description="Major, minor or emergency."
    )
    changes: Annotated[tuple[Annotated[Ref, To("change")], ...], Field(min_length=1)] = Field(
        title="Changes", description="Ids of the approved changes it carries."
    )
    known_errors_problems_closed: tuple[Annotated[Ref, To("known-error", "problem")], ...] = Field(
        title="Problems and known errors closed",
        description="Ids of what it fixes; write [] where nothing.",
    )
    planned_date: Date = Field(title="Planned date", description="The day it is to go live.")
    deliverables: Texts = Field(title="Deliverables", description="What is delivered.")
    method: Text = Field(title="Method", description="How it is deployed.")
    acceptance_criteria: Texts = Field(
        title="Acceptance criteria", description="What must hold before it goes live."
    )
    status: Literal["planned", "approved", "deployed", "closed", "cancelled"] = Field(
        title="Status", description="Its current state."
    )
    verified: Text | None = Field(
        None, title="Verified", description="How it was verified against the criteria, and when."
    )
    approved_by: RoleRef | None = Field(
        None, title="Approved by", description="The role that allowed it to go live."
    )
    baseline_at: Moment | None = Field(
        None,
        title="Baseline",
        description="When the configuration items affected were recorded before it went live.",
    )
    deployed_at: Moment | None = Field(None, title="Deployed", description="When it went live.")
    result: Literal["success", "failed", "rolled_back"] | None = Field(
        None, title="Result", description="How it went."
    )
    post_release_incidents: Annotated[Count, Unit("incidents")] | None = Field(
        None,
        title="Incidents afterwards",
        description="Incidents that it caused in the 14 days after; 0 where none.",
    )
    analysis: Text | None = Field(None, title="Analysis", description="What was learned from it.")
    shared_with: Text | None = Field(None, title="Shared with", description="Who was told what was learned.")
