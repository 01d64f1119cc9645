"""Changing cells and rows of a CSV text: every byte beside them stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sms_lint.ground.text.csv_cells import cell_spans, cell_text, row_spans


@dataclass(frozen=True)
class CsvEdits:
    """What changes in a CSV text: cells by the id of their row and their column, rows that go, rows that come."""

    cells: Mapping[str, Mapping[int, str]]
    gone: frozenset[str] = frozenset()
    added: Sequence[Sequence[str]] = ()


def with_edits(text: str, delimiter: str, id_column: int, edits: CsvEdits) -> str:
    """The text once the edits are done; ids are those of the first row that has them."""
    pieces: list[str] = []
    last = 0
    left = {*edits.cells, *edits.gone}
    records = row_spans(text, delimiter)
    next(records, None)
    for start, end in records:
        if not left:
            break
        spans = list(cell_spans(text, start, delimiter))
        name = cell_text(text, spans[id_column]).strip() if id_column < len(spans) else ""
        if name not in left:
            continue
        left.remove(name)
        if name in edits.gone:
            pieces.append(text[last:start])
            last = end
            continue
        for column, value in sorted(edits.cells[name].items()):
            cell_start, cell_end = spans[column]
            pieces += [text[last:cell_start], written(value, delimiter, like=text[cell_start:cell_end])]
            last = cell_end
    return _with_rows("".join((*pieces, text[last:])), delimiter, edits.added)


def written(value: str, delimiter: str, like: str = "") -> str:
    """A value as a cell: in quotes where it needs them, or where the cell had some."""
    needs = any(mark in value for mark in (delimiter, '"', "\n", "\r")) or value != value.strip()
    if needs or like.strip().startswith('"'):
        return '"{}"'.format(value.replace('"', '""'))
    return value


def _with_rows(text: str, delimiter: str, rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return text
    found = re.search(r"\r\n|\r|\n", text)
    ending = found.group() if found else "\n"
    before = text if text.endswith(("\n", "\r")) or not text else text + ending
    return before + "".join(delimiter.join(written(cell, delimiter) for cell in row) + ending for row in rows)
