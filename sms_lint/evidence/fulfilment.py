"""How far each obligation is met: the one judgement that coverage, plan, clause pages, exports and packs derive from.

The ways without rules are judged where obligations are graded. Here comes what a run of the rules really found, so that
a rule that speaks, is switched off or could not judge never counts as met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sms_lint.evidence.grade import CriterionState, Graded
from sms_lint.evidence.grading import grade_all
from sms_lint.evidence.outcomes import RunOutcomes
from sms_lint.model.finding import Result
from sms_lint.system.approval_status.readers import as_readers_see
from sms_lint.system.sms import Sms

# Complete: all that the catalogue asks to see is there. Partial: somebody judged it as not fully met. Else incomplete.
ObligationStanding = Literal["complete", "partial", "incomplete"]


@dataclass(frozen=True)
class JudgedObligation(Graded):
    """An obligation with all its ways, after the rules have run: how far it is met, and what is missing."""

    @cached_property
    def standing(self) -> ObligationStanding:
        """How far the obligation is met. It is never complete where nothing in force shows it, or only rules do."""
        if self.partial is not None:
            return "partial"
        shown = self.is_shown and any(state.met for state in self._without_rules)
        return "complete" if shown and not self.lacking else "incomplete"

    @property
    def complete(self) -> bool:
        """Whether every way is met as far as there is a case, and nobody has judged otherwise."""
        return self.standing == "complete"

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do for the obligation."""
        return not self.complete

    @property
    def rests_on_fields(self) -> bool:
        """Whether it is complete by fields that are filled in, and by nothing else but rules."""
        states = {state.state for state in self._without_rules}
        return self.complete and "filled in" in states and states <= {"filled in", "no case"}

    @property
    def is_stated(self) -> bool:
        """Whether it is complete because something says so, and by nothing else but rules.

        That is by filled-in fields alone, or by a marked section alone: nobody has judged what stands there. Where a
        section says what is to be done, and records show that it is, each bears out the other.
        """
        shown = [state for state in self._without_rules if state.state != "no case"]
        by_section = bool(shown) and all(state.criterion.form == "section" for state in shown)
        return self.complete and (self.rests_on_fields or by_section)

    @property
    def lacking(self) -> tuple[CriterionState, ...]:
        """The ways that are not met although there is a case."""
        return tuple(state for state in self.criteria if state.is_lacking)

    @property
    def unjudged(self) -> tuple[CriterionState, ...]:
        """The ways that are not met, without those that fall short because of the self-assessment itself."""
        return tuple(state for state in self.lacking if state.state != "short" or self.partial is None)

    @property
    def missing(self) -> list[str]:
        """What is missing, as sentences: the action of a self-assessment first, then each way that is not met."""
        found, short = [], self.partial
        if short is not None and short.action:
            found.append(f"{short.id}: {short.action} ({short.owner}, by {short.due})")
        found += [state.why for state in self.unjudged]
        if not found and self.is_open:
            found.append("nothing in force shows it yet; all that is asked for waits for its first case")
        return found

    @property
    def _without_rules(self) -> tuple[CriterionState, ...]:
        return tuple(state for state in self.criteria if state.criterion.rule is None)


def judged_obligations(sms: Sms, result: Result) -> Mapping[str, JudgedObligation]:
    """How far every obligation of every catalogue is met, by its full id, in the catalogues' order.

    What counts is what is in force: not a newer text that waits for its approval. `result` is that of a run of all
    rules over the same system.
    """
    outcomes = RunOutcomes(result)
    return {
        ref: JudgedObligation(
            graded.obligation,
            graded.clause,
            graded.grade,
            graded.evidence,
            outcomes.of(graded),
            graded.partial,
        )
        for ref, graded in grade_all(sms.once(as_readers_see)).items()
    }
