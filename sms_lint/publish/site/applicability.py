"""The page of a catalogue that says what of it applies here, what does not, and why."""

from sms_lint.evidence.applicability import NO_REASON, StatementRow, statement_rows
from sms_lint.ground.sentences import plural
from sms_lint.model.catalogue import Catalogue
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, paragraph, table
from sms_lint.publish.site.state import OBLIGATIONS
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours


def applicability(here: PageContext, book: Catalogue) -> Safe:
    """The statement of applicability of one catalogue."""
    rows = statement_rows(book, here.view.grades)
    dropped = sum(not row.applies for row in rows)
    silent = sum(row.applies and row.reason == NO_REASON for row in rows)
    said = f"{plural(len(rows) - dropped, 'clause')} of {book.called} apply here, {dropped} do not."
    if silent:
        said += f" Of {silent} it is not said why they apply."
    heads = ("Clause", "Title", "Applies", "Reason", "How far met")
    return Safe(
        paragraph(text(said))
        + f'<div class="sms-wide">\n{table(heads, [_row(here, row) for row in rows], "Applicability")}</div>\n'
    )


def _row(here: PageContext, row: StatementRow) -> list[Safe]:
    applies = text(ours("yes")) if row.applies else text(ours("no"))
    reason = text(ours(row.reason)) if row.reason == NO_REASON else text(row.reason)
    standings = [graded.standing for graded in row.graded]
    shown = [
        Safe(f"{badge(OBLIGATIONS[standing])} {standings.count(standing)}")
        for standing in dict.fromkeys(standings)
    ]
    return [here.clause(row.id, short=True), text(row.title), applies, reason, Safe(" ".join(shown))]
