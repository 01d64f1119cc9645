"""An import lays its rows over those that are there, month by month, all of it or nothing."""

import os
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.intake.tickets.export import ExportError
from sms_lint.intake.tickets.stored import stored_tables
from sms_lint.intake.tickets.tables import ImportMark, table_files
from sms_lint.outside.disk import replace_all
from tests.intake.tickets.importing_into import AT, files_below, imported, mapping_of, planned, rows_below

HEAD = "number,title,opened,resolved,category,priority,state"
JULY, AUGUST = (f"INC000000{number},Mail,2026-0{number + 6}-01 08:00,,Mail,P3,new" for number in (1, 2))


def export(*rows: str) -> str:
    return "\n".join([HEAD, *rows, ""])


def test_each_month_is_a_table(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(AUGUST, JULY))
    assert sorted(files_below(tmp_path)) == [
        f"records/data/tickets-2026-0{month}.{ending}" for month in (7, 8) for ending in ("csv", "yml")
    ]
    header = (tmp_path / "records/data/tickets-2026-07.yml").read_text(encoding="utf-8")
    assert "id: TAB-T-2026-07\n" in header
    assert "data: tickets-2026-07.csv\n" in header


def test_one_table_for_all_where_the_mapping_says_so(tmp_path: Path) -> None:
    table = {
        "id": "TAB-T",
        "title": "Tickets",
        "owner": "incident-manager",
        "review": {"every": "3 months"},
        "by": "all",
    }
    imported(tmp_path, mapping_of(table=table), export(AUGUST, JULY))
    assert sorted(files_below(tmp_path)) == ["records/data/tickets.csv", "records/data/tickets.yml"]
    assert list(rows_below(tmp_path)) == ["INC0000001", "INC0000002"]


def test_a_later_export_changes_only_what_it_says_otherwise(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY, AUGUST))
    before = files_below(tmp_path)
    found = imported(
        tmp_path, mapping_of(), export(AUGUST.replace("new", "pending"), AUGUST.replace("0002", "0003"))
    )
    assert found.changes.new == ("INC0000003",)
    assert [(row.id, row.fields) for row in found.changes.changed] == [("INC0000002", ("status",))]
    assert (found.changes.same, found.changes.unmentioned) == (0, 1)
    after = files_below(tmp_path)
    assert {path for path in after if after[path] != before.get(path)} == {
        "records/data/tickets-2026-08.csv",
        "records/data/tickets-2026-08.yml",
    }


def test_a_new_export_without_news_is_noted_in_the_newest_header(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY, AUGUST))
    found = planned(tmp_path, mapping_of(), export(AUGUST))
    assert list(found.files.written) == ["records/data/tickets-2026-08.yml"]


def test_a_ticket_that_moves_to_another_month_leaves_the_first(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY, AUGUST))
    imported(tmp_path, mapping_of(), export(JULY.replace("2026-07", "2026-08")))
    assert not (tmp_path / "records/data/tickets-2026-07.csv").exists()
    assert not (tmp_path / "records/data/tickets-2026-07.yml").exists()
    assert rows_below(tmp_path).keys() == {"INC0000001", "INC0000002"}


def test_what_people_wrote_into_a_header_stays(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY))
    path = tmp_path / "records/data/tickets-2026-07.yml"
    text = path.read_text(encoding="utf-8")
    start, _, source = text.partition("source: ")
    written = start.replace("{every: 3 months}", "{every: 3 months, last: 2026-10-01}") + "# looked through\n"
    block = source.strip("{}\n").split(", ")
    path.write_text(
        written + "source:\n" + "".join(f"  {part}\n" for part in block) + "retention: 3 years\n",
        encoding="utf-8",
    )
    imported(tmp_path, mapping_of(), export(JULY.replace("P3", "P2")))
    after = path.read_text(encoding="utf-8")
    assert after.startswith(written)
    assert after.endswith("}\nretention: 3 years\n")
    assert "imported_at: 2026-10-20T08:00Z" in after
    assert stored_tables(tmp_path, "tickets", mapping_of().table)["2026-07"].rows.keys() == {"INC0000001"}  # type: ignore[arg-type]


def test_many_rows_become_parquet_and_say_the_same(tmp_path: Path) -> None:
    mapping = mapping_of()
    first = imported(tmp_path, mapping, export(JULY, JULY.replace("01,Mail", '05,"two\nlines"')))
    stored = stored_tables(tmp_path, "tickets", mapping.table)  # type: ignore[arg-type]
    mark = ImportMark("tickets", AT.date(), AT, "0" * 64, 0)
    found = first.changes._replace(touched=frozenset(["2026-07"]))
    files = table_files("tickets", mapping, found, stored, mark, parquet_from=2)
    replace_all(tmp_path, {**files.written, **dict.fromkeys(files.removed)})
    assert sorted(files_below(tmp_path)) == [
        "records/data/tickets-2026-07.parquet",
        "records/data/tickets-2026-07.yml",
    ]
    again = planned(tmp_path, mapping, export(JULY, JULY.replace("01,Mail", '05,"two\nlines"')))
    assert (again.changes.same, again.changes.touched) == (2, frozenset())


# What must be reported


def test_a_column_that_was_filled_and_is_gone_stops_the_import(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY))
    before = files_below(tmp_path)
    without = "\n".join(",".join(row.split(",")[:1] + row.split(",")[2:]) for row in (HEAD, JULY))
    with pytest.raises(ExportError, match="no column `title` any more, of which `title` was made in 1 row"):
        planned(tmp_path, mapping_of(), without)
    assert files_below(tmp_path) == before


def test_a_table_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY))
    path = tmp_path / "records/data/tickets-2026-07.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("mapping: tickets, ", ""), encoding="utf-8")
    with pytest.raises(SmsError, match="no import of `tickets` wrote it"):
        planned(tmp_path, mapping_of(), export(JULY))


def test_a_data_file_that_was_damaged_stops_the_import(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY))
    (tmp_path / "records/data/tickets-2026-07.csv").write_text("id,title\nINC0000001\n", encoding="utf-8")
    with pytest.raises(SmsError, match=r"restore it from git, then import again"):
        planned(tmp_path, mapping_of(), export(JULY))


@pytest.mark.skipif(os.name != "posix", reason="needs a folder that cannot be written")
def test_where_one_file_cannot_be_put_in_its_place_none_is(tmp_path: Path) -> None:
    imported(tmp_path, mapping_of(), export(JULY))
    found = planned(tmp_path, mapping_of(), export(JULY.replace("P3", "P2"), AUGUST))
    blocked = tmp_path / "records/data/tickets-2026-08.yml"
    blocked.mkdir()
    (blocked / "inside").write_text("x", encoding="utf-8")
    before = files_below(tmp_path)
    with pytest.raises(OSError, match="directory"):
        replace_all(tmp_path, {**found.files.written, **dict.fromkeys(found.files.removed)})
    assert files_below(tmp_path) == before
