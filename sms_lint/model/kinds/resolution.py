"""Incidents, major incidents and service requests.

Incidents and service requests are mostly tables exported from another tool: all their fields are flat, and
what such an export may lack is optional. Only `status` has words of its own, since rules depend on it;
priorities, categories and the like are in the words of the organisation.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Amount, Count, Date, Moment, PersonRef, Ref, RoleRef, Text, To, Unit, YesNo
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.part import Part
from sms_lint.model.promises import Promise, Says
from sms_lint.model.row_rules import OnlyWhen, RequiredWhen


class Incident(Record):
    """An incident, from its report to its closure."""

    KIND: ClassVar[Kind] = Kind(
        "incident",
        "Incident",
        "Incident register",
        "records",
        clauses=("20000-1:8.6.1",),
        courses=(("opened_at", "first_response_at", "resolved_at", "closed_at"),),
        tells=(
            Tells(
                (
                    "resolution",
                    "actions_taken",
                ),
                "result",
            ),
        ),
        judgements=("actions_taken", "resolution"),
        prefix="INC",
        rules=(
            RequiredWhen("resolved_at", "status", ("resolved", "closed")),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed", "cancelled")),
        ),
        moment="opened_at",
        closed=Closed(
            "status",
            ("closed", "cancelled"),
            back=(("pending", "in_progress"), ("resolved", "in_progress"), ("resolved", "pending")),
            later=("problem", "change"),
        ),
        settled=("resolved",),
        numbered="as it comes up",
        deeds=("opened_at", "resolved_at", "closed_at"),
        promises=(
            Promise(
                "closing",
                "closing of the incident",
                "resolved_at",
                "intervals.incident_open",
                ("new", "in_progress", "pending", "resolved"),
                begin="opened_at",
                in_calendar=False,
            ),
            Promise(
                "report",
                "report of the major incident",
                "resolved_at",
                "intervals.major_incident_review",
                when=(Says("major", ("yes",)),),
                answered_by="major-incident.incident",
            ),
        ),
        columns=(
            "title",
            "opened_at",
            "service",
            "priority",
            "status",
            "made_sla",
            "resolved_at",
            "assigned_to",
        ),
    )

    title: Text | None = Field(None, title="Title", description="What happened, in a few words.")
    opened_at: Moment = Field(title="Opened", description="When it was recorded, such as 2026-03-31T14:05.")
    reported_by: Text | None = Field(
        None, title="Reported by", description="A person's id, a group of users, or monitoring; no name."
    )
    service: Annotated[Ref, To("service", back="Incident of it")] | None = Field(
        None, title="Service", description="The id of the service that is disturbed."
    )
    ci: Annotated[Ref, To("ci", back="Incident of it")] | None = Field(
        None, title="Configuration item", description="The id of the configuration item at fault."
    )
    category: Text = Field(title="Category", description="What sort of incident it is, such as network.")
    impact: Text | None = Field(None, title="Impact", description="How much it disturbs, such as high.")
    urgency: Text | None = Field(None, title="Urgency", description="How soon it matters, such as medium.")
    priority: Text = Field(
        title="Priority", description="The priority that follows from impact and urgency, such as P2."
    )
    major: YesNo | None = Field(None, title="Major", description="Whether it was a major incident.")
    status: Literal["new", "in_progress", "pending", "resolved", "closed", "cancelled"] = Field(
        title="Status", description="Its current state; cancelled where it was not an incident."
    )
    assigned_to: PersonRef | None = Field(
        None, title="Assigned to", description="The id of the person who works on it."
    )
    escalations: Text | None = Field(
        None, title="Escalations", description="To whom it was escalated, and when."
    )
    actions_taken: Text | None = Field(
        None, title="Actions taken", description="What was done, step by step."
    )
    first_response_at: Moment | None = Field(
        None, title="First response", description="When somebody first answered the one who reported it."
    )
    resolved_at: Moment | None = Field(None, title="Resolved", description="When the service was back.")
    closed_at: Moment | None = Field(None, title="Closed", description="When the record was closed.")
    pending_time: Annotated[Amount, Unit("seconds")] | None = Field(
        None, title="Time pending", description="How long it waited for a user or a supplier, in seconds."
    )
    reassignment_count: Count | None = Field(
        None, title="Reassignments", description="How often it went from one person or team to another."
    )
    reopen_count: Count | None = Field(None, title="Reopened", description="How often it was opened again.")
    sla: Annotated[Ref, To("sla", back="Incident under it")] | None = Field(
        None, title="Service level agreement", description="The id of the agreement that sets its target."
    )
    made_sla: YesNo | None = Field(
        None, title="Within target", description="Whether it was resolved within the target agreed."
    )
    problem: Annotated[Ref, To("problem", back="Incident due to it")] | None = Field(
        None, title="Problem", description="The id of the problem behind it."
    )
    change: Annotated[Ref, To("change", back="Incident that it resolved")] | None = Field(
        None, title="Change", description="The id of the change that resolved it."
    )
    resolution: Text | None = Field(None, title="Resolution", description="What resolved it.")


class TimelineEntry(Part):
    """Something that happened in the course of a major incident."""

    at: Moment = Field(title="At", description="When it happened.")
    event: Text = Field(title="Event", description="What happened, or what was done or decided.")


class MajorIncident(Record):
    """The report of a major incident: its course, its impact and its review."""

    KIND: ClassVar[Kind] = Kind(
        "major-incident",
        "Major incident report",
        "Major incident reports",
        "records",
        clauses=("20000-1:8.6.1",),
        courses=(
            ("started_at", "top_management_informed_at"),
            ("started_at", "restored_at", "review_date"),
        ),
        tells=(
            Tells(
                (
                    "criteria_met",
                    "impact",
                )
            ),
            Tells(("cause",), "cause"),
            Tells(("recovery",), "result"),
        ),
        prefix="MAJ",
        files="major-incidents",
        rules=(
            RequiredWhen("restored_at", "status", ("restored", "reviewed")),
            RequiredWhen("recovery", "status", ("restored", "reviewed")),
            RequiredWhen("cause", "status", ("reviewed",)),
            RequiredWhen("reported_to", "status", ("reviewed",)),
            RequiredWhen("review_date", "status", ("reviewed",)),
            OnlyWhen("restored_at", "status", ("restored", "reviewed")),
            OnlyWhen("review_date", "status", ("reviewed",)),
        ),
        moment="started_at",
        closed=Closed("status", ("reviewed",), back=(("restored", "open"),), later=("improvements",)),
        promises=(
            Promise(
                "review",
                "review of the major incident",
                "restored_at",
                "intervals.major_incident_review",
                ("open", "restored"),
                unless=("review_date",),
            ),
        ),
    )

    incident: Annotated[Ref, To("incident", back="Major incident report")] = Field(
        title="Incident", description="The id of the incident."
    )
    status: Literal["open", "restored", "reviewed"] = Field(
        title="Status", description="Open, service restored, or reviewed and so finished."
    )
    criteria_met: Text = Field(
        title="Criteria met", description="Which criteria for a major incident it met."
    )
    manager: RoleRef = Field(title="Manager", description="The role that managed it.")
    started_at: Moment = Field(title="Started", description="When the service was first disturbed.")
    top_management_informed_at: Moment = Field(
        title="Top management informed", description="When top management was told."
    )
    timeline: Annotated[tuple[TimelineEntry, ...], Field(min_length=1)] = Field(
        title="Timeline", description="What happened and when, in order."
    )
    impact: Text = Field(title="Impact", description="Which customers could not do what, and for how long.")
    restored_at: Moment | None = Field(None, title="Restored", description="When the service was back.")
    recovery: Text | None = Field(None, title="Recovery", description="How the service was restored.")
    cause: Text | None = Field(None, title="Cause", description="What caused it, as far as is known.")
    reported_to: tuple[RoleRef, ...] = Field(
        (), title="Reported to", description="The roles that received the report."
    )
    review_date: Date | None = Field(
        None, title="Reviewed", description="The day it was reviewed for what could be improved."
    )
    improvements: tuple[Annotated[Ref, To("improvement", back="Major incident that led to it")], ...] = Field(
        (), title="Improvements", description="Ids of the improvements that came out of the review."
    )


class ServiceRequest(Record):
    """A service request, from its receipt to its fulfilment."""

    KIND: ClassVar[Kind] = Kind(
        "service-request",
        "Service request",
        "Service request register",
        "records",
        clauses=("20000-1:8.6.2",),
        courses=(
            ("opened_at", "due_at"),
            ("opened_at", "fulfilled_at", "closed_at"),
        ),
        prefix="REQ",
        rules=(
            RequiredWhen("fulfilled_at", "status", ("fulfilled", "closed")),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed", "rejected", "cancelled")),
            OnlyWhen("fulfilled_at", "approval", ("not_needed", "approved")),
        ),
        moment="opened_at",
        closed=Closed(
            "status",
            ("closed", "rejected", "cancelled"),
            back=(("pending", "in_progress"), ("fulfilled", "in_progress"), ("fulfilled", "pending")),
        ),
        settled=("fulfilled",),
        numbered="as it comes up",
        deeds=("opened_at", "fulfilled_at", "closed_at"),
        promises=(
            Promise(
                "closing",
                "closing of the service request",
                "fulfilled_at",
                "intervals.request_open",
                ("new", "in_progress", "pending", "fulfilled"),
                begin="opened_at",
                in_calendar=False,
            ),
        ),
        columns=("type", "opened_at", "service", "priority", "status", "due_at", "fulfilled_at"),
    )

    type: Text = Field(title="Type", description="What is requested, such as access to a shared folder.")
    requester: Text | None = Field(
        None, title="Requester", description="Who asks: a person's id or a group of users; no name."
    )
    service: Annotated[Ref, To("service", back="Request for it")] | None = Field(
        None, title="Service", description="The id of the service that it belongs to."
    )
    priority: Text = Field(title="Priority", description="How soon it is needed, such as P3.")
    approval: Literal["not_needed", "pending", "approved", "rejected"] | None = Field(
        None, title="Approval", description="Whether somebody had to approve it, and the decision."
    )
    opened_at: Moment = Field(title="Opened", description="When it was recorded.")
    due_at: Moment | None = Field(
        None, title="Due", description="By when it was to be fulfilled, as agreed for its type."
    )
    actions_taken: Text | None = Field(
        None, title="Actions taken", description="What was done, step by step."
    )
    fulfilled_at: Moment | None = Field(
        None, title="Fulfilled", description="When the requester received what was requested."
    )
    closed_at: Moment | None = Field(None, title="Closed", description="When the record was closed.")
    instruction: Annotated[Ref, To("document", back="Request fulfilled by it")] | None = Field(
        None, title="Instruction", description="The id of the instruction that it was fulfilled by."
    )
    status: Literal["new", "in_progress", "pending", "fulfilled", "closed", "rejected", "cancelled"] = Field(
        title="Status", description="Its current state."
    )
