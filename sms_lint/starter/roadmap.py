"""From what is not shown yet to an ordered list of steps: which clause, what is missing, which file, whose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from sms_lint.evidence import CriterionState, Grade, JudgedObligation, holdings, judged_obligations
from sms_lint.model.catalogue import Catalogue, Clause
from sms_lint.model.finding import Result
from sms_lint.model.kinds.support import ListedDocument
from sms_lint.model.node import Document, Register
from sms_lint.starter.data import (
    DocumentForm,
    RecordForm,
    Stage,
    document_forms,
    precedence,
    record_forms,
    stages,
)
from sms_lint.starter.ordering import Task, in_order
from sms_lint.starter.plan_acts import act_about_records, act_about_rule, act_about_text
from sms_lint.system.sms import Sms


class Action(NamedTuple):
    """One thing to do in words, the role that owns it, and the document or kind that it brings."""

    words: str
    owner: str
    about: str = ""


@dataclass(frozen=True)
class RoadmapStep:
    """A clause with what is missing; `open_` are obligations as `id: text`."""

    stage: Stage
    clause: Clause
    open_: tuple[tuple[str, str], ...]
    total: int
    tasks: tuple[Task, ...]


def road_map(sms: Sms, result: Result) -> tuple[RoadmapStep, ...]:
    """Every clause that is not shown whole, in the order in which a system is built.

    `result` is that of a run of all rules over the same system.
    """
    graded = judged_obligations(sms, result).values()
    finder = _Finder(sms)
    steps = []
    for _, group in groupby(graded, key=lambda assessment: assessment.clause.id):
        obligations = list(group)
        lacking = [assessment for assessment in obligations if assessment.is_open]
        book = next(book for book in sms.catalogues if book.clause(obligations[0].clause.id))
        if lacking:
            steps.append(_step(book, obligations[0].clause, lacking, len(obligations), finder))
    order = {stage.clause: place for place, stage in enumerate(stages())}
    steps.sort(key=lambda step: order[step.stage.clause])
    tasks = in_order(step.tasks for step in steps)
    return tuple(replace(step, tasks=own) for step, own in zip(steps, tasks, strict=True))


def _step(
    book: Catalogue, clause: Clause, lacking: Sequence[JudgedObligation], total: int, finder: "_Finder"
) -> RoadmapStep:
    tasks: dict[Action, list[str]] = {}
    for graded in lacking:
        for action in finder.ways(graded):
            tasks.setdefault(action, []).append(graded.obligation.id)
    return RoadmapStep(
        stage_of(book, clause),
        clause,
        tuple((graded.obligation.id, graded.obligation.text) for graded in lacking),
        total,
        tuple(Task(*action[:2], tuple(refs), action.about) for action, refs in tasks.items()),
    )


def stage_of(book: Catalogue, clause: Clause) -> Stage:
    """The stage of a clause: that of the nearest clause above it which has one; else the last."""
    by_number = {stage.clause: stage for stage in stages()}
    found = [
        by_number[ancestor.number]
        for ancestor in (clause, *book.ancestors(clause))
        if ancestor.number in by_number
    ]
    return found[0] if found else stages()[-1]


class _Finder:
    """Looks up what can show an obligation: documents and registers here, else those of the starter."""

    def __init__(self, sms: Sms) -> None:
        self._sms = sms
        self._held = holdings(sms)
        listed = sms.records(ListedDocument)
        self._provided = {item for node in (*sms.controlled, *listed) for item in node.provides}
        self._here: dict[str, list[Document | Register]] = {}
        for node in sms.controlled:
            refs = [*node.satisfies, *(ref for section in node.sections for ref in section.satisfies)]
            for ref in dict.fromkeys(refs):
                self._here.setdefault(ref, []).append(node)
        self._forms: dict[str, list[DocumentForm]] = {}
        for form in document_forms():
            for ref in dict.fromkeys(
                [*form.satisfies, *(r for section_form in form.sections for r in section_form.satisfies)]
            ):
                self._forms.setdefault(ref, []).append(form)

    def ways(self, graded: JudgedObligation) -> Iterator[Action]:
        """Each action that is needed, with the role that owns it."""
        short = graded.partial
        if short is not None:
            what = f"carry out by {short.due} what {short.id} in {short.path} says: {short.action}"
            yield Action(what, str(short.owner or ""))
        if graded.evidence and graded.evidence[0].grade >= Grade.DOCUMENTED:
            for state in graded.unjudged:
                yield from self._criterion(graded, state)
            if short is None and not graded.unjudged:
                words = (
                    f"show it once there is a case: sms-lint coverage --clause {self._named(graded.clause)}"
                )
                yield Action(words, "")
            return
        refs = (graded.obligation.id, graded.clause.id)
        found = dict.fromkeys(
            [*self._documents(refs), *self._registers(refs), *self._kinds(graded.obligation.shown_kinds)]
        )
        if not found:
            named = self._named(graded.clause)
            said = f"name {graded.obligation.id} in the document that meets it; `sms-lint clauses {named}` explains it"
            found = {Action(said, ""): None}
        yield from found

    def _named(self, clause: Clause) -> str:
        """The clause as the command line understands it: by its number, as long as there is one catalogue."""
        return clause.number if len(self._sms.catalogues) == 1 else clause.id

    def _criterion(self, graded: JudgedObligation, state: CriterionState) -> Iterator[Action]:
        """What is to be done for one thing that the catalogue asks to see, of an obligation that is shown in part."""
        criterion = state.criterion
        if criterion.rule is not None or state.state == "failing":
            yield Action(act_about_rule(state), "")
        elif criterion.judged_by is not None:
            again = "" if state.state == "missing" else f"again ({state.why}) "
            yield Action(
                f"have it judged {again}by the {criterion.judged_by}: sms-lint new self-assessment", ""
            )
        elif found := list(self._kinds([criterion.kind]) if criterion.kind else ()):
            yield from found
        elif criterion.kind:
            yield Action(*act_about_records(self._sms, state))
        else:
            drafts = () if state.node else tuple(self._drafts(graded, criterion.target))
            yield from drafts or (Action(act_about_text(state, graded.obligation.id), ""),)

    def _drafts(self, graded: JudgedObligation, item: str) -> Iterator[Action]:
        """The drafts here that are to say it, or to be this documented information; else those of the starter."""
        claiming = (*self._here.get(graded.obligation.id, ()), *self._here.get(graded.clause.id, ()))
        provided = (node for node in self._sms.documents if item in node.provides)
        here = dict.fromkeys(node for node in (*claiming, *provided) if isinstance(node, Document))
        for node in here:
            if node.lifecycle == "draft":
                yield Action(f"write {node.path} and bring it into force", str(node.owner), node.id)
        for form in document_forms() if not here else ():
            if item in form.provides and form.id not in self._sms.ids:
                yield self._add(form)

    def _documents(self, refs: Sequence[str]) -> Iterator[Action]:
        """The document here that claims it and is no more than a draft; else the one to make."""
        nearest = next(
            (ref for ref in refs if any(isinstance(node, Document) for node in self._here.get(ref, ()))), ""
        )
        for node in self._here.get(nearest, ()) if nearest else ():
            if isinstance(node, Document) and node.lifecycle == "draft":
                yield Action(f"write {node.path} and bring it into force", str(node.owner), node.id)
        if not nearest:
            yield from self._new_documents(refs)
        else:
            yield from self._documented_information(refs[0])

    def _documented_information(self, ref: str) -> Iterator[Action]:
        """The documents of the starter that are about this obligation, and are what nothing here is so far."""
        for form in self._forms.get(ref, ()):
            if form.id not in self._sms.ids and not self._provided.issuperset(form.provides):
                yield self._add(form)

    def _new_documents(self, refs: Sequence[str]) -> Iterator[Action]:
        form = next((form for ref in refs for form in self._forms.get(ref, ())), None)
        if form is None:
            return
        taken = self._sms.get(form.id)
        if taken is None:
            yield self._add(form)
        elif not isinstance(taken, ListedDocument):
            words = f"say it in {taken.path}, and name {refs[0]} there"
            yield Action(words, str(getattr(taken, "owner", "")))

    def _add(self, form: DocumentForm) -> Action:
        words = f"add {form.title}: sms-lint new {form.kind} --id {form.id}"
        return Action(words, self._owner(form.owner), form.id)

    def _registers(self, refs: Sequence[str]) -> Iterator[Action]:
        for ref in refs:
            for node in self._here.get(ref, ()):
                if isinstance(node, Register) and node.of not in self._held:
                    yield self._enter(node.of, node)

    def _kinds(self, kinds: Sequence[str]) -> Iterator[Action]:
        """The kinds of record that show it by themselves, where there is none yet."""
        for kind in kinds:
            form = record_forms().get(kind)
            if form is not None and kind not in self._held:
                register = next(
                    (candidate for candidate in self._sms.registers if candidate.of == kind), None
                )
                yield self._enter(kind, register) if register else self._first(form)

    def _enter(self, kind: str, register: Register) -> Action:
        words = f"enter the first in {register.path}{_also(kind)}: sms-lint new {kind}"
        return Action(words, str(register.owner), kind)

    def _first(self, form: RecordForm) -> Action:
        noun = self._sms.kinds[form.kind].KIND.noun
        owner = form.register_.owner if form.register_ else ""
        words = f"record {noun} when there is one"
        if form.register_:
            title = form.register_.title or self._sms.kinds[form.kind].KIND.register
            words = f"begin the register “{title}” with its first entry{_also(form.kind)}"
        return Action(f"{words}: sms-lint new {form.kind}", self._owner(owner), form.kind)

    def _owner(self, role: str) -> str:
        return role if role in self._sms.roles else ""


def _also(kind: str) -> str:
    """What is to be done together with the first entry of a kind."""
    stated = precedence().get(kind)
    return f", and {stated.also}" if stated and stated.also else ""
