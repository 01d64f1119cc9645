"""How far the clauses of a standard are covered, for a screen, a page, a program or a spreadsheet."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sms_lint.evidence import Grade, JudgedObligation, judged_obligations
from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import heading, markdown_page, paragraph, table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.ground.sentences import plural
from sms_lint.model.catalogue import Catalogue, Clause, Criterion, clause_named
from sms_lint.model.finding import Finding, Result
from sms_lint.system.sms import Sms
from sms_lint.translation import on_screen, ours


@dataclass(frozen=True)
class Coverage:
    """The graded obligations of one report, in the catalogue's order, and the day on which they were judged."""

    day: str
    found: tuple[JudgedObligation, ...]

    def clauses(self) -> Iterator[tuple[Clause, tuple[JudgedObligation, ...]]]:
        """Each clause with its graded obligations; clauses without obligations are left out."""
        for _, group in groupby(self.found, key=lambda assessment: assessment.clause.id):
            graded = tuple(group)
            yield graded[0].clause, graded

    def counts(self) -> Mapping[str, int]:
        """How many obligations there are, complete (by fields alone, as stated) and partial, and of each grade."""
        by_grade = Counter(graded.grade for graded in self.found)
        return {
            "obligations": len(self.found),
            "complete": sum(graded.complete for graded in self.found),
            "complete_by_fields_alone": sum(graded.rests_on_fields for graded in self.found),
            "complete_as_stated": sum(graded.is_stated for graded in self.found),
            "partial": sum(graded.standing == "partial" for graded in self.found),
            **{grade.word: by_grade[grade] for grade in sorted(Grade, reverse=True)},
        }


def coverage(sms: Sms, result: Result, clause: str = "") -> Coverage:
    """The coverage of every catalogue; of one clause and those below it, or of one obligation, where named.

    `result` is that of a run of all rules over the same system.
    """
    grades = judged_obligations(sms, result)
    wanted = _wanted(sms.catalogues, clause) if clause else grades.keys()
    return Coverage(sms.today.isoformat(), tuple(grades[ref] for ref in grades if ref in wanted))


def _wanted(books: Sequence[Catalogue], text: str) -> set[str]:
    """The obligations of the clause named, in the one catalogue that has it."""
    if not books:
        raise SmsError("the settings name no clause catalogue")
    book, ref = clause_named(books, text)
    clause = book.clause(ref)
    if clause is None:
        return {ref}
    return {obligation.id for part in book.with_those_below(clause) for obligation in part.obligations}


def in_a_sentence(seen: Coverage) -> str:
    """How many obligations are met how far, and how many have each grade."""
    counts = seen.counts()
    grades = ", ".join(f"{counts[grade.word]} {ours(grade.word)}" for grade in sorted(Grade, reverse=True))
    number = plural(len(seen.found), "obligation")
    rest = counts["obligations"] - counts["complete"] - counts["partial"]
    stated = counts["complete_as_stated"]
    as_stated = (
        f" ({stated} of them as stated: by filled-in fields or a marked section alone)" if stated else ""
    )
    far = on_screen(
        f"{number} as of {seen.day}: {counts['complete']} complete{as_stated}, {counts['partial']} partial, "
        f"{rest} incomplete"
    )
    return f"{far}; {grades}."


def as_text(seen: Coverage) -> Printable:
    """The coverage as plain text, for a screen."""
    lines = []
    for clause, graded in seen.clauses():
        done = sum(assessment.complete for assessment in graded)
        lines += [f"{clause.id} {clause.title} ({on_screen(f'{done} of {len(graded)} complete')})"]
        for assessment in graded:
            how_far = f"{ours(assessment.grade.word)}, {ours(assessment.standing)}"
            lines += [f"  {assessment.obligation.id}  {how_far}: {_in_words(assessment.why)}"]
            lines += [f"      {ours('missing')}: {_in_words(said)}" for said in assessment.missing]
            if len(seen.found) == 1:
                lines += [
                    f"      {ours(shown.state)}: {ours(_asked(shown.criterion))}: {_in_words(shown.why)}"
                    for shown in assessment.criteria
                ]
    return block([*lines, "" if lines else on_screen("No obligations."), in_a_sentence(seen)])


def as_markdown(seen: Coverage) -> Printable:
    """The coverage in Markdown, for a page or an issue."""
    parts = [paragraph(in_a_sentence(seen))]
    for clause, graded in seen.clauses():
        parts += [heading(f"{clause.id} {clause.title}"), table(tuple(map(ours, _HEADS)), map(_row, graded))]
    return markdown_page(ours("Coverage"), *parts)


def as_csv(seen: Coverage) -> Printable:
    """The coverage as CSV, for a spreadsheet."""
    rows = ((graded.clause.id, graded.clause.title, *_row(graded)) for graded in seen.found)
    return csv_text([ours(head) for head in ("Clause", "Title", *_HEADS)], rows)


def as_json(seen: Coverage) -> Printable:
    """The coverage as JSON (version 2), for another program."""
    clauses = [
        {
            "id": clause.id,
            "title": clause.title,
            "obligations": [_as_data(assessment) for assessment in graded],
        }
        for clause, graded in seen.clauses()
    ]
    data = {"version": 2, "as_of": seen.day, "summary": dict(seen.counts()), "clauses": clauses}
    return json_text(data)


def _as_data(graded: JudgedObligation) -> Mapping[str, object]:
    return {
        "id": graded.obligation.id,
        "text": graded.obligation.text,
        "grade": graded.grade.word,
        "standing": graded.standing,
        "by_fields_alone": graded.rests_on_fields,
        "stated": graded.is_stated,
        "why": graded.why,
        "ways": [
            {
                "form": shown.criterion.form,
                "target": shown.criterion.target,
                "asked": _asked(shown.criterion),
                "state": shown.state,
                "why": shown.why,
                "findings": [_as_finding(finding) for finding in shown.findings],
            }
            for shown in graded.criteria
        ],
        "missing": graded.missing,
        "self_assessment": graded.partial.id if graded.partial else None,
    }


def _as_finding(finding: Finding) -> Mapping[str, object]:
    return {
        "rule": finding.rule,
        "path": finding.at.path,
        "node": finding.node or None,
        "message": finding.message,
        "accepted_until": finding.suppressed.until if finding.suppressed else None,
    }


def _asked(criterion: Criterion) -> str:
    """A criterion in words: `records incident with closed_at filled in, within 4 months`."""
    return f"{criterion.form.replace('_', ' ')} {criterion.target}{criterion.terms}{criterion.term}"


def _in_words(why: str) -> str:
    """Why something shows an obligation or not, in the language that is spoken; an id that it begins with stays."""
    about, colon, said = why.partition(": ")
    return f"{about}: {ours(said)}" if colon and " " not in about else ours(why)


_HEADS = ("Obligation", "What is asked", "Grade", "Standing", "Why", "Missing")


def _row(graded: JudgedObligation) -> tuple[str, ...]:
    asked = graded.obligation
    said = (ours(graded.grade.word), ours(graded.standing), _in_words(graded.why))
    return asked.id, asked.text, *said, "; ".join(map(_in_words, graded.missing))


# To add a format, write its function above and its line here.
COVERAGE_FORMATS: Mapping[str, Callable[[Coverage], Printable]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "csv": as_csv,
}
