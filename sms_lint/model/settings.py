"""The organization's own settings, from `sms.yml`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sms_lint.ground.faults import Fault, model_faults
from sms_lint.ground.fields import Between, Count, Date, Duration, Form, Percent, Ref, Span, Text, To

Level = Literal["error", "warning", "note", "off"]
# From the text on the branch (E0) to signatures that a timestamp and a copy outside vouch for (E4).
ApprovalLevel = Literal["E0", "E1", "E2", "E3", "E4"]
# Among the levels of approval, every kind of document that is not named.
OTHER_KINDS = "other"
SETTINGS_FILE = "sms.yml"


class Settings(BaseModel):
    """A group of settings; unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Organization(Settings):
    """Whose service management system this is."""

    name: Text = Field(title="Name", description="The organization's name, shown on every page.")
    description: Text | None = Field(
        None, title="Description", description="What it provides, in a sentence or two."
    )


class ReviewSettings(Settings):
    """Limits for review cycles."""

    maximum: Span = Field(
        Duration(12, "month"),
        title="Longest interval",
        description="The longest review interval allowed, such as 12 months.",
    )
    due_soon: Span = Field(
        Duration(30, "day"),
        title="Due soon",
        description="How long before a review is due a note appears, such as 30 days.",
    )


class TextSettings(Settings):
    """Limits for the text of documents."""

    least_words: Count = Field(
        8, title="Fewest words", description="A required section needs at least so many words."
    )
    most_words_policy: Count = Field(
        1000, title="Longest policy", description="A policy has at most so many words (1,000: two pages)."
    )
    most_words: Count = Field(
        2500,
        title="Longest document",
        description="Any other document has at most so many words (2,500: five pages).",
    )
    same_words: Count = Field(
        25,
        title="Repeated passage",
        description="So many words in a row, the same in two documents, are a passage that stands twice.",
    )
    html: tuple[Text, ...] = Field(
        ("br", "sub", "sup", "kbd", "abbr"),
        title="HTML elements",
        description="The HTML elements that documents may use; attributes of theirs are never allowed.",
    )


class EvidenceSettings(Settings):
    """What counts as evidence."""

    fresh: Span = Field(
        Duration(12, "month"),
        title="Fresh",
        description="A record counts as fresh evidence for so long after its date, such as 12 months.",
    )


def _interval(months: int, title: str, what: str) -> Any:
    return Field(Duration(months, "month"), title=title, description=f"{what}, at the latest.")


class IntervalSettings(Settings):
    """How often things are done at least. The standard leaves the intervals to the organization."""

    management_review: Span = _interval(12, "Management review", "Top management reviews the SMS so often")
    audit_cycle: Span = _interval(12, "Audit cycle", "Internal audits cover every clause within so long")
    continuity_test: Span = _interval(
        12, "Continuity test", "Each service continuity plan is tested so often"
    )
    verification: Span = _interval(
        12, "Verification of configuration", "Configuration information is compared with reality so often"
    )
    contract_review: Span = _interval(12, "Contract review", "Each supplier contract is reviewed so often")
    performance_review: Span = _interval(
        6, "Supplier performance", "The performance of each supplier is reviewed so often"
    )
    satisfaction: Span = _interval(
        12, "Satisfaction survey", "Satisfaction with the services is measured so often"
    )
    risk_review: Span = _interval(12, "Risk review", "Each open risk is assessed again so often")
    context_review: Span = _interval(
        12, "Context review", "Issues, interested parties and their requirements are looked at so often"
    )
    trend_analysis: Span = _interval(
        6, "Trend analysis", "Incidents and problems, and changes, are analysed for trends so often"
    )
    competence: Span = _interval(12, "Competence", "The competence of each person is assessed so often")
    training_check: Span = _interval(
        6, "Check of training", "The effect of a training is checked so soon after it"
    )
    capacity_review: Span = _interval(
        6, "Capacity review", "Each entry of the capacity plan is reviewed so often"
    )
    reporting: Span = Field(
        Duration(1, "month"),
        title="Reporting",
        description="The figures of a month, quarter or year are reported within this time after its end.",
    )
    correction: Span = Field(
        Duration(60, "day"),
        title="Correction of configuration",
        description="Errors found by a verification are corrected within this time after it.",
    )
    dispute: Span = Field(
        Duration(30, "day"),
        title="Dispute",
        description="A dispute with a supplier that is open for longer than this has to be escalated.",
    )
    effect_check: Span = _interval(
        3, "Check of effect", "The effect of corrective actions and improvements is judged so soon after them"
    )
    complaint: Span = Field(
        Duration(30, "day"),
        title="Complaint",
        description="A complaint that is open for longer than this has to be escalated.",
    )
    change_review: Span = Field(
        Duration(60, "day"),
        title="Review of changes",
        description="A change is reviewed within this time after it was carried out.",
    )
    emergency_change: Span = Field(
        Duration(5, "day"),
        title="Emergency changes",
        description="An emergency change begins within this time after it was asked for.",
    )
    major_incident_review: Span = Field(
        Duration(30, "day"),
        title="Review of major incidents",
        description="A major incident is reviewed within this time after service was restored.",
    )
    incident_open: Span = Field(
        Duration(30, "day"),
        title="Open incidents",
        description="An incident is closed within this time after it was opened or resolved.",
    )
    request_open: Span = Field(
        Duration(30, "day"),
        title="Open service requests",
        description="A service request is closed within this time after it was opened or fulfilled.",
    )
    problem_open: Span = Field(
        Duration(90, "day"),
        title="Open problems",
        description="The cause of a problem, or a way to live with it, is found within this time.",
    )
    recurrence: Span = Field(
        Duration(30, "day"),
        title="Recurrence of incidents",
        description="Incidents that are alike are counted over this time.",
    )
    report: Span = Field(
        Duration(30, "day"),
        title="Reports",
        description="A report is issued within this time after its period or its audit.",
    )
    effect: Span = Field(
        Duration(3, "month"),
        title="Check of effect",
        description="The effect of a corrective action or an improvement is checked so soon after it.",
    )
    security_incident: Span = Field(
        Duration(30, "day"),
        title="Security incident",
        description="An information security incident is closed within this time after it was detected.",
    )
    numbering: Span = Field(
        Duration(31, "day"),
        title="Numbering",
        description="A record dated further than this from those numbered before and after it is taken for a slip.",
    )
    urgent_review: Span = Field(
        Duration(30, "day"),
        title="Review of urgent changes",
        description="An emergency change, or one that failed, is reviewed within this time after it.",
    )
    retest: Span = Field(
        Duration(90, "day"),
        title="Retest",
        description="After a failed continuity test, the plan is tested again within this time.",
    )


class PrioritySetting(Settings):
    """One field of the matrix of priorities: what follows from an impact and an urgency."""

    impact: Text = Field(title="Impact", description="The word that records write for the impact.")
    urgency: Text = Field(title="Urgency", description="The word that records write for the urgency.")
    priority: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Priority", description="The priority, or the priorities, that may follow."
    )


class ThresholdSettings(Settings):
    """Limits beyond which something is reported."""

    risk_acceptance: Annotated[int, Between(1, 25, whole=True)] | None = Field(
        None,
        title="Acceptance of risks",
        description="The highest rating at which a risk may be accepted; not judged where it is left out.",
    )
    acknowledged: Percent = Field(
        Decimal(90),
        title="Acknowledged",
        description="The share of persons that has acknowledged each policy, in per cent.",
    )
    linked_incidents: Percent = Field(
        Decimal(95),
        title="Incidents with a service",
        description="The share of incidents of one table or register that name their service, in per cent.",
    )
    recurring_incidents: Count = Field(
        10,
        title="Recurring incidents",
        description="So many incidents that are alike, with one title and of one service, call for a problem.",
    )
    variance: Percent = Field(
        Decimal(5),
        title="Variance",
        description="The variance from a budget, up or down, from which something has to be done, in per cent.",
    )
    sample: Percent = Field(
        Decimal(10),
        title="Sample",
        description="The smallest share of a population that a survey or verification may ask, in per cent.",
    )
    leap: Count = Field(
        5,
        title="Leap",
        description="A figure so many times as high as those beside it is taken for a slip.",
    )
    response: Percent = Field(
        Decimal(20),
        title="Response",
        description="The smallest share of those asked whose answers stand for all, in per cent.",
    )


class OwnKind(Settings):
    """A kind of record of the organization's own, described by a JSON Schema."""

    kind: Annotated[
        str, Form(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", "a name in small letters such as vehicle")
    ] = Field(title="Kind", description="The name that files write in `kind:`.")
    title: Text = Field(title="Title", description="What one of them is called.")
    schema_: Text = Field(
        alias="schema", title="Schema", description="The JSON Schema file, from the root of the repository."
    )


class SuppressionSetting(Settings):
    """A finding that is accepted for now: with a reason, and until a day."""

    rule: Text = Field(title="Rule", description="The rule's name, such as overdue-review.")
    node: Annotated[str, Form(r"\S+", "an id")] = Field(
        title="Node",
        description="The id of the document or record concerned. That of a register or table covers all its entries.",
    )
    reason: Text = Field(title="Reason", description="Why the finding is accepted for now.")
    until: Date = Field(title="Until", description="The last day; afterwards the finding counts again.")


class Config(Settings):
    """The settings of one service management system."""

    organization: Organization = Field(
        title="Organization", description="Whose service management system this is."
    )
    catalogues: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        ("iso-iec-20000-1-2018",), title="Catalogues", description="The clause catalogues to be judged by."
    )
    as_of: Date | None = Field(
        None,
        title="As of",
        description="For examples only: the day that counts as today, so that the example stays in time.",
    )
    repository: Text | None = Field(
        None,
        title="Repository",
        description="The web address of the repository, for links to files and changes.",
    )
    site: Text | None = Field(
        None,
        title="Site",
        description="The web address of the published site, so that messages lead to the pages of rules.",
    )
    branch: Text = Field("main", title="Branch", description="The branch that holds what is in force.")
    top_management: tuple[Annotated[Ref, To("role")], ...] = Field(
        (),
        title="Top management",
        description="Roles that count as top management, besides those that say so themselves.",
    )
    review: ReviewSettings = Field(
        default_factory=ReviewSettings, title="Review", description="Limits for review cycles."
    )
    text: TextSettings = Field(
        default_factory=TextSettings, title="Text", description="Limits for the text of documents."
    )
    evidence: EvidenceSettings = Field(
        default_factory=EvidenceSettings, title="Evidence", description="What counts as evidence."
    )
    intervals: IntervalSettings = Field(
        default_factory=IntervalSettings, title="Intervals", description="How often things are done at least."
    )
    priorities: tuple[PrioritySetting, ...] = Field(
        (),
        title="Priorities",
        description="The matrix of impact and urgency; not judged where it is left out.",
    )
    thresholds: ThresholdSettings = Field(
        default_factory=ThresholdSettings,
        title="Thresholds",
        description="Limits beyond which something is reported.",
    )
    kinds: tuple[OwnKind, ...] = Field(
        (), title="Own kinds", description="Kinds of record of the organization's own."
    )
    approval: dict[str, ApprovalLevel] = Field(
        {},
        title="Approval",
        description=(
            "How well the approval of documents of a kind has to be proven, such as `policy: E2`; "
            "`other` stands for all other kinds of document."
        ),
    )
    preset: Literal["starter"] | None = Field(
        None,
        title="Preset",
        description="`starter` while the system is being built: what is not there yet is a note, not a fault.",
    )
    rules: dict[str, Level] = Field(
        {},
        title="Rules",
        description="A severity of your own for a rule, such as `orphan-document: note`, or `off`.",
    )
    suppressions: tuple[SuppressionSetting, ...] = Field(
        (), title="Suppressions", description="Findings accepted for now, each with a reason and a last day."
    )


def read_config(values: object) -> tuple[Config, list[Fault]]:
    """The settings that `values` describe and what is wrong with them; a faulty setting keeps its default."""
    given: Mapping[str, Any] = values if isinstance(values, dict) else {}
    try:
        return Config.model_validate(given), []
    except ValidationError as error:
        faults = model_faults(error, Config, "the settings")
    bad = {fault.route[0] for fault in faults if fault.route}
    kept = {key: value for key, value in given.items() if key in Config.model_fields and key not in bad}
    return Config.model_validate({"organization": {"name": "This organization"}, **kept}), faults
