"""Improvement: nonconformities with their corrective actions, and opportunities for improvement."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import ClauseField, Date, Ref, RoleRef, Text, TextOrNone, To, YesNo
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.part import Part
from sms_lint.model.promises import Promise, Says
from sms_lint.model.row_rules import OnlyWhen, RequiredWhen

_PLANNED = ("action_planned", "implemented", "closed")


class Nonconformity(Record):
    """A nonconformity, from correction and cause to corrective action and proof that it worked."""

    KIND: ClassVar[Kind] = Kind(
        "nonconformity",
        "Nonconformity",
        "Nonconformity and corrective action register",
        "records",
        clauses=("20000-1:10.1.1", "20000-1:10.1.2"),
        courses=(
            ("raised", "due"),
            ("raised", "implemented", "closed"),
        ),
        distances=(
            Distance("due", "raised", most=366),
            Distance("implemented", "due", most=90),
            Distance("closed", "implemented", most=366),
        ),
        tells=(
            Tells(("description",)),
            Tells(
                (
                    "evidence",
                    "correction",
                    "extent_check",
                    "effectiveness_check",
                ),
                "result",
            ),
            Tells(("consequences",)),
            Tells(("root_cause",), "cause"),
            Tells(("corrective_action",), "remedy"),
        ),
        judgements=("correction", "root_cause", "extent_check", "corrective_action", "effectiveness_check"),
        prefix="NC",
        rules=(
            RequiredWhen("root_cause", "status", _PLANNED),
            RequiredWhen("extent_check", "status", _PLANNED),
            RequiredWhen("corrective_action", "status", _PLANNED),
            RequiredWhen("implemented", "status", ("implemented", "closed")),
            RequiredWhen("effectiveness_check", "status", ("closed",)),
            RequiredWhen("effectiveness_result", "status", ("closed",)),
            RequiredWhen("closed", "status", ("closed",)),
            RequiredWhen("further_action", "effectiveness_result", ("not_effective",)),
            OnlyWhen("implemented", "status", ("implemented", "closed")),
            OnlyWhen("closed", "status", ("closed",)),
        ),
        moment="raised",
        closed=Closed(
            "status",
            ("closed",),
            back=(("implemented", "action_planned"), ("implemented", "open"), ("action_planned", "open")),
            later=("sms_change",),
        ),
        numbered="later",
        deeds=("raised", "implemented", "closed"),
        promises=(
            Promise(
                "action",
                "corrective action",
                "due",
                states=("open", "action_planned"),
                action="corrective_action",
            ),
            Promise(
                "effect",
                "check of the corrective action",
                "implemented",
                "intervals.effect_check",
                ("implemented",),
                unless=("effectiveness_result",),
            ),
        ),
        columns=("description", "clause", "status", "owner", "raised", "due", "effectiveness_result"),
    )

    source: Text = Field(
        title="Source", description="Where it was noticed, such as internal audit AUD-2026-01."
    )
    clause: ClauseField = Field(title="Clause", description="The clause that is not met.")
    raised: Date = Field(title="Raised", description="The day it was recorded.")
    description: Text = Field(title="Description", description="What is wrong.")
    evidence: Text = Field(title="Evidence", description="What shows it.")
    correction: Text = Field(title="Correction", description="What was done at once to correct it.")
    consequences: TextOrNone = Field(
        title="Consequences", description="What it led to, and how that was dealt with."
    )
    status: Literal["open", "action_planned", "implemented", "closed"] = Field(
        title="Status", description="Its current state."
    )
    root_cause: Text | None = Field(
        None, title="Root cause", description="Why it could happen; not the description again."
    )
    extent_check: Text | None = Field(
        None, title="Extent", description="Where else the same was looked for, and what was found there."
    )
    corrective_action: Text | None = Field(
        None, title="Corrective action", description="What removes the cause."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the action.")
    due: Date = Field(title="Due", description="The day by which the action is done.")
    implemented: Date | None = Field(None, title="Implemented", description="The day the action was done.")
    effectiveness_check: Text | None = Field(
        None,
        title="Effectiveness check",
        description="How and when it was checked that it does not come back.",
    )
    effectiveness_result: Literal["effective", "not_effective"] | None = Field(
        None, title="Effectiveness", description="Whether the action worked."
    )
    further_action: Text | None = Field(
        None, title="Further action", description="What is done instead where the action did not work."
    )
    sms_change: Text | None = Field(
        None, title="Change of the SMS", description="What was changed in the SMS, if anything."
    )
    closed: Date | None = Field(None, title="Closed", description="The day it was closed.")


class Evaluation(Part):
    """How an opportunity for improvement was judged."""

    criteria: Text = Field(
        title="Criteria", description="The criteria it was judged by, including the objectives."
    )
    result: Text = Field(title="Result", description="What came out.")


class Improvement(Record):
    """An opportunity for improvement: judged, decided on, done and measured."""

    KIND: ClassVar[Kind] = Kind(
        "improvement",
        "Improvement",
        "Improvement register",
        "records",
        clauses=("20000-1:10.2",),
        courses=(
            ("raised", "due"),
            ("raised", "implemented_at", "measured_at"),
        ),
        distances=(
            Distance("due", "raised", most=1096),
            Distance("implemented_at", "due", most=180),
            Distance("measured_at", "implemented_at", most=366),
        ),
        tells=(
            Tells(("description",)),
            Tells(("measured_result",), "result"),
        ),
        judgements=("measured_result",),
        prefix="IMP",
        rules=(
            RequiredWhen("target", "decision", ("approved",)),
            RequiredWhen("due", "decision", ("approved",)),
            RequiredWhen("implemented_at", "status", ("implemented", "measured")),
            RequiredWhen("measured_result", "status", ("measured",)),
            RequiredWhen("measured_at", "status", ("measured",)),
            RequiredWhen("target_reached", "status", ("measured",)),
            RequiredWhen("action_if_missed", "target_reached", ("no",)),
            OnlyWhen("implemented_at", "decision", ("approved",)),
        ),
        moment="raised",
        closed=Closed(
            "status",
            ("measured", "dropped"),
            back=(("implemented", "open"),),
            later=("action_if_missed", "reported_in"),
        ),
        numbered="later",
        deeds=("raised", "implemented_at", "measured_at"),
        promises=(
            Promise(
                "action",
                "improvement",
                "due",
                states=("open",),
                when=(Says("decision", ("approved",)),),
                action="description",
            ),
            Promise(
                "effect",
                "measurement of the improvement",
                "implemented_at",
                "intervals.effect_check",
                ("implemented",),
            ),
        ),
        columns=(
            "description",
            "raised",
            "owner",
            "status",
            "due",
            "target",
            "measured_result",
            "target_reached",
        ),
    )

    source: Text = Field(
        title="Source", description="Where the idea came from, such as management review MR-2026-01."
    )
    raised: Date = Field(title="Raised", description="The day it was recorded.")
    description: Text = Field(title="Description", description="What would be better, and how.")
    objective_link: Annotated[Ref, To("objective", back="Improvement towards it")] | None = Field(
        None, title="Objective", description="The id of the objective it serves."
    )
    evaluation: Evaluation = Field(title="Evaluation", description="How it was judged.")
    decision: Literal["proposed", "approved", "rejected"] = Field(
        title="Decision", description="What was decided."
    )
    status: Literal["open", "implemented", "measured", "dropped"] = Field(
        title="Status", description="Its current state."
    )
    priority: Literal["high", "medium", "low"] = Field(
        title="Priority", description="How soon, compared with the others."
    )
    target: Text | None = Field(
        None, title="Target", description="What is to be reached, as a number with its unit."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for it.")
    due: Date | None = Field(None, title="Due", description="The day by which it is done.")
    implemented_at: Date | None = Field(None, title="Implemented", description="The day it was done.")
    measured_at: Date | None = Field(
        None, title="Measured", description="The day the effect of the improvement was measured."
    )
    measured_result: Text | None = Field(
        None, title="Measured result", description="What was measured afterwards."
    )
    target_reached: YesNo | None = Field(
        None, title="Target reached", description="Whether the target was reached."
    )
    action_if_missed: Text | None = Field(
        None, title="Action if missed", description="What is done where the target was not reached."
    )
    reported_in: Annotated[Ref, To(back="Improvement reported in it")] | None = Field(
        None, title="Reported in", description="The id of the report or review that it was reported in."
    )
