"""The organization's own settings, from `sms.yml`."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from sms_lint.ground.durations import Duration
from sms_lint.ground.faults import Fault, model_faults
from sms_lint.ground.fields import LANGUAGE_FORM, Count, Date, Form, Ref, Span, Text, To
from sms_lint.model.assistant_settings import AssistantSettings
from sms_lint.model.engine_settings import EngineSetting
from sms_lint.model.former_settings import under_new_names
from sms_lint.model.intervals import IntervalSettings
from sms_lint.model.levels import FolderSetting, Level
from sms_lint.model.public_settings import PublicSettings
from sms_lint.model.reminder_settings import ReminderSettings
from sms_lint.model.settings_group import Settings
from sms_lint.model.thresholds import ThresholdSettings
from sms_lint.translation import LANGUAGES

ForgeKind = Literal["github", "gitlab", "gitea"]
# From the text on the branch (E0) to signatures that a timestamp and a copy outside vouch for (E4).
ApprovalLevel = Literal["E0", "E1", "E2", "E3", "E4"]
# Among the levels of approval, every kind of document that is not named.
OTHER_KINDS = "other"
SETTINGS_FILE = "sms.yml"
# What a system is judged by that names nothing else.
FIRST_CATALOGUES = ("iso-iec-20000-1-2018",)
# The settings that a proposed change decides for itself, and why each may. All others are those of its base.
MAY_DIFFER: Mapping[str, str] = {
    "organization": "it says whose system this is, and the scope, which has to name it, changes together with it",
    "schedule": "it says by when the system is to be there, and nothing is judged by it",
    "language": "it says in which language site and findings speak, and nothing is judged by it",
    "forge": "it says how links of the site are written, and nothing is judged by it",
    "repository": "it says where links of the site lead, and nothing is judged by it",
}


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
        8, title="Fewest words", description="A required section needs at least this many words."
    )
    most_words_policy: Count = Field(
        1000, title="Longest policy", description="A policy has at most this many words (1,000: two pages)."
    )
    most_words: Count = Field(
        2500,
        title="Longest document",
        description="Any other document has at most this many words (2,500: five pages).",
    )
    same_words: Count = Field(
        25,
        title="Repeated passage",
        description="This many words in a row, the same in two documents, are a repeated passage.",
    )
    copied_words: Count = Field(
        10,
        title="Copied words",
        description="This many words in a row, the same as in a published text, count as copied.",
    )
    published: tuple[Text, ...] = Field(
        (),
        title="Published texts",
        description="Files of digests of texts that nobody should copy, which `sms-lint digest` makes.",
    )
    people: tuple[Text, ...] = Field(
        (),
        title="People",
        description="Names of the organization's people, which texts and records should not hold.",
    )
    html: tuple[Text, ...] = Field(
        ("br", "sub", "sup", "kbd", "abbr"),
        title="HTML elements",
        description="The HTML elements that documents may use; their attributes are never allowed.",
    )


class ScheduleSettings(Settings):
    """From when until when the system is being built."""

    begun: Date | None = Field(None, title="Begun", description="The day on which the work began.")
    target: Date | None = Field(
        None,
        title="Target",
        description="The day by which everything is to be there, such as that of the audit.",
    )


class EvidenceSettings(Settings):
    """What counts as evidence."""

    fresh: Span = Field(
        Duration(12, "month"),
        title="Fresh",
        description="How long a record counts as fresh evidence after its date, such as 12 months.",
    )


class PrioritySetting(Settings):
    """One field of the matrix of priorities: what follows from an impact and an urgency."""

    impact: Text = Field(title="Impact", description="The word that records write for the impact.")
    urgency: Text = Field(title="Urgency", description="The word that records write for the urgency.")
    priority: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Priority", description="The priority, or the priorities, that may follow."
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
    moment: Text | None = Field(
        None,
        title="Moment",
        description="The field with the day on which a record was made or last confirmed.",
    )
    state: Text | None = Field(
        None, title="State", description="The field with the state of a record, such as status."
    )
    finished: tuple[Text, ...] = Field(
        (), title="Finished", description="What that field says once nothing is left to do."
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
    language: Annotated[str, LANGUAGE_FORM] = Field(
        "en",
        title="Language",
        description=(
            f"The language of site, papers and findings, of which there are {', '.join(LANGUAGES)}; what is not "
            "translated, and any other language, is in English."
        ),
    )
    translation: Text | None = Field(
        None,
        title="Translation",
        description="A file with names of sections and sentences of your own, such as translation.yml.",
    )
    catalogues: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        FIRST_CATALOGUES,
        title="Catalogues",
        description=(
            "The clause catalogues that the system is judged by: names of those of the program, and files of your own "
            "such as catalogues/customer.yml."
        ),
    )
    as_of: Date | None = Field(
        None,
        title="As of",
        description="For examples only: the day that counts as today, so that the example does not become outdated.",
    )
    repository: Text | None = Field(
        None,
        title="Repository",
        description="The web address of the repository, for links to files and changes.",
    )
    forge: ForgeKind | None = Field(
        None,
        title="Forge",
        description="The kind of forge behind `repository`, where its address does not tell; `gitea` is Forgejo, too.",
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
        description="Roles that count as top management, in addition to those that say so themselves.",
    )
    review: ReviewSettings = Field(
        default_factory=ReviewSettings, title="Review", description="Limits for review cycles."
    )
    text: TextSettings = Field(
        default_factory=TextSettings, title="Text", description="Limits for the text of documents."
    )
    schedule: ScheduleSettings = Field(
        default_factory=ScheduleSettings,
        title="Schedule",
        description="From when until when the system is being built; `sms-lint plan` spreads its steps over that time.",
    )
    evidence: EvidenceSettings = Field(
        default_factory=EvidenceSettings, title="Evidence", description="What counts as evidence."
    )
    intervals: IntervalSettings = Field(
        default_factory=IntervalSettings,
        title="Intervals",
        description="How often things are done, at least.",
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
    reminders: ReminderSettings = Field(
        default_factory=ReminderSettings, title="Reminders", description="What owners are reminded of."
    )
    assistant: AssistantSettings = Field(
        default_factory=AssistantSettings,
        title="Assistant",
        description="What a language model may do by `sms-lint mcp`.",
    )
    public: PublicSettings = Field(
        default_factory=PublicSettings,
        title="Public edition",
        description="What `sms-lint site --edition public` tells customers besides what is classified as public.",
    )
    engines: tuple[EngineSetting, ...] = Field(
        (), title="Engines", description="Engines that records are kept on, for `sms-lint kpi --engine NAME`."
    )
    kinds: tuple[OwnKind, ...] = Field(
        (), title="Own kinds", description="Kinds of record of the organization's own."
    )
    own_rules: Annotated[tuple[Text, ...], Field(max_length=50)] = Field(
        (),
        title="Own rules",
        description="Files with rules of the organization's own, from the root of the repository, such as rules.yml.",
    )
    approval: dict[str, ApprovalLevel] = Field(
        {},
        title="Approval",
        description=(
            "How well the approval of documents of a kind has to be proven, such as `policy: E2`; "
            "`other` means all other kinds of document."
        ),
    )
    preset: Literal["starter", "certified", "strict"] | None = Field(
        None,
        title="Preset",
        description=(
            "`starter` while the system is being built: what is still missing is a note. `certified`: what is missing "
            "is an error. `strict`: so is every warning, and a note is a warning."
        ),
    )
    rules: dict[str, Level] = Field(
        {},
        title="Rules",
        description="A severity of your own for a rule, such as `orphan-document: note`, or `off`.",
    )
    folders: tuple[FolderSetting, ...] = Field(
        (), title="Folders", description="Severities of your own in a folder; the innermost folder counts."
    )
    suppressions: tuple[SuppressionSetting, ...] = Field(
        (), title="Suppressions", description="Findings accepted for now, each with a reason and a last day."
    )

    @property
    def judging_files(self) -> tuple[str, ...]:
        """The files that are named here and judge as the settings do: schemas, rules, catalogues, names, digests."""
        names = (self.translation,) if self.translation else ()
        schemas = (kind.schema_ for kind in self.kinds)
        own = *self.own_rules, *self.own_catalogues, *self.text.published
        return tuple(dict.fromkeys((*schemas, *own, *names)))

    @property
    def own_catalogues(self) -> tuple[str, ...]:
        """The files of clause catalogues of the organization's own."""
        return tuple(filter(is_catalogue_file, self.catalogues))


def is_catalogue_file(name: str) -> bool:
    """Whether a catalogue is named by its file, and not by its name in the program."""
    return "/" in name or name.endswith((".yml", ".yaml"))


def read_config(values: object) -> tuple[Config, list[Fault]]:
    """The settings that `values` describe and what is wrong with them; a faulty setting keeps its default."""
    given = under_new_names(values if isinstance(values, dict) else {})
    try:
        return Config.model_validate(given), []
    except ValidationError as error:
        faults = model_faults(error, Config, "the settings")
    bad = {fault.route[0] for fault in faults if fault.route}
    kept = {key: value for key, value in given.items() if key in Config.model_fields and key not in bad}
    return Config.model_validate({"organization": {"name": "This organization"}, **kept}), faults
