"""The clauses of a standard: what it asks for, and what documented information shows it.

A catalogue is one file in `catalogues/`; nothing here knows a particular standard or edition. Ids are full
ids (`20000-1:8.6.1`, `20000-1:8.6.1-a`) everywhere outside the file, which states the prefix once.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from importlib.resources import files
from itertools import takewhile
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

from sms_lint.errors import SmsError
from sms_lint.fields import Duration

Requirement = Literal["explicit", "implied"]

_LONGEST_REFERENCE = 60
# Below 0.7, two short clause numbers that share little but their dots would count as close.
_CLOSE = 0.7


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


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Amendment(_Frozen):
    """An amendment of the edition; `published` is a year and month (ISO 8601)."""

    id: Text
    title: Text
    published: Text
    affects: tuple[ClauseId, ...]
    effect: Text


class Framework(_Frozen):
    """Another standard or framework, in one edition, that clauses are linked to."""

    id: Name
    name: Text
    titles: Annotated[tuple[tuple[str, Text], ...], BeforeValidator(_pairs)] = ()

    def title(self, target: str) -> str | None:
        """The title of a target such as `A.5.31`; none where the target is its own title."""
        return next((title for known, title in self.titles if known == target), None)


class Links(_Frozen):
    """What a clause corresponds to in one framework: this project's own mapping."""

    framework: Name
    targets: tuple[Text, ...]


class DocumentedInformation(_Frozen):
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


class Way(_Frozen):
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


class Obligation(_Frozen):
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


class Applicability(_Frozen):
    """When a clause applies, and whether its activities may be carried out by another party."""

    rule: Literal["mandatory", "conditional", "structural"]
    condition: Text | None = None
    other_parties_may_perform: bool


class ReviewFrequency(_Frozen):
    """How often to look at a clause; `source` tells a planned interval of the standard from practice."""

    every: Annotated[str, Field(pattern=r"^[1-9][0-9]* months?$")]
    source: Literal["standard", "practice"]
    hint: Text


class Clause(_Frozen):
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


class Catalogue(_Frozen):
    """One edition of one standard, with its amendments."""

    name: Name
    prefix: Name
    standard: Text
    edition: Text
    title: Text
    published: Text
    amendments: tuple[Amendment, ...] = ()
    copyright: Text
    basis: Text
    notes: tuple[Text, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    items: Annotated[tuple[DocumentedInformation, ...], Field(alias="documented_information")] = ()
    clauses: tuple[Clause, ...]

    @cached_property
    def _clauses(self) -> Mapping[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _obligations(self) -> Mapping[str, Obligation]:
        return {one.id: one for clause in self.clauses for one in clause.obligations}

    def clause(self, ref: str) -> Clause | None:
        """The clause with exactly this full id."""
        return self._clauses.get(ref)

    def obligation(self, ref: str) -> Obligation | None:
        """The obligation with exactly this full id."""
        return self._obligations.get(ref)

    def find(self, text: str) -> Clause:
        """The clause a person names on the command line: `8.6.1`, `20000-1:8.6.1`, or an obligation of it.

        Raises SmsError, with a suggestion where an id is near, when nothing has exactly this id.
        """
        for ref in (text, f"{self.prefix}:{text}"):
            obligation = self.obligation(ref)
            clause = self.clause(obligation.clause if obligation else ref)
            if clause:
                return clause
        nearest = self.suggest(text)
        hint = f"Did you mean {nearest}?" if nearest else "`sms-lint clauses` lists them all."
        raise SmsError(f"{self.standard}:{self.edition} has no clause {text!r}. {hint}")

    def suggest(self, ref: str) -> str | None:
        """The known full id that is nearest in spelling to `ref`, or none that is near enough.

        A reference to another standard has no suggestion here: the number would mean something else.
        """
        prefix, colon, number = ref.rpartition(":")
        if len(ref) > _LONGEST_REFERENCE or (
            colon and not get_close_matches(prefix, [self.prefix], cutoff=0.75)
        ):
            return None
        known = self._obligations if "-" in number else self._clauses
        numbers = [one.rpartition(":")[2] for one in known]
        # Equally near ids are common (6.2.3: 6.2.2, 8.2.3); the one that starts alike is the likelier.
        nearest = max(
            get_close_matches(number, numbers, n=20, cutoff=_CLOSE),
            key=lambda one: (SequenceMatcher(None, one, number).ratio(), _same_start(one, number)),
            default=None,
        )
        return nearest and f"{self.prefix}:{nearest}"

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses one level below, in the standard's order."""
        return tuple(one for one in self.clauses if one.parent == clause.id)

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses above, the nearest first."""
        parent = self._clauses[clause.parent] if clause.parent else None
        return (parent, *self.ancestors(parent)) if parent else ()

    def obligations_of(self, clause: Clause) -> tuple[Obligation, ...]:
        """The obligations of this very clause, none of those below it."""
        return clause.obligations

    def documented_information(self) -> Iterator[DocumentedInformation]:
        """Every item once; each knows the clauses it belongs to."""
        return iter(self.items)

    def documented_information_of(self, clause: Clause) -> tuple[DocumentedInformation, ...]:
        """The items that belong to this very clause."""
        return tuple(item for item in self.items if clause.id in item.clauses)

    def item(self, ref: str) -> DocumentedInformation | None:
        """The item of documented information with exactly this id."""
        return next((item for item in self.items if item.id == ref), None)

    def framework(self, ref: str) -> Framework | None:
        """The linked framework with exactly this id."""
        return next((framework for framework in self.frameworks if framework.id == ref), None)


def _same_start(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def catalogue_names() -> tuple[str, ...]:
    """The names of the catalogues there are, in order."""
    found = (entry.name for entry in files("sms_lint").joinpath("catalogues").iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in found if name.endswith(".yml")))


def load_catalogue(name: str) -> Catalogue:
    """The catalogue of that name. Raises SmsError with the names there are when there is none."""
    names = catalogue_names()
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise SmsError(f"There is no clause catalogue {name!r}.{hint} There are: {', '.join(names)}.")
    text = files("sms_lint").joinpath("catalogues", f"{name}.yml").read_text(encoding="utf-8")
    return read_catalogue(text)


def read_catalogue(text: str) -> Catalogue:
    """A catalogue from the text of its file. A fault in it is ours, so pydantic's error is let through."""
    raw = _tree(text)
    return Catalogue.model_validate(raw, context={"prefix": raw["prefix"]})


def _tree(text: str) -> Any:
    """Lists, mappings and texts from YAML: libyaml's events, read once; twice as fast as its node tree."""
    events = yaml.parse(text, yaml.CBaseLoader)
    return next(_value(events, event) for event in events if isinstance(event, yaml.CollectionStartEvent))


def _value(events: Iterator[yaml.Event], event: yaml.Event) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if not isinstance(event, yaml.CollectionStartEvent):
        raise TypeError(f"a catalogue has no use for a {type(event).__name__}")
    children = []
    for child in events:
        if isinstance(child, yaml.CollectionEndEvent):
            break
        children.append(_value(events, child))
    if isinstance(event, yaml.SequenceStartEvent):
        return children
    return dict(zip(children[::2], children[1::2], strict=True))
