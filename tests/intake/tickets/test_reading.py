"""An export is read in whatever encoding and with whatever separator it was written; what is none gets a sentence."""

import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.intake.tickets.export import ExportError
from sms_lint.intake.tickets.reading import decoded, read_export
from sms_lint.model.mapping import FileForm

TEXT = "number;title\nINC0000001;Größe\n"


# What must stay silent


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("cp1252"), "cp1252"),
        (("sep=;\r\n" + TEXT).encode(), None),
        (TEXT.replace("\n", "\r\n").encode(), None),
        (TEXT.replace(";", "\t").encode(), None),
        (TEXT.replace(";", "|").encode(), None),
        (b"\n\n" + TEXT.encode(), None),
    ],
)
def test_an_export_is_read_in_any_form(raw: bytes, encoding: str | None) -> None:
    export = read_export("export.csv", raw, FileForm(encoding=encoding), ["number"])
    assert export.columns == ("number", "title")
    assert [row.cells for row in export.rows] == [("INC0000001", "Größe")]


def test_rows_know_the_lines_they_begin_in() -> None:
    export = read_export("export.csv", b'a,b\n1,"two\nlines"\n\n2,x\n', FileForm())
    assert [(row.line, row.cells) for row in export.rows] == [(2, ("1", "two\nlines")), (5, ("2", "x"))]


def test_the_separator_stated_first_is_a_line_of_its_own() -> None:
    export = read_export("export.csv", b"sep=,\na,b\n1,2\n", FileForm())
    assert [row.line for row in export.rows] == [3]


@pytest.mark.parametrize("text", ['[{"a": 1}]', '{"result": [{"a": 1}]}', '{"a": 1}\n{"a": 1}'])
def test_json_is_read_as_a_list_of_tickets(text: str) -> None:
    export = read_export("export.json", text.encode(), FileForm())
    assert export.columns == ("a",)
    assert export.rows[0].cells == ("1",)


def test_groups_in_json_become_columns_and_lists_texts() -> None:
    export = read_export(
        "a.json", b'[{"f": {"s": {"name": "Open"}, "l": [{"name": "x"}, "y"]}, "n": null}]', FileForm()
    )
    assert dict(zip(export.columns, export.rows[0].cells, strict=True)) == {
        "f.s.name": "Open",
        "f.l": "x\ny",
        "n": "",
    }


# What must be reported


def test_rows_of_other_lengths_are_rejected_one_by_one() -> None:
    export = read_export("export.csv", b"a,b\n1,2\n3\n4,5,6\n7,8,\n", FileForm())
    assert [row.cells for row in export.rows] == [("1", "2"), ("7", "8")]
    assert [(each.line, each.reason) for each in export.rejected] == [
        (3, "this line has 1 cell, but the first line names 2 columns"),
        (4, "this line has 3 cells, but the first line names 2 columns"),
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "packed file"),
        (b"PAR1....", "a Parquet file"),
        (b"a,b\n1,\0\n", "line 2 holds a null byte"),
        (b"a,b\n1,\xe9\n", "is not written in UTF-8 (line 2)"),
        (b'a,b\n1,"open\n2,3\n', "cannot be read from line 2 on: a quote"),
        (b'a,b\n1,"x"y\n', "cannot be read from line 2 on: a quote"),
        (b",\n,\n", "names no column"),
        (b'a,b\n1,"' + b"x" * 1_100_000 + b'"\n', "longer than 1 MiB"),
        (b"[1, 2]", "no list of tickets"),
        (b'{"a": ', "begins like JSON"),
        (b"[" * 100_000, "begins like JSON"),
    ],
)
def test_what_is_no_export_gets_a_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(ExportError) as refused:
        read_export("export.csv", raw, FileForm())
    assert said in str(refused.value)


def test_an_encoding_that_does_not_exist_gets_a_sentence() -> None:
    with pytest.raises(ExportError, match="there is no encoding klingon"):
        decoded("export.csv", b"a\n1\n", "klingon")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        export = read_export("export.csv", raw, FileForm())
    except SmsError:
        return
    assert all(len(row.cells) == len(export.columns) for row in export.rows)


def workbook(*rows: list[object], before: int = 0) -> bytes:
    """A workbook with rows in its second sheet; the first is empty."""
    from openpyxl import Workbook

    book, stream = Workbook(), io.BytesIO()
    sheet = book.create_sheet("Export")
    for _ in range(before):
        sheet.append([None])
    for row in rows:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_is_read_like_a_text() -> None:
    at = datetime(2026, 9, 1, 8, 10, 33, 999_000)  # noqa: DTZ001 - as a workbook states it
    raw = workbook(
        ["number", "opened", "made", "n"],
        [1023, at, True, 1.5],
        [None],
        [7.0, at.date(), False, "x", "more"],
        before=2,
    )
    export = read_export("export.xlsx", raw, FileForm())
    assert export.columns == ("number", "opened", "made", "n")
    assert [(row.line, row.cells) for row in export.rows] == [
        (4, ("1023", "2026-09-01 08:10:33", "true", "1.5")),
        (6, ("7", "2026-09-01 00:00:00", "false", "x")),
    ]


@pytest.mark.parametrize("raw", [workbook(), workbook()[:-30], b"PK\x03\x04 nothing"])
def test_a_workbook_without_rows_or_damaged_gets_a_sentence(raw: bytes) -> None:
    with pytest.raises(SmsError):
        read_export("export.xlsx", raw, FileForm())
