"""Performance evaluation: management reviews."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Date,
    PersonRef,
    Ref,
    RoleRef,
    Text,
    TextOrNone,
    To,
)
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Kind
from sms_lint.model.node import Record
from sms_lint.model.part import Part
from sms_lint.model.promises import Cycle

Persons = Annotated[tuple[PersonRef, ...], Field(min_length=1)]


class ReviewInputs(Part):
    """What top management looks at in a management review."""

    earlier_actions: Text = Field(
        title="Earlier actions", description="Input a: the status of actions of earlier reviews."
    )
    changed_issues: Text = Field(
        title="Changed issues", description="Input b: what changed inside and outside that matters."
    )
    performance: Text = Field(
        title="Performance",
        description="Input c: trends in nonconformities, in results of measurement, and in audit results.",
    )
    improvement_opportunities: Text = Field(
        title="Opportunities", description="Input d: what could be improved."
    )
    customer_feedback: Text = Field(
        title="Feedback", description="Input e: what customers and others have said."
    )
    policy_adherence: Text = Field(
        title="Policies", description="Input f: whether policies are followed and still suitable."
    )
    objectives: Text = Field(title="Objectives", description="Input g: how far objectives have been reached.")
    service_performance: Text = Field(
        title="Performance of services", description="Input h: how the services performed."
    )
    other_parties: Text = Field(
        title="Other parties", description="Input i: how suppliers and other parties performed."
    )
    resources: Text = Field(
        title="Resources", description="Input j: people, money, equipment and information: now and expected."
    )
    risks: Text = Field(
        title="Risks", description="Input k: results of risk assessment, and whether measures worked."
    )
    sms_changes: Text = Field(
        title="Changes of SMS and services",
        description="Input l: changes that affect the SMS or the services.",
    )


class ReviewAction(Part):
    """An action decided on in a management review."""

    id: Text = Field(title="Id", description="A number within the review, such as A1.")
    what: Text = Field(title="What", description="What is to be done.")
    owner: RoleRef = Field(title="Owner", description="The role that does it.")
    due: Date = Field(title="Due", description="The day by which it is done.")
    status: Literal["open", "done", "dropped"] = Field(title="Status", description="Its current state.")


class ManagementReview(Record):
    """The minutes of a management review: inputs, decisions and actions."""

    KIND: ClassVar[Kind] = Kind(
        "management-review",
        "Management review",
        "Management reviews",
        "records",
        clauses=("20000-1:9.3",),
        prefix="MR",
        files="management-reviews",
        moment="date",
        closed=Closed(later=("actions.status", "evidence")),
        numbered="as it comes up",
        deeds=("date",),
        cycles=(Cycle("review", "management review", "date", "intervals.management_review", latest_of=()),),
    )

    date: Date = Field(title="Date", description="The day it was held.")
    attendees: Persons = Field(
        title="Attendees", description="Ids of the persons who took part; top management among them."
    )
    inputs: ReviewInputs = Field(title="Inputs", description="What was looked at, point by point.")
    evidence: tuple[Annotated[Ref, To(back="Management review that looked at it")], ...] = Field(
        (),
        title="Evidence",
        description="Ids of the reports and records that were looked at, such as RPT-SUPPLIER-2026-Q3.",
    )
    decisions_improvement: Text = Field(
        title="Decisions on improvement", description="What is to be improved."
    )
    decisions_sms_change: TextOrNone = Field(
        title="Decisions on changes",
        description="What changes in the SMS or the services, or that nothing does.",
    )
    actions: tuple[ReviewAction, ...] = Field(
        title="Actions", description="What follows; write [] where nothing does."
    )
    approved_by: RoleRef = Field(
        title="Approved by", description="The role of top management that approved the minutes."
    )
