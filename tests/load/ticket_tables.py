"""Tables to test with: a kind that has every form of field, and a small repository around it."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import (
    Amount,
    ClauseField,
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
from sms_lint.ground.source import SourceFile
from sms_lint.load.files import scan
from sms_lint.load.nodes import read_file
from sms_lint.load.tables import TableCheck, check_tables
from sms_lint.model.kind import Kind
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Node, Record
from sms_lint.model.row_rules import NotBefore, OnlyWhen, RequiredWhen


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
    clauses: tuple[ClauseField, ...] = Field((), title="Clauses")
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
    return [
        (fault.rule, fault.at.line, fault.at.file.text[fault.at.start : fault.at.end], fault.message)
        for fault in result.reading_faults
    ]


def make_root(root: Path) -> None:
    registers = root / "records/registers"
    registers.mkdir(parents=True)
    (root / "sms.yml").write_text("organization: {name: Example}\n")
    (registers / "role.yml").write_text(ROLES)
    (registers / "service.yml").write_text("kind: service\nid: SVC-MAIL\n")
