"""The statement of applicability: what of a catalogue applies here or does not, why, and how far it is met."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sms_lint.evidence.fulfilment import JudgedObligation, judged_obligations
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import markdown_page, table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.finding import Result
from sms_lint.system.sms import Sms

NO_REASON = "not given"


@dataclass(frozen=True)
class StatementRow:
    """One clause or obligation, whether it applies, and why; what is dropped has no judged obligations."""

    id: str
    title: str
    applies: bool
    reason: str
    graded: tuple[JudgedObligation, ...] = ()

    @property
    def met(self) -> str:
        """How far it is met, in words; empty where it does not apply."""
        if not self.applies:
            return ""
        done = sum(each.complete for each in self.graded)
        return f"{done} of {len(self.graded)} complete"


def statement_rows(book: Catalogue, grades: Mapping[str, JudgedObligation]) -> tuple[StatementRow, ...]:
    """The statement of one catalogue: every clause with obligations, and what was dropped, in their order."""
    rows = [
        StatementRow(
            clause.id,
            clause.title,
            True,
            clause.reason or NO_REASON,
            tuple(grades[obligation.id] for obligation in clause.obligations),
        )
        for clause in book.clauses
        if clause.obligations
    ]
    rows += [StatementRow(drop.id, drop.title, False, drop.reason) for drop in book.dropped]
    return tuple(sorted(rows, key=lambda row: _place(row.id)))


def statement(sms: Sms, result: Result) -> tuple[StatementRow, ...]:
    """The statements of all catalogues that state what applies. Raises SmsError where none does."""
    grades = judged_obligations(sms, result)
    books = [book for book in sms.catalogues if book.states_applicability]
    if not books:
        raise SmsError(
            "no catalogue states what applies; a file of your own does, with `applies` and `drop`: "
            "`sms-lint new catalogue --extends NAME` begins one"
        )
    return tuple(row for book in books for row in statement_rows(book, grades))


def _place(ref: str) -> tuple[tuple[bool, int, str], ...]:
    """Where an id belongs: numbers count as numbers, so that A.5.9 comes before A.5.10, and PR9 before PR10."""
    words = re.findall(r"[0-9]+|[A-Za-z]+", clause_parts(ref).short)
    return tuple((not word.isdigit(), int(word) if word.isdigit() else 0, word) for word in words)


_HEADS = ("Clause", "Title", "Applies", "Reason", "Met")


def _cells(rows: tuple[StatementRow, ...]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield row.id, row.title, "yes" if row.applies else "no", row.reason, row.met


def _as_text(rows: tuple[StatementRow, ...]) -> Printable:
    lines = [
        f"{ref}  {title}: {applies} ({reason}) {met}".rstrip()
        for ref, title, applies, reason, met in _cells(rows)
    ]
    return block(lines)


def _as_csv(rows: tuple[StatementRow, ...]) -> Printable:
    return csv_text(_HEADS, _cells(rows))


def _as_markdown(rows: tuple[StatementRow, ...]) -> Printable:
    return markdown_page("Statement of applicability", table(_HEADS, _cells(rows)))


def _as_json(rows: tuple[StatementRow, ...]) -> Printable:
    keys = ("id", "title", "applies", "reason", "met")
    return json_text(
        {"version": 1, "clauses": [dict(zip(keys, cells, strict=True)) for cells in _cells(rows)]}
    )


STATEMENT_FORMATS: Mapping[str, Callable[[tuple[StatementRow, ...]], Printable]] = {
    "text": _as_text,
    "json": _as_json,
    "markdown": _as_markdown,
    "csv": _as_csv,
}
