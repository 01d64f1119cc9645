"""Data files of every sort: broken ones are one clear problem each, and Parquet means the same as CSV."""

import os
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.load.files import scan
from sms_lint.load.tables import check_tables
from sms_lint.model.node import Table
from tests.load.ticket_tables import GOOD, KINDS, as_csv, check, make_root, nodes, place, said, table

# To read a table takes a twentieth of a second.
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a role and a service."""
    make_root(tmp_path)
    return tmp_path


BAD_FILES: list[tuple[str, bytes, list[tuple[str, int, str]]]] = [
    ("empty", b"", [("schema", 6, "`t.csv` is empty; its first line must name the columns")]),
    ("no header", b"T-1,x,open,SVC-MAIL,2026-03-01\n", [("schema", 6, "names no field of a ticket")]),
    ("a blank first line", b"\nid,title\nT-1,x\n", [("schema", 6, "names no field of a ticket")]),
    (
        "null byte",
        b"id,title\nT-1,x\nT-\0,x\n",
        [("encoding", 6, "`records/data/t.csv` is not text: line 3")],
    ),
    ("latin-1", b"id,title\nT-1,M\xfcller\n", [("encoding", 6, "is not written in UTF-8 (line 2)")]),
    (
        "cut off",
        "id,title\nT-1,M\u00fc".encode()[:-1],
        [("encoding", 6, "ends in the middle of a character")],
    ),
    ("utf-16", "id,title\n".encode("utf-16"), [("encoding", 6, "is written in UTF-16")]),
    ("binary", bytes(range(256)) * 40, [("encoding", 6, "line 1 holds a null byte")]),
    (
        "mixed line ends",
        as_csv([GOOD, GOOD]).replace("\n", "\r\n", 1).encode(),
        [("syntax", 6, "its lines end in different ways")],
    ),
]


@pytest.mark.parametrize(
    ("data", "expected"), [bad[1:] for bad in BAD_FILES], ids=[bad[0] for bad in BAD_FILES]
)
def test_a_file_that_cannot_be_read_is_one_problem(
    root: Path, data: bytes, expected: list[tuple[str, int, str]]
) -> None:
    place(root, "other", as_csv([GOOD | {"status": "opn", "after": "T-77"}]))
    place(root, "t", data)
    result = check(root)
    found = [part for part in said(result) if part[2] != "opn"]
    assert [(rule, line) for rule, line, _, _ in found] == [(rule, line) for rule, line, _ in expected]
    assert expected[0][2] in found[0][3]
    assert len(found) == len(result.reading_faults) - 1
    assert result.unread == {"ticket:*"}
    assert [part.what for part in result.unchecked] == ["references in `after` of records/data/other.csv"]


def test_lines_that_are_no_rows_are_shown_and_the_others_judged(root: Path) -> None:
    rows = as_csv([GOOD]).split("\n")
    bad = [
        rows[1] + ",more",
        "T-2,x",
        'T-3,"x"y,open,SVC-MAIL,2026-03-01',
        f"T-4,{'x' * 2**20},open,SVC-MAIL,2026",
    ]
    last = ["T-5,y,opn,SVC-MAIL,2026-03-01", 'T-6,"never closed,open,SVC-MAIL,2026-03-01']
    found = table(root, "\n".join([*rows[:2], *bad, *last]))
    assert [(rule, line, message) for rule, line, _, message in found] == [
        ("syntax", 3, "this line has 6 cells, but the first line names 5 columns"),
        ("syntax", 4, "this line has 2 cells, but the first line names 5 columns"),
        ("syntax", 5, 'a quote (") is never closed, or there is text after the closing one'),
        ("syntax", 6, "this line is longer than 1 MiB; a quote may be missing"),
        ("syntax", 8, 'a quote (") is never closed, or there is text after the closing one'),
        ("schema", 7, "`status` must be `open` or `closed`, not `opn`; did you mean `open`?"),
    ]


def test_many_lines_that_are_no_rows_are_counted(root: Path) -> None:
    found = table(root, as_csv([GOOD]) + "T-2,x\n" * 30)
    assert len(found) == 21
    assert found[-1] == ("syntax", 6, "t.csv", "10 more lines of `t.csv` cannot be read as rows")


# Parquet


def parquet(path: Path, select: str) -> None:
    target = str(path).replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"COPY ({select}) TO '{target}' (FORMAT parquet)")


def test_parquet_means_the_same(root: Path) -> None:
    place(root, "t", "", file="t.parquet")
    parquet(
        root / "records/data/t.parquet",
        """
        SELECT 'T-1' AS id, 'x' AS title, 'open' AS status, 'SVC-MAIL' AS service,
          TIMESTAMP '2026-03-01 08:00:30.5' AS opened_at, 5.0::DOUBLE AS score, 10.50::DECIMAL(9, 2) AS cost,
          TIMESTAMP '2026-04-01' AS due, true AS repeat, ['SVC-MAIL', 'T-1'] AS cis, 7 AS row, 'x' AS "a""b"
        UNION ALL BY NAME
        SELECT 'T-2' AS id, 'x' AS title, 'closed' AS status, 'SVC-MAIL' AS service,
          TIMESTAMP '2026-03-02 08:00' AS opened_at, 7.5::DOUBLE AS score, TIMESTAMP '2026-04-01 10:00' AS due
        """,
    )
    read = nodes(root)
    result = check_tables(scan(root), read, KINDS)
    assert [(line, message) for _, line, _, message in said(result)] == [
        (6, "row 2 of `t.parquet`: `score` must be a whole number from 1 to 5, not `7.5`"),
        (6, "row 2 of `t.parquet`: `due` must be a date such as 2026-03-31, not `2026-04-01T10:00:00`"),
        (6, "row 2 of `t.parquet`: `closed_at` is needed, because `status` is `closed`"),
    ]
    (found,) = (node for node in read if isinstance(node, Table))
    assert found.rows(0, 1)[0] == GOOD | {
        "title": "x", "opened_at": "2026-03-01T08:00:30", "score": "5", "cost": "10.50", "due": "2026-04-01",
        "repeat": "yes", "cis": "SVC-MAIL;T-1",
    }  # fmt: skip
    assert found.latest == date(2026, 3, 2)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"id,title\n"])
def test_a_damaged_parquet_file_is_one_problem(root: Path, data: bytes) -> None:
    (found,) = table(root, data, file="t.parquet")
    assert found[0] == "syntax"
    assert "is not a Parquet file, or is damaged" in found[3]


SCRAPS = st.sampled_from(
    [
        "id",
        "title",
        "status",
        "T-1",
        "open",
        ",",
        ";",
        "\t",
        '"',
        '""',
        "\n",
        "\r\n",
        "\r",
        " ",
        "x",
        "\0",
        "\ufeff",
        "é",
        "",
    ]
)
SOUND = as_csv([GOOD, GOOD | {"id": "T-2"}])


@settings(max_examples=40 if NIGHTLY else 15)
@given(
    st.one_of(
        st.binary(max_size=200), st.lists(SCRAPS, max_size=60).map(lambda parts: "".join(parts).encode())
    )
)
def test_no_file_stops_the_run(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    root = tmp_path_factory.mktemp("any")
    make_root(root)
    place(root, "a", data)
    place(root, "b", SOUND.encode() + data)
    place(root, "c", data, file="c.parquet")
    place(root, "d", as_csv([GOOD | {"id": "D-1", "status": "opn"}]))
    result = check(root)
    at = [
        (problem.at.path, problem.at.file.text[problem.at.start : problem.at.end])
        for problem in result.reading_faults
    ]
    assert ("records/data/d.csv", "opn") in at
    assert "records/data/c.yml" in [path for path, _ in at]
    assert all(
        0 <= fault.at.start <= fault.at.end <= len(fault.at.file.text) for fault in result.reading_faults
    )
