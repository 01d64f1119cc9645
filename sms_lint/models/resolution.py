"""Resolution and fulfilment: incidents, major incidents, service requests, problems, known errors."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.fields import Amount, Count, Date, Moment, PersonRef, Ref, RoleRef, Text, To, Unit, YesNo
from sms_lint.models.base import Kind, Record
from sms_lint.models.rowrules import NotBefore, OnlyWhen, RequiredWhen

Level = Literal["high", "medium", "low"]
Priority = Literal["P1", "P2", "P3", "P4"]
_ENDED = ("resolved", "closed")


class Incident(Record):
    """An incident, from recording to closure. Mostly a row of a table exported from the service desk's tool."""

    KIND: ClassVar[Kind] = Kind(
        "incident",
        "Incident",
        "Incident register",
        "records",
        clauses=("20000-1:8.6.1",),
        prefix="INC",
        rules=(
            NotBefore("first_response_at", "opened_at"),
            NotBefore("resolved_at", "opened_at"),
            NotBefore("closed_at", "resolved_at"),
            RequiredWhen("resolved_at", "status", _ENDED),
            RequiredWhen("resolution", "status", _ENDED),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
        moment="opened_at",
    )

    opened_at: Moment = Field(title="Opened", description="When it was recorded, such as 2026-03-31T14:05.")
    reported_by: Text | None = Field(
        None, title="Reported by", description="A customer's id, or a source such as monitoring."
    )
    service: Annotated[Ref, To("service")] = Field(
        title="Service", description="The id of the service affected."
    )
    ci: Annotated[Ref, To("ci")] | None = Field(
        None, title="Configuration item", description="The id of the configuration item at fault."
    )
    category: Text = Field(
        title="Category", description="What sort of incident it is, such as access or network."
    )
    impact: Level = Field(title="Impact", description="How much of the business is affected.")
    urgency: Level = Field(title="Urgency", description="How soon the effect must end.")
    priority: Priority = Field(title="Priority", description="From impact and urgency, P1 being the highest.")
    major: YesNo = Field(title="Major", description="Whether it was handled as a major incident.")
    status: Literal["new", "in_progress", "pending", "resolved", "closed"] = Field(
        title="Status", description="How far it has come."
    )
    assigned_to: Text | None = Field(
        None, title="Assigned to", description="The team or the id of the person working on it."
    )
    escalations: Text | None = Field(
        None, title="Escalations", description="To whom it was escalated, and when."
    )
    actions_taken: Text = Field(title="Actions taken", description="What was done, in short.")
    first_response_at: Moment | None = Field(
        None, title="First response", description="When somebody first took it up."
    )
    resolved_at: Moment | None = Field(None, title="Resolved", description="When service was restored.")
    closed_at: Moment | None = Field(None, title="Closed", description="When the record was closed.")
    pending_time: Annotated[Amount, Unit("minutes")] | None = Field(
        None,
        title="Time pending",
        description="Minutes during which it waited for the user or another party.",
    )
    reassignment_count: Count | None = Field(
        None, title="Reassignments", description="How often it was handed to another team."
    )
    reopen_count: Count | None = Field(None, title="Reopened", description="How often it was opened again.")
    sla: Annotated[Ref, To("sla")] | None = Field(
        None, title="Service level agreement", description="The id of the agreement that sets its targets."
    )
    made_sla: YesNo | None = Field(
        None, title="Within target", description="Whether it was resolved within its target."
    )
    problem: Annotated[Ref, To("problem")] | None = Field(
        None, title="Problem", description="The id of the problem it belongs to."
    )
    change: Annotated[Ref, To("change")] | None = Field(
        None, title="Change", description="The id of the change that caused it or put it right."
    )
    resolution: Text | None = Field(None, title="Resolution", description="How service was restored.")


class MajorIncident(Record):
    """The report and review of a major incident."""

    KIND: ClassVar[Kind] = Kind(
        "major-incident",
        "Major incident report",
        "Major incident reports",
        "records",
        clauses=("20000-1:8.6.1",),
        prefix="MIR",
        rules=(
            NotBefore("resolved_at", "declared_at"),
            NotBefore("top_management_informed_at", "declared_at"),
            NotBefore("review_date", "resolved_at"),
        ),
        moment="declared_at",
    )

    incident: Annotated[Ref, To("incident")] = Field(title="Incident", description="The id of the incident.")
    criteria_met: Text = Field(title="Criteria met", description="Which criteria made it a major incident.")
    manager: PersonRef = Field(title="Manager", description="The id of the person who managed it.")
    declared_at: Moment = Field(title="Declared", description="When it was declared a major incident.")
    resolved_at: Moment = Field(title="Resolved", description="When service was restored.")
    top_management_informed_at: Moment = Field(
        title="Top management informed", description="When top management was first told."
    )
    timeline: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Timeline", description="What happened when, one line each."
    )
    impact: Text = Field(title="Impact", description="Who was affected, how, and for how long.")
    cause: Text | None = Field(
        None, title="Cause", description="The cause, or the id of the problem that looks for it."
    )
    problem: Annotated[Ref, To("problem")] | None = Field(
        None, title="Problem", description="The id of the problem raised for it."
    )
    recovery: Text = Field(title="Recovery", description="How service was restored.")
    reported_to: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Reported to", description="Who received the report: roles, or ids of customers."
    )
    review_date: Date = Field(title="Reviewed", description="The day it was reviewed.")
    improvements: tuple[Annotated[Ref, To("improvement")], ...] = Field(
        title="Improvements",
        description="Ids of the improvements that follow; write [] where there are none.",
    )


class ServiceRequest(Record):
    """A service request, from recording to closure. Mostly a row of a table exported from the service desk's tool."""

    KIND: ClassVar[Kind] = Kind(
        "service-request",
        "Service request",
        "Service request register",
        "records",
        clauses=("20000-1:8.6.2",),
        prefix="REQ",
        rules=(
            NotBefore("fulfilled_at", "opened_at"),
            NotBefore("closed_at", "fulfilled_at"),
            RequiredWhen("fulfilled_at", "status", ("fulfilled", "closed")),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed", "cancelled")),
        ),
        moment="opened_at",
    )

    type: Text = Field(title="Type", description="What is asked for, such as access or device.")
    requester: Text = Field(
        title="Requester", description="The id of the customer or person who asks; no name."
    )
    service: Annotated[Ref, To("service")] = Field(title="Service", description="The id of the service.")
    priority: Priority = Field(title="Priority", description="How soon it is handled, P1 being the first.")
    approval: Text | None = Field(
        None, title="Approval", description="The role that agreed to it, where that is needed."
    )
    opened_at: Moment = Field(title="Opened", description="When it was recorded, such as 2026-03-31T14:05.")
    actions_taken: Text = Field(title="Actions taken", description="What was done, in short.")
    fulfilled_at: Moment | None = Field(
        None, title="Fulfilled", description="When what was asked for was delivered."
    )
    closed_at: Moment | None = Field(None, title="Closed", description="When the record was closed.")
    instruction: Annotated[Ref, To("document")] | None = Field(
        None, title="Instruction", description="The id of the instruction that was followed."
    )
    status: Literal["new", "in_progress", "pending", "fulfilled", "closed", "cancelled"] = Field(
        title="Status", description="How far it has come."
    )


class Problem(Record):
    """A problem, from being noticed to the removal of its cause."""

    KIND: ClassVar[Kind] = Kind(
        "problem",
        "Problem",
        "Problem register",
        "records",
        clauses=("20000-1:8.6.3",),
        prefix="PRB",
        rules=(
            NotBefore("root_cause_date", "opened_at"),
            NotBefore("resolved_at", "opened_at"),
            NotBefore("closed_at", "resolved_at"),
            RequiredWhen("root_cause", "status", ("known_error", *_ENDED)),
            RequiredWhen("root_cause_date", "status", ("known_error", *_ENDED)),
            RequiredWhen("related_incidents", "source", ("incident", "trend")),
            RequiredWhen("resolved_at", "status", _ENDED),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
        moment="opened_at",
    )

    title: Text = Field(title="Title", description="What happens, in a few words.")
    opened_at: Date = Field(title="Opened", description="The day it was recorded.")
    source: Literal["trend", "incident", "supplier", "proactive"] = Field(
        title="Source", description="What it was noticed by."
    )
    category: Text = Field(title="Category", description="What sort of problem it is, such as storage.")
    priority: Priority = Field(title="Priority", description="How soon it is worked on, P1 being the first.")
    owner: RoleRef = Field(title="Owner", description="The role that answers for it.")
    related_incidents: tuple[Annotated[Ref, To("incident")], ...] = Field(
        (), title="Related incidents", description="Ids of the incidents it stands behind."
    )
    root_cause: Text | None = Field(None, title="Root cause", description="Why it happens.")
    root_cause_date: Date | None = Field(
        None, title="Cause found", description="The day the cause was known."
    )
    actions: Text = Field(title="Actions", description="What is done about it.")
    change: Annotated[Ref, To("change")] | None = Field(
        None, title="Change", description="The id of the change that takes the cause away."
    )
    escalated: YesNo | None = Field(None, title="Escalated", description="Whether it was escalated.")
    impact_reduction: Text | None = Field(
        None, title="Impact reduced by", description="What lessens the effect where the cause stays for now."
    )
    resolved_at: Date | None = Field(None, title="Resolved", description="The day the cause was gone.")
    closed_at: Date | None = Field(None, title="Closed", description="The day the record was closed.")
    status: Literal["open", "known_error", "resolved", "closed"] = Field(
        title="Status", description="How far it has come."
    )


class KnownError(Record):
    """A problem whose cause or workaround is known, so that the service desk can help at once."""

    KIND: ClassVar[Kind] = Kind(
        "known-error",
        "Known error",
        "Known error register",
        "records",
        clauses=("20000-1:8.6.3",),
        prefix="KER",
        rules=(RequiredWhen("fix_release", "status", ("fixed",)),),
        moment="published_at",
    )

    problem: Annotated[Ref, To("problem")] = Field(title="Problem", description="The id of the problem.")
    description: Text = Field(title="Description", description="How one recognizes it.")
    workaround: Text = Field(
        title="Workaround", description="What helps until it is put right; or that nothing does."
    )
    services: Annotated[tuple[Annotated[Ref, To("service")], ...], Field(min_length=1)] = Field(
        title="Services", description="Ids of the services affected."
    )
    status: Literal["open", "fixed", "accepted"] = Field(
        title="Status", description="Open, fixed, or lived with."
    )
    published_at: Date = Field(title="Published", description="The day the service desk was told.")
    fix_release: Annotated[Ref, To("release")] | None = Field(
        None, title="Fixed by release", description="The id of the release that put it right."
    )
