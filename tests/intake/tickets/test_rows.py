"""Cells become values as the mapping says, and what cannot is rejected with line, column and reason."""

from pathlib import Path

import pytest

from sms_lint.intake.tickets.export import ExportError
from sms_lint.intake.tickets.values import field_makers
from sms_lint.model.columns import field_forms
from sms_lint.model.kinds import kinds
from sms_lint.model.mapping import ColumnRule, FileForm
from tests.intake.tickets.importing_into import imported, mapping_of, planned, rows_below

HEAD = "number,title,opened,resolved,category,priority,state"
ROW = "INC0000001,Mail,2026-09-01 08:00,,Mail,P3,new"


def taken(root: Path, text: str, **given: object) -> dict[str, str]:
    """The one row of an export."""
    found = imported(root, mapping_of(**given), text)
    assert not found.made.rejected, found.made.rejected
    (row,) = rows_below(root).values()
    return row


@pytest.mark.parametrize(
    ("number", "rule", "id_"),
    [
        ("INC0010021", "number", "INC0010021"),
        ("1-364285768", {"from": "number", "as": "INC-{}"}, "INC-1-364285768"),
        ("1023", {"from": "number", "as": "INC-{}"}, "INC-1023"),
        ("1 023", {"from": "number", "as": "INC-{}"}, "INC-1023"),
        ("[ticket #77]", {"from": "number", "match": "#([0-9]+)", "as": "INC-{}"}, "INC-77"),
        ("ITSM-12", "number", "ITSM-12"),
    ],
)
def test_an_id_of_a_tool_stays_recognisable(tmp_path: Path, number: str, rule: object, id_: str) -> None:
    text = f"{HEAD}\n{ROW.replace('INC0000001', number)}\n"
    assert taken(tmp_path, text, columns={"id": rule})["id"] == id_


def test_words_are_mapped_in_any_case(tmp_path: Path) -> None:
    text = f"{HEAD}\n{ROW.replace('new', 'CLÔTURÉ')}\n"
    rule = {"from": "state", "values": {"Clôturé": "cancelled"}}
    assert taken(tmp_path, text, columns={"status": rule})["status"] == "cancelled"


def test_a_word_that_is_not_listed_is_the_other_one(tmp_path: Path) -> None:
    rule = {"from": "state", "values": {"x": "pending"}, "otherwise": "in_progress"}
    assert taken(tmp_path, f"{HEAD}\n{ROW}\n", columns={"status": rule})["status"] == "in_progress"


@pytest.mark.parametrize(
    ("cell", "decimal", "unit", "seconds"),
    [
        ("90", ".", None, "90"),
        ('"1.234,5"', ",", None, "1234.5"),
        ('"1,234.5"', ".", None, "1234.5"),
        ("1’234", ".", None, "1234"),
        ('"1,5"', ",", "hours", "5400"),
        ("1500", ".", "milliseconds", "1.5"),
        ("2", ".", "days", "172800"),
    ],
)
def test_numbers_and_lengths_of_time(
    tmp_path: Path, cell: str, decimal: str, unit: str | None, seconds: str
) -> None:
    rule = {"from": "waited", **({"unit": unit} if unit else {})}
    text = f"{HEAD},waited\n{ROW},{cell}\n"
    row = taken(tmp_path, text, columns={"pending_time": rule}, form={"decimal": decimal})
    assert row["pending_time"] == seconds


def test_words_for_nothing_are_nothing(tmp_path: Path) -> None:
    text = f"{HEAD}\n{ROW.replace(',,', ',?,')}\n"
    assert taken(tmp_path, text, form={"empty": ["?"]})["resolved_at"] == ""


def test_html_becomes_text(tmp_path: Path) -> None:
    text = f'{HEAD},solution\n{ROW},"<div>Router <b>neu</b> gestartet&nbsp;&amp; gepr&uuml;ft<br>ok</div><script>x</script>"\n'
    row = taken(tmp_path, text, columns={"resolution": {"from": "solution", "html": "yes"}})
    assert row["resolution"] == "Router neu gestartet & geprüft\nok"


def test_invisible_characters_are_left_out_and_told(tmp_path: Path) -> None:
    hidden = ROW.replace("Mail,2", "Ma\u200bil\u202e,2")
    found = imported(tmp_path, mapping_of(), f"{HEAD}\n{hidden}\n")
    assert rows_below(tmp_path)["INC0000001"]["title"] == "Mail"
    assert [(note.line, note.column) for note in found.made.notices] == [(2, "title")]


def test_constants_and_joined_columns(tmp_path: Path) -> None:
    text = f"{HEAD},sub\n{ROW},Outlook\n"
    given = {"category": {"join": ["category", "sub"], "with": " / "}}
    row = taken(tmp_path, text, columns=given, constants={"reported_by": "users"})
    assert (row["category"], row["reported_by"]) == ("Mail / Outlook", "users")


@pytest.mark.parametrize(
    ("columns", "cells", "rule"),
    [
        (("Service", "Service", "x"), ("SVC-A", "SVC-B", "y"), {"from": "Service"}),
        (("Service",), ("SVC-A, SVC-B,",), {"from": "Service", "split": ","}),
        (("fields.services",), ("SVC-A\nSVC-B",), {"from": ["Service", "fields.services"]}),
    ],
)
def test_repeated_columns_and_divided_cells_become_a_list(
    columns: tuple[str, ...], cells: tuple[str, ...], rule: object
) -> None:
    forms = {form.name: form for form in field_forms(kinds()["change"])}
    rules = {"impact_services": ColumnRule.model_validate(rule)}
    maker = field_makers(columns, rules, forms, FileForm())["impact_services"]
    assert maker.make(cells).text == "SVC-A;SVC-B"


# What must be reported


@pytest.mark.parametrize(
    ("old", "new", "column", "reason"),
    [
        ("INC0000001", "inc 1", "number", "must be an id"),
        ("2026-09-01 08:00", "30.02.2026", "opened", "is no date"),
        ("2026-09-01 08:00", "", "", "`opened_at` is missing"),
        (",new", ",Strange", "state", "must be `new`"),
        (",P3,", ",,", "", "`priority` is missing"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_place(
    tmp_path: Path, old: str, new: str, column: str, reason: str
) -> None:
    found = planned(
        tmp_path,
        mapping_of(),
        f"{HEAD}\n{ROW}\n{ROW.replace('0001', '0002').replace(old.replace('0001', '0002'), new)}\n",
    )
    (rejected,) = found.made.rejected
    assert (rejected.line, rejected.column) == (3, column)
    assert reason in rejected.reason
    assert found.made.counts.taken == 1


def test_a_ticket_that_stands_twice_with_two_meanings_is_rejected(tmp_path: Path) -> None:
    found = planned(tmp_path, mapping_of(), f"{HEAD}\n{ROW}\n{ROW}\n{ROW.replace('P3', 'P1')}\n")
    assert found.made.counts.repeated == 1
    assert [(each.line, "`events`" in each.reason) for each in found.made.rejected] == [(4, True)]


def test_a_column_that_every_row_needs_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(
        ExportError, match="no column `priority`, of which `priority` is made; nothing was taken"
    ):
        planned(tmp_path, mapping_of(), "number,title,opened,category,state\nINC0000001,a,2026-09-01,b,new\n")


def test_columns_that_the_mapping_does_not_know_are_named(tmp_path: Path) -> None:
    text = f"{HEAD},caller,added\n{ROW},Somebody,x\n"
    found = imported(tmp_path, mapping_of(personal=["caller"]), text)
    assert found.made.new_columns == ("added",)
    assert b"Somebody" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.csv"))
