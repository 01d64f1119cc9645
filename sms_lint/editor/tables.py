"""A place in the rows of a table: the column and the field that it holds."""

from typing import NamedTuple

from sms_lint.ground.text.csv_cells import cell_spans, cell_text, column_names, row_spans
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.node import Node, Table
from sms_lint.system.sms import Sms


class Cell(NamedTuple):
    """A cell of a table: where it is, the kind of the rows, and the fields that have a column.

    `form` is that of the cell's own column; None in the first line, where the names of columns stand. `name` is the
    field that the column holds.
    """

    start: int
    end: int
    model: type[Node]
    beside: frozenset[str]
    form: FieldForm | None = None
    name: str = ""


def table_at(sms: Sms, path: str) -> Table | None:
    """The table whose rows a file holds; None where no header names it."""
    found = sms.register_at.get(path)
    return found if isinstance(found, Table) else None


def cell_at(sms: Sms, path: str, text: str, offset: int) -> Cell | None:
    """The cell at an offset of a CSV file; None where no table has these rows, or the column holds no field."""
    table = table_at(sms, path)
    if table is None or table.of not in sms.kinds:
        return None
    model = sms.kinds[table.of]
    forms = field_forms(model)
    ours = {theirs: name for name, theirs in table.columns.items()}
    named = {form.name for form in forms}
    columns, delimiter = column_names(text[: 64 * 1024], named | set(ours))
    for number, (start, end) in enumerate(row_spans(text, delimiter)):
        if not start <= offset <= end or (offset == end and text[end - 1 : end] in ("\n", "\r")):
            continue
        spans = list(cell_spans(text, start, delimiter))
        at = next((place for place, span in enumerate(spans) if span[0] <= offset <= span[1]), None)
        if at is None:
            return None
        if number == 0:
            others = {
                ours.get(said, said)
                for place, span in enumerate(spans)
                if place != at and (said := cell_text(text, span))
            }
            said = cell_text(text, spans[at])
            return Cell(*spans[at], model, frozenset(others), None, ours.get(said, said))
        name = ours.get(columns[at], columns[at]) if at < len(columns) else ""
        form = next((form for form in forms if form.name == name), None)
        return Cell(*spans[at], model, frozenset(columns), form, name) if form else None
    return None
