"""Rows as ticket tools write them: their ids and times are taken, what nobody sees in a cell is found, and no file stops a rule."""

import csv
import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.load import load
from sms_lint.model.node import Table
from sms_lint.outside.row_database import as_parquet
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from tests.load.ticket_tables import GOOD, as_csv, check, make_root, nodes, place, said, table


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a role and a service."""
    make_root(tmp_path)
    return tmp_path


# What must stay silent


@pytest.mark.parametrize(
    "id_", ["INC0010021", "REQ00001", "I-000123", "ITSM-7", "INC-1-364285768", "INC-1023"]
)
def test_ids_of_tools_are_ids(root: Path, id_: str) -> None:
    assert table(root, as_csv([GOOD | {"id": id_}, GOOD | {"id": "T-9", "after": id_}])) == []


@pytest.mark.parametrize(
    "time",
    [
        "2026-09-01T08:10:33.123Z",
        "2026-09-01T08:30:00.5Z",
        "2026-09-01T11:00:00.000+0000",
        "2026-09-01T11:00:00.123456789+02:00",
        "2026-09-01 11:00-0530",
    ],
)
def test_times_of_interfaces_are_times(root: Path, time: str) -> None:
    assert table(root, as_csv([GOOD | {"opened_at": time}])) == []


def test_accents_and_emoji_are_no_hidden_characters(root: Path) -> None:
    assert table(root, as_csv([GOOD | {"title": "Größe — naïve 🙂 Ωμέγα\tand\na line"}])) == []


def test_a_table_without_ids_has_no_entries(root: Path) -> None:
    place(root, "t", "title,status\na,open\n")
    found = nodes(root)
    assert check(root)
    assert all(not node.cells for node in found if isinstance(node, Table))


# What must be reported


@pytest.mark.parametrize(
    "time",
    [
        "2026-09-01T25:10:33.1Z",
        "2026-09-01T08:10:33.Z",
        "2026-09-01T08:10:00.1234567890Z",
        "2026-02-30T08:10:00.5Z",
    ],
)
def test_times_that_are_none_are_still_found(root: Path, time: str) -> None:
    assert [rule for rule, *_ in table(root, as_csv([GOOD | {"opened_at": time}]))] == ["schema"]


@pytest.mark.parametrize("id_", ["INC001", "inc0010021", "INC0010021x", "1023", "ABCDEFGHI0001"])
def test_what_only_looks_like_an_id_is_none(root: Path, id_: str) -> None:
    assert [rule for rule, *_ in table(root, as_csv([GOOD | {"id": id_}]))] == ["schema"]


def test_an_invisible_character_is_found_in_its_cell(root: Path) -> None:
    rows = [GOOD, GOOD | {"id": "T-2", "title": "Ma\u200bil, \u202eslow"}, GOOD | {"id": "T-3"}]
    (found,) = table(root, as_csv(rows))
    assert found == (
        "hidden-character",
        3,
        '"Ma\u200bil, \u202eslow"',
        "there is an invisible character here: U+200B zero width space",
    )


@given(
    st.sampled_from(
        [
            chr(code)
            for code in range(1, 0x10FFFF)
            if chr(code) in "\xad\u200b\u200e\u202e\u2066\ufeff\x07\U000e0041"
        ]
    )
)
@settings(max_examples=10)
def test_any_invisible_character_is_found(character: str) -> None:
    assert character in HIDDEN or any(
        low <= character <= high for low, high in zip(HIDDEN, HIDDEN[2:], strict=False)
    )
    with TemporaryDirectory() as folder:
        make_root(Path(folder))
        found = table(Path(folder), as_csv([GOOD | {"title": f"a{character}b"}]))
    assert [rule for rule, *_ in found] == ["hidden-character"]


def test_in_parquet_the_row_is_named(root: Path) -> None:
    names = list(GOOD)
    content = as_csv([GOOD, GOOD | {"id": "T-2", "title": "a\u200bb"}], names)
    place(root, "t", as_parquet(content.encode(), names), file="t.parquet")
    ((rule, _, shown, message),) = said(check(root))
    assert (rule, shown) == ("hidden-character", "t.parquet")
    assert message.startswith("row 2 of `t.parquet`: there is an invisible character here")


def test_of_many_rows_with_invisible_characters_the_rest_is_counted(root: Path) -> None:
    found = table(root, as_csv([GOOD | {"id": f"T-{number}", "title": "a\u200bb"} for number in range(25)]))
    assert [rule for rule, *_ in found] == ["hidden-character"] * 21
    assert found[-1][3] == "`t.csv`: 5 more of this: row with an invisible character"


COLUMNS = [
    "id",
    "title",
    "opened_at",
    "category",
    "priority",
    "status",
    "resolved_at",
    "service",
    "",
    "other",
]
CELLS = st.sampled_from(
    [
        "",
        "INC0000001",
        "INC-1",
        "1023",
        "closed",
        "new",
        "Closed",
        "2026-09-01",
        "2026-09-01T08:10Z",
        "x",
        "\u200b",
        '"',
        "a;b",
        "-",
    ]
)


@given(
    st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=9),
    st.lists(st.lists(CELLS, max_size=10), max_size=8),
    st.booleans(),
)
@settings(max_examples=15)
def test_no_table_stops_a_rule(columns: list[str], rows: list[list[str]], is_renamed: bool) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([columns, *rows])
    with TemporaryDirectory() as folder:
        root = Path(folder)
        make_root(root)
        place(
            root, "t", stream.getvalue(), kind="incident", more="columns: {id: other}\n" if is_renamed else ""
        )
        result = lint(load(root, today=date(2026, 10, 31)), checks())
    assert result.faults == ()
    if not {"opened_at", "category", "priority", "status"} <= {*columns}:
        assert "schema" in {finding.rule for finding in result.findings}
