"""The workbook that people get: headings, choices, days, notes, and a hidden sheet that knows how everything was."""

from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sms_lint.cli import main
from sms_lint.model.example import example_text, example_values
from tests.intake.workbook.office import RISKS, Office, office

__all__ = ["office"]  # a fixture


def test_the_sheet_is_made_for_people(office: Office) -> None:
    office.export("REG-RISK")
    book = openpyxl.load_workbook(office.file)
    sheet = book["Risk register"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:W3")
    assert [book[name].sheet_state for name in book.sheetnames] == ["visible", "visible", "hidden"]
    heads: dict[Any, Any] = {cell.value: cell for cell in sheet[1]}
    assert list(heads)[:3] == ["Id", "Title", "Category"]
    assert list(heads)[-2:] == ["Supersedes", "Closed record"]
    assert heads["Category"].comment is not None
    assert heads["Category"].comment.text.endswith(
        "One of: organization, service_requirement, other_party, availability, continuity, infosec. Needed."
    )
    due = sheet.cell(2, heads["Due"].column)
    assert (due.value, due.number_format) == (datetime(2026, 12, 31), "yyyy-mm-dd")  # noqa: DTZ001 - a cell
    assert sheet.cell(2, heads["Impact"].column).value == 4
    assert [sheet.cell(line, heads["Closed record"].column).value for line in (2, 3)] == [None, "yes"]


def test_choices_numbers_and_days_are_checked_while_typing(office: Office) -> None:
    office.export("REG-RISK")
    book = openpyxl.load_workbook(office.file)
    sheet = book["Risk register"]
    heads: dict[Any, str] = {cell.value: cell.coordinate.removesuffix("1") for cell in sheet[1]}
    checks = {str(check.sqref).split(":")[0]: check for check in sheet.data_validations.dataValidation}
    assert checks[f"{heads['Priority']}2"].formula1 == '"high,medium,low"'
    assert checks[f"{heads['Priority']}2"].error == "Choose one of: high, medium, low."
    likelihood = checks[f"{heads['Likelihood']}2"]
    assert (likelihood.type, likelihood.formula1, likelihood.formula2) == ("whole", "1", "5")
    assert checks[f"{heads['Due']}2"].type == "date"
    owner = checks[f"{heads['Owner']}2"]
    place = owner.formula1.removeprefix("'To choose from'!").replace("$", "")
    listed = [row[0].value for row in book["To choose from"][place]]
    assert listed[:2] == ["managing-director", "head-of-service-management"]
    assert (checks["A2"].type, checks["A2"].formula1) == ("custom", "FALSE")


def test_lists_of_groups_have_a_sheet_of_their_own(office: Office) -> None:
    office.export("person")
    assert office.cells()[0] == ["Id", "Unit", "Roles"] or office.cells()[0] == ["Id", "Unit", "Supersedes"]
    rows = office.cells("Roles")
    assert rows[0] == ["Id of the entry", "Number", "Role", "From", "To"]
    assert [row[:3] for row in rows[1:]] == [
        ["P-001", 1, "managing-director"],
        ["P-001", 2, "change-manager"],
        ["P-002", 1, "head-of-service-management"],
    ]


def test_a_workbook_that_is_there_is_not_overwritten(office: Office) -> None:
    office.export("REG-RISK")
    again = ["export", "--root", str(office.root), "REG-RISK", "--to", "xlsx", "--output", str(office.file)]
    assert main(again) == 2
    assert "may hold changes that were not imported" in office.read()


NOT_EXPORTED = [
    ("REG-RISKS", "there is no register REG-RISKS; did you mean `REG-RISK`?"),
    ("policy", "policy is a kind of document, and documents are texts"),
    ("incident", "there is nothing of kind incident yet; `sms-lint new incident` begins it"),
]


@pytest.mark.parametrize(("name", "reason"), NOT_EXPORTED)
def test_what_cannot_be_exported_is_said(office: Office, name: str, reason: str) -> None:
    assert main(["export", "--root", str(office.root), name, "--to", "xlsx"]) == 2
    assert reason in office.read()


def test_ids_have_to_be_there_and_once(office: Office) -> None:
    office.put("risk.yml", RISKS.replace("id: RSK-2026-02", "id: RSK-2026-01"))
    assert main(["export", "--root", str(office.root), "REG-RISK", "--to", "xlsx"]) == 2
    assert "the id RSK-2026-01 is used twice" in office.read()
    office.put("risk.yml", RISKS.replace("  - id: RSK-2026-02\n    title", "  - title"))
    assert main(["export", "--root", str(office.root), "REG-RISK", "--to", "xlsx"]) == 2
    assert "entry 2 of records/registers/risk.yml has no id" in office.read()


def copied_down(sheet: Worksheet) -> None:
    """Somebody who copies what stands above."""
    for place in "CDEFGHIJKLMNOPQRST":
        sheet[f"{place}4"] = sheet[f"{place}3"].value


def test_records_that_have_a_file_each(office: Office) -> None:
    folder = office.root / "records/releases"
    folder.mkdir()
    text = example_text("release")
    name = str(example_values("release")["id"])
    for number in (1, 2):
        (folder / f"REL-{number}.yml").write_text(f"# a line\n{text.replace(name, f'REL-{number}')}", "utf-8")
    before = (folder / "REL-1.yml").read_text("utf-8")
    office.export("release")
    assert [row[0] for row in office.cells()[1:]] == ["REL-1", "REL-2"]
    office.edit(lambda sheet: sheet.__setitem__("A4", "REL-3"))
    office.edit(lambda sheet: sheet.__setitem__("B4", "One more"))
    code, said = office.take_in("--write")
    assert code == 1
    assert "Release register, line 4 (REL-3): “Type” is missing" in said
    office.edit(copied_down)
    office.take_in("--write")
    added = (folder / "REL-3.yml").read_text("utf-8")
    assert added.startswith("# a line\nkind: release\nid: REL-3\ntitle: One more\n")
    assert (folder / "REL-1.yml").read_text("utf-8") == before
