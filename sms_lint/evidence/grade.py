"""The grades, and the result of grading one obligation."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Literal

from sms_lint.ground.source import Location, RouteKey, Section
from sms_lint.model.catalogue import Clause, Criterion, Obligation
from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.model.node import Node


class Grade(IntEnum):
    """How well an obligation is shown to be met; each grade is worth more than the one before.

    APPROVED is derived from approvals over the exact bytes of a document, where the settings ask for approvals.
    """

    NONE = 0
    REFERENCED = 1
    DOCUMENTED = 2
    APPROVED = 3
    EVIDENCED = 4

    @property
    def word(self) -> str:
        """The grade as people read it: `documented`."""
        return self.name.lower()


EvidencePart = tuple[RouteKey, ...] | Section


@dataclass(frozen=True)
class Evidence:
    """One thing that shows an obligation, or should; `why` is a sentence about it, without its id.

    `part` is the value or the section of the node that says so; the node as a whole where it is empty.
    """

    obligation: str
    node: Node
    grade: Grade
    why: str
    part: EvidencePart = ()

    @property
    def place(self) -> Location:
        """The place in the files where it is written."""
        if isinstance(self.part, Section):
            return self.node.text_at(self.part)
        return self.node.at(*self.part) if self.part else self.node.place()


CriterionOutcome = Literal["met", "waiting", "old", "missing", "short"]


@dataclass(frozen=True)
class CriterionState:
    """A criterion of an obligation, how it stands, and why: a sentence without a full stop.

    `waiting`: nothing of the kind has happened yet, so that nothing is missing. `short`: judged, but not as
    fully met. `node` is what a judgement stands in.
    """

    criterion: Criterion
    state: CriterionOutcome
    why: str
    node: Node | None = None

    @property
    def met(self) -> bool:
        """Whether the criterion is met, so that nothing is missing."""
        return self.state in {"met", "waiting"}


# Complete: all that the catalogue asks to see is there. Partial: somebody judged it as not fully met. Else incomplete.
Fulfilment = Literal["complete", "partial", "incomplete"]


@dataclass(frozen=True)
class Graded:
    """An obligation, its clause, its grade, what gives it (the strongest first), and how each way stands.

    `partial` is the self-assessment that says that it is not fully met; it caps the grade. Coverage, plan, clause pages
    and rules all read how far it is met here: `standing`, `is_open` and `is_shown`.
    """

    obligation: Obligation
    clause: Clause
    grade: Grade
    evidence: tuple[Evidence, ...]
    criteria: tuple[CriterionState, ...] = ()
    partial: SelfAssessment | None = None

    @property
    def is_shown(self) -> bool:
        """Whether anything in force shows the obligation at all."""
        return self.grade >= Grade.DOCUMENTED

    @cached_property
    def standing(self) -> Fulfilment:
        """How far the obligation is met. It is never complete where nothing in force shows it."""
        if self.partial is not None:
            return "partial"
        met = self.is_shown and bool(self.criteria) and all(state.met for state in self.criteria)
        return "complete" if met else "incomplete"

    @property
    def complete(self) -> bool:
        """Whether every criterion is met, and nobody has judged otherwise."""
        return self.standing == "complete"

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do for the obligation."""
        return not self.complete

    @property
    def lacking(self) -> tuple[CriterionState, ...]:
        """The criteria that are not met."""
        return tuple(state for state in self.criteria if not state.met)

    @property
    def unjudged(self) -> tuple[CriterionState, ...]:
        """The criteria that are not met, without those that fall short because of the self-assessment itself."""
        return tuple(state for state in self.lacking if state.state != "short" or self.partial is None)

    @property
    def missing(self) -> list[str]:
        """What is missing, as sentences: the action of a self-assessment first, then each criterion that is not met."""
        found, short = [], self.partial
        if short is not None and short.action:
            found.append(f"{short.id}: {short.action} ({short.owner}, by {short.due})")
        return found + [state.why for state in self.unjudged]

    @property
    def why(self) -> str:
        """Why the obligation has this grade, in a sentence without a full stop."""
        if self.partial is not None:
            return f"{self.partial.id} judges it as {_JUDGED[self.partial.conformity]}: {self.partial.justification}"
        if not self.evidence:
            return "nothing shows it yet"
        best = self.evidence[0]
        return f"{best.node.id}: {best.why}"


_JUDGED = {"full": "fully met", "partial": "met in part", "none": "not met"}
