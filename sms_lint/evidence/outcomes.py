"""What a run of the rules does to the ways in which obligations are shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sms_lint.evidence.grade import CriterionState, Graded
from sms_lint.evidence.section_texts import whole_end
from sms_lint.ground.sentences import plural
from sms_lint.ground.source import Section
from sms_lint.model.catalogue import Criterion
from sms_lint.model.finding import Finding, Result, RuleRun
from sms_lint.model.node import Node

# The rules that say that a text says nothing. What they find in a section takes away what the section shows.
RULES_ON_WORDS = ("empty-section", "filler-text")


class RunOutcomes:
    """What became of each rule in a run, and what it found."""

    def __init__(self, result: Result) -> None:
        self._runs: Mapping[str, RuleRun] = {run.rule: run for run in result.runs}
        self._found: dict[str, list[Finding]] = defaultdict(list)
        self._on_words: dict[str, list[Finding]] = defaultdict(list)
        for finding in result.findings:
            self._found[finding.rule].append(finding)
            if finding.rule in RULES_ON_WORDS:
                self._on_words[finding.at.path].append(finding)

    def of(self, graded: Graded) -> tuple[CriterionState, ...]:
        """How every way of an obligation stands, rules included, in the order of the catalogue."""
        others = [self._of_text(state) for state in graded.criteria]
        watched = any(state.met for state in others)
        left = iter(others)
        return tuple(
            self._of_rule(criterion, watched) if criterion.rule else next(left)
            for criterion in graded.obligation.shown
        )

    def _of_text(self, state: CriterionState) -> CriterionState:
        """A way that a text meets, unless a rule says that the text says nothing."""
        found = self._within(state) if state.criterion.section and state.met else ()
        return _failing(state, found) if found else state

    def _within(self, state: CriterionState) -> tuple[Finding, ...]:
        node = state.node
        return tuple(
            finding
            for finding in (self._on_words.get(node.path, ()) if node else ())
            if node is not None and _is_inside(finding, node, state)
        )

    def _of_rule(self, criterion: Criterion, watched: bool) -> CriterionState:
        """How a way stands that a rule watches; where nothing else is met there is nothing to watch over yet."""
        name = criterion.target
        run = self._runs.get(name, RuleRun(name, "unchecked", "it was not run"))
        if found := self._found.get(name, ()):
            return _failing(CriterionState(criterion, "failing", f"the rule {name} speaks"), found)
        if run.outcome == "judged" and watched:
            return CriterionState(
                criterion, "met", f"the rule {name} judged what is there, and found nothing"
            )
        if run.outcome == "judged":
            why = f"nothing else shows it yet, so that the rule {name} has nothing to watch over"
            return CriterionState(criterion, "no case", why)
        return CriterionState(criterion, run.outcome, f"the rule {name}: {run.why}")


def _failing(state: CriterionState, found: Sequence[Finding]) -> CriterionState:
    """The way with what speaks against it; "off" where all of that is accepted for now."""
    counted = tuple(finding for finding in found if finding.suppressed is None)
    if not counted:
        accepted = found[0].suppressed
        until = f" until {accepted.until}: {accepted.reason}" if accepted else ""
        why = f"{found[0].rule} is accepted for now{until} ({found[0].message})"
        return replace(state, state="off", why=why, findings=tuple(found))
    number = f" (the first of {plural(len(counted), 'finding')})" if len(counted) > 1 else ""
    why = f"{counted[0].rule}: {counted[0].message}{number}"
    return replace(state, state="failing", why=why, findings=counted)


def _is_inside(finding: Finding, node: Node, state: CriterionState) -> bool:
    """Whether a finding is about the section that meets the way; about anything in the document, where that does.

    A newer text of the document that waits for its approval is another one.
    """
    part = state.part
    if finding.at.file.text != node.origin.file.text:
        return False
    if not isinstance(part, Section):
        return finding.at.path == node.path
    return part.start <= finding.at.start < whole_end(node, part)
