"""A newer edition of a standard beside the one in force: what is the same in both, what changed, and by when."""

from typing import Annotated, Literal

from pydantic import Field

from sms_lint.ground.fields import Date
from sms_lint.model.catalogue.frozen import CatalogueName, CatalogueText, Frozen

_Number = Annotated[str, Field(pattern=r"^[A-Z0-9]+(\.[0-9]+)*$")]
# How a clause of the newer edition relates to the older one. Nothing said is not the same as unchanged.
EditionChange = Literal["unchanged", "changed", "new", "not compared"]


class TransitionStep(Frozen):
    """One step of the change to the newer edition: done when every obligation of its clauses is complete."""

    by: Date
    what: CatalogueText
    clauses: Annotated[tuple[_Number, ...], Field(min_length=1)]


class Transition(Frozen):
    """What a file says of the change to a newer edition: the last day, what was read and found the same, and steps."""

    until: Date
    unchanged: tuple[_Number, ...] = ()
    steps: tuple[TransitionStep, ...] = ()


class Succession(Transition):
    """A transition, and what follows from the rest of the file: which edition is left, what changed, what is new."""

    of: CatalogueName
    changed: tuple[_Number, ...] = ()
    new: tuple[_Number, ...] = ()

    def change_of(self, number: str) -> EditionChange:
        """How a clause relates to the edition before."""
        if number in self.new:
            return "new"
        if number in self.changed:
            return "changed"
        return "unchanged" if number in self.unchanged else "not compared"
