"""CSV, as spreadsheets read it: no cell is a formula, whichever mark a program takes for the end of a cell."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from sms_lint.ground.output.characters import visible
from sms_lint.ground.output.printable import Printable, without_commands

# Where a spreadsheet may begin a cell: a program with other settings ends one at a semicolon, a tab or a line.
_BEGINNING = re.compile(
    r"(?P<end>^|[;\t\n|])"
    r"(?P<formula>(?:[^\S\t\n]|\")*(?:[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁼₊₌]|::))"  # noqa: RUF001 - full-width and small marks
    r"(?P<rest>[^;\t\n|]*)"
)
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Printable:
    """The file; what a spreadsheet would take for a formula, in a cell or a heading, begins with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_harmless(head) for head in heads])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return Printable(stream.getvalue())


def data_rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The data file of a table: evidence, so each cell says what it says; what is shown or downloaded is made of it."""
    return data_lines([heads, *rows])


def data_lines(rows: Iterable[Sequence[str]], delimiter: str = ",", line_end: str = "\n") -> bytes:
    """Lines of such a file, to be put after others that are written in the same way."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return stream.getvalue().encode()


def _harmless(cell: str) -> str:
    plain = without_commands(visible(cell.replace("\r\n", "\n")))
    return plain if _NUMBER.fullmatch(plain.strip()) else _BEGINNING.sub(_beginning, plain)


def _beginning(match: re.Match[str]) -> str:
    """A number behind a mark is none of a formula; at the beginning the whole cell would have to be one."""
    written = match["formula"] + match["rest"]
    is_number = match["end"] and _NUMBER.fullmatch(written.strip())
    return match.group() if is_number else f"{match['end']}'{written}"
