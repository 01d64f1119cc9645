"""Support: competence, training, awareness, communication, documents kept elsewhere, knowledge."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import ClauseField, Date, Moment, PersonRef, Ref, RoleRef, Score, Text, To, YesNo
from sms_lint.ground.periods import PeriodUnit
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise, Rhythm, Says
from sms_lint.model.row_rules import Different, OnlyWhen, RequiredWhen


class Competence(Record):
    """One competence of one person: what the role needs, what the person has, what closes the gap."""

    KIND: ClassVar[Kind] = Kind(
        "competence",
        "Competence assessment",
        "Competence matrix",
        "records",
        clauses=("20000-1:7.2",),
        judgements=("evidence",),
        prefix="CMP",
        rules=(RequiredWhen("gap_action", "action_effective", ("yes", "no", "pending")),),
        moment="assessed_at",
        deeds=("assessed_at",),
        cycles=(
            Cycle(
                "assessment",
                "assessment of the competence",
                "assessed_at",
                "intervals.competence",
                latest_of=("person", "role", "competence"),
                in_calendar=False,
            ),
        ),
        columns=(
            "person",
            "role",
            "competence",
            "required_level",
            "actual_level",
            "gap_action",
            "action_effective",
            "assessed_at",
        ),
    )

    person: PersonRef = Field(
        title="Person", description="The id of the person, such as P-014; never a name."
    )
    role: RoleRef = Field(title="Role", description="The role that needs the competence.")
    competence: Text = Field(title="Competence", description="What the person must be able to do.")
    required_level: Score = Field(
        title="Required level", description="The level the role needs, from 1 (basic) to 5 (expert)."
    )
    actual_level: Score = Field(
        title="Actual level", description="The level the person has, from 1 (basic) to 5 (expert)."
    )
    basis: Literal["education", "training", "experience"] = Field(
        title="Basis", description="What the competence mainly rests on."
    )
    evidence: Text = Field(
        title="Evidence", description="What shows the actual level: a certificate, a test, an appraisal."
    )
    gap_action: Text | None = Field(
        None,
        title="Action on the gap",
        description="What is done where the actual level is below the required one.",
    )
    action_effective: Literal["yes", "no", "pending"] | None = Field(
        None,
        title="Action effective",
        description="Whether the action closed the gap; pending until it is judged.",
    )
    assessed_at: Date = Field(title="Assessed on", description="The day the actual level was assessed.")


class Training(Record):
    """A training that a person attended, and whether it helped."""

    KIND: ClassVar[Kind] = Kind(
        "training",
        "Training record",
        "Training records",
        "records",
        clauses=("20000-1:7.2",),
        courses=(("date", "checked_at"),),
        distances=(Distance("checked_at", "date", most=366),),
        tells=(
            Tells(("subject",)),
            Tells(
                (
                    "effectiveness_check",
                    "result",
                )
            ),
        ),
        judgements=("result", "effectiveness_check"),
        prefix="TRN",
        rules=(
            RequiredWhen("checked_at", "effective", ("yes", "no")),
            OnlyWhen("checked_at", "effective", ("yes", "no")),
        ),
        moment="date",
        closed=Closed(later=("result", "effective", "checked_at")),
        deeds=("date", "checked_at"),
        promises=(
            Promise(
                "effect",
                "check of the effect of the training",
                "date",
                "intervals.training_check",
                when=(Says("effective", ("pending",)),),
            ),
        ),
        columns=("person", "subject", "date", "result", "effective", "checked_at"),
    )

    person: PersonRef = Field(title="Person", description="The id of the person trained; never a name.")
    subject: Text = Field(title="Subject", description="What the training was about.")
    date: Date = Field(title="Date", description="The day it took place; the last day of a longer one.")
    provider: Text | None = Field(None, title="Provider", description="Who gave it, inside or outside.")
    result: Text | None = Field(
        None, title="Result", description="What came out at the end, such as an examination passed."
    )
    effectiveness_check: Text = Field(
        title="Effectiveness check",
        description="How it is, or was, checked that the person can now do the work, and by which role.",
    )
    effective: Literal["yes", "no", "pending"] = Field(
        title="Effective", description="Whether the training had its effect; pending until it is checked."
    )
    checked_at: Date | None = Field(
        None, title="Checked on", description="The day the effect of the training was checked."
    )


class Awareness(Record):
    """A person's acknowledgement of a document: read, understood, kept to."""

    KIND: ClassVar[Kind] = Kind(
        "awareness",
        "Acknowledgement",
        "Awareness and acknowledgement log",
        "records",
        clauses=("20000-1:7.3", "20000-1:5.2.2"),
        prefix="AWR",
        moment="acknowledged_at",
        closed=Closed(),
        deeds=("acknowledged_at",),
        columns=("person", "document", "version", "topic", "acknowledged_at", "method"),
    )

    person: PersonRef = Field(title="Person", description="The id of the person; never a name.")
    document: Annotated[Ref, To("document", back="Acknowledgement of it")] = Field(
        title="Document", description="The id of the document acknowledged, such as POL-SM."
    )
    version: Text = Field(title="Version", description='The version that the person read, in quotes: "2.1".')
    topic: Literal["policy", "objectives", "services", "contribution", "consequences"] = Field(
        title="Topic", description="What the person was made aware of."
    )
    acknowledged_at: Moment = Field(
        title="Acknowledged at", description="The day, or day and time, of the acknowledgement."
    )
    method: Text | None = Field(
        None, title="Method", description="How it was given, such as e-learning or team meeting."
    )


# What people write for a rhythm; any other text names an occasion.
_TIMES: Mapping[str, tuple[PeriodUnit, int]] = {
    "monthly": ("month", 1),
    "every month": ("month", 1),
    "quarterly": ("quarter", 1),
    "every quarter": ("quarter", 1),
    "half-yearly": ("quarter", 2),
    "yearly": ("year", 1),
    "annually": ("year", 1),
    "every year": ("year", 1),
}


class Communication(Record):
    """A communication that the system or the services need: what, when, with whom, how, by whom."""

    KIND: ClassVar[Kind] = Kind(
        "communication",
        "Communication",
        "Communication plan",
        "records",
        clauses=("20000-1:7.4",),
        tells=(
            Tells(
                (
                    "what",
                    "when",
                    "how",
                )
            ),
        ),
        prefix="COM",
        moment="last_done",
        deeds=("last_done",),
        cycles=(Cycle("communication", "communication", "last_done", rhythm=Rhythm("when", _TIMES)),),
    )

    what: Text = Field(title="What", description="The subject, such as planned maintenance windows.")
    when: Text = Field(title="When", description="How often or on which occasion, such as monthly.")
    with_whom: Text = Field(title="With whom", description="The people or parties it is for.")
    how: Text = Field(title="How", description="The channel, such as e-mail, portal or meeting.")
    responsible: RoleRef = Field(title="Responsible", description="The role that does it.")
    direction: Literal["internal", "external"] = Field(
        title="Direction", description="Whether it stays inside the organisation or leaves it."
    )
    last_done: Date | None = Field(None, title="Last done", description="The day it last took place.")


class Knowledge(Record):
    """A knowledge article: what it helps with, for whom, and when it is looked at again."""

    KIND: ClassVar[Kind] = Kind(
        "knowledge",
        "Knowledge article",
        "Knowledge article register",
        "records",
        clauses=("20000-1:7.6",),
        courses=(("published_at", "review_due"),),
        prefix="KNW",
        rules=(
            RequiredWhen("published_at", "status", ("published", "retired")),
            OnlyWhen("published_at", "status", ("published", "retired")),
        ),
        closed=Closed("status", ("retired",), free=True),
        promises=(Promise("review", "review of the article", "review_due", states=("published",)),),
    )

    title: Text = Field(title="Title", description="The title, worded as people would search for it.")
    service: Annotated[Ref, To("service", back="Knowledge article on it")] | None = Field(
        None, title="Service", description="The id of the service it helps with."
    )
    owner: RoleRef = Field(title="Owner", description="The role that keeps the article right.")
    status: Literal["draft", "published", "retired"] = Field(title="Status", description="Its current state.")
    published_at: Date | None = Field(
        None, title="Published on", description="The day this text was made available."
    )
    review_due: Date = Field(title="Review due", description="The day by which it is looked at again.")
    audience: Text = Field(
        title="Audience", description="Who it is for, such as users or service desk agents."
    )
    location: Text | None = Field(
        None, title="Location", description="Where it can be read: a link or a place in the knowledge base."
    )


class ListedDocument(Record):
    """An entry of the master list: a controlled document that is kept outside this repository."""

    KIND: ClassVar[Kind] = Kind(
        "document",
        "Listed document",
        "Document register",
        "records",
        clauses=("20000-1:7.5.1", "20000-1:7.5.2", "20000-1:7.5.3.2"),
        courses=(("approved_at", "effective_from", "review_due"),),
        prefix="DOC",
        rules=(
            Different("approver", "owner"),
            RequiredWhen("approved_at", "status", ("approved",)),
            OnlyWhen("approved_at", "status", ("approved", "retired")),
        ),
        closed=Closed("status", ("retired",), free=True),
        deeds=("approved_at",),
        promises=(
            Promise(
                "review", "review of the document", "review_due", states=("approved",), since="approved_at"
            ),
        ),
    )

    title: Text = Field(title="Title", description="The title as printed on the document.")
    type: Literal[
        "policy",
        "plan",
        "process",
        "procedure",
        "instruction",
        "record",
        "agreement",
        "register",
        "report",
        "external",
    ] = Field(title="Type", description="What kind of document it is.")
    version: Text = Field(
        title="Version", description='The version as the document states it, in quotes: "3.0".'
    )
    status: Literal["draft", "review", "approved", "retired"] = Field(
        title="Status", description="The state of this version."
    )
    owner: RoleRef = Field(
        title="Owner", description="The role that answers for the content or for its use here."
    )
    approver: RoleRef = Field(
        title="Approver", description="The role that approves it, or its use here; never the owner's role."
    )
    approved_at: Date | None = Field(
        None, title="Approved on", description="The day this version was approved."
    )
    effective_from: Date | None = Field(
        None, title="Effective from", description="The day from which this version applies here."
    )
    review_due: Date = Field(title="Review due", description="The day by which it is reviewed.")
    classification: Literal["public", "internal", "confidential"] = Field(
        title="Classification", description="Who may read it."
    )
    location: Text = Field(
        title="Location", description="Where the valid copy is kept: a link, a system, a shelf."
    )
    retention: Text = Field(
        title="Retention", description="How long a withdrawn version is kept, such as 7 years."
    )
    clauses: Annotated[tuple[ClauseField, ...], Field(min_length=1)] = Field(
        title="Clauses", description="Clauses or obligations it serves, such as 20000-1:8.3.4.1."
    )
    provides: tuple[Text, ...] = Field(
        (),
        title="Documented information",
        description="Items of the clause catalogue that this document is, such as supplier-contracts.",
    )
    supersedes: Annotated[Ref, To("document", back="Document that replaces it")] | None = Field(
        None, title="Supersedes", description="The id of the document it replaces."
    )
    external_origin: YesNo | None = Field(
        None, title="External origin", description="Whether somebody outside the organisation issues it."
    )
