"""Release and deployment: what goes live together."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Count, Date, Moment, Ref, RoleRef, Text, Texts, To, Unit
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.kinds.change import LIVE
from sms_lint.model.node import Record
from sms_lint.model.promises import Promise
from sms_lint.model.row_rules import OnlyWhen, RequiredWhen


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
        tells=(Tells(("method", "acceptance_criteria")), Tells(("analysis",), "result")),
        judgements=("analysis",),
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
    changes: Annotated[
        tuple[Annotated[Ref, To("change", back="Release that it went live in")], ...], Field(min_length=1)
    ] = Field(title="Changes", description="Ids of the approved changes it carries.")
    known_errors_problems_closed: tuple[
        Annotated[Ref, To("known-error", "problem", back="Release that closed it")], ...
    ] = Field(
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
