"""A small organisation whose registers people edit in a spreadsheet, and the hands that edit them."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sms_lint.cli import main

MINIMAL = Path(__file__).parents[2] / "systems" / "minimal"
RISKS = """\
# The risks of everything.
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 3 months, last: 2026-09-24}
entries:
  # The oldest one.
  - id: RSK-2026-01
    title: "One power feed: the only one"  # as the audit says
    category: availability
    customer_impact: >-
      Nobody sees anything
      for an hour
    likelihood: 3
    impact: 4
    rating: 12
    acceptance: treat
    treatment: 'A second feed'
    priority: high
    owner: change-manager
    due: 2026-12-31
    residual_rating: 4
    status: open
    raised: 2026-01-20
    reviewed_at: 2026-09-01

  - id: RSK-2026-02
    title: Closed long ago
    category: infosec
    customer_impact: None
    likelihood: 1
    impact: 1
    rating: 1
    acceptance: accept
    acceptance_reason: Below the criterion of 6
    priority: low
    owner: incident-manager
    due: 2026-02-28
    residual_rating: 1
    status: closed
    effectiveness: Nothing happened since
    raised: 2026-01-20
    reviewed_at: 2026-03-01
    closed_at: 2026-03-01
"""
PERSONS = """\
kind: person
id: REG-PERSON
title: Person register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: P-001
    roles:
      - {role: managing-director, from: 2020-01-01}  # founder
      - role: change-manager
        from: 2022-02-01
  - {id: P-002, roles: [{role: head-of-service-management, from: 2021-04-01}]}
"""
LEVELS = """\
kind: competence
id: TAB-COMPETENCE
title: Competence matrix
owner: head-of-service-management
review: {every: 6 months, last: 2026-10-02}
data: competence.csv
source: {system: Personnel system, exported: 2026-10-31}
columns: {id: entry}
"""
LEVEL_ROWS = (
    "entry;person;role;competence;required_level;actual_level;basis;assessed_at;evidence;note\r\n"
    'CMP-01;P-001;change-manager;"Judges risk; decides";3;2;training;2026-01-31;Certificate;keep me\r\n'
    "\r\n"
    'CMP-02;P-002;change-manager;Leads ""meetings"";3;3;experience;2026-02-28;"A ""quoted"" one";=1+1\r\n'
)
REGISTERS = "records/registers"


@dataclass(frozen=True)
class Office:
    """The repository, what was printed last, and how a workbook is made and taken in."""

    root: Path
    read: Callable[[], str]

    @property
    def file(self) -> Path:
        """The workbook."""
        return self.root.parent / "book.xlsx"

    def text(self, name: str) -> str:
        """A register as its file says it, to the byte."""
        return (self.root / REGISTERS / name).read_bytes().decode()

    def put(self, name: str, text: str) -> None:
        """Another text for a register."""
        (self.root / REGISTERS / name).write_bytes(text.encode())

    def export(self, name: str) -> None:
        """Make the workbook of a register."""
        self.file.unlink(missing_ok=True)
        assert (
            main(["export", "--root", str(self.root), name, "--to", "xlsx", "--output", str(self.file)]) == 0
        )
        self.read()

    def take_in(self, *options: str) -> tuple[int, str]:
        """Import the workbook: the exit code, and what is printed."""
        code = main(["import", "--root", str(self.root), str(self.file), *options])
        return code, self.read()

    def edit(self, change: Callable[[Worksheet], None], sheet: str = "") -> None:
        """Have somebody change a sheet, the first one where none is named."""
        book = openpyxl.load_workbook(self.file)
        change(book[sheet] if sheet else book.worksheets[0])
        book.save(self.file)

    def cells(self, sheet: str = "") -> list[list[Any]]:
        """What a sheet shows."""
        book = openpyxl.load_workbook(self.file)
        return [
            list(row) for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
        ]


def fill(sheet: Worksheet, line: int, values: Mapping[str, Any]) -> None:
    """Type values under their headings into a line."""
    headings = [cell.value for cell in sheet[1]]
    for heading, value in values.items():
        sheet.cell(line, headings.index(heading) + 1).value = value


def typing(line: int, **values: Any) -> Callable[[Worksheet], None]:
    """Somebody who types into a line; a heading of several words has underscores here."""
    return lambda sheet: fill(
        sheet, line, {heading.replace("_", " "): value for heading, value in values.items()}
    )


def small_system(folder: Path) -> Path:
    """The repository, in a folder."""
    root = folder / "system"
    shutil.copytree(MINIMAL, root)
    for name, text in FILES.items():
        (root / REGISTERS / name).write_bytes(text.encode())
    return root


FILES = {"risk.yml": RISKS, "person.yml": PERSONS, "competence.yml": LEVELS, "competence.csv": LEVEL_ROWS}


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(small_system(tmp_path), lambda: "".join(capsys.readouterr()))
