"""Planning: objectives, risks and opportunities."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Between, Date, Number, Periods, Ref, RoleRef, Score, Text, TextOrNone, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, MeasuredField, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.model.row_rules import AtMost, OnlyWhen, Product, RequiredWhen

Rating = Annotated[int, Between(1, 25, whole=True)]
Priority = Literal["high", "medium", "low"]


class Objective(Record):
    """A measurable service management objective and the plan to reach it."""

    KIND: ClassVar[Kind] = Kind(
        "objective",
        "Objective",
        "Objectives register",
        "records",
        clauses=("20000-1:6.2.1", "20000-1:6.2.2"),
        distances=(Distance("closed_at", "due", least=-366, most=180),),
        tells=(
            Tells(
                (
                    "evaluation_method",
                    "actions",
                )
            ),
            Tells(("resources",)),
        ),
        prefix="OBJ",
        rules=(
            RequiredWhen("actual", "status", ("met", "missed")),
            RequiredWhen("reason", "status", ("missed", "dropped")),
            RequiredWhen("closed_at", "status", ("met", "missed", "dropped")),
            OnlyWhen("closed_at", "status", ("met", "missed", "dropped")),
        ),
        closed=Closed("status", ("met", "missed", "dropped")),
        promises=(Promise("result", "result of the objective", "due", states=("open",)),),
        measured=(
            MeasuredField("actual", "metric", "actual_for"),
            MeasuredField("baseline", "metric", "baseline_for", may_precede=True),
        ),
        columns=("statement", "target", "actual", "unit", "status", "owner", "due"),
    )

    statement: Text = Field(
        title="Statement", description="The objective in one sentence, with what is to be reached by when."
    )
    policy_link: Annotated[Ref, To("policy", back="Objective that serves it")] = Field(
        title="Policy", description="The id of the policy that the objective puts into practice."
    )
    function_or_level: Text = Field(
        title="Function or level",
        description="The part of the organisation it is set for, such as service desk or whole organisation.",
    )
    metric: Annotated[Ref, To("kpi", back="Objective measured by it")] = Field(
        title="Metric", description="The id of the KPI that measures the objective."
    )
    unit: Text = Field(
        title="Unit", description="The unit of baseline, target and actual, such as %, hours or complaints."
    )
    baseline: Number | None = Field(
        None, title="Baseline", description="The value at the start, as a plain number."
    )
    baseline_for: Periods | None = Field(
        None,
        title="Baseline of",
        description="The period that the baseline is of, such as 2025 or 2025-11..2025-12, where records tell of it.",
    )
    target: Number = Field(title="Target", description="The value to be reached, as a plain number.")
    actions: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Actions", description="What will be done to reach it, one action per line."
    )
    resources: TextOrNone = Field(
        title="Resources", description="What it takes: people's time, money, tools, information."
    )
    owner: RoleRef = Field(title="Owner", description="The role that is responsible for reaching it.")
    due: Date = Field(title="Due", description="The day by which it is to be reached.")
    evaluation_method: Text = Field(
        title="Evaluation method", description="How, how often and by whom the result is judged."
    )
    status: Literal["open", "met", "missed", "dropped"] = Field(
        title="Status", description="Its state: open until it is judged met or missed, or given up."
    )
    actual: Number | None = Field(
        None,
        title="Actual",
        description="The value last measured, as a plain number; final once it is closed.",
    )
    actual_for: Periods | None = Field(
        None,
        title="Actual for",
        description="The period that the actual value is of, such as 2026 or 2026-01..2026-09.",
    )
    reason: Text | None = Field(
        None, title="Reason", description="Why it was missed or dropped, and what follows from that."
    )
    closed_at: Date | None = Field(
        None, title="Closed on", description="The day it was judged met or missed, or was dropped."
    )


class Risk(Record):
    """A risk to the system or the services, its rating and what is done about it."""

    KIND: ClassVar[Kind] = Kind(
        "risk",
        "Risk",
        "Risk register",
        "records",
        clauses=("20000-1:6.1.1", "20000-1:6.1.2", "20000-1:6.1.3"),
        courses=(
            ("raised", "due"),
            ("raised", "reviewed_at"),
            ("raised", "closed_at"),
        ),
        distances=(Distance("due", "raised", most=731),),
        tells=(
            Tells(
                (
                    "cause",
                    "treatment",
                    "acceptance_reason",
                )
            ),
            Tells(("customer_impact",), unless=Says("category", ("availability", "continuity"))),
            Tells(("effectiveness",), "result"),
        ),
        judgements=("cause", "customer_impact", "treatment", "effectiveness"),
        prefix="RSK",
        rules=(
            Product("rating", "likelihood", "impact"),
            AtMost("residual_rating", "rating"),
            RequiredWhen("acceptance_reason", "acceptance", ("accept",)),
            RequiredWhen("treatment", "acceptance", ("treat",)),
            RequiredWhen("due", "acceptance", ("treat",)),
            RequiredWhen("residual_rating", "acceptance", ("treat",)),
            RequiredWhen("effectiveness", "status", ("treated",)),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
        moment="reviewed_at",
        closed=Closed("status", ("closed",), back=(("treated", "open"),)),
        deeds=("raised", "reviewed_at", "closed_at"),
        promises=(
            Promise(
                "treatment",
                "treatment of the risk",
                "due",
                states=("open",),
                when=(Says("acceptance", ("treat",)),),
                action="treatment",
            ),
        ),
        cycles=(
            Cycle(
                "review", "review of the risk", "reviewed_at", "intervals.risk_review", ("open", "treated")
            ),
        ),
        columns=(
            "title",
            "service",
            "rating",
            "acceptance",
            "residual_rating",
            "owner",
            "due",
            "status",
        ),
    )

    title: Text = Field(title="Title", description="The risk in a few words: what may happen to what.")
    category: Literal[
        "organization", "service_requirement", "other_party", "availability", "continuity", "infosec"
    ] = Field(
        title="Category",
        description="What the risk is to: the organisation, a service requirement, other parties' work, and so on.",
    )
    cause: Text | None = Field(None, title="Cause", description="What would bring it about.")
    customer_impact: TextOrNone = Field(
        title="Impact on customers", description="What customers would notice if it happened; or nothing."
    )
    service: Annotated[Ref, To("service", back="Risk to it")] | None = Field(
        None, title="Service", description="The id of the service at risk; leave it out where it is several."
    )
    likelihood: Score = Field(
        title="Likelihood", description="How likely it is, from 1 (rare) to 5 (almost certain)."
    )
    impact: Score = Field(
        title="Impact", description="How severe the impact would be, from 1 (hardly noticed) to 5 (severe)."
    )
    rating: Rating = Field(title="Rating", description="Likelihood times impact, from 1 to 25.")
    acceptance: Literal["accept", "treat"] = Field(
        title="Acceptance", description="Whether the risk is accepted as it is, or treated."
    )
    acceptance_reason: Text | None = Field(
        None,
        title="Reason for acceptance",
        description="Why the risk is accepted, with the acceptance criterion it meets.",
    )
    treatment: Text | None = Field(
        None, title="Treatment", description="What is done about it, and in which process it is carried out."
    )
    priority: Priority = Field(title="Priority", description="Its rank among the risks to be dealt with.")
    owner: RoleRef = Field(title="Owner", description="The role that answers for the risk.")
    due: Date | None = Field(
        None, title="Due", description="The day by which the treatment is to be carried out."
    )
    residual_rating: Rating | None = Field(
        None,
        title="Residual rating",
        description="The rating expected once the treatment works, from 1 to 25.",
    )
    status: Literal["open", "treated", "closed"] = Field(
        title="Status",
        description="Open; treated once the treatment is carried out and judged; closed once the risk is gone.",
    )
    effectiveness: Text | None = Field(
        None, title="Effectiveness", description="Whether the treatment worked, and what shows it."
    )
    raised: Date | None = Field(
        None, title="Raised on", description="The day the risk was first recorded, where that is known."
    )
    reviewed_at: Date = Field(title="Reviewed on", description="The day the risk was last assessed.")
    closed_at: Date | None = Field(
        None, title="Closed on", description="The day the risk was judged to be gone."
    )


class Opportunity(Record):
    """An opportunity for the system or the services, and what is done to take it."""

    KIND: ClassVar[Kind] = Kind(
        "opportunity",
        "Opportunity",
        "Opportunity register",
        "records",
        clauses=("20000-1:6.1.1", "20000-1:6.1.3"),
        distances=(Distance("closed_at", "due", least=-366, most=366),),
        tells=(
            Tells(
                (
                    "benefit",
                    "reason",
                )
            ),
            Tells(("effectiveness",), "result"),
        ),
        prefix="OPP",
        rules=(
            RequiredWhen("effectiveness", "status", ("implemented",)),
            RequiredWhen("reason", "status", ("rejected",)),
            RequiredWhen("closed_at", "status", ("implemented", "rejected")),
            OnlyWhen("closed_at", "status", ("implemented", "rejected")),
        ),
        closed=Closed("status", ("implemented", "rejected")),
        promises=(
            Promise(
                "action", "action on the opportunity", "due", states=("proposed", "approved"), action="action"
            ),
        ),
        columns=("title", "priority", "owner", "due", "status", "effectiveness"),
    )

    title: Text = Field(title="Title", description="The opportunity in a few words.")
    benefit: Text = Field(
        title="Benefit", description="What the organisation would gain, in figures if possible."
    )
    customer_impact: TextOrNone = Field(
        title="Impact on customers", description="What customers would notice if it were taken; or nothing."
    )
    action: Text = Field(
        title="Action", description="What is to be done to take it, and in which process it is carried out."
    )
    priority: Priority = Field(title="Priority", description="Its rank among the opportunities.")
    owner: RoleRef = Field(title="Owner", description="The role that is responsible for the action.")
    due: Date = Field(title="Due", description="The day by which the action is to be carried out.")
    effectiveness: Text | None = Field(
        None, title="Effectiveness", description="Whether the benefit came about, and what shows it."
    )
    status: Literal["proposed", "approved", "implemented", "rejected"] = Field(
        title="Status", description="Its current state."
    )
    reason: Text | None = Field(None, title="Reason", description="Why it was rejected.")
    closed_at: Date | None = Field(
        None,
        title="Closed on",
        description="The day the action was judged done, or the opportunity rejected.",
    )
