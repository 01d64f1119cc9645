"""What a catalogue is made of: clauses, their obligations and how each is shown, and documented information."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.catalogue.criterion import Criterion
from sms_lint.model.catalogue.frozen import CatalogueName, CatalogueText, Frozen, pairs

ObligationBasis = Literal["explicit", "implied"]


def _with_prefix(number: str, info: ValidationInfo) -> str:
    """The full id of a clause or obligation that the file gives without the prefix."""
    return f"{info.context['prefix']}:{number}" if info.context else number


ANY_ID = r"^[A-Z0-9]+(\.[0-9]+)*(-[a-z][a-z0-9]*)?$"
ClauseId = Annotated[str, Field(pattern=r"^[A-Z0-9]+(\.[0-9]+)*$"), AfterValidator(_with_prefix)]
ObligationId = Annotated[
    str, Field(pattern=r"^[A-Z0-9]+(\.[0-9]+)*-[a-z][a-z0-9]*$"), AfterValidator(_with_prefix)
]


class Amendment(Frozen):
    """An amendment of the edition; `published` is a year and month (ISO 8601)."""

    id: CatalogueText
    title: CatalogueText
    published: CatalogueText
    affects: tuple[ClauseId, ...]
    effect: CatalogueText


class Strengths(Frozen):
    """What one clause corresponds to elsewhere, by how strongly: numbers or names of the other standard.

    `equal`: both ask for the same, apart from the name of the system. `within`: all that this clause asks is asked
    there, with more. `contains`: this clause asks all that is asked there, and more. `touches`: they overlap.
    """

    equal: tuple[CatalogueText, ...] = ()
    within: tuple[CatalogueText, ...] = ()
    contains: tuple[CatalogueText, ...] = ()
    touches: tuple[CatalogueText, ...] = ()

    def each(self) -> Iterator[tuple[Literal["equal", "within", "contains", "touches"], tuple[str, ...]]]:
        """Each strength with what it holds, the closest first."""
        yield "equal", self.equal
        yield "within", self.within
        yield "contains", self.contains
        yield "touches", self.touches


class OwnCrosswalk(Frozen):
    """What clauses of an organization's own catalogue correspond to in another catalogue or framework."""

    to: CatalogueName
    links: Annotated[tuple[tuple[str, Strengths], ...], BeforeValidator(pairs)]


class DocumentedInformation(Frozen):
    """A document or record that a standard calls for, or that an auditor expects to see.

    `shown_by` names the kinds of document or record that can be it. A conditional item may be absent as
    long as `when` has not come true.
    """

    id: CatalogueName
    name: CatalogueText
    kind: Literal["document", "record"]
    explicit_in: tuple[ClauseId, ...] = ()
    implied_in: tuple[ClauseId, ...] = ()
    listed_in: ObligationId | None = None
    shown_by: Annotated[tuple[CatalogueName, ...], Field(min_length=1)]
    conditional: bool = False
    when: CatalogueText | None = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause the item belongs to; those that call for it come first."""
        return self.explicit_in + self.implied_in

    @property
    def requirement(self) -> ObligationBasis:
        """Explicit where at least one clause calls for the item."""
        return "explicit" if self.explicit_in else "implied"


class Obligation(Frozen):
    """One thing the standard asks for, in this project's own words.

    `shown` lists the ways in which it is shown to be met; all of them are needed for it to be complete. `ref` is the
    place in the standard: the clause, where nothing finer is given.
    """

    id: ObligationId
    ref: CatalogueText = ""
    text: CatalogueText
    type: Literal[
        "action", "approve", "assign", "communicate", "define", "document", "measure", "record", "review"
    ] = "action"
    trigger: Literal["continuous", "planned_interval", "conditional"] = "continuous"
    documented: Literal["none", "document", "record"] = "none"
    amendment: CatalogueText | None = None
    confidence: Literal["high", "medium", "low"] = "high"
    shown: tuple[Criterion, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _with_ref(cls, values: Any) -> Any:
        if not isinstance(values, Mapping) or not isinstance(values.get("id"), str):
            return values
        return {"ref": values["id"].partition("-")[0], **values}

    @property
    def clause(self) -> str:
        """The full id of the clause it belongs to."""
        return clause_parts(self.id).clause

    @cached_property
    def shown_kinds(self) -> tuple[str, ...]:
        """The kinds whose entries alone show that the obligation is met."""
        return tuple(dict.fromkeys(way.kind for way in self.shown if way.kind))


class Applicability(Frozen):
    """When a clause applies, and whether its activities may be carried out by another party."""

    rule: Literal["mandatory", "conditional", "structural"]
    condition: CatalogueText | None = None
    other_parties_may_perform: bool = True


IntervalSource = Literal["standard", "practice"]
# The number is ours in either case: standards ask for planned intervals and leave it to the organization to plan them.
SOURCE_OF_INTERVAL: Mapping[IntervalSource, str] = {
    "standard": "our proposal: the standard asks for planned intervals and names no length",
    "practice": "our proposal: the standard names no interval",
}


class ReviewFrequency(Frozen):
    """How often to look at a clause; `source` is what asks for it: planned intervals of the standard, or practice."""

    every: Annotated[str, Field(pattern=r"^[1-9][0-9]* months?$")]
    source: IntervalSource
    hint: CatalogueText


class Dropped(Frozen):
    """A clause or obligation of the catalogue that was extended, and why it does not apply here."""

    id: Annotated[str, Field(pattern=ANY_ID), AfterValidator(_with_prefix)]
    title: CatalogueText
    reason: CatalogueText


class Clause(Frozen):
    """A clause: number and title as in the standard, all else in this project's own words.

    `reason` says why it applies, where an organization states that: a statement of applicability is made of these.
    """

    id: ClauseId
    title: CatalogueText
    title_origin: Literal["standard", "editorial"] = "standard"
    parent: ClauseId | None = None
    summary: CatalogueText
    applicability: Applicability = Applicability(rule="mandatory")
    reason: CatalogueText | None = None
    review_frequency: ReviewFrequency | None = None
    evidence_examples: tuple[CatalogueText, ...] = ()
    related_clauses: tuple[ClauseId, ...] = ()
    notes: tuple[CatalogueText, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    @property
    def number(self) -> str:
        """The number as the standard prints it: `8.6.1`."""
        return clause_parts(self.id).number

    @property
    def level(self) -> int:
        """1 for a main clause, 2 for its subclauses, and so on."""
        return self.number.count(".") + 1
