"""Tables say the same as rows in YAML; whatever a data file holds, the rest is still judged."""

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from sms_lint.fields import (
    Amount,
    Clause,
    Date,
    Moment,
    PersonRef,
    Ref,
    RoleRef,
    Score,
    Span,
    Text,
    To,
    YesNo,
)
from sms_lint.load.files import scan
from sms_lint.load.nodes import may_be_missing, read_file
from sms_lint.load.table_database import database
from sms_lint.load.table_fields import field_forms, re2
from sms_lint.load.tables import TableCheck, check_tables
from sms_lint.models import kinds as built_in_kinds
from sms_lint.models.base import Kind, Node, Record, Table
from sms_lint.models.own import own_kind_model
from sms_lint.models.rowrules import NotBefore, OnlyWhen, RequiredWhen, column
from sms_lint.source import SourceFile


class Ticket(Record):
    """A kind with every form of field that a column can hold, so that the tests need no particular model."""

    KIND: ClassVar[Kind] = Kind(
        "ticket",
        "Ticket",
        "Tickets",
        "records",
        moment="opened_at",
        rules=(
            NotBefore("closed_at", "opened_at"),
            RequiredWhen("closed_at", "status", ("closed",)),
            OnlyWhen("closed_at", "status", ("closed",)),
        ),
    )

    title: Text = Field(title="Title")
    status: Literal["open", "closed"] = Field(title="Status")
    service: Annotated[Ref, To("service")] = Field(title="Service")
    opened_at: Moment = Field(title="Opened")
    closed_at: Moment | None = Field(None, title="Closed")
    score: Score | None = Field(None, title="Score")
    cost: Amount | None = Field(None, title="Cost")
    due: Date | None = Field(None, title="Due")
    repeat: YesNo = Field("no", title="Repeated")
    owner: RoleRef | None = Field(None, title="Owner")
    user: PersonRef | None = Field(None, title="User")
    after: Annotated[Ref, To("ticket")] | None = Field(None, title="After")
    cis: tuple[Annotated[Ref, To("service", "ticket")], ...] = Field((), title="Concerns")
    clauses: tuple[Clause, ...] = Field((), title="Clauses")
    guide: Annotated[Ref, To("document")] | None = Field(None, title="Guide")
    within: Span | None = Field(None, title="Within")


class Service(Record):
    """Something to refer to."""

    KIND: ClassVar[Kind] = Kind("service", "Service", "Services", "records")


KINDS: dict[str, type[Node]] = {**built_in_kinds(), "ticket": Ticket, "service": Service}
GOOD = {
    "id": "T-1",
    "title": "Mail is slow",
    "status": "open",
    "service": "SVC-MAIL",
    "opened_at": "2026-03-01T08:00",
}
HEADER = """\
kind: {kind}
id: REG-{name}
title: Exported
owner: service-owner
review: {{every: 12 months, last: 2026-03-01}}
data: {data}
source: {{system: Service desk, exported: 2026-03-31}}
"""
ROLES = """\
kind: role
id: REG-ROLE
title: Roles
owner: service-owner
review: {every: 12 months, last: 2026-03-01}
entries:
  - {id: service-owner, title: Service owner, responsibilities: [Answers for services]}
"""
POLICY = """\
---
kind: policy
id: POL-SMS
title: Policy
version: "1.0"
lifecycle: active
owner: service-owner
approver: service-owner
review: {every: 12 months, last: 2026-06-01}
classification: internal
retention: 7 years
---
# Policy
"""


def as_csv(rows: Sequence[Mapping[str, str]], names: list[str] | None = None, delimiter: str = ",") -> str:
    names = names or list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def place(
    root: Path, name: str, data: str | bytes, kind: str = "ticket", more: str = "", file: str = ""
) -> None:
    """Write a table: its header and its data file."""
    folder = root / "records/data"
    folder.mkdir(parents=True, exist_ok=True)
    file = file or f"{name}.csv"
    (folder / f"{name}.yml").write_text(HEADER.format(kind=kind, name=name.upper(), data=file) + more)
    (folder / file).write_bytes(data.encode() if isinstance(data, str) else data)


def check(
    root: Path, kinds: Mapping[str, type[Node]] = KINDS, unread: frozenset[str] = frozenset()
) -> TableCheck:
    return check_tables(scan(root), nodes(root, kinds), kinds, unread)


def nodes(root: Path, kinds: Mapping[str, type[Node]] = KINDS) -> list[Node]:
    found: list[Node] = []
    for path in scan(root).sources:
        found += read_file(SourceFile(path, (root / path).read_text()), kinds).nodes
    return found


def table(root: Path, data: str | bytes, **more: Any) -> list[tuple[str, int, str, str]]:
    """Check one table; each problem as rule, line, the text it is shown at, and its message."""
    place(root, "t", data, **more)
    return said(check(root))


def said(result: TableCheck) -> list[tuple[str, int, str, str]]:
    return [(p.rule, p.at.line, p.at.file.text[p.at.start : p.at.end], p.message) for p in result.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a role and a service."""
    make_root(tmp_path)
    return tmp_path


def make_root(root: Path) -> None:
    registers = root / "records/registers"
    registers.mkdir(parents=True)
    (root / "sms.yml").write_text("organization: {name: Example}\n")
    (registers / "role.yml").write_text(ROLES)
    (registers / "service.yml").write_text("kind: service\nid: SVC-MAIL\n")


# What must stay silent


def test_without_a_table_nothing_is_looked_at(root: Path) -> None:
    assert check(root) == TableCheck((), {}, ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_sound_table_is_silent(root: Path, delimiter: str, line_end: str, mark: str) -> None:
    full = GOOD | {
        "id": "T-2", "status": "closed", "closed_at": "2026-03-01", "score": "5", "cost": "10.50", "due": "2024-02-29",
        "repeat": "yes", "owner": "service-owner", "after": "T-1", "cis": "SVC-MAIL; T-1;", "within": "3 days",
        "clauses": "20000-1:8.6.1;20000-1:8.6.2", "title": 'A "quoted", long; text\twith\ntwo lines',
    }  # fmt: skip
    text = as_csv([GOOD, full], delimiter=delimiter).replace("\n", line_end)
    assert table(root, mark + text) == []
    assert table(root, mark + text.removesuffix(line_end)) == []


def test_a_table_knows_its_rows(root: Path) -> None:
    place(
        root,
        "t",
        as_csv([GOOD, GOOD | {"id": "T-2", "opened_at": "2026-03-09T23:59-05:00", "cis": "T-1 ; T-2"}]),
    )
    read = nodes(root)
    assert check_tables(scan(root), read, KINDS).problems == ()
    (found,) = (node for node in read if isinstance(node, Table))
    assert (found.count, found.latest) == (2, date(2026, 3, 9))
    assert found.rows == (GOOD, GOOD | {"id": "T-2", "opened_at": "2026-03-09T23:59-05:00", "cis": "T-1;T-2"})


def test_lines_and_rows_without_anything_are_no_rows(root: Path) -> None:
    text = as_csv([GOOD]) + "\n,,,,\n\n" + as_csv([GOOD | {"id": "T-2", "status": "opn"}]).split("\n", 1)[1]
    assert [(line, at) for _, line, at, _ in table(root, text)] == [(6, "opn")]


def test_columns_may_have_other_names(root: Path) -> None:
    text = "Number,Short text,State,service,opened_at\nT-1,x,open,SVC-MAIL,2026-03-01\n"
    assert table(root, text, more="columns: {id: Number, title: Short text, status: State}\n") == []


@pytest.mark.parametrize("name", ["it's; -- .csv", "a*[b]?{c,d}.csv", 'q"uote.csv', "Ü ber.CSV"])
def test_a_file_may_have_any_name(root: Path, name: str) -> None:
    place(root, "t", as_csv([GOOD]), file=name)
    header = root / "records/data/t.yml"
    header.write_text(
        header.read_text().replace(f"data: {name}", f"data: {json.dumps(name, ensure_ascii=False)}")
    )
    (root / "records/data/axb.csv").write_text("id\nNOT-THIS-ONE\n")
    assert said(check(root)) == []


def test_names_of_columns_are_never_part_of_a_statement(root: Path) -> None:
    hostile = ['x"; DROP TABLE ids; --', "') OR 1=1", "row", "c0", "raw", "", "read_text('/etc/passwd')"]
    text = as_csv([GOOD | dict.fromkeys(hostile, "1; DROP TABLE ids")])
    assert table(root, text) == []
    (part,) = check(root).unchecked
    assert part.what.startswith(
        "columns `x\"; DROP TABLE ids; --`, `') OR 1=1`, `row`, `c0`, `raw`, `read_text("
    )


def test_a_value_may_come_from_a_file_that_could_not_be_read(root: Path) -> None:
    place(root, "t", as_csv([GOOD | {"service": "SVC-LOST"}]))
    assert check(root, unread=frozenset({"SVC-LOST"})).problems == ()
    assert check(root, unread=frozenset({may_be_missing("service")})).problems == ()
    assert len(check(root, unread=frozenset({may_be_missing("risk")})).problems) == 1


def test_references_find_the_rows_of_other_tables_and_yaml_finds_both(root: Path) -> None:
    place(root, "a", as_csv([GOOD | {"after": "T-9"}]))
    place(root, "b", as_csv([GOOD | {"id": "T-8"}, GOOD | {"id": "T-9"}]))
    values = GOOD | {"kind": "ticket", "id": "T-10", "after": "T-8"}
    (root / "records/own.yml").write_text(json.dumps(values))
    result = check(root)
    assert result.problems == ()
    assert {key: held.id for key, held in result.rows.items()} == {"T-8": "REG-B", "T-9": "REG-B"}


def test_a_link_to_a_document_may_lead_to_any_kind_of_document(root: Path) -> None:
    (root / "policies").mkdir()
    (root / "policies/sms.md").write_text(POLICY)
    place(root, "t", as_csv([GOOD | {"guide": "POL-SMS"}, GOOD | {"id": "T-2", "guide": "SVC-MAIL"}]))
    assert said(check(root)) == [
        ("reference-kind", 3, "SVC-MAIL", "`guide` must refer to a document, but `SVC-MAIL` is a service")
    ]


# What must be said, and where


def test_a_fault_is_shown_at_its_cell_in_the_words_for_yaml(root: Path) -> None:
    bad = GOOD | {
        "title": 'two\n"lines"',
        "status": "opn",
        "score": "6",
        "closed_at": "2026-02-28",
        "id": "T-2",
    }
    assert table(root, as_csv([GOOD, bad, GOOD | {"id": "t3"}])) == [
        ("schema", 4, "opn", "`status` must be `open` or `closed`, not `opn`; did you mean `open`?"),
        ("schema", 4, "6", "`score` must be a whole number from 1 to 5, not `6`"),
        ("schema", 4, "2026-02-28", "`closed_at` (2026-02-28) is before `opened_at` (2026-03-01T08:00)"),
        ("schema", 5, "t3", "`id` must be an id in capitals such as CHG-2026-0014, not `t3`"),
    ]  # fmt: skip


def test_a_missing_value_is_shown_at_the_row(root: Path) -> None:
    text = as_csv([GOOD, {"id": "T-2"}, GOOD | {"id": ""}], list(GOOD))
    missing = [f"`{name}` is missing" for name in ("title", "status", "service", "opened_at")]
    found = table(root, text)
    assert found[:4] == [("schema", 3, "T-2", message) for message in missing]
    assert found[4:] == [("schema", 4, text.split("\n")[3], "`id` is missing")]


def test_only_the_first_rows_are_shown_and_the_others_counted(root: Path) -> None:
    found = table(
        root, as_csv([GOOD | {"id": f"T-{n}", "status": "x", "service": f"S-{n}"} for n in range(100)])
    )
    assert [line for _, line, _, _ in found] == [*range(2, 22), *range(2, 22), 6, 6]
    assert found[-2:] == [
        ("schema", 6, "t.csv", "`t.csv`: 80 more of this: faulty row"),
        (
            "dangling-reference",
            6,
            "t.csv",
            "`t.csv`: 80 more of this: reference that leads nowhere or to the wrong kind",
        ),
    ]


def test_ids_are_used_once(root: Path) -> None:
    place(root, "a", as_csv([GOOD, GOOD, GOOD | {"id": "SVC-MAIL"}]))
    place(root, "b", as_csv([GOOD]))
    result = check(root)
    assert said(result) == [
        ("duplicate-id", 3, "T-1", "the id `T-1` is used already, by row 1 of this file"),
        ("duplicate-id", 4, "SVC-MAIL", "the id `SVC-MAIL` is used already, by a service in records/registers/service.yml"),
        ("duplicate-id", 2, "T-1", "the id `T-1` is used already, by a ticket in records/data/a.csv"),
    ]  # fmt: skip
    (related,) = result.problems[0].related
    assert (related.at.line, related.message) == (2, "`T-1` stands here for the first time")


def test_references_that_lead_nowhere_or_to_the_wrong_kind(root: Path) -> None:
    rows = [
        GOOD | {"service": "SVC-MIAL", "cis": "SVC-MAIL;T-7"},
        GOOD | {"id": "T-2", "service": "SVC-MIAL", "after": "SVC-MAIL", "owner": "nobody-there"},
        GOOD | {"id": "T-3", "service": "no id", "cis": "REG-ROLE"},
    ]
    assert table(root, as_csv(rows)) == [
        ("schema", 4, "no id", "`service` must be an id in capitals such as CHG-2026-0014, not `no id`"),
        ("dangling-reference", 2, "SVC-MIAL",
         "`service` refers to `SVC-MIAL`, which does not exist; did you mean `SVC-MAIL`? (and in 1 more row)"),
        ("dangling-reference", 2, "SVC-MAIL;T-7", "`cis` refers to `T-7`, which does not exist"),
        ("dangling-reference", 3, "nobody-there", "`owner` refers to `nobody-there`, which does not exist"),
        ("reference-kind", 3, "SVC-MAIL", "`after` must refer to a ticket, but `SVC-MAIL` is a service"),
        ("reference-kind", 4, "REG-ROLE", "`cis` must refer to a service or a ticket, but `REG-ROLE` is a register"),
    ]  # fmt: skip


def test_the_headers_columns_are_checked(root: Path) -> None:
    text = "id,title,State,service,opened_at,opened_at\nT-1,x,open,SVC-MAIL,2026-03-01,2026-03-02\n"
    assert table(root, text, more="columns: {status: Stat, titel: title, service: Sevice}\n") == [
        ("schema", 8, "titel", "`titel` is not a field of a ticket; did you mean `title`?"),
        ("schema", 8, "Stat", "`t.csv` has no column `Stat`; did you mean `State`?"),
        ("schema", 8, "Sevice", "`t.csv` has no column `Sevice`; did you mean `service`?"),
        ("schema", 6, "t.csv", "`t.csv` has 2 columns `opened_at`; only one of them can hold `opened_at`"),
    ]


def test_a_missing_column_is_said_once(root: Path) -> None:
    text = as_csv(
        [{"id": f"T-{n}", "title": "x", "Status": "open", "opened_at": "2026-03-01"} for n in range(9)]
    )
    assert table(root, text) == [
        ("schema", 6, "t.csv", "`service` is missing: `t.csv` has no column of this name"),
        (
            "schema",
            6,
            "t.csv",
            "`status` is missing: `t.csv` has no column of this name; did you mean `Status`?",
        ),
    ]
    (part,) = check(root).unchecked
    assert part.what == "column `Status` of records/data/t.csv"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("../../../x.csv", "leads out of the repository"),
        ("/etc/passwd.csv", "leads out of the repository"),
        ("gone.csv", "there is no file `records/data/gone.csv`"),
        ("link.csv", "is a link to another place"),
        ("linked/t.csv", "is a link to another place on the disk, or lies behind one"),
        (".hidden.csv", "is not among the files that are read"),
        ("folder.csv", "is not among the files that are read"),
        ("pipe.csv", "is not among the files that are read"),
        ("t.yml", "is neither a CSV nor a Parquet file"),
        ("https://example.invalid/t.csv", "there is no file"),
    ],
)
def test_only_plain_files_of_the_repository_are_read(root: Path, data: str, words: str) -> None:
    place(root, "t", as_csv([GOOD]))
    folder = root / "records/data"
    (folder / "link.csv").symlink_to(folder / "t.csv")
    (folder / "linked").symlink_to(folder)
    (folder / ".hidden.csv").write_text("id\n")
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "t.yml").write_text(HEADER.format(kind="ticket", name="T", data=data))
    ((rule, line, at, message),) = said(check(root))
    assert (rule, line, at) == ("schema", 6, data)
    assert words in message


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
    ("cut off", "id,title\nT-1,M\u00fc".encode()[:-1], [("encoding", 6, "breaks off inside a character")]),
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
    assert len(found) == len(result.problems) - 1
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
        ("syntax", 5, 'a quote (") is never closed, or there is text behind the one that closes'),
        ("syntax", 6, "this line is longer than 1 MiB; a quote may be missing"),
        ("syntax", 8, 'a quote (") is never closed, or there is text behind the one that closes'),
        ("schema", 7, "`status` must be `open` or `closed`, not `opn`; did you mean `open`?"),
    ]


def test_many_lines_that_are_no_rows_are_counted(root: Path) -> None:
    found = table(root, as_csv([GOOD]) + "T-2,x\n" * 30)
    assert len(found) == 21
    assert found[-1] == ("syntax", 6, "t.csv", "10 more lines of `t.csv` cannot be read as rows")


def test_two_headers_cannot_share_a_file(root: Path) -> None:
    place(root, "a", as_csv([GOOD]))
    (root / "records/data/b.yml").write_text(HEADER.format(kind="ticket", name="B", data="a.csv"))
    assert said(check(root)) == [
        ("schema", 6, "a.csv", "`a.csv` holds the rows of records/data/a.yml already")
    ]


@pytest.mark.parametrize(("kind", "words"), [("process", "is a document"), ("sla", "holds groups of keys")])
def test_some_kinds_cannot_be_rows(root: Path, kind: str, words: str) -> None:
    ((_, line, _, message),) = table(root, "id\nX-1\n", kind=kind)
    assert line == 6
    assert words in message


def test_a_large_file_is_not_loaded_to_show_a_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sms_lint.load.table_data.MOST_SHOWN_BYTES", 10)
    found = table(root, as_csv([GOOD, GOOD | {"id": "T-2", "status": "opn"}]) + "T-3\n")
    assert [(line, at, message.split(": ")[0]) for _, line, at, message in found] == [
        (6, "t.csv", "`t.csv`, 129 bytes from its start"),
        (6, "t.csv", "row 2 of `t.csv`"),
    ]


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
    assert found.rows[0] == GOOD | {
        "title": "x", "opened_at": "2026-03-01T08:00:30", "score": "5", "cost": "10.50", "due": "2026-04-01",
        "repeat": "yes", "cis": "SVC-MAIL;T-1",
    }  # fmt: skip
    assert found.latest == date(2026, 3, 2)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"id,title\n"])
def test_a_damaged_parquet_file_is_one_problem(root: Path, data: bytes) -> None:
    (found,) = table(root, data, file="t.parquet")
    assert found[0] == "syntax"
    assert "is not a Parquet file, or is damaged" in found[3]


# Kinds of the organization's own

DESK = {
    "type": "object",
    "required": ["place"],
    "properties": {
        "place": {"type": "string", "minLength": 2},
        "size": {"type": "integer", "multipleOf": 5},
        "ticket": {"type": "string", "x-link": ["ticket"]},
    },
}


def test_a_kind_of_ones_own_is_judged_by_its_whole_schema(root: Path) -> None:
    kinds = KINDS | {"desk": own_kind_model(Kind("desk", "Desk", "Desks", "records"), DESK)}
    place(root, "t", "id,place,size,ticket\nD-1,Hall,10,\nD-2,Yard,11,T-1\nD-3,,5,\n", kind="desk")
    found = said(check(root, kinds))
    assert [(line, at) for _, line, at, _ in found] == [(3, "11"), (4, "D-3"), (3, "T-1")]
    assert [message for _, _, _, message in found[1:]] == [
        "`place` is missing",
        "`ticket` refers to `T-1`, which does not exist",
    ]


# The same meaning: what the columns say, and what the kind says of a row

TEXTS = [
    "", " ", "\u00a0", "\u2003", "\x1c", "\x85", "x", " x ", "a;b", "X-1", "X-1-B2", "x-1", "X-", "X--1",
    "X-1 ", "x\ny", "0", "1", "5", "6", "-1", "+5", "+6", "05", "25", "26", "100", "101", "100.0", "100.01",
    "1.", ".5", ".", "1e3", "1_0", "1,5", "1" * 18, "1" * 19, "0.123456789", "0.1234567891", "nan", "inf",
    "2026-01-01", "2026-02-29", "2024-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "2026-1-1",
    "20260101", "2026-13-01", "2026-00-10", "2026-01-01T08:00", "2026-01-01 08:00:59", "2026-01-01T24:00",
    "2026-01-01T23:60", "2026-01-01T08:00:60", "2026-01-01T08:00Z", "2026-01-01T08:00+02:00",
    "2026-01-01T08:00+24:00", "2026-01-01T08:00-23:59", "2026-02-30T08:00", "2026-01-01T08", "T08:00",
    "0 days", "00 days", "1 day", "12 months", "10000 days", "1.0", "2.13", "2026-Q1", "2026-Q5", "2026-12",
    "2026", "yes", "no", "20000-1:8.6.1", "20000-1:8.6.1-a", "x" * 20000, "x" * 20001, "service-owner",
    "open", "closed", "high", "'; DROP TABLE x; --",
]  # fmt: skip


def schemas() -> Iterator[Any]:
    """Every form of field that some kind has, once."""
    seen = set()
    for name, model in sorted(KINDS.items()):
        for form in field_forms(model):
            words = ("title", "description", "default", "x-link", "x-unit")
            known = json.dumps([form.many, {k: v for k, v in form.schema.items() if k not in words}])
            if known not in seen and not form.nested:
                seen.add(known)
                yield pytest.param(model, form, id=f"{name}-{form.name}")


@pytest.mark.parametrize(("model", "form"), list(schemas()))
def test_a_column_and_a_row_are_judged_alike(model: type[Node], form: Any) -> None:
    texts = [text for text in TEXTS if text and not (form.many and text != text.strip(" ;"))]
    with database([]) as connection:
        found = connection.execute(
            f"SELECT {form.wrong()} FROM (SELECT unnest($1::VARCHAR[]) AS {column(form.name)})", [texts]
        ).fetchall()
    values = [text.split(";") if form.many else text for text in texts]
    by_row = [any(f.route[:1] == (form.name,) for f in model.read({form.name: value})[1]) for value in values]
    by_column = [bad for (bad,) in found]
    assert dict(zip(texts, by_column, strict=True)) == dict(zip(texts, by_row, strict=True))


def test_every_pattern_is_one_for_re2() -> None:
    patterns = {
        form.schema["pattern"]
        for model in KINDS.values()
        for form in field_forms(model)
        if "pattern" in form.schema
    }
    assert len(patterns) > 5
    with database([]) as connection:
        for pattern in patterns:
            connection.execute("SELECT regexp_matches('x', $1)", [re2(pattern)])
            assert pattern == r"\S" or pattern.startswith("^(?:")


RISK = {
    "id": "RSK-007", "title": "Only one engineer", "category": "continuity", "customer_impact": "Slow restores",
    "likelihood": "3", "impact": "4", "rating": "12", "acceptance": "treat", "treatment": "Train", "priority": "high",
    "owner": "service-owner", "due": "2026-06-30", "residual_rating": "4", "status": "closed", "effectiveness": "Shown",
    "reviewed_at": "2026-07-01", "closed_at": "2026-09-01",
}  # fmt: skip
ITEM = {
    "id": "CI-1", "type": "firewall", "description": "Front door", "relationships": "SVC-MAIL;CI-2", "status": "in_use",
    "owner": "service-owner", "verified_at": "2026-03-01", "version": "7.2",
}  # fmt: skip
CLOSED = GOOD | {
    "status": "closed",
    "closed_at": "2026-03-02T09:00",
    "score": "3",
    "cost": "12.5",
    "within": "3 days",
}
EXAMPLES = {"risk": RISK, "ci": ITEM, "ticket": CLOSED}
ANY_TEXT = st.text(st.characters(max_codepoint=0xD7FF, exclude_characters="\0\r;"), min_size=1, max_size=12)
CELLS = st.one_of(
    st.sampled_from([text for text in TEXTS if len(text) < 100 and ";" not in text]),
    st.dates().map(str),
    st.integers(-30, 30).map(str),
    st.sampled_from(["open", "closed", "treated", "accept", "treat", "CI-1", "T-1"]),
    ANY_TEXT,
)


@st.composite
def exports(draw: st.DrawFn) -> tuple[str, list[dict[str, str]]]:
    """A kind, and rows of it that began as sound ones."""
    kind = draw(st.sampled_from(sorted(EXAMPLES)))
    names = [form.name for form in field_forms(KINDS[kind]) if not form.nested]
    rows = []
    for number in range(draw(st.integers(1, 4))):
        changes = draw(st.dictionaries(st.sampled_from(names), st.none() | CELLS, max_size=4))
        row = EXAMPLES[kind] | {"id": f"X-{number}"} | changes
        rows.append({name: text for name, text in row.items() if text})
    return kind, rows


def as_yaml(kind: str, row: Mapping[str, str]) -> dict[str, Any]:
    """A row as one writes it in a list: the items of a cell as a list of their own, spaces around them dropped."""
    many = {form.name for form in field_forms(KINDS[kind]) if form.many}
    split = {
        name: [item.strip(" ") for item in text.split(";") if item.strip(" ")] for name, text in row.items()
    }
    return {
        name: split[name] if name in many else text
        for name, text in row.items()
        if name not in many or split[name]
    }


@settings(max_examples=60)
@given(exports())
def test_a_table_and_a_list_accept_and_refuse_the_same(
    tmp_path_factory: pytest.TempPathFactory, export: tuple[str, list[dict[str, str]]]
) -> None:
    kind, rows = export
    root = tmp_path_factory.mktemp("same")
    make_root(root)
    names = [form.name for form in field_forms(KINDS[kind]) if not form.nested]
    place(root, "t", as_csv(rows, names), kind=kind)
    by_table = sorted((p.node, p.message) for p in check(root).problems if p.rule == "schema")
    header = HEADER.format(kind=kind, name="T", data="x").split("data:")[0]
    entries = json.dumps([as_yaml(kind, row) for row in rows if row])
    listed = read_file(SourceFile("records/t.yml", f"{header}entries: {entries}\n"), KINDS)
    assert by_table == sorted((p.node, p.message) for p in listed.problems if p.rule == "schema")
