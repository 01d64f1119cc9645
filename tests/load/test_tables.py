"""Tables say the same as rows in YAML; whatever a data file holds, the rest is still judged."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from sms_lint.load.files import scan
from sms_lint.load.kind_named import may_be_missing
from sms_lint.load.tables import TableCheck, check_tables
from sms_lint.model.kind import Kind
from sms_lint.model.node import Table
from sms_lint.model.own_kind import own_kind_model
from tests.load.ticket_tables import (
    GOOD,
    HEADER,
    KINDS,
    POLICY,
    as_csv,
    check,
    make_root,
    nodes,
    place,
    said,
    table,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a role and a service."""
    make_root(tmp_path)
    return tmp_path


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
    assert check_tables(scan(root), read, KINDS).reading_faults == ()
    (found,) = (node for node in read if isinstance(node, Table))
    assert (found.count, found.latest) == (2, date(2026, 3, 9))
    assert found.rows(0, 9) == (
        GOOD,
        GOOD | {"id": "T-2", "opened_at": "2026-03-09T23:59-05:00", "cis": "T-1;T-2"},
    )


def test_lines_and_rows_without_anything_are_no_rows(root: Path) -> None:
    text = as_csv([GOOD]) + "\n,,,,\n\n" + as_csv([GOOD | {"id": "T-2", "status": "opn"}]).split("\n", 1)[1]
    assert [(line, at) for _, line, at, _ in table(root, text)] == [(6, "opn")]


def test_a_table_without_rows_is_silent(root: Path) -> None:
    assert table(root, as_csv([], list(GOOD))) == []
    assert check(root).unread == frozenset()


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
    assert check(root, unread=frozenset({"SVC-LOST"})).reading_faults == ()
    assert check(root, unread=frozenset({may_be_missing("service")})).reading_faults == ()
    assert len(check(root, unread=frozenset({may_be_missing("risk")})).reading_faults) == 1


def test_references_find_the_rows_of_other_tables_and_yaml_finds_both(root: Path) -> None:
    place(root, "a", as_csv([GOOD | {"after": "T-9"}]))
    place(root, "b", as_csv([GOOD | {"id": "T-8"}, GOOD | {"id": "T-9"}]))
    values = GOOD | {"kind": "ticket", "id": "T-10", "after": "T-8"}
    (root / "records/own.yml").write_text(json.dumps(values))
    result = check(root)
    assert result.reading_faults == ()
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
    assert table(root, text) == [
        ("schema", 3, "T-2", "`title`, `status`, `service` and `opened_at` are missing"),
        ("schema", 4, text.split("\n")[3], "`id` is missing"),
    ]


def test_a_conflict_of_two_versions_is_one_fault(root: Path) -> None:
    head, row, *_ = as_csv([GOOD]).split("\n")
    text = "\n".join([head, "<<<<<<< HEAD", row, "=======", row, ">>>>>>> branch", ""])
    assert [(rule, line) for rule, line, *_ in table(root, text)] == [("syntax", 2)]


def test_only_the_first_rows_are_shown_and_the_others_counted(root: Path) -> None:
    found = table(
        root,
        as_csv(
            [GOOD | {"id": f"T-{number}", "status": "x", "service": f"S-{number}"} for number in range(100)]
        ),
    )
    assert [line for _, line, _, _ in found] == [*range(2, 22), *range(2, 22), 6, 6]
    assert found[-2:] == [
        ("schema", 6, "t.csv", "`t.csv`: 80 more of this: faulty row"),
        (
            "dangling-reference",
            6,
            "t.csv",
            "`t.csv`: 80 more of this: reference to nothing or to the wrong kind",
        ),
    ]


def test_ids_are_used_once(root: Path) -> None:
    place(root, "a", as_csv([GOOD, GOOD, GOOD | {"id": "SVC-MAIL"}]))
    place(root, "b", as_csv([GOOD]))
    result = check(root)
    assert said(result) == [
        ("duplicate-id", 3, "T-1", "the id `T-1` is used already, by row 1 of this file"),
        ("duplicate-id", 4, "SVC-MAIL",
         "the id `SVC-MAIL` is used already, by a service in records/registers/service.yml"),
        ("duplicate-id", 2, "T-1", "the id `T-1` is used already, by a ticket in records/data/a.csv"),
    ]  # fmt: skip
    (related,) = result.reading_faults[0].related
    assert (related.at.line, related.message) == (2, "`T-1` is used here for the first time")


def test_references_that_lead_nowhere_or_to_the_wrong_kind(root: Path) -> None:
    rows = [
        GOOD | {"service": "SVC-MIAL", "cis": "SVC-MAIL;T-7"},
        GOOD | {"id": "T-2", "service": "SVC-MIAL", "after": "SVC-MAIL", "owner": "nobody-there"},
        GOOD | {"id": "T-3", "service": "no id", "cis": "REG-ROLE"},
    ]
    assert table(root, as_csv(rows)) == [
        ("schema", 4, "no id", "`service` must be an id in capitals such as CHG-2026-0014, not `no id`"),
        ("dangling-reference", 2, "SVC-MIAL",
         "`service` of T-1 refers to `SVC-MIAL`, which does not exist; did you mean `SVC-MAIL`? (and in 1 more row)"),
        ("dangling-reference", 2, "SVC-MAIL;T-7", "`cis` of T-1 refers to `T-7`, which does not exist"),
        ("dangling-reference", 3, "nobody-there", "`owner` of T-2 refers to `nobody-there`, which does not exist"),
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


def test_a_column_that_the_header_misspells_is_said_once_and_not_in_each_row(root: Path) -> None:
    text = as_csv(
        [GOOD | {"id": f"T-{number}", "status": "closed", "ended": "2026-03-01"} for number in range(9)]
    )
    assert table(root, text, more="columns: {closed_at: ended}\n") == []
    for wrong in ("columns: {clsoed_at: ended}\n", "columns: {closed_at: endde}\n"):
        (fault,) = [fault for fault in table(root, text, more=wrong) if "row" not in fault[-1]]
        assert "did you mean" in fault[-1]


def test_a_missing_column_is_said_once(root: Path) -> None:
    text = as_csv(
        [
            {"id": f"T-{number}", "title": "x", "Status": "open", "opened_at": "2026-03-01"}
            for number in range(9)
        ]
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
        ("linked/t.csv", "is a link to another place on the disk, or is behind one"),
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


def test_two_headers_cannot_share_a_file(root: Path) -> None:
    place(root, "a", as_csv([GOOD]))
    (root / "records/data/b.yml").write_text(HEADER.format(kind="ticket", name="B", data="a.csv"))
    assert said(check(root)) == [
        ("schema", 6, "a.csv", "`a.csv` already holds the rows of records/data/a.yml")
    ]


@pytest.mark.parametrize(("kind", "words"), [("process", "is a document"), ("sla", "holds groups of keys")])
def test_some_kinds_cannot_be_rows(root: Path, kind: str, words: str) -> None:
    ((_, line, _, message),) = table(root, "id\nX-1\n", kind=kind)
    assert line == 6
    assert words in message


def test_a_large_file_is_not_loaded_to_show_a_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sms_lint.load.table_data.MOST_ROWS_BYTES", 10)
    found = table(root, as_csv([GOOD, GOOD | {"id": "T-2", "status": "opn"}]) + "T-3\n")
    assert [(line, at, message.split(": ")[0]) for _, line, at, message in found] == [
        (6, "t.csv", "`t.csv`, 129 bytes from its start"),
        (6, "t.csv", "row 2 of `t.csv`"),
    ]


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
        "`ticket` of D-2 refers to `T-1`, which does not exist",
    ]
