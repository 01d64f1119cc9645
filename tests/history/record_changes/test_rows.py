"""Rows of tables by their ids, as the loader tells them apart."""

from pathlib import Path

import pytest

from sms_lint.history.record_changes.parsed_file import ParsedFile
from sms_lint.history.record_changes.rows import read_rows
from sms_lint.model.columns import field_forms
from sms_lint.model.kinds import kinds
from tests.history.record_changes.forms import parquet

FIELDS = field_forms(kinds()["incident"])
HEADER = ParsedFile("incident", data="a.csv")


def csv(text: str | bytes, **columns: str) -> ParsedFile:
    raw = text.encode() if isinstance(text, str) else text
    return read_rows("a.csv", raw, ParsedFile("incident", data="a.csv", columns=columns), FIELDS)


def test_rows_are_known_by_their_ids() -> None:
    found = csv("title,id,status,other\n One  two ,INC-1,closed,x\nThree, INC-2 ,open,y\n")
    assert (found.kind, found.fault) == ("incident", "")
    assert found.raw == {"INC-1": " One  two ,INC-1,closed,x", "INC-2": "Three, INC-2 ,open,y"}
    assert found.values("INC-1") == {"title": "One two", "id": "INC-1", "status": "closed"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start_change_nothing(end: str) -> None:
    lines = ["id,title", "INC-1,One", "", "INC-2,", "INC-3", ",Two", "INC-1,Again", ""]
    found = csv(b"\xef\xbb\xbf" + end.join(lines).encode())
    assert list(found.raw) == ["INC-1", "INC-2", "INC-3"]
    assert found.values("INC-1") == {"id": "INC-1", "title": "One"}
    assert [found.values(id_) for id_ in ("INC-2", "INC-3")] == [{"id": "INC-2"}, {"id": "INC-3"}]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cells_in_quotes(end: str) -> None:
    found = csv(f'"id","title"{end}"INC-1","a, ""b""{end}c"{end}INC-2,"x"{end}')
    assert found.raw["INC-1"] == f'"INC-1","a, ""b""{end}c"'
    assert found.raw["INC-2"] == 'INC-2,"x"'
    assert found.values("INC-1") == {"id": "INC-1", "title": 'a, "b" c'}


def test_a_cell_without_quotes_beside_one_with_quotes() -> None:
    assert csv('id,title\n"INC-1",BOX\n').values("INC-1") == {"id": "INC-1", "title": "BOX"}


def test_another_delimiter() -> None:
    found = csv("id;title;status\nINC-1;a, b;open\n")
    assert found.values("INC-1") == {"id": "INC-1", "title": "a, b", "status": "open"}


def test_columns_that_are_called_otherwise() -> None:
    found = csv("Nr,id,Text\nINC-1,x,One\n", id="Nr", title="Text")
    assert found.values("INC-1") == {"id": "INC-1", "title": "One"}
    assert csv("id,title\nINC-1,One\n", id="Nr").fault == "it has no column with the ids"


def test_rows_of_other_columns_are_compared_by_what_they_say() -> None:
    forms = [
        csv(f"{columns}\nINC-1,One\n").form for columns in ("id,title", "id,title", "id,status", "id;title,x")
    ]
    assert forms[0] == forms[1]
    assert len({forms[0], forms[2], forms[3]}) == 3


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"id,title\nINC-1,\xff\n", "it is not written in UTF-8"),
        (b"title\nOne\n", "it has no column with the ids"),
        (b"", "it has no column with the ids"),
    ],
)
def test_why_a_table_cannot_be_read(raw: bytes, fault: str) -> None:
    found = csv(raw)
    assert (found.kind, found.fault, found.raw) == ("incident", fault, {})


def test_rows_in_parquet(tmp_path: Path) -> None:
    raw = parquet(tmp_path, "incident", {"id": "INC-1", "title": "One  two"})
    found = read_rows("a.parquet", raw, HEADER, FIELDS)
    assert (found.kind, found.form, found.fault) == ("incident", ("parquet", "incident"), "")
    assert found.values("INC-1") == {"id": "INC-1", "title": "One two"}
    damaged = read_rows("a.parquet", raw[:-9], HEADER, FIELDS)
    assert (damaged.kind, damaged.fault) == ("incident", "it is not a Parquet file, or is damaged")
    renamed = ParsedFile("incident", columns={"id": "Nr"})
    without = read_rows("a.parquet", raw, renamed, FIELDS)
    assert (without.kind, without.raw, without.fault) == ("incident", {}, "it has no column with the ids")
