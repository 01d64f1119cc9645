"""Performance evaluation: service reports and internal audits."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Amount,
    ClauseField,
    Date,
    Period,
    PersonRef,
    Ref,
    RoleRef,
    Text,
    TextOrNone,
    Texts,
    To,
)
from sms_lint.ground.periods import MONTHS
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.part import Part
from sms_lint.model.promises import Cycle, Promise, Rhythm

Clauses = Annotated[tuple[ClauseField, ...], Field(min_length=1)]
Persons = Annotated[tuple[PersonRef, ...], Field(min_length=1)]


class ServiceReport(Record):
    """One issue of a service report: what the report is for, and what this issue said. Each issue is kept."""

    KIND: ClassVar[Kind] = Kind(
        "service-report",
        "Service report",
        "Service report catalogue",
        "records",
        clauses=("20000-1:9.4",),
        tells=(
            Tells(
                (
                    "purpose",
                    "trends",
                )
            ),
            Tells(
                (
                    "decisions",
                    "actions",
                ),
            ),
        ),
        prefix="SRP",
        moment="issued_at",
        closed=Closed(),
        deeds=("issued_at",),
        series=("title",),
        cycles=(
            # A report that is issued by the week has no such period.
            Cycle(
                "issue",
                "next issue of the service report",
                "period",
                "intervals.reporting",
                latest_of=("title",),
                newest_by="period",
                rhythm=Rhythm("frequency", {unit: (unit, 1) for unit in MONTHS}),
            ),
        ),
    )

    title: Text = Field(
        title="Title", description="The report's title, the same for each issue; the period tells them apart."
    )
    purpose: Text = Field(title="Purpose", description="Which decision it serves.")
    audience: Texts = Field(title="Audience", description="Who receives it: roles, or ids of customers.")
    frequency: Literal["week", "month", "quarter", "year"] = Field(
        title="Frequency", description="How often it is issued."
    )
    data_source: Text = Field(title="Data source", description="Where the figures come from.")
    owner: RoleRef = Field(title="Owner", description="The role that issues it.")
    period: Period = Field(title="Period", description="The period of this issue, such as 2026-09.")
    issued_at: Date = Field(title="Issued", description="The day this issue went out.")
    trends: Text = Field(title="Trends", description="What this issue showed over time.")
    decisions: TextOrNone = Field(title="Decisions", description="What was decided because of it.")
    actions: TextOrNone = Field(
        title="Actions", description="What follows, by whom and when; or that nothing does."
    )
    communicated_to: Texts = Field(
        title="Communicated to", description="Who was told: roles, or ids of customers."
    )
    document: Annotated[Ref, To(back="Entry of the list of reports")] | None = Field(
        None,
        title="Document",
        description="The id of the report itself, kept as it was issued; each issue has one of its own.",
    )


class AuditProgramme(Record):
    """An internal audit in the programme: what is audited, how, by whom and when."""

    KIND: ClassVar[Kind] = Kind(
        "audit-programme",
        "Audit",
        "Audit programme",
        "records",
        clauses=("20000-1:9.2.2",),
        distances=(Distance("held", "planned", least=-60, most=60),),
        tells=(
            Tells(
                (
                    "methods",
                    "criteria",
                    "auditor_independent_of",
                )
            ),
        ),
        prefix="AUD",
        moment="held",
        closed=Closed("held"),
        deeds=("held",),
        promises=(
            Promise("audit", "internal audit", "planned", unless=("held",)),
            Promise(
                "report",
                "report of the internal audit",
                "held",
                "intervals.report",
                answered_by="audit-report.audit",
            ),
        ),
        columns=("period", "auditor", "planned", "held", "scope"),
    )

    period: Period = Field(title="Period", description="The period of the programme, such as 2026.")
    frequency: Text = Field(
        title="Frequency", description="How often this scope is audited, such as once a year."
    )
    scope: Clauses = Field(title="Scope", description="The clauses that are audited.")
    criteria: Text = Field(
        title="Criteria", description="What is audited against: the standard, policies, agreements."
    )
    methods: Text = Field(
        title="Methods", description="How evidence is gathered, such as interviews and samples."
    )
    responsible: RoleRef = Field(title="Responsible", description="The role that answers for the audit.")
    process_importance: Text = Field(
        title="Importance of the processes", description="Why this scope and this frequency."
    )
    changes_considered: TextOrNone = Field(
        title="Changes",
        description="Which changes of the SMS were taken into account; or that there was none.",
    )
    previous_results: TextOrNone = Field(
        title="Previous results",
        description="What earlier audits found, and how that counted; or that there was none.",
    )
    auditor: PersonRef = Field(title="Auditor", description="The id of the person who audits.")
    auditor_independent_of: Text = Field(
        title="Independence", description="How it is ensured that nobody audits their own work."
    )
    planned: Date = Field(title="Planned", description="The planned day.")
    held: Date | None = Field(
        None, title="Held", description="The day it took place; left out until it has taken place."
    )
    audit_days: Amount | None = Field(
        None,
        title="Audit days",
        description="How many days of eight hours the auditors spend on it, such as 1.5.",
    )


class AuditFinding(Part):
    """One finding of an audit."""

    finding_id: Text = Field(title="Finding", description="A number within the report, such as F1.")
    grade: Literal["major", "minor", "observation", "ofi"] = Field(
        title="Grade",
        description="Major or minor nonconformity, observation, or opportunity for improvement.",
    )
    clause: ClauseField = Field(title="Clause", description="The clause it is about.")
    statement: Text = Field(title="Statement", description="What was found, in a sentence.")
    evidence: Text = Field(title="Evidence", description="What shows it: record ids, dates, documents.")
    nonconformity: Annotated[Ref, To("nonconformity")] | None = Field(
        None, title="Nonconformity", description="The id of the nonconformity raised for it."
    )


class AuditResult(Part):
    """What an audit found of one clause or obligation, and from what.

    Only this proves anything: that a clause was covered, and nothing was found, says neither what was looked at nor
    that it conforms.
    """

    judged: ClauseField = Field(
        title="Judged",
        description="One clause, without those below it, or one obligation.",
    )
    result: Literal["conforms", "nonconforming", "not examined"] = Field(
        title="Result",
        description="What was found; not examined where there was no time, or no case, to look.",
    )
    evidence: Texts = Field(
        title="Evidence",
        description="What was seen for this clause: which records, which documents, who was asked.",
    )


class AuditReport(Record):
    """The report of an internal audit: what it found of each clause, and its findings."""

    KIND: ClassVar[Kind] = Kind(
        "audit-report",
        "Audit report",
        "Audit reports",
        "records",
        clauses=("20000-1:9.2.1", "20000-1:9.2.2"),
        tells=(
            Tells(
                (
                    "conclusion",
                    "evidence",
                ),
                "result",
            ),
        ),
        judgements=("conclusion",),
        prefix="ARP",
        files="audits",
        moment="date",
        closed=Closed(later=("findings.nonconformity", "reported_at", "acknowledged_at")),
        deeds=("reported_at", "acknowledged_at"),
        courses=(("date", "reported_at", "acknowledged_at"),),
    )

    audit: Annotated[Ref, To("audit-programme", back="Report of it")] = Field(
        title="Audit", description="The id of the audit in the programme."
    )
    clauses_covered: Clauses = Field(title="Clauses covered", description="The clauses that were audited.")
    evidence: Texts = Field(
        title="Evidence", description="What was looked at: records, documents, interviews."
    )
    results: tuple[AuditResult, ...] = Field(
        (),
        title="Results",
        description="What was found of each clause, and from what. What is not named here is not judged.",
    )
    findings: tuple[AuditFinding, ...] = Field(
        title="Findings", description="What was found; write [] where nothing was."
    )
    conclusion: Text = Field(
        title="Conclusion", description="Whether the SMS conforms and works, in a few sentences."
    )
    reported_to: Annotated[tuple[RoleRef, ...], Field(min_length=1)] = Field(
        title="Reported to", description="The roles that received the report."
    )
    date: Date = Field(title="Date", description="The day of the report.")
    reported_at: Date | None = Field(
        None, title="Reported on", description="The day on which the report went to those roles."
    )
    acknowledged_at: Date | None = Field(
        None,
        title="Acknowledged on",
        description="The day on which they confirmed that they know it; left out until they have.",
    )
