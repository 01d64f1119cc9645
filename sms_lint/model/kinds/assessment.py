"""Self-assessment: what somebody judged about a clause, and what follows where it is not fully met."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import ClauseField, Date, RoleRef, Span, Text
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.model.row_rules import RequiredWhen

_SHORT = ("partial", "none")


class SelfAssessment(Record):
    """A judgement of how far a clause or a single obligation is met, by a person who answers for it."""

    KIND: ClassVar[Kind] = Kind(
        "self-assessment",
        "Self-assessment",
        "Self-assessment of conformity",
        "records",
        clauses=("20000-1:9.1",),
        courses=(("assessed_at", "due"),),
        distances=(Distance("due", "assessed_at", most=366),),
        tells=(Tells(("justification",)),),
        judgements=("justification",),
        prefix="SA",
        rules=(
            RequiredWhen("action", "conformity", _SHORT),
            RequiredWhen("owner", "conformity", _SHORT),
            RequiredWhen("due", "conformity", _SHORT),
        ),
        moment="assessed_at",
        closed=Closed(),
        deeds=("assessed_at",),
        promises=(
            Promise(
                "action",
                "action of the self-assessment",
                "due",
                when=(Says("conformity", _SHORT),),
                since="assessed_at",
                latest_of=("clause",),
                newest_by="assessed_at",
                action="action",
            ),
        ),
        cycles=(Cycle("assessment", "self-assessment", "assessed_at", "every", latest_of=("clause",)),),
        columns=("clause", "conformity", "owner", "due", "assessed_by", "assessed_at"),
    )

    clause: ClauseField = Field(
        title="Clause",
        description="The clause that was judged, or one obligation such as 20000-1:8.6.1-c.",
    )
    conformity: Literal["full", "partial", "none"] = Field(
        title="Conformity", description="Fully met, met in part, or not met."
    )
    justification: Text = Field(title="Justification", description="Why it was judged so.")
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Evidence", description="What was looked at: records, documents, interviews."
    )
    action: Text | None = Field(
        None, title="Action", description="What is done until it is fully met; not needed where it is."
    )
    owner: RoleRef | None = Field(
        None, title="Owner", description="The role that is responsible for the action."
    )
    due: Date | None = Field(None, title="Due", description="The day by which the action is done.")
    assessed_by: RoleRef = Field(title="Assessed by", description="The role that judged it.")
    assessed_at: Date = Field(title="Assessed", description="The day it was judged.")
    every: Span = Field(title="Every", description="How often it is judged again, such as 12 months.")
