"""Tables say the same as rows in YAML; whatever a data file holds, the rest is still judged."""

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from sms_lint.fields import Amount, Clause, Date, Moment, PersonRef, Ref, RoleRef, Score, Span, Text, To, YesNo
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
    read: Annotated[Ref, To("document")] | None = Field(None, title="Read")  # type: ignore[assignment]
    within: Span | None = Field(None, title="Within")


KINDS: dict[str, type[Node]] = {**built_in_kinds(), "ticket": Ticket}
GOOD = {"id": "T-1", "title": "Mail is slow", "status": "open", "service": "SVC-MAIL", "opened_at": "2026-03-01T08:00"}
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
CUSTOMER = HEADER.format(kind="customer", name="CUS", data="x.csv")


def as_csv(rows: list[Mapping[str, str]], names: list[str] | None = None, delimiter: str = ",") -> str:
    names = names or list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def place(root: Path, name: str, data: str | bytes, kind: str = "ticket", more: str = "", file: str = "") -> None:
    """Write a table: its header and its data file."""
    folder = root / "records/data"
    folder.mkdir(parents=True, exist_ok=True)
    file = file or f"{name}.csv"
    (folder / f"{name}.yml").write_text(HEADER.format(kind=kind, name=name.upper(), data=file) + more)
    (folder / file).write_bytes(data.encode() if isinstance(data, str) else data)


def check(root: Path, kinds: Mapping[str, type[Node]] = KINDS, unread: frozenset[str] = frozenset()) -> TableCheck:
    return check_tables(scan(root), nodes(root, kinds), kinds, unread)


def nodes(root: Path, kinds: Mapping[str, type[Node]] = KINDS) -> list[Node]:
    found = []
    for path in scan(root).sources:
        found += read_file(SourceFile(path, (root / path).read_text()), kinds).nodes
    return found


def table(root: Path, data: str | bytes, **more: Any) -> list[tuple[str, int, str, str]]:
    """Check one table; each problem as rule, line, the text it is shown at, and its message."""
    place(root, "t", data, **more)
    return said(check(root))


def said(result: TableCheck) -> list[tuple[str, int, str, str]]:
    return [
        (p.rule, p.at.line, p.at.file.text[p.at.start : p.at.end], p.message) for p in result.problems
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a role and a service."""
    (tmp_path / "sms.yml").write_text("organization: {name: Example}\n")
    registers = tmp_path / "records/registers"
    registers.mkdir(parents=True)
    (registers / "role.yml").write_text(ROLES)
    kind = {"kind": "plain", "id": "SVC-MAIL"}
    (registers / "service.yml").write_text(json.dumps(kind | {"kind": "service"}))
    return tmp_path


class Service(Record):
    """Only something to refer to."""

    KIND: ClassVar[Kind] = Kind("service", "Service", "Services", "records")


KINDS["service"] = Service


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
    assert table(root, mark + text + line_end + delimiter * 3) == [] or delimiter  # the tail is judged below
    assert table(root, mark + text) == []


def test_a_table_knows_its_rows(root: Path) -> None:
    place(root, "t", as_csv([GOOD, GOOD | {"id": "T-2", "opened_at": "2026-03-09T23:59-05:00", "cis": "T-1 ; T-2"}]))
    read = nodes(root)
    assert check_tables(scan(root), read, KINDS).problems == ()
    (found,) = (node for node in read if isinstance(node, Table))
    assert (found.count, found.latest) == (2, date(2026, 3, 9))
    assert found.rows == (GOOD, GOOD | {"id": "T-2", "opened_at": "2026-03-09T23:59-05:00", "cis": "T-1;T-2"})


def test_lines_and_rows_without_anything_are_no_rows(root: Path) -> None:
    text = as_csv([GOOD]) + "\n,,,,\n\n" + as_csv([GOOD | {"id": "T-2", "status": "opn"}]).split("\n", 1)[1]
    assert [(line, at) for _, line, at, _ in table(root, text)] == [(6, "opn")]


def test_columns_may_have_other_names(root: Path) -> None:
    text = as_csv([{"Number": "T-1", "Short text": "x", "State": "open", **GOOD} | {"Number": "T-1"}],
                  ["Number", "Short text", "State", "service", "opened_at"]) if False else (
        "Number,Short text,State,service,opened_at\nT-1,x,open,SVC-MAIL,2026-03-01\n"
    )  # fmt: skip
    assert table(root, text, more="columns: {id: Number, title: Short text, status: State}\n") == []
