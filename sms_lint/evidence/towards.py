"""What another standard, or the next edition of one, would still ask for: seen through the crosswalks.

A help to plan by, and no judgement: a clause of the other standard counts as met by nothing here before it is read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sms_lint.evidence.fulfilment import JudgedObligation
from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import heading, markdown_page, paragraph, table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.model.catalogue import Catalogue, Clause, catalogue_names, load_catalogue
from sms_lint.model.catalogue.crosswalk import MEANINGS, Correspondence
from sms_lint.system.crosswalks import Crosswalks
from sms_lint.system.sms import Sms

# Ready: a clause that is judged here asks for no less, and is complete. Begun: one asks for no less, and is incomplete.
# Related: clauses here overlap with it, or are a part of it. New: nothing here has to do with it.
Readiness = Literal["ready", "begun", "related", "new"]
_ORDER: tuple[Readiness, ...] = ("new", "related", "begun", "ready")


@dataclass(frozen=True)
class NeededClause:
    """One clause of the other standard: what it corresponds to here, and how far that is met."""

    clause: Clause
    readiness: Readiness
    here: tuple[str, ...]
    change: str = ""


@dataclass(frozen=True)
class PlannedStep:
    """A step of a transition: by when, what, and how many of its obligations are complete."""

    by: date
    what: str
    done: int
    of: int
    overdue: bool

    @property
    def how_far(self) -> str:
        """How many of its obligations are complete, and whether its day has passed."""
        return f"{self.done} of {self.of} complete{', overdue' if self.overdue else ''}"


@dataclass(frozen=True)
class Towards:
    """What a standard would still ask for; `until` and `steps` where it is the next edition of one in use."""

    name: str
    day: date
    clauses: tuple[NeededClause, ...]
    until: date | None = None
    steps: tuple[PlannedStep, ...] = ()

    def counts(self) -> Mapping[Readiness, int]:
        """How many clauses there are of each readiness."""
        return {word: sum(each.readiness == word for each in self.clauses) for word in _ORDER}


def towards(sms: Sms, grades: Mapping[str, JudgedObligation], name: str) -> Towards:
    """What the catalogue of that name would still ask for, seen from the other catalogues in use.

    `grades` are those of every obligation. `name` is a catalogue of the program, or one of those in use (by name or
    path). Raises SmsError for another one.
    """
    book = next((each for each in sms.catalogues if name in (each.name, each.path)), None)
    if book is None:
        if name not in catalogue_names():
            known = [*catalogue_names(), *(each.name for each in sms.catalogues)]
            raise SmsError(f"there is no catalogue `{name}`{nearest(name, known)}")
        book = load_catalogue(name, sms.config.language)
    others = {
        name: each for each in sms.catalogues if each != book for name in (each.name, each.origin) if name
    }
    links = sms.once(Crosswalks).of(book)
    found = tuple(
        _needed(book, clause, links.get(clause.number, ()), others, grades)
        for clause in book.clauses
        if clause.obligations
    )
    edition = book.succession
    steps = tuple(_steps(sms, book, grades)) if edition else ()
    return Towards(book.called, sms.today, found, edition.until if edition else None, steps)


def _needed(
    book: Catalogue,
    clause: Clause,
    links: Sequence[Correspondence],
    others: Mapping[str, Catalogue],
    grades: Mapping[str, JudgedObligation],
) -> NeededClause:
    here: list[str] = []
    met: list[bool] = []
    for link in links:
        other = others.get(link.other)
        counterpart = other.clause(f"{other.prefix}:{link.number}") if other else None
        if other is None or counterpart is None:
            continue
        graded = [
            grades[each.id] for part in other.with_those_below(counterpart) for each in part.obligations
        ]
        done = sum(each.complete for each in graded)
        here.append(f"{MEANINGS[link.strength]} {counterpart.id} ({done} of {len(graded)} complete)")
        if link.strength in ("equal", "within") and graded:
            met.append(done == len(graded))
    readiness: Readiness = "ready" if any(met) else "begun" if met else "related" if here else "new"
    change = book.succession.change_of(clause.number) if book.succession else ""
    return NeededClause(clause, readiness, tuple(here), change)


def _steps(sms: Sms, book: Catalogue, grades: Mapping[str, JudgedObligation]) -> Iterator[PlannedStep]:
    for step in sorted(book.succession.steps if book.succession else (), key=lambda step: step.by):
        clauses = [book.clause(f"{book.prefix}:{number}") for number in step.clauses]
        graded = [grades[each.id] for clause in clauses if clause for each in clause.obligations]
        done = sum(each.complete for each in graded)
        yield PlannedStep(step.by, step.what, done, len(graded), step.by < sms.today and done < len(graded))


def said_of(seen: Towards) -> str:
    """What was found, in sentences."""
    counts = seen.counts()
    told = (
        f"{seen.name} has {len(seen.clauses)} clauses with obligations. As of {seen.day}, {counts['ready']} are ready "
        f"to be read against what is complete here, {counts['begun']} are begun, {counts['related']} are related to "
        f"something here, and {counts['new']} are new. Nothing of it is met before somebody has read it."
    )
    unread = sum(each.change == "not compared" for each in seen.clauses)
    told += f" {unread} were not compared with the edition before." if unread else ""
    return told + (f" The transition ends on {seen.until}." if seen.until else "")


_HEADS = ("Clause", "Title", "Readiness", "What there is here", "Against the edition before")
_STEP_HEADS = ("By", "Step", "How far met")


def _rows(seen: Towards) -> Iterator[tuple[str, ...]]:
    for each in seen.clauses:
        yield each.clause.id, each.clause.title, each.readiness, "; ".join(each.here), each.change


def _step_rows(seen: Towards) -> Iterator[tuple[str, ...]]:
    for step in seen.steps:
        yield step.by.isoformat(), step.what, step.how_far


def _as_text(seen: Towards) -> Printable:
    lines = []
    for ref, title, readiness, here, change in _rows(seen):
        lines.append(f"{readiness:8} {ref}  {title}{f' [{change}]' if change else ''}")
        lines += [f"         {here}"] if here else []
    lines += [f"by {by}: {what} ({met})" for by, what, met in _step_rows(seen)]
    return block([*lines, "", said_of(seen)])


def _as_markdown(seen: Towards) -> Printable:
    parts = [paragraph(said_of(seen)), table(_HEADS, _rows(seen))]
    if seen.steps:
        parts += [heading("Steps"), table(_STEP_HEADS, _step_rows(seen))]
    return markdown_page(f"Towards {seen.name}", *parts)


def _as_csv(seen: Towards) -> Printable:
    return csv_text(_HEADS, _rows(seen))


def _as_json(seen: Towards) -> Printable:
    keys = ("id", "title", "readiness", "here", "change")
    steps = [
        {"by": step.by.isoformat(), "what": step.what, "complete": step.done, "of": step.of}
        for step in seen.steps
    ]
    return json_text(
        {
            "version": 1,
            "standard": seen.name,
            "day": seen.day.isoformat(),
            "until": seen.until.isoformat() if seen.until else None,
            "clauses": [dict(zip(keys, cells, strict=True)) for cells in _rows(seen)],
            "steps": steps,
        }
    )


TOWARDS_FORMATS: Mapping[str, Callable[[Towards], Printable]] = {
    "text": _as_text,
    "json": _as_json,
    "markdown": _as_markdown,
    "csv": _as_csv,
}
