"""CSV: as many rows and cells as were given, none of them a formula, whatever a spreadsheet takes for the end of a cell."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.csv_rows import csv_text
from tests.ground.output.hostile import HOSTILE, is_steered

NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "a=b",
        "-5",
        "+2.5",
        "-2,5",
        "1; -2; +3",
        "a; b",
        "a, =b",
        "x - y",
        "12:30",
        "std::x",
        "a\nb",
        '"a" b',
        "it's",
        "ä😀",
    ],
)
def test_an_honest_cell_is_written_as_it_is(cell: str) -> None:
    assert read(csv_text(["a", "b"], [[cell, "x"]])) == [["a", "b"], [cell, "x"]]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\t'=1"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\r=1", "<U+000D>=1"),
        ("x;=cmd", "x;'=cmd"),
        ('x;"=cmd"', 'x;\'"=cmd"'),
        ("x; =cmd;-5", "x;' =cmd;-5"),
        ("x\n=cmd", "x\n'=cmd"),
        ("x\n\n- y", "x\n\n'- y"),
        ("x|=cmd", "x|'=cmd"),
        ("\uff1d1\uff0b1", "'\uff1d1\uff0b1"),
        ("\uff20SUM", "'\uff20SUM"),
        ("\ufe63x", "'\ufe63x"),
        ("::error::x", "'::error::x"),
        ("##[add-mask]x", "##<U+005B>add-mask]x"),
        ("\ufeff=1", "<U+FEFF>=1"),
    ],
)
def test_no_cell_and_no_heading_is_a_formula(cell: str, written: str) -> None:
    assert read(csv_text([cell, "b"], [[cell, "x"]])) == [[written, "b"], [written, "x"]]


def is_formula(cell: str, is_number: Callable[[str], object]) -> bool:
    """Whether a spreadsheet would run it: full-width marks count as the plain ones, quotes and spaces before as none."""
    begun = unicodedata.normalize("NFKC", cell.replace('"', "")).strip()
    return begun.startswith(("=", "@", "::")) or (begun.startswith(("+", "-")) and not is_number(begun))


ROWS = st.lists(st.tuples(HOSTILE, HOSTILE), max_size=3)


@given(HOSTILE, ROWS)
def test_whatever_ends_a_cell_none_begins_with_a_formula(head: str, rows: list[tuple[str, str]]) -> None:
    text = csv_text([head, "b"], rows)
    assert [len(row) for row in read(text)] == [2] * (len(rows) + 1)
    for mark in (";", "\t", "|"):  # a program with other settings, which knows no quotes there either
        for cell in (cell for line in text.splitlines() for cell in line.split(mark)):
            assert not is_formula(cell, NUMBER.match), cell
    for cell in (cell for row in read(text) for cell in row):
        assert not is_formula(cell, NUMBER.fullmatch), cell
    assert not is_steered(text)


@given(st.lists(st.tuples(st.text("ab,\"' \nä0"), st.text("ab,\"' \nä0"))))
def test_what_is_harmless_is_read_as_it_was_written(rows: list[tuple[str, str]]) -> None:
    assert read(csv_text(["a", "b"], rows))[1:] == [list(row) for row in rows]


def test_a_cell_of_nothing_but_ends_of_lines_takes_no_time() -> None:
    cell = "\n ;\t" * 30_000
    assert read(csv_text(["a"], [[cell]]))[1] == [cell]
