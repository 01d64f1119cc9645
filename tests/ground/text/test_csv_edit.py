"""Cells and rows of a CSV text change, and every byte beside them stays."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.csv_edit import CsvEdits, with_edits

TEXT = '\ufeffid,what,note\r\nA-1,"one, two",\r\n\r\nA-2,three,"a ""b"""\r\nA-3,"over\r\ntwo lines",x\r\n'
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n",; '))


def test_only_the_cells_change() -> None:
    edits = CsvEdits({"A-1": {1: "1"}, "A-3": {2: "y, z", 1: "short"}})
    wanted = TEXT.replace('"one, two"', '"1"').replace('"over\r\ntwo lines",x', '"short","y, z"')
    assert with_edits(TEXT, ",", 0, edits) == wanted


def test_rows_go_and_come() -> None:
    edits = CsvEdits({}, frozenset({"A-2"}), (("A-4", "n", 'q"'),))
    wanted = TEXT.replace('A-2,three,"a ""b"""\r\n', "") + 'A-4,n,"q"""\r\n'
    assert with_edits(TEXT, ",", 0, edits) == wanted
    assert with_edits("id\nA", ",", 0, CsvEdits({}, added=(("B",),))) == "id\nA\nB\n"


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.data())
def test_any_cells_are_read_as_they_were_given(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    table = [["id", "a", "b"], *([f"X-{number}", *row] for number, row in enumerate(rows))]
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(table)
    number, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(1, 2))
    text = data.draw(CELLS)
    after = with_edits(stream.getvalue(), ",", 0, CsvEdits({f"X-{number}": {column: text}}))
    table[number + 1][column] = text
    assert list(csv.reader(io.StringIO(after, newline=""))) == table
