"""Controlled documents: one class per kind, with its own front matter and its own required sections."""

import re
from dataclasses import replace
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from sms_lint.ground.fields import (
    OWN_ID_PATTERN,
    ROLE_FORM,
    Count,
    Date,
    Period,
    Ref,
    RoleRef,
    Text,
    To,
    wrong_shape,
)
from sms_lint.model.kind import Kind, document_kind
from sms_lint.model.node import Document
from sms_lint.model.part import Part, RecurringTask
from sms_lint.model.promises import Cycle, Rhythm, Says

Tasks = tuple[RecurringTask, ...]
TASKS: Any = Field(
    (),
    title="Recurring tasks",
    description="What is done again and again, and the record that shows it each time.",
)


class Exclusion(Part):
    """Something that the scope leaves out."""

    what: Text = Field(title="What", description="The id of a service, or in words what is left out.")
    reason: Text = Field(title="Reason", description="Why it is left out.")


class Site(Part):
    """A place from which the services are managed or delivered, as a certification body asks for it."""

    name: Text = Field(title="Name", description="What the place is called, such as operations centre.")
    address: Text | None = Field(
        None, title="Address", description="Street and town, as the certificate names them."
    )
    activities: Text = Field(title="Activities", description="What is done there for the services.")
    head_count: Count = Field(
        title="Head-count", description="How many people work there for the services, parts of jobs added up."
    )
    shifts: Text | None = Field(
        None,
        title="Shifts",
        description="How many of them work in each shift, such as day 19, evening 5, night 3.",
    )


class Scope(Document):
    """What the service management system covers: organization, services, places, and what is left out."""

    KIND: ClassVar[Kind] = document_kind(
        "scope", "Scope statement", "Scope statements", "policies", ("20000-1:4.3",), "SCO"
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Scope statement", "Services", "Boundaries")
    RANK: ClassVar[int | None] = 0

    services: tuple[Annotated[Ref, To("service")], ...] = Field(
        (), title="Services", description="Ids of the live services that the system covers."
    )
    exclusions: tuple[Exclusion, ...] = Field(
        (), title="Exclusions", description="What is left out, each with the reason."
    )
    legal_entity: Text | None = Field(
        None,
        title="Legal entity",
        description="The organisation as it is registered, to be named on the certificate.",
    )
    sites: tuple[Site, ...] = Field(
        (), title="Sites", description="The places from which the services are managed and delivered."
    )
    remote_workers: Count | None = Field(
        None,
        title="Remote workers",
        description="How many work for the services from no site; 0 where none does.",
    )


class Policy(Document):
    """What the organization commits itself to, and why."""

    KIND: ClassVar[Kind] = document_kind(
        "policy",
        "Policy",
        "Policies",
        "policies",
        ("20000-1:5.2.1", "20000-1:8.5.1.1", "20000-1:8.7.3.1"),
        "POL",
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Purpose", "Scope", "Responsibilities")
    RANK: ClassVar[int | None] = 0

    communicated_at: Date | None = Field(
        None,
        title="Communicated",
        description="The day the version in force was made known to those it concerns.",
    )
    available_to: Text | None = Field(
        None,
        title="Available to",
        description="Who can read it, such as all staff and, on request, customers.",
    )


class Plan(Document):
    """How something is going to be reached: by whom, with what, by when."""

    KIND: ClassVar[Kind] = document_kind("plan", "Plan", "Plans", "policies", ("20000-1:6.3",), "PLN")
    SECTIONS: ClassVar[tuple[str, ...]] = ("Purpose", "Scope", "Responsibilities")
    RANK: ClassVar[int | None] = 1


class Procedure(Document):
    """The steps of one task, for people who know the work."""

    KIND: ClassVar[Kind] = document_kind(
        "procedure", "Procedure", "Procedures", "processes", ("20000-1:7.5.4",), "PRO"
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Purpose", "When to use it", "Steps")
    RANK: ClassVar[int | None] = 2

    tasks: Tasks = TASKS


class Instruction(Document):
    """The steps of one task in full detail, such as how to fulfil one type of service request."""

    KIND: ClassVar[Kind] = document_kind(
        "instruction", "Instruction", "Instructions", "processes", ("20000-1:8.6.2",), "INS"
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("When to use it", "Steps")
    RANK: ClassVar[int | None] = 3

    tasks: Tasks = TASKS


class Agreement(Document):
    """What two parties have agreed: a service level agreement, a contract, an operational level agreement."""

    KIND: ClassVar[Kind] = document_kind(
        "agreement", "Agreement", "Agreements", "policies", ("20000-1:8.3.3", "20000-1:8.3.4.2"), "AGR"
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Parties", "Services", "Targets", "Review")
    RANK: ClassVar[int | None] = 0


def _analysis(name: str, what: str, item: str) -> Cycle:
    """An analysis that is written again and again: the newest one in force of its sort counts."""
    return Cycle(
        name,
        what,
        "effective",
        "intervals.trend_analysis",
        latest_of=(),
        among=(Says("provides", (item,)), Says("lifecycle", ("active",))),
    )


class Report(Document):
    """What was found or reached in a period, and what follows from it."""

    KIND: ClassVar[Kind] = replace(
        document_kind(
            "report",
            "Report",
            "Reports",
            "records",
            ("20000-1:9.4",),
            "RPT",
            cycles=(
                _analysis("change-analysis", "analysis of changes", "change-trend-analysis"),
                _analysis("problem-analysis", "analysis of problems", "problem-effectiveness-report"),
                _analysis(
                    "security-analysis",
                    "analysis of information security incidents",
                    "infosec-incident-analysis",
                ),
                _analysis("measurement", "report on measurement results", "measurement-results"),
                Cycle(
                    "issue",
                    "next issue of the report",
                    "period",
                    "intervals.reporting",
                    states=("active",),
                    latest_of=("series",),
                    newest_by="period",
                    rhythm=Rhythm("period", {}),
                ),
            ),
            files="reports",
        ),
        series=("series",),
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Summary", "Results", "Actions")

    series: Text | None = Field(
        None,
        title="Series",
        description="What is reported period after period, in the same words each time, such as supplier performance.",
    )
    period: Period | None = Field(
        None,
        title="Period",
        description="The period of this issue, such as 2026-Q3; each issue is a document of its own. The first "
        "shows how often it comes.",
    )


class External(Document):
    """A document of external origin that is controlled here and written elsewhere."""

    KIND: ClassVar[Kind] = document_kind(
        "external",
        "Document of external origin",
        "Documents of external origin",
        "policies",
        ("20000-1:7.5.3.2",),
        "EXT",
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Use",)
    RANK: ClassVar[int | None] = 0

    publisher: Text = Field(title="Publisher", description="The organization that issues it.")
    edition: Text = Field(title="Edition", description="The edition or date that is in use here.")
    kept_at: Text = Field(title="Kept at", description="Where the copy in use is held.")


class Party:
    """A giver or taker: the id of a process, supplier or customer, or a plain word such as `user`."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_plain_validator_function(read_party)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": r"\S", "x-link": [], "x-words": True}


def read_party(value: object) -> str:
    """A reference where the text has the form of an id, else the text itself."""
    if not isinstance(value, str) or not value.strip():
        raise wrong_shape(value if not isinstance(value, str) else None, "must be an id or a plain word")
    return Ref(value) if re.fullmatch(OWN_ID_PATTERN, value) else value


Parties = Annotated[tuple[Annotated[str, Party()], ...], Field(min_length=1)]


class Input(Part):
    """Something that the process needs."""

    item: Text = Field(title="Item", description="What comes in.")
    from_: Parties = Field(
        alias="from", title="From", description="Who gives it: a process id, or a word such as user."
    )


class Output(Part):
    """Something that the process gives."""

    item: Text = Field(title="Item", description="What goes out.")
    to: Parties = Field(title="To", description="Who takes it: a process id, or a word such as user.")


ActivityId = Annotated[str, ROLE_FORM]


class Step(Part):
    """The way to another activity."""

    to: Text = Field(title="To", description="The id of the next activity.")
    when: Text | None = Field(None, title="When", description="The condition under which this way is taken.")


def _step(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


class StepForm:
    """In JSON Schema a way is an activity's id, or a group with `to` and `when`."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "pattern": r"\S"}, handler(schema)]}


class Activity(Part):
    """One activity of a process: who does it, who answers for it, where it leads."""

    id: ActivityId = Field(title="Id", description="A short name in small letters, unique in the process.")
    name: Text = Field(title="Name", description="The name shown in the diagram.")
    does: RoleRef = Field(title="Responsible", description="The role that does the work.")
    answers: RoleRef = Field(title="Accountable", description="The one role that answers for the result.")
    consulted: tuple[RoleRef, ...] = Field(
        (), title="Consulted", description="Roles asked before it is done."
    )
    informed: tuple[RoleRef, ...] = Field((), title="Informed", description="Roles told afterwards.")
    next: tuple[Annotated[Step, BeforeValidator(_step), StepForm()], ...] = Field(
        (), title="Next", description="The activities that follow; none where the process ends."
    )


class Process(Document):
    """A process of the service management system, with its structure as data."""

    KIND: ClassVar[Kind] = document_kind(
        "process", "Process", "Processes", "processes", ("20000-1:4.4", "20000-1:8.1"), "PRC"
    )
    SECTIONS: ClassVar[tuple[str, ...]] = ("Scope", "Activities")
    RANK: ClassVar[int | None] = 1

    purpose: Text = Field(title="Purpose", description="What the process is for, in one sentence.")
    objectives: tuple[Annotated[Ref, To("objective")], ...] = Field(
        (), title="Objectives", description="Ids of the objectives it serves."
    )
    triggers: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Triggers", description="What starts the process."
    )
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)] = Field(
        title="Inputs", description="What it needs, and from whom."
    )
    outputs: Annotated[tuple[Output, ...], Field(min_length=1)] = Field(
        title="Outputs", description="What it gives, and to whom."
    )
    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)] = Field(
        title="Roles", description="The roles that take part."
    )
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)] = Field(
        title="Activities", description="The activities, the first one being where the process starts."
    )
    kpis: tuple[Annotated[Ref, To("kpi")], ...] = Field(
        (), title="KPIs", description="Ids of its key performance indicators."
    )
    records: tuple[Text, ...] = Field(
        (), title="Records", description="The kinds of record that it keeps, such as incident."
    )
    policies: tuple[Annotated[Ref, To("policy")], ...] = Field(
        (), title="Policies", description="Ids of the policies it follows."
    )
    tasks: Tasks = TASKS
