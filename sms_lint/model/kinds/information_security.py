"""Information security: risks with their controls, and incidents."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Between,
    Date,
    Moment,
    PersonRef,
    Ref,
    RoleRef,
    Score,
    Text,
    TextOrNone,
    To,
    YesNo,
)
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise
from sms_lint.model.row_rules import OnlyWhen, Product, RequiredWhen

_CONTROLLED = ("apply", "share")


class InformationSecurityRisk(Record):
    """A risk to information, and the control decided on."""

    KIND: ClassVar[Kind] = Kind(
        "infosec-risk",
        "Information security risk",
        "Information security risk and control register",
        "records",
        clauses=("20000-1:8.7.3.2",),
        tells=(
            Tells(("threat", "vulnerability", "control", "acceptance_reason")),
            Tells(("effectiveness",), "result"),
        ),
        judgements=("effectiveness",),
        prefix="ISR",
        rules=(
            Product("level", "likelihood", "impact"),
            RequiredWhen("control", "control_decision", _CONTROLLED),
            RequiredWhen("effectiveness", "control_decision", _CONTROLLED),
            RequiredWhen("acceptance_reason", "control_decision", ("accept",)),
            OnlyWhen("acceptance_reason", "control_decision", ("accept",)),
        ),
        moment="assessed_at",
        deeds=("assessed_at",),
        cycles=(
            Cycle(
                "review", "review of the information security risk", "assessed_at", "intervals.risk_review"
            ),
        ),
        columns=(
            "threat",
            "asset_or_service",
            "level",
            "control_decision",
            "effectiveness",
            "owner",
            "assessed_at",
        ),
    )

    asset_or_service: Annotated[Ref, To("asset", "service", "ci", back="Information security risk to it")] = (
        Field(
            title="Asset or service",
            description="The id of the asset, configuration item or service at risk.",
        )
    )
    threat: Text = Field(title="Threat", description="What could happen.")
    vulnerability: Text | None = Field(
        None, title="Vulnerability", description="The weakness that lets it happen."
    )
    likelihood: Score = Field(title="Likelihood", description="From 1, rare, to 5, expected within the year.")
    impact: Score = Field(
        title="Impact", description="From 1, hardly noticed, to 5, threatens the organisation."
    )
    level: Annotated[int, Between(1, 25, whole=True)] = Field(
        title="Level", description="Likelihood times impact."
    )
    control: Text | None = Field(
        None, title="Control", description="What is done to keep the risk within the criterion."
    )
    control_decision: Literal["apply", "accept", "avoid", "share"] = Field(
        title="Control decision", description="What was decided about the risk."
    )
    acceptance_reason: Text | None = Field(
        None, title="Reason for acceptance", description="Why the risk is accepted, and who decided it."
    )
    external_organization: Text | None = Field(
        None,
        title="External organisation",
        description="Who else must apply the control, such as a supplier by its contract id.",
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the risk.")
    effectiveness: Text | None = Field(
        None, title="Effectiveness", description="How well the control works, and how that is known."
    )
    assessed_at: Date = Field(title="Assessed", description="The day it was last assessed.")


class InformationSecurityIncident(Record):
    """An information security incident, from detection to what was learned."""

    KIND: ClassVar[Kind] = Kind(
        "infosec-incident",
        "Information security incident",
        "Information security incident register",
        "records",
        clauses=("20000-1:8.7.3.3",),
        courses=(("detected_at", "resolved_at", "closed_at"),),
        distances=(Distance("closed_at", "resolved_at", most=90),),
        tells=(
            Tells(("actions",), "result"),
            Tells(("impact_sms_services_parties",)),
            Tells(("lessons",), "remedy"),
        ),
        judgements=("actions", "lessons"),
        prefix="ISI",
        rules=(
            RequiredWhen("resolved_at", "status", ("resolved", "closed")),
            RequiredWhen("closed_at", "status", ("closed",)),
            RequiredWhen("lessons", "status", ("closed",)),
            RequiredWhen("reported_in", "status", ("closed",)),
            OnlyWhen("resolved_at", "status", ("resolved", "closed")),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
        moment="detected_at",
        closed=Closed("status", ("closed",), back=(("resolved", "open"),)),
        numbered="as it comes up",
        deeds=("detected_at", "resolved_at", "closed_at"),
        promises=(
            Promise(
                "resolution",
                "resolution of the information security incident",
                "detected_at",
                "intervals.security_incident",
                ("open",),
                unless=("resolved_at",),
            ),
        ),
        columns=("type", "detected_at", "security_risk_priority", "status", "handled_by", "resolved_at"),
    )

    detected_at: Moment = Field(
        title="Detected", description="When it was noticed, such as 2026-03-31T14:05."
    )
    type: Text = Field(
        title="Type", description="What sort of incident it is, such as phishing or lost device."
    )
    security_risk_priority: Literal["critical", "high", "medium", "low"] = Field(
        title="Priority", description="The priority that follows from the security risk."
    )
    impact_sms_services_parties: TextOrNone = Field(
        title="Impact", description="What it meant for the SMS, the services and others concerned."
    )
    escalated: YesNo | None = Field(None, title="Escalated", description="Whether it was escalated.")
    actions: Text = Field(title="Actions", description="What was done, step by step.")
    status: Literal["open", "resolved", "closed"] = Field(title="Status", description="Its current state.")
    handled_by: PersonRef | None = Field(
        None, title="Handled by", description="The id of the person who led the work."
    )
    resolved_at: Moment | None = Field(None, title="Resolved", description="When the effect had ended.")
    closed_at: Moment | None = Field(None, title="Closed", description="When the record was closed.")
    lessons: TextOrNone | None = Field(
        None, title="Lessons", description="What was learned, and what changes because of it."
    )
    reported_in: Annotated[Ref, To(back="Security incident reported in it")] | None = Field(
        None, title="Reported in", description="The id of the report that analyses it."
    )
