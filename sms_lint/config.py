"""The organization's own settings, from `sms.yml`."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sms_lint.faults import Fault, model_faults
from sms_lint.fields import Count, Date, Duration, Form, Ref, Span, Text, To

Level = Literal["error", "warning", "note", "off"]
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


class EvidenceSettings(Settings):
    """What counts as evidence."""

    fresh: Span = Field(
        Duration(12, "month"),
        title="Fresh",
        description="A record counts as fresh evidence for so long after its date, such as 12 months.",
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
        title="Node", description="The id of the document or record concerned."
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
    kinds: tuple[OwnKind, ...] = Field(
        (), title="Own kinds", description="Kinds of record of the organization's own."
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
