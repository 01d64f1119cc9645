"""The keys of a declared rule, as a file states them."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from sms_lint.ground.fields import ClauseField, Count, Form, Text, YesNo
from sms_lint.ground.likely_meant import as_role

_RULE_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MOST_CONDITIONS = 20
_SHORT = 80


def is_rule_id(name: str) -> bool:
    """Whether a rule may have this name."""
    return len(name) <= 80 and _RULE_ID.fullmatch(name) is not None


def _as_list(value: Any) -> Any:
    """One text stands for a list with this one text."""
    return [value] if isinstance(value, str) else value


def _as_conditions(value: Any) -> Any:
    """One condition stands for a list with this one; a group of keys is told of as a condition."""
    return [value] if isinstance(value, str | dict) else value


def _as_condition(value: Any) -> Any:
    """A group of keys where a condition should stand: a colon that nobody meant, or one in place of `is`."""
    if not isinstance(value, dict):
        return value
    key, said = next(iter(value.items()), ("", None))
    hint = ""
    if len(value) == 1 and isinstance(said, str) and len(key) + len(said) <= _SHORT:
        is_name = re.fullmatch(r"[\w.-]+", key) is not None
        hint = f"; write `{key} is {said}`" if is_name else f"; put it in single quotes: `'{key}: {said}'`"
    raise _misshaped(f"must be a condition in one line, not a group of keys{hint}")


def _as_sentence(value: Any) -> Any:
    """A sentence that begins with a brace is a group of keys to YAML."""
    if isinstance(value, dict):
        raise _misshaped('must be a text, not a group of keys; put it in quotes: `"{id} is late"`')
    return value


def _misshaped(expected: str) -> PydanticCustomError:
    return PydanticCustomError("shape", "{text}", {"text": expected})


Word = Annotated[str, Form(r"[a-z][a-z0-9_.-]{0,99}", "a name in small letters", slip=str.lower)]
KindName = Annotated[
    str, Form(r"[a-z][a-z0-9_.-]{0,99}", "a kind in small letters, such as risk", slip=as_role)
]
ConditionText = Annotated[Text, BeforeValidator(_as_condition)]
Conditions = Annotated[
    tuple[ConditionText, ...],
    Field(min_length=1, max_length=MOST_CONDITIONS),
    BeforeValidator(_as_conditions),
]
Sentence = Annotated[Text, BeforeValidator(_as_sentence)]
Clauses = Annotated[tuple[ClauseField, ...], Field(max_length=50), BeforeValidator(_as_list)]
ListedTexts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=50), BeforeValidator(_as_list)]


def _as_example(value: Any) -> Any:
    if isinstance(value, dict) and all(
        fields is None or isinstance(fields, dict) for fields in value.values()
    ):
        return value
    raise _misshaped("must be entries by kind and id, such as `risk RSK-01:`, each with its fields below it")


# By kind and id, such as `risk RSK-01`, the fields that matter; nothing for an entry that is sound as it is.
Example = Annotated[
    dict[str, dict[str, Any] | None], Field(min_length=1, max_length=20), BeforeValidator(_as_example)
]


def _as_examples(value: Any) -> Any:
    """One example stands for a list with this one example."""
    return value if value is None or isinstance(value, list) else [value]


ExampleList = Annotated[tuple[Example, ...], Field(max_length=20), BeforeValidator(_as_examples)]


class RuleExamples(BaseModel):
    """What a rule speaks of, and what it is silent on."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    bad: ExampleList = Field((), title="Bad", description="Entries that the rule reports, by kind and id.")
    good: ExampleList = Field(
        (), title="Good", description="Entries that the rule does not report, by kind and id."
    )


class RuleShape(BaseModel):
    """A rule that an organization declares: what it is about, when it speaks, and what it says."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    summary: Text = Field(title="Summary", description="What is wrong, in one sentence.")
    why: Text | None = Field(None, title="Why", description="Why it matters, for those who read the finding.")
    about: Annotated[tuple[KindName, ...], Field(min_length=1, max_length=50), BeforeValidator(_as_list)] = (
        Field(title="About", description="The kind of the entries that are judged, or several kinds.")
    )
    when: Conditions = Field(
        (), title="When", description="Conditions, all of which have to be met: `status is open`."
    )
    each: Word | None = Field(
        None, title="Each", description="A list inside the entry; each `item` of it is judged by itself."
    )
    overdue: Text | None = Field(
        None, title="Overdue", description="A field with a day that must not have passed."
    )
    since: Text | None = Field(
        None, title="Since", description="A field with the day that `older_than` counts from."
    )
    older_than: Text | None = Field(
        None,
        title="Older than",
        description="A length of time such as 30 days, an interval of the settings such as risk_review, "
        "or a field with a length of time.",
    )
    names: Text | None = Field(
        None, title="Names", description="A field with ids; each entry that it names is looked at."
    )
    of: ListedTexts = Field(
        (),
        title="Of",
        description="For `names` the kinds of the named entries; for `asks` the required words.",
    )
    known_as: Word | None = Field(
        None,
        alias="as",
        title="As",
        description="The name for what `names` leads to (default: its kind, or `other`).",
    )
    named_by: Text | None = Field(
        None,
        title="Named by",
        description="A kind and its field, such as known-error.problem: some entry has to name this one there.",
    )
    where: Conditions = Field(
        (), title="Where", description="Conditions on the entries of `named_by`; others do not count."
    )
    asks: Text | None = Field(
        None,
        title="Asks",
        description="A field with a list of words, each of which has to occur in some entry.",
    )
    latest: Text | None = Field(
        None, title="Latest", description="A field with a day: only the entry with the latest day is judged."
    )
    per: ListedTexts = Field(
        (),
        title="Per",
        description="Fields: `latest`, `more_than` and `fewer_than` look at each of their values separately.",
    )
    more_than: Count | None = Field(
        None, title="More than", description="Report where more entries than this meet the conditions."
    )
    fewer_than: Count | None = Field(
        None, title="Fewer than", description="Report where fewer entries than this meet the conditions."
    )
    at: Text | None = Field(
        None,
        title="At",
        description="The field that the finding is shown at (default: the one that is judged).",
    )
    say: Sentence = Field(
        title="Say", description="The finding, with fields in braces: `{id} is due on {due}`."
    )
    severity: Literal["error", "warning", "note"] = Field(
        "warning", title="Severity", description="How bad it is."
    )
    clauses: Clauses = Field((), title="Clauses", description="The clauses that it serves.")
    remedy: Text | None = Field(None, title="Remedy", description="How to correct it, as an instruction.")
    gap: YesNo = Field(
        "no",
        title="Gap",
        description="`yes` where it reports what is still missing, which is a note under `starter`.",
    )
    examples: RuleExamples = Field(
        RuleExamples(),
        title="Examples",
        description="Entries that are wrong and right; `sms-lint rules --test` tries them.",
    )
