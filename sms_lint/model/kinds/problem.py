"""Problem management: problems and known errors."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, Moment, Ref, RoleRef, Text, TextOrNone, To, YesNo
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Follows, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Promise
from sms_lint.model.row_rules import OnlyWhen, RequiredWhen

_RESOLVED = ("resolved", "closed")


class Problem(Record):
    """A problem: the cause behind incidents, and what takes it away."""

    KIND: ClassVar[Kind] = Kind(
        "problem",
        "Problem",
        "Problem register",
        "records",
        clauses=("20000-1:8.6.3",),
        courses=(("opened_at", "root_cause_date", "resolved_at", "closed_at"),),
        follows=(Follows("resolved_at", "change", "actual_end"),),
        tells=(
            Tells(("root_cause",), "cause"),
            Tells(("actions",), "result"),
        ),
        judgements=("root_cause", "actions"),
        prefix="PRB",
        rules=(
            RequiredWhen("related_incidents", "source", ("incident",)),
            *(
                RequiredWhen(name, "status", _RESOLVED)
                for name in ("root_cause", "root_cause_date", "actions", "resolved_at")
            ),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("resolved_at", "status", _RESOLVED),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
        moment="opened_at",
        closed=Closed(
            "status",
            ("closed",),
            back=(("known_error", "open"), ("resolved", "known_error"), ("resolved", "open")),
            later=("related_incidents",),
        ),
        numbered="as it comes up",
        deeds=("opened_at", "resolved_at", "closed_at"),
        promises=(
            Promise(
                "cause",
                "cause of the problem, or a workaround",
                "opened_at",
                "intervals.problem_open",
                ("open",),
            ),
        ),
        columns=("title", "opened_at", "priority", "status", "owner", "root_cause", "resolved_at"),
    )

    title: Text = Field(title="Title", description="What goes wrong, in a few words.")
    opened_at: Moment = Field(title="Opened", description="When it was recorded.")
    source: Literal["trend", "incident", "supplier", "proactive"] = Field(
        title="Source",
        description="How it was noticed: a trend, incidents, a supplier, or by looking for it.",
    )
    category: Text = Field(title="Category", description="What sort of problem it is, such as storage.")
    priority: Text = Field(title="Priority", description="How soon it is worked on, such as P2.")
    owner: RoleRef = Field(title="Owner", description="The role that answers for it until it is closed.")
    related_incidents: tuple[Annotated[Ref, To("incident", back="Problem behind it")], ...] = Field(
        (), title="Incidents", description="Ids of the incidents that it is behind."
    )
    root_cause: Text | None = Field(
        None, title="Root cause", description="Why it happens; not the symptom again."
    )
    root_cause_date: Date | None = Field(
        None, title="Root cause found", description="The day the root cause was known."
    )
    actions: Text | None = Field(
        None, title="Actions", description="What is done so that it does not happen again."
    )
    change: tuple[Annotated[Ref, To("change", back="Problem that it resolves")], ...] = Field(
        (), title="Changes", description="Ids of the changes raised to resolve it."
    )
    escalated: YesNo | None = Field(None, title="Escalated", description="Whether it was escalated.")
    impact_reduction: Text | None = Field(
        None, title="Impact reduced by", description="What reduces its effect until it is resolved."
    )
    resolved_at: Moment | None = Field(None, title="Resolved", description="When its cause was removed.")
    closed_at: Moment | None = Field(
        None, title="Closed", description="When it was closed, after a check that it does not come back."
    )
    status: Literal["open", "known_error", "resolved", "closed"] = Field(
        title="Status",
        description="A known error once there is a known cause or a workaround, then resolved, then closed.",
    )


class KnownError(Record):
    """A known error: what users and the service desk can do until the fix is there."""

    KIND: ClassVar[Kind] = Kind(
        "known-error",
        "Known error",
        "Known error register",
        "records",
        clauses=("20000-1:8.6.3",),
        courses=(("published_at", "closed_at"),),
        follows=(
            Follows("published_at", "problem", "opened_at"),
            Follows("closed_at", "fix_release", "deployed_at"),
        ),
        tells=(
            Tells(
                (
                    "description",
                    "workaround",
                )
            ),
        ),
        judgements=("workaround",),
        prefix="KER",
        rules=(
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
        moment="published_at",
        closed=Closed("status", ("closed",), later=("fix_release",)),
        numbered="as it comes up",
    )

    problem: Annotated[Ref, To("problem", back="Known error of it")] = Field(
        title="Problem", description="The id of the problem."
    )
    description: Text = Field(
        title="Description", description="How to recognise it, in the words of those affected."
    )
    workaround: TextOrNone = Field(
        title="Workaround", description="What helps until it is fixed, or that nothing is known."
    )
    services: Annotated[
        tuple[Annotated[Ref, To("service", back="Known error of it")], ...], Field(min_length=1)
    ] = Field(title="Services", description="Ids of the services that it may disturb.")
    status: Literal["open", "closed"] = Field(
        title="Status", description="Open until it is fixed or accepted for good, then closed."
    )
    published_at: Date = Field(
        title="Published", description="The day it was made available to those who handle incidents."
    )
    fix_release: Annotated[Ref, To("release", back="Known error that it fixes")] | None = Field(
        None, title="Fixed by", description="The id of the release that fixes it."
    )
    closed_at: Date | None = Field(None, title="Closed", description="The day it was closed.")
