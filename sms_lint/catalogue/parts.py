"""What a catalogue is made of: clauses, their obligations and how each is shown, and documented information."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

from sms_lint.fields import Duration

Requirement = Literal["explicit", "implied"]


def _with_prefix(number: str, info: ValidationInfo) -> str:
    """The full id of a clause or obligation that the file gives without the prefix."""
    return f"{info.context['prefix']}:{number}" if info.context else number


def _links(value: Any) -> Any:
    """The file maps a framework to its targets, which reads well; a frozen value needs a sequence."""
    if not isinstance(value, Mapping):
        return value
    return tuple({"framework": framework, "targets": targets} for framework, targets in value.items())


def _pairs(value: Any) -> Any:
    """A mapping as a sequence of pairs, for the same reason."""
    return tuple(value.items()) if isinstance(value, Mapping) else value


ClauseId = Annotated[str, Field(pattern=r"^[A-Z0-9]+(\.[0-9]+)*$"), AfterValidator(_with_prefix)]
ObligationId = Annotated[
    str, Field(pattern=r"^[A-Z0-9]+(\.[0-9]+)*-[a-z][a-z0-9]*$"), AfterValidator(_with_prefix)
]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]


class Frozen(BaseModel):
    """A part of a catalogue: never changed, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Amendment(Frozen):
    """An amendment of the edition; `published` is a year and month (ISO 8601)."""

    id: Text
    title: Text
    published: Text
    affects: tuple[ClauseId, ...]
    effect: Text


class Framework(Frozen):
    """Another standard or framework, in one edition, that clauses are linked to."""

    id: Name
    name: Text
    titles: Annotated[tuple[tuple[str, Text], ...], BeforeValidator(_pairs)] = ()

    def title(self, target: str) -> str | None:
        """The title of a target such as `A.5.31`; none where the target is its own title."""
        return next((title for known, title in self.titles if known == target), None)


class Links(Frozen):
    """What a clause corresponds to in one framework: this project's own mapping."""

    framework: Name
    targets: tuple[Text, ...]


class DocumentedInformation(Frozen):
    """A document or record that a standard calls for, or that an auditor expects to see.

    `shown_by` names the kinds of document or record that can be it. A conditional item may be absent as
    long as `when` has not come true.
    """

    id: Name
    name: Text
    kind: Literal["document", "record"]
    explicit_in: tuple[ClauseId, ...] = ()
    implied_in: tuple[ClauseId, ...] = ()
    listed_in: ObligationId | None = None
    shown_by: Annotated[tuple[Name, ...], Field(min_length=1)]
    conditional: bool = False
    when: Text | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause the item belongs to; those that call for it come first."""
        return self.explicit_in + self.implied_in

    @property
    def requirement(self) -> Requirement:
        """Explicit where at least one clause calls for the item."""
        return "explicit" if self.explicit_in else "implied"


Judge = Literal["internal auditor", "top management", "process owner"]
Form = Literal["document", "section", "records", "register", "rule", "judged_by"]
FORMS: tuple[Form, ...] = ("document", "section", "records", "register", "rule", "judged_by")
Months = Annotated[str, Field(pattern=r"^[1-9][0-9]* months?$")]


class Way(Frozen):
    """One way in which an obligation is shown; exactly one of the six forms.

    A document is an item of documented information that must be there; a section is a document that can be
    the item and is marked with the obligation; records must be fresh (`fresh`, else the limit of the
    settings); a register counts as long as it is looked through; a rule checks it whenever the system is
    checked; and what only a person can judge is judged `every` so often.
    """

    document: Name | None = None
    section: Name | None = None
    records: Name | None = None
    register_: Annotated[Name | None, Field(alias="register")] = None
    rule: Name | None = None
    judged_by: Judge | None = None
    fresh: Months | None = None
    every: Months | None = None

    @model_validator(mode="after")
    def _one_form(self) -> "Way":
        given = [form for form in FORMS if self._said(form)]
        if len(given) != 1:
            raise ValueError(f"a way has exactly one of {', '.join(FORMS)}")
        if self.fresh and not self.records:
            raise ValueError("`fresh` belongs to records")
        if bool(self.every) != bool(self.judged_by):
            raise ValueError("`every` says how often a person judges")
        return self

    def _said(self, form: Form) -> str | None:
        said: str | None = self.register_ if form == "register" else getattr(self, form)
        return said

    @cached_property
    def form(self) -> Form:
        """Which of the six it is."""
        return next(form for form in FORMS if self._said(form))

    @cached_property
    def target(self) -> str:
        """The item, kind, rule or judge that it names."""
        return self._said(self.form) or ""

    @property
    def kind(self) -> str | None:
        """The kind whose entries show it; none where it is shown by something else."""
        return self.records or self.register_

    @property
    def limit(self) -> Duration | None:
        """How long records or a judgement count, where the catalogue says so."""
        said = self.fresh or self.every
        return Duration(int(said.split()[0]), "month") if said else None


class Obligation(Frozen):
    """One thing the standard asks for, in this project's own words.

    `shown` lists the ways in which it is shown to be met; all of them are needed for it to be complete.
    """

    id: ObligationId
    ref: Text
    text: Text
    type: Literal[
        "action", "approve", "assign", "communicate", "define", "document", "measure", "record", "review"
    ]
    trigger: Literal["continuous", "planned_interval", "conditional"] = "continuous"
    documented: Literal["none", "document", "record"] = "none"
    amendment: Text | None = None
    confidence: Literal["high", "medium", "low"] = "high"
    shown: tuple[Way, ...] = ()

    @property
    def clause(self) -> str:
        """The full id of the clause it belongs to."""
        return self.id.rpartition("-")[0]

    @cached_property
    def shown_kinds(self) -> tuple[str, ...]:
        """The kinds whose entries show by themselves that it is done."""
        return tuple(dict.fromkeys(way.kind for way in self.shown if way.kind))


class Applicability(Frozen):
    """When a clause applies, and whether its activities may be carried out by another party."""

    rule: Literal["mandatory", "conditional", "structural"]
    condition: Text | None = None
    other_parties_may_perform: bool


class ReviewFrequency(Frozen):
    """How often to look at a clause; `source` tells a planned interval of the standard from practice."""

    every: Annotated[str, Field(pattern=r"^[1-9][0-9]* months?$")]
    source: Literal["standard", "practice"]
    hint: Text


class Clause(Frozen):
    """A clause: number and title as in the standard, all else in this project's own words."""

    id: ClauseId
    title: Text
    title_origin: Literal["standard", "editorial"] = "standard"
    parent: ClauseId | None = None
    summary: Text
    applicability: Applicability
    review_frequency: ReviewFrequency | None = None
    evidence_examples: tuple[Text, ...] = ()
    related_clauses: tuple[ClauseId, ...] = ()
    notes: tuple[Text, ...] = ()
    links: Annotated[tuple[Links, ...], BeforeValidator(_links)] = ()
    obligations: tuple[Obligation, ...] = ()

    @property
    def number(self) -> str:
        """The number as the standard prints it: `8.6.1`."""
        return self.id.rpartition(":")[2]

    @property
    def level(self) -> int:
        """1 for a main clause, 2 for its subclauses, and so on."""
        return self.number.count(".") + 1
