"""Changes, from asking to review."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, Moment, PersonRef, Ref, Text, TextOrNone, To, YesNo
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Promise, Says
from sms_lint.model.row_rules import Different, OnlyWhen, RequiredWhen

# How far a change or a release has come, and how it went.
DECIDED = ("approved", "implemented", "reviewed", "closed")
DONE = ("implemented", "reviewed", "closed")
LIVE = ("deployed", "closed")
FAILED = ("failed", "rolled_back")
BY_TRANSITION = "design_transition"
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
        judgements=(
            "risk",
            "feasibility",
            "impact_capacity_availability_continuity_security",
            "test_result",
            "reversal_plan",
            "investigation",
            "review_result",
        ),
        by_template=Says("category", ("standard",)),
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
        closed=Closed(
            "status", ("rejected", "closed"), later=("related_rfc_release", "raised_for", "caused_incidents")
        ),
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
    impact_services: Annotated[
        tuple[Annotated[Ref, To("service", back="Change of it")], ...], Field(min_length=1)
    ] = Field(title="Services affected", description="Ids of the services it affects.")
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
    related_rfc_release: tuple[
        Annotated[Ref, To("change", "release", back="Change that belongs with it")], ...
    ] = Field(
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
    affected_cis: Annotated[
        tuple[Annotated[Ref, To("ci", back="Change of it")], ...], Field(min_length=1)
    ] = Field(title="Configuration items", description="Ids of the configuration items it touches.")
    raised_for: tuple[
        Annotated[
            Ref, To("incident", "infosec-incident", "problem", "infosec-risk", back="Change that it led to")
        ],
        ...,
    ] = Field(
        (),
        title="Raised for",
        description="Ids of the incidents, problems, security incidents or security risks that made it necessary.",
    )
    caused_incidents: tuple[Annotated[Ref, To("incident", back="Change that caused it")], ...] = Field(
        (), title="Incidents caused", description="Ids of incidents that it caused."
    )
