"""Service assurance: availability and service continuity."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Amount,
    Count,
    Date,
    Percent,
    Period,
    Ref,
    RoleRef,
    Span,
    Text,
    TextOrNone,
    To,
    Unit,
    Version,
)
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.model.row_rules import AtMost, RequiredWhen


class Availability(Record):
    """What availability was agreed for a service and reached in a period, with its outages."""

    KIND: ClassVar[Kind] = Kind(
        "availability",
        "Availability result",
        "Availability requirements and results",
        "records",
        clauses=("20000-1:8.7.1",),
        tells=(Tells(("investigation",), "result"),),
        judgements=("investigation",),
        prefix="AVL",
        rules=(AtMost("downtime", "agreed_service_time"),),
        moment="recorded_at",
        closed=Closed(later=("action",)),
        deeds=("risk_assessment_at", "recorded_at"),
        cycles=(
            Cycle(
                "risk-assessment",
                "assessment of the risks to availability",
                "risk_assessment_at",
                "intervals.risk_review",
                service="service",
                latest_of=("service",),
                newest_by="period",
            ),
        ),
        runs=("agreed_service_time",),
        series=("service",),
        columns=("service", "period", "target", "actual", "downtime", "unplanned_outages"),
    )

    service: Annotated[Ref, To("service", back="Availability of it")] = Field(
        title="Service", description="The id of the service."
    )
    requirement: Text = Field(
        title="Requirement",
        description="What customers need, such as available on working days from 7 to 19.",
    )
    target: Percent = Field(
        title="Target", description="The availability agreed, in per cent of agreed service time."
    )
    risk_assessment_at: Date = Field(
        title="Risk assessed", description="The day the risks to availability were last assessed."
    )
    period: Period = Field(title="Period", description="The month, quarter or year, such as 2026-09.")
    agreed_service_time: Annotated[Amount, Unit("minutes")] = Field(
        title="Agreed service time",
        description="Minutes in the period during which the service was to be available.",
    )
    downtime: Annotated[Amount, Unit("minutes")] = Field(
        title="Downtime", description="Minutes of the agreed service time during which it was not available."
    )
    actual: Percent = Field(title="Actual", description="The availability reached, in per cent.")
    unplanned_outages: Count = Field(
        title="Unplanned outages", description="How many there were; 0 where none."
    )
    investigation: TextOrNone = Field(
        title="Investigation",
        description="What was found out about each unplanned outage, or that there was none.",
    )
    action: Text | None = Field(
        None, title="Action", description="What is done so that it does not happen again."
    )
    recorded_at: Date = Field(title="Recorded", description="The day the result was recorded.")


class ContinuityPlan(Record):
    """What is kept ready so that services go on, or come back, after a disaster."""

    KIND: ClassVar[Kind] = Kind(
        "continuity-plan",
        "Service continuity plan",
        "Service continuity plans",
        "records",
        clauses=("20000-1:8.7.2",),
        courses=(("risk_assessment_at", "next_test"),),
        tells=(
            Tells(
                (
                    "procedures",
                    "invocation_criteria",
                    "requirements",
                    "recovery_requirements",
                    "return_to_normal",
                )
            ),
        ),
        prefix="SCP",
        moment="risk_assessment_at",
        promises=(Promise("test", "continuity test", "next_test", since="risk_assessment_at"),),
        cycles=(
            Cycle(
                "risk-assessment",
                "assessment of the risks to continuity",
                "risk_assessment_at",
                "intervals.risk_review",
            ),
        ),
    )

    services: Annotated[
        tuple[Annotated[Ref, To("service", back="Continuity plan for it")], ...], Field(min_length=1)
    ] = Field(title="Services", description="Ids of the services it covers.")
    risk_assessment_at: Date = Field(
        title="Risk assessed", description="The day the risks to service continuity were last assessed."
    )
    requirements: Text = Field(
        title="Continuity requirements",
        description="Who may use what, how soon, and at which level, after a disaster.",
    )
    rto: Span | None = Field(
        None,
        title="Recovery time objective",
        description="How long it may take until the service is back, such as 8 hours.",
    )
    rpo: Span | None = Field(
        None, title="Recovery point objective", description="How much work may be lost, such as 4 hours."
    )
    invocation_criteria: Text = Field(
        title="Invocation criteria", description="When the plan is put into action."
    )
    invocation_authority: RoleRef = Field(
        title="Invocation authority", description="The role that decides it."
    )
    procedures: Text = Field(
        title="Procedures",
        description="The steps taken on a major loss of service, or where they are written down.",
    )
    availability_targets_when_invoked: Text = Field(
        title="Availability when invoked",
        description="The availability aimed at while the plan is in action.",
    )
    recovery_requirements: Text = Field(
        title="Recovery requirements", description="What must be in place for the service to be recovered."
    )
    return_to_normal: Text = Field(
        title="Return to normal", description="How normal working is taken up again."
    )
    contact_list: Text = Field(
        title="Contact list", description="Where the list of contacts is kept, by role."
    )
    offsite_location: Text = Field(
        title="Copy elsewhere",
        description="Where plan and contacts can be read when the usual place is lost.",
    )
    owner: RoleRef = Field(title="Owner", description="The role that keeps the plan.")
    version: Version = Field(title="Version", description='The version, in quotes: "1.2".')
    next_test: Date = Field(title="Next test", description="The day of the next planned test.")


class ContinuityTest(Record):
    """A test of a continuity plan, or its use in earnest, with what was learned."""

    KIND: ClassVar[Kind] = Kind(
        "continuity-test",
        "Continuity test",
        "Continuity tests and invocations",
        "records",
        clauses=("20000-1:8.7.2",),
        courses=(("date", "review_date"),),
        distances=(Distance("review_date", "date", most=60),),
        tells=(
            Tells(("scenario",)),
            Tells(
                (
                    "deficiencies",
                    "actions",
                ),
                "result",
                unless=Says("result", ("failed",)),
            ),
        ),
        judgements=("deficiencies", "actions"),
        prefix="CTT",
        rules=(
            RequiredWhen("cause_impact_recovery_report", "kind_of_test", ("invocation",)),
            # Without the time that recovery took, nothing shows that the objective was met.
            RequiredWhen("actual_recovery", "result", ("passed",)),
        ),
        moment="date",
        closed=Closed(later=("cause_impact_recovery_report",)),
        state="result",
        settled=("passed", "failed"),
        deeds=("date",),
        promises=(
            Promise(
                "review",
                "review of the continuity test",
                "date",
                "intervals.test_review",
                unless=("review_date",),
                in_calendar=False,
            ),
            Promise(
                "retest",
                "continuity test after a failure",
                "date",
                "intervals.retest",
                when=(Says("result", ("failed",)),),
                latest_of=("plan",),
            ),
        ),
        cycles=(
            Cycle("test", "next continuity test", "date", "intervals.continuity_test", latest_of=("plan",)),
        ),
        columns=("plan", "date", "kind_of_test", "actual_recovery", "data_loss", "result"),
    )

    plan: Annotated[Ref, To("continuity-plan", back="Test of it")] = Field(
        title="Plan", description="The id of the plan."
    )
    kind_of_test: Literal["test", "retest_after_change", "invocation"] = Field(
        title="Kind of test", description="A planned test, a repeated test after a change, or real use."
    )
    date: Date = Field(title="Date", description="The day it took place.")
    scenario: Text = Field(title="Scenario", description="What was assumed to have happened.")
    actual_recovery: Span | None = Field(
        None, title="Actual recovery time", description="How long recovery took, such as 6 hours."
    )
    data_loss: Span | None = Field(
        None, title="Data loss", description="How much work was lost, such as 2 hours."
    )
    result: Literal["passed", "failed"] = Field(
        title="Result", description="Whether the requirements were met."
    )
    deficiencies: TextOrNone = Field(
        title="Deficiencies", description="What did not work, or that nothing was found."
    )
    actions: TextOrNone = Field(
        title="Actions", description="What is done about it and by when; or that none is needed."
    )
    review_date: Date = Field(title="Reviewed", description="The day the result was reviewed.")
    cause_impact_recovery_report: Text | None = Field(
        None,
        title="Report",
        description="After real use: cause, impact and recovery, or where the report is.",
    )
