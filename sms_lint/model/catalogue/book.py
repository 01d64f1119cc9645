"""One edition of a standard as a whole: looks up clauses and obligations by id, and suggests near ids."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from itertools import takewhile
from typing import Annotated

from pydantic import Field

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.errors import SmsError
from sms_lint.model.catalogue.frozen import CatalogueName, CatalogueText, Frozen
from sms_lint.model.catalogue.parts import (
    Amendment,
    Clause,
    DocumentedInformation,
    Dropped,
    Obligation,
    OwnCrosswalk,
)
from sms_lint.model.catalogue.succession import Succession

_LONGEST_REFERENCE = 60
# Below 0.7, two short clause numbers that share little but their dots would count as close.
_CLOSE = 0.7


class Catalogue(Frozen):
    """One edition of one standard, with its amendments.

    One of the organization's own has a `path`, `extends` another, or both, and knows what of that one was `dropped`;
    its `origin` is the catalogue of the program at the beginning of that chain. One with a
    `succession` is a newer edition.
    """

    name: CatalogueName
    prefix: CatalogueName
    standard: CatalogueText
    edition: CatalogueText
    title: CatalogueText
    published: CatalogueText
    amendments: tuple[Amendment, ...] = ()
    copyright: CatalogueText
    basis: CatalogueText
    notes: tuple[CatalogueText, ...] = ()
    items: Annotated[tuple[DocumentedInformation, ...], Field(alias="documented_information")] = ()
    clauses: tuple[Clause, ...]
    path: CatalogueText | None = None
    extends: CatalogueText | None = None
    origin: CatalogueName | None = None
    crosswalks: tuple[OwnCrosswalk, ...] = ()
    succession: Succession | None = None
    dropped: tuple[Dropped, ...] = ()

    @cached_property
    def _clauses(self) -> Mapping[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _obligations(self) -> Mapping[str, Obligation]:
        return {obligation.id: obligation for clause in self.clauses for obligation in clause.obligations}

    @property
    def called(self) -> str:
        """What people call it: ISO 9001:2015."""
        return f"{self.standard}:{self.edition}"

    @property
    def ids(self) -> Iterator[str]:
        """The full ids of every clause and every obligation."""
        yield from self._clauses
        yield from self._obligations

    def clause(self, ref: str) -> Clause | None:
        """The clause with exactly this full id."""
        return self._clauses.get(ref)

    def obligation(self, ref: str) -> Obligation | None:
        """The obligation with exactly this full id."""
        return self._obligations.get(ref)

    def drop_of(self, ref: str) -> Dropped | None:
        """What was dropped under exactly this full id."""
        return next((drop for drop in self.dropped if drop.id == ref), None)

    @property
    def states_applicability(self) -> bool:
        """Whether it says of clauses that they apply, or do not, and why."""
        return bool(self.dropped) or any(clause.reason for clause in self.clauses)

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
        raise SmsError(f"{self.called} has no clause {text!r}. {hint}")

    def suggest(self, ref: str) -> str | None:
        """The known full id that is nearest in spelling to `ref`, or none that is near enough.

        A reference to another standard has no suggestion here: the number would mean something else.
        """
        parts = clause_parts(ref)
        if len(ref) > _LONGEST_REFERENCE or (
            parts.standard and not get_close_matches(parts.standard, [self.prefix], cutoff=0.75)
        ):
            return None
        known = self._obligations if parts.obligation else self._clauses
        numbers = [clause_parts(known_id).short for known_id in known]
        # Equally near ids are common (6.2.3: 6.2.2, 8.2.3); the one that starts alike is the likelier.
        nearest = max(
            get_close_matches(parts.short, numbers, n=20, cutoff=_CLOSE),
            key=lambda short: (
                SequenceMatcher(None, short, parts.short).ratio(),
                _same_start(short, parts.short),
            ),
            default=None,
        )
        return nearest and f"{self.prefix}:{nearest}"

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses one level below, in the standard's order."""
        return tuple(child for child in self.clauses if child.parent == clause.id)

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses above, the nearest first."""
        parent = self._clauses[clause.parent] if clause.parent else None
        return (parent, *self.ancestors(parent)) if parent else ()

    def with_those_below(self, clause: Clause) -> tuple[Clause, ...]:
        """The clause and all below it, in the standard's order."""
        return tuple(part for part in self.clauses if clause in (part, *self.ancestors(part)))

    def obligations_of(self, clause: Clause) -> tuple[Obligation, ...]:
        """The obligations of this very clause, none of those below it."""
        return clause.obligations

    def documented_information(self) -> Iterator[DocumentedInformation]:
        """Every item of documented information once; each knows its clauses."""
        return iter(self.items)

    def documented_information_of(self, clause: Clause) -> tuple[DocumentedInformation, ...]:
        """The items that belong to this very clause."""
        return tuple(item for item in self.items if clause.id in item.clauses)

    def item(self, ref: str) -> DocumentedInformation | None:
        """The item of documented information with exactly this id."""
        return next((item for item in self.items if item.id == ref), None)


def _same_start(first: str, second: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
