"""Context of the organization: issues, interested parties and their requirements, obligations."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, Ref, RoleRef, Text, To, YesNo
from sms_lint.model.entry import Entry
from sms_lint.model.kind import Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise
from sms_lint.model.row_rules import RequiredWhen


class ContextIssue(Record):
    """An internal or external issue that bears on what the service management system can achieve."""

    KIND: ClassVar[Kind] = Kind(
        "context-issue",
        "Context issue",
        "Context and issues log",
        "records",
        clauses=("20000-1:4.1",),
        tells=(
            Tells(
                (
                    "description",
                    "effect_on_sms",
                    "rationale",
                )
            ),
        ),
        prefix="CTX",
        moment="reviewed_at",
        deeds=("reviewed_at",),
        cycles=(Cycle("review", "review of the issue", "reviewed_at", "intervals.context_review"),),
    )

    type: Literal["internal", "external"] = Field(
        title="Type", description="Whether the issue arises inside the organisation or outside it."
    )
    description: Text = Field(
        title="Description",
        description="What the issue is, such as: two of five network engineers retire next year.",
    )
    effect_on_sms: Text = Field(
        title="Effect on the SMS", description="What it can do to the system or the services, good or bad."
    )
    climate_change: Literal["relevant", "not_relevant"] = Field(
        title="Climate change", description="Whether climate change plays a part in this issue."
    )
    rationale: Text = Field(
        title="Rationale",
        description="Why the issue matters, and why climate change was found relevant or not relevant.",
    )
    owner: RoleRef | None = Field(None, title="Owner", description="The role that monitors the issue.")
    reviewed_at: Date = Field(title="Reviewed on", description="The day the issue was last reviewed.")


_CLIMATE = ("clima", "klima")  # the word in most languages of Europe


def about_climate(issue: Entry) -> bool:
    """Whether an issue states a conclusion on climate change: it is relevant, or it is what the issue is about."""
    said = issue.text("description").casefold()
    return issue.text("climate_change") == "relevant" or any(word in said for word in _CLIMATE)


class InterestedParty(Record):
    """A requirement of a party with a stake in the system or the services, and what is done about it."""

    KIND: ClassVar[Kind] = Kind(
        "interested-party",
        "Interested party",
        "Interested parties register",
        "records",
        clauses=("20000-1:4.2", "20000-1:8.3.2"),
        tells=(
            Tells(
                (
                    "requirement",
                    "how_addressed",
                )
            ),
        ),
        prefix="PTY",
        rules=(RequiredWhen("how_addressed", "relevant", ("yes",)),),
        moment="reviewed_at",
        deeds=("reviewed_at",),
        cycles=(
            Cycle("review", "review of the interested party", "reviewed_at", "intervals.context_review"),
        ),
    )

    name: Text = Field(
        title="Name", description="The party: an organisation or a group, such as hospital ward staff."
    )
    type: Literal["customer", "user", "supplier", "regulator", "owner", "staff", "other"] = Field(
        title="Type", description="What the party is to the organisation."
    )
    requirement: Text = Field(
        title="Requirement",
        description="One thing the party needs or expects; a second one is a second entry.",
    )
    relevant: YesNo = Field(
        title="Relevant", description="Whether the service management system takes the requirement on."
    )
    climate_requirement: YesNo | None = Field(
        None,
        title="Climate requirement",
        description="Whether the requirement has to do with climate change.",
    )
    how_addressed: Text | None = Field(
        None,
        title="How addressed",
        description="Where the requirement is met: a service level agreement, a process, a control.",
    )
    owner: RoleRef | None = Field(None, title="Owner", description="The role that looks after the party.")
    reviewed_at: Date = Field(title="Reviewed on", description="The day the entry was last reviewed.")


class ComplianceObligation(Record):
    """A duty under law, regulation, contract, standard or policy that the services must keep to."""

    KIND: ClassVar[Kind] = Kind(
        "obligation",
        "Obligation",
        "Legal, regulatory and contractual obligations register",
        "records",
        clauses=("20000-1:4.2", "20000-1:6.3"),
        tells=(
            Tells(
                (
                    "summary",
                    "evidence",
                )
            ),
        ),
        prefix="OBL",
        promises=(Promise("review", "review of the obligation", "review_due"),),
    )

    source: Text = Field(
        title="Source", description="Where the duty comes from, precise enough to look up: act and section."
    )
    type: Literal["law", "regulation", "contract", "standard", "policy"] = Field(
        title="Type", description="What kind of source it is."
    )
    summary: Text = Field(
        title="Summary",
        description="What must be done or kept to, in your own words and in one or two sentences.",
    )
    applies_to: Annotated[tuple[Annotated[Ref, To("service")], ...], Field(min_length=1)] = Field(
        title="Applies to", description="Ids of the services that the duty touches."
    )
    owner: RoleRef = Field(title="Owner", description="The role that makes sure that the duty is met.")
    evidence: Text | None = Field(
        None,
        title="Evidence",
        description="What shows that the duty is met, such as a report or a certificate.",
    )
    review_due: Date = Field(
        title="Review due", description="The day by which the source is checked again for changes."
    )
