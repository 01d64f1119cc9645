"""A workbook comes back from an office: what was edited changes, what contradicts is refused, all else stays."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sms_lint.intake.workbook.applying import applied
from sms_lint.intake.workbook.holdings import Holding, holding_of
from sms_lint.intake.workbook.telling import refused
from sms_lint.intake.workbook.writing import workbook_of
from sms_lint.load import load
from tests.intake.workbook.office import (
    LEVEL_ROWS,
    PERSONS,
    REGISTERS,
    RISKS,
    Office,
    fill,
    office,
    small_system,
    typing,
)
from tests.intake.workbook.random_edits import planned

__all__ = ["office"]  # a fixture


def changed(office: Office, *, code: int = 0, options: tuple[str, ...] = ()) -> str:
    """Write what the workbook changes; what was printed."""
    got, said = office.take_in("--write", *options)
    assert got == code, said
    return said


def test_a_workbook_without_edits_changes_nothing(office: Office) -> None:
    for name, file in (
        ("REG-RISK", "risk.yml"),
        ("person", "person.yml"),
        ("TAB-COMPETENCE", "competence.csv"),
    ):
        before = office.text(file)
        office.export(name)
        assert office.take_in("--write", "--remove") == (0, "The workbook changes nothing.\n")
        assert office.text(file) == before


def test_sorting_moving_columns_and_empty_lines_are_no_change(office: Office) -> None:
    def disturb(sheet: Worksheet) -> None:
        sheet.move_range("A2:Z2", rows=7)
        sheet.move_range("B1:B40", cols=40)
        sheet.row_dimensions[9].hidden = True
        sheet.auto_filter.ref = None

    office.export("REG-RISK")
    office.edit(disturb)
    assert office.take_in() == (0, "The workbook changes nothing.\n")


def test_exactly_the_edited_cells_change(office: Office) -> None:
    office.export("REG-RISK")
    office.edit(
        typing(2, Title="Two power feeds", Due=date(2027, 1, 31), Treatment=None, Acceptance="accept")
    )
    office.edit(typing(2, Reason_for_acceptance="It's below: the criterion"))
    code, said = office.take_in()
    assert code == 0
    assert "RSK-2026-01, Title: One power feed: the only one → Two power feeds\n" in said
    assert office.text("risk.yml") == RISKS  # shown first
    changed(office)
    assert office.text("risk.yml") == (
        RISKS.replace('"One power feed: the only one"  #', '"Two power feeds"  #')
        .replace("due: 2026-12-31", "due: 2027-01-31")
        .replace("    treatment: 'A second feed'\n", "")
        .replace(
            "acceptance: treat\n", 'acceptance: accept\n    acceptance_reason: "It\'s below: the criterion"\n'
        )
    )
    assert changed(office) == "The workbook changes nothing.\n"  # it says now what the workbook says


def test_lines_of_lists_change_come_and_go(office: Office) -> None:
    def people(sheet: Worksheet) -> None:
        fill(sheet, 2, {"To": date(2026, 6, 30)})
        sheet.delete_rows(3)
        sheet.append(["P-001", None, "incident-manager", date(2026, 7, 1)])
        sheet.append(["P-002", None, "user", "1.7.2026"])

    office.export("REG-PERSON")
    office.edit(people, "Roles")
    assert "--remove" in office.take_in()[1]
    changed(office, code=1, options=("--remove",))  # nobody holds these roles now, which is said
    assert office.text("person.yml") == PERSONS.replace(
        "from: 2020-01-01}  # founder\n      - role: change-manager\n        from: 2022-02-01\n",
        "from: 2020-01-01, to: 2026-06-30}  # founder\n      - {role: incident-manager, from: 2026-07-01}\n",
    ).replace("from: 2021-04-01}]", "from: 2021-04-01}, {role: user, from: 2026-07-01}]")


def test_a_cell_of_a_csv_file_changes_and_nothing_beside_it(office: Office) -> None:
    office.export("TAB-COMPETENCE")
    office.edit(typing(2, Actual_level="3", Competence='Judges "risk"'))
    said = changed(office)
    assert "The rows come from Personnel system" in said
    assert office.text("competence.csv") == LEVEL_ROWS.replace(
        '"Judges risk; decides";3;2', '"Judges ""risk""";3;3'
    )


def test_a_new_line_gets_the_next_id(office: Office) -> None:
    office.export("REG-RISK")
    row = {
        "Title": "A third risk", "Category": "Availability", "Impact on customers": "None", "Likelihood": 2, "Impact": 2,
        "Rating": 4, "Acceptance": "treat", "Treatment": "Watch it", "Priority": "low", "Owner": "change-manager",
        "Due": "31 January 2027", "Residual rating": 2, "Status": "open", "Raised on": date(2026, 10, 1), "Reviewed on": "2026-10-01",
    }  # fmt: skip
    office.edit(lambda sheet: fill(sheet, 6, row))
    changed(office)
    text = office.text("risk.yml")
    assert text.startswith(
        RISKS + "  - id: RSK-2026-03\n    title: A third risk\n    category: availability\n"
    )
    assert text.endswith("    raised: 2026-10-01\n    reviewed_at: 2026-10-01\n")


def test_a_new_person_with_the_lines_of_its_list(office: Office) -> None:
    office.export("REG-PERSON")
    office.edit(lambda sheet: sheet.append(["P-009", "Service desk"]))
    office.edit(lambda sheet: sheet.append(["P-009", None, "user", date(2026, 7, 1)]), "Roles")
    changed(office)
    added = "  - id: P-009\n    unit: Service desk\n    roles:\n      - {role: user, from: 2026-07-01}\n"
    assert office.text("person.yml") == PERSONS + added


def test_a_new_row_of_a_table(office: Office) -> None:
    office.export("TAB-COMPETENCE")
    office.edit(
        lambda sheet: fill(
            sheet,
            9,
            {
                "Person": "P-002",
                "Role": "user",
                "Competence": "a;b",
                "Required level": 1,
                "Actual level": 1,
                "Basis": "training",
                "Evidence": "Seen",
                "Assessed on": "2026-03-01",
            },
        )
    )
    changed(office)
    assert (
        office.text("competence.csv")
        == LEVEL_ROWS + 'CMP-03;P-002;user;"a;b";1;1;training;2026-03-01;Seen;\r\n'
    )


def test_what_the_file_says_differently_since_is_refused_and_nothing_is_written(office: Office) -> None:
    office.export("REG-RISK")
    now = RISKS.replace("owner: change-manager\n    due", "owner: user\n    due").replace(
        "priority: high", "priority: low"
    )
    office.put("risk.yml", now)
    office.edit(typing(2, Owner="incident-manager", Likelihood=4, Rating=16, Priority="low"))
    code, said = office.take_in("--write")
    assert code == 1
    assert (
        "Risk register, N2 (RSK-2026-01, Owner): the file was changed at the same place after the export: there it is “user” now"
        in said
    )
    assert "Priority" not in said  # both say the same
    assert office.text("risk.yml") == now
    changed(office, code=1, options=("--skip-refused",))
    assert office.text("risk.yml") == now.replace("likelihood: 3", "likelihood: 4").replace(
        "rating: 12", "rating: 16"
    )


def test_lines_that_are_gone_are_removed_only_when_asked_for(office: Office) -> None:
    office.export("REG-RISK")
    office.edit(lambda sheet: sheet.delete_rows(2))
    code, said = office.take_in("--write")
    assert code == 0
    assert "Not in the workbook any more: RSK-2026-01. They stay" in said
    assert office.text("risk.yml") == RISKS
    changed(office, options=("--remove",))
    first, last = RISKS.index("  - id: RSK-2026-01"), RISKS.index("\n  - id: RSK-2026-02")
    assert office.text("risk.yml") == RISKS[:first] + RISKS[last:]


def test_closed_records_are_neither_changed_nor_removed(office: Office) -> None:
    office.export("REG-RISK")
    office.edit(typing(3, Title="Another one"))
    code, said = office.take_in("--write", "--skip-refused")
    assert code == 1
    assert "RSK-2026-02 is closed, and “Title” changed; restore it as it was" in said
    office.edit(lambda sheet: sheet.delete_rows(3))
    assert "closed records are never removed" in office.take_in("--write", "--remove")[1]
    assert office.text("risk.yml") == RISKS


@pytest.fixture(scope="module")
def risks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Holding, bytes]:
    """The register and its workbook, made once."""
    sms = load(small_system(tmp_path_factory.mktemp("office")))
    holding = holding_of(sms, "REG-RISK")
    return holding, workbook_of(sms, holding)


def with_typed(raw: bytes, values: dict[str, Any]) -> bytes:
    """The workbook after somebody typed into its second line."""
    book, stream = openpyxl.load_workbook(BytesIO(raw)), BytesIO()
    fill(book.worksheets[0], 2, values)
    book.save(stream)
    return stream.getvalue()


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"Title": "=1+1"}, "it holds a formula"),
    ({"Due": "3/4/2027"}, "3/4/2027 may be 3 April 2027 or 4 March 2027"),
    ({"Due": "soon"}, "it must be a date such as 2026-03-31, not `soon`"),
    ({"Due": datetime.combine(date(2027, 1, 1), time(8, 30))}, "it holds a time of day"),
    ({"Due": time(8, 30)}, "it holds a time without a day"),
    ({"Due": None}, "it is needed"),
    ({"Likelihood": 7}, "it must be a whole number from 1 to 5"),
    ({"Likelihood": 2.5}, "it must be a whole number from 1 to 5"),
    ({"Category": "weather"}, "it must be"),
    ({"Owner": "Jo & Co"}, "it must be the id of a role"),
    ({"Title": "un\u200bseen"}, "a character that nobody sees (U+200B)"),
    ({"Rating": 9}, "it is 9, but “Likelihood” × “Impact” (3 × 4) is 12"),
    ({"Status": "closed"}, "“Closed on” is needed, because “Status” is `closed`"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "reason"), REFUSED)
def test_a_cell_that_cannot_be_meant_is_refused_with_its_place(
    risks: tuple[Holding, bytes], values: dict[str, Any], reason: str
) -> None:
    plan = planned(risks[0], with_typed(risks[1], values))
    assert [line for line in refused(plan) if reason in line and "RSK-2026-01" in line]


TAKEN: list[tuple[dict[str, Any], str, str]] = [
    ({"Due": "31.1.2027"}, "due: 2026-12-31", "due: 2027-01-31"),
    ({"Due": "12/31/2027"}, "due: 2026-12-31", "due: 2027-12-31"),
    ({"Due": "  2027-01-31\u00a0"}, "due: 2026-12-31", "due: 2027-01-31"),
    ({"Residual rating": "6"}, "residual_rating: 4", "residual_rating: 6"),
    ({"Residual rating": 6.000000000000001}, "residual_rating: 4", "residual_rating: 6"),
    ({"Priority": " Medium "}, "priority: high", "priority: medium"),
    ({"Category": "Service requirement"}, "category: availability", "category: service_requirement"),
    ({"Owner": "\u201cIncident Manager\u201d"}, "owner: change-manager", "owner: incident-manager"),
    ({"Treatment": "2026"}, "'A second feed'", "'2026'"),
    ({"Treatment": "Two\u00a0words  \r\nand a line "}, "'A second feed'", '"Two words\\nand a line"'),
    ({"Treatment": "_x0041_ stays"}, "'A second feed'", "'A stays'"),
]


@pytest.mark.parametrize(("values", "before", "after"), TAKEN)
def test_what_people_type_is_written_as_the_file_writes_it(
    risks: tuple[Holding, bytes], values: dict[str, Any], before: str, after: str
) -> None:
    plan = planned(risks[0], with_typed(risks[1], values))
    assert applied(risks[0], plan) == {f"{REGISTERS}/risk.yml": RISKS.replace(before, after, 1)}


def test_columns_and_sheets_that_people_add_or_lose(office: Office) -> None:
    def retitle(sheet: Worksheet) -> None:
        sheet["B1"] = "My title"

    office.export("REG-RISK")
    office.edit(lambda sheet: sheet.__setitem__("AD1", "My notes"))
    office.edit(typing(2, My_notes="=A1"))
    assert "nothing is read from `My notes`" in office.take_in()[1]
    office.edit(lambda sheet: sheet.delete_cols(2))
    code, said = office.take_in()
    assert code == 2
    assert "has no column `Title` any more, and a new one `My notes`" in said
    office.export("REG-RISK")
    office.edit(retitle)
    assert office.take_in()[0] == 2
    office.export("REG-RISK")
    office.edit(lambda sheet: sheet.delete_cols(2))
    code, said = office.take_in("--write")
    assert (code, office.text("risk.yml")) == (0, RISKS)
    assert "has no column `Title` any more; what it said stays as it is" in said


def book_of(sheet: Worksheet) -> Any:
    """The workbook that a sheet is in."""
    return sheet.parent


BROKEN: list[tuple[Callable[[Worksheet], Any], str]] = [
    (lambda sheet: sheet.merge_cells("B2:B3"), "the cells B2:B3 of the sheet `Risk register` are merged"),
    (lambda sheet: sheet.insert_rows(1), "has no column `Id` in its first row"),
    (lambda sheet: setattr(sheet, "title", "Risks"), "has no sheet `Risk register`; was it renamed to `Risks`?"),
    (lambda sheet: fill(sheet, 1, {"Title": "Category"}), "two columns `Category`"),
    (lambda sheet: book_of(sheet).remove(book_of(sheet)["sms-lint"]), "was not made by `sms-lint export`"),
    (lambda sheet: book_of(sheet)["sms-lint"].delete_rows(3, 1), "the hidden sheet `sms-lint` of the workbook was changed"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), BROKEN)
def test_a_workbook_that_was_taken_apart_is_refused_with_a_sentence(
    office: Office, change: Callable[[Worksheet], Any], reason: str
) -> None:
    office.export("REG-RISK")
    office.edit(change)
    code, said = office.take_in("--write")
    assert code == 2
    assert reason in said
    assert office.text("risk.yml") == RISKS


def test_a_copied_line_and_another_id_are_refused(office: Office) -> None:
    def copy(sheet: Worksheet) -> None:
        for place, cell in enumerate(list(sheet[2]), 1):
            sheet.cell(5, place).value = cell.value

    office.export("REG-RISK")
    office.edit(copy)
    assert "the id stands in several lines" in office.take_in()[1]
    office.export("REG-RISK")
    office.edit(typing(2, Id="RSK-2026-77"))
    assert "it is RSK-2026-01 under another id, and ids stay" in office.take_in()[1]


def test_a_text_that_looks_like_a_formula_goes_out_as_text_and_comes_back(office: Office) -> None:
    text = RISKS.replace("'A second feed'", "'=HYPERLINK(\"http://example.org\")'")
    office.put("risk.yml", text)
    office.export("REG-RISK")
    book_cell = office.cells()[1][office.cells()[0].index("Treatment")]
    assert book_cell == '=HYPERLINK("http://example.org")'
    assert office.take_in() == (0, "The workbook changes nothing.\n")


def test_no_formula_gets_into_a_csv_file(office: Office) -> None:
    def formula(sheet: Worksheet) -> None:
        cell = sheet.cell(2, [head.value for head in sheet[1]].index("Evidence") + 1)
        cell.value = "=cmd()"
        cell.data_type = "s"

    office.export("TAB-COMPETENCE")
    office.edit(formula)
    code, said = office.take_in("--write")
    assert code == 1
    assert "would take it for a formula" in said
    assert office.text("competence.csv") == LEVEL_ROWS


def test_windows_line_ends_stay(office: Office) -> None:
    office.put("risk.yml", RISKS.replace("\n", "\r\n"))
    office.export("REG-RISK")
    office.edit(typing(2, Title="Two\nlines", Treatment="Another"))
    changed(office)
    wanted = RISKS.replace('"One power feed: the only one"', '"Two\\nlines"').replace(
        "'A second feed'", "'Another'"
    )
    assert office.text("risk.yml") == wanted.replace("\n", "\r\n")


def test_what_is_worse_after_the_import_is_said_first(office: Office) -> None:
    office.export("REG-RISK")
    office.edit(typing(2, Owner="nobody-there"))
    code, said = office.take_in()
    assert code == 1
    assert "error: dangling-reference" in said


def test_what_changed_in_the_file_is_neither_removed_nor_added_to(office: Office) -> None:
    def people(sheet: Worksheet) -> None:
        sheet.delete_rows(3)
        sheet.append(["P-001", None, "user", date(2026, 7, 1)])

    office.export("REG-PERSON")
    now = PERSONS.replace("from: 2022-02-01", "from: 2022-03-01")
    office.put("person.yml", now)
    office.edit(people, "Roles")
    office.edit(lambda sheet: sheet.delete_rows(3))
    code, said = office.take_in("--write", "--remove")
    assert code == 1
    assert "Roles, line 4 (P-001): the file was changed at the same place after the export" in said
    assert "a line that was removed (P-001): the file was changed at the same place after the export" in said
    assert office.text("person.yml") == now
    office.export("REG-RISK")
    office.put("risk.yml", RISKS.replace("priority: high", "priority: low"))
    office.edit(lambda sheet: sheet.delete_rows(2))
    code, said = office.take_in("--write", "--remove")
    assert code == 1
    assert "(RSK-2026-01): the file was changed there after the export" in said


def test_an_entry_whose_lines_changed_since_is_not_removed(office: Office) -> None:
    office.export("REG-PERSON")
    now = PERSONS.replace("from: 2021-04-01}]", "from: 2021-04-01}, {role: user, from: 2026-07-01}]")
    office.put("person.yml", now)
    office.edit(lambda sheet: sheet.delete_rows(3))
    office.edit(lambda sheet: sheet.delete_rows(4), "Roles")
    code, said = office.take_in("--write", "--remove")
    assert code == 1
    assert "(P-002): the file was changed there after the export" in said
    assert office.text("person.yml") == now


def test_an_entry_that_came_or_went_since_is_said(office: Office) -> None:
    office.export("REG-PERSON")
    office.edit(lambda sheet: fill(sheet, 3, {"Unit": "Desk"}))
    office.edit(lambda sheet: sheet.append(["P-003", "Desk"]))
    office.put("person.yml", PERSONS.replace("id: P-002", "id: P-003"))
    code, said = office.take_in("--write")
    assert code == 1
    assert "(P-002, Unit): it was removed from the file after the export" in said
    assert "(P-003): an entry of this id was added after the export; leave the id of yours empty" in said


def test_a_row_of_a_table_is_removed_when_asked_for(office: Office) -> None:
    office.export("TAB-COMPETENCE")
    office.edit(lambda sheet: sheet.delete_rows(2))
    assert office.take_in("--write")[0] == 0
    assert office.text("competence.csv") == LEVEL_ROWS
    said = changed(office, code=1, options=("--remove",))  # a role without a competence now, which is said
    assert "Written to 1 file: 1 removed entry\n" in said
    assert office.text("competence.csv") == LEVEL_ROWS.replace(LEVEL_ROWS.split("\r\n")[1] + "\r\n", "")
