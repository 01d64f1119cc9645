"""The grades, how a way to show an obligation stands, and the result of grading one obligation."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from sms_lint.ground.source import Location, RouteKey, Section
from sms_lint.model.catalogue import Clause, Criterion, Obligation
from sms_lint.model.finding import Finding
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


# How a way to show an obligation stands, from what is there and what really ran. Decision 0046 says what each means.
CriterionOutcome = Literal[
    "met", "filled in", "no case", "failing", "off", "unchecked", "old", "missing", "short"
]
_MET: frozenset[CriterionOutcome] = frozenset({"met", "filled in"})
_NOT_LACKING: frozenset[CriterionOutcome] = _MET | {"no case"}


@dataclass(frozen=True)
class CriterionState:
    """A criterion of an obligation, how it stands, and why: a sentence without a full stop.

    `node` is what a judgement or the text stands in, `part` the section or value that says it; `findings` are what
    fails it, or was accepted for now.
    """

    criterion: Criterion
    state: CriterionOutcome
    why: str
    node: Node | None = None
    part: EvidencePart = ()
    findings: tuple[Finding, ...] = ()

    @property
    def met(self) -> bool:
        """Whether something here really meets the criterion."""
        return self.state in _MET

    @property
    def is_lacking(self) -> bool:
        """Whether something is missing: it is neither met, nor without a case so far."""
        return self.state not in _NOT_LACKING


@dataclass(frozen=True)
class Graded:
    """An obligation, its clause, its grade, what gives it (the strongest first), and how its ways stand.

    The ways are those without the rules, which build on grades themselves: how far an obligation is met says only
    `JudgedObligation`, for which the rules have run. `partial` is the self-assessment that says that it is not fully
    met; it caps the grade.
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
