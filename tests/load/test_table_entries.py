"""The rows of a table as entries: whatever the cells hold, each is found where it stands."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.load.files import scan
from sms_lint.load.tables import check_tables
from sms_lint.model.entry import Entry, entries_of
from sms_lint.model.node import Table
from tests.load.ticket_tables import GOOD, KINDS, as_csv, check, make_root, nodes, place

TITLES = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=12
)

# To read a table takes a twentieth of a second.
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


def rows_of(root: Path, text: str) -> tuple[Entry, ...]:
    place(root, "t", text)
    read = nodes(root)
    check_tables(scan(root), read, KINDS)
    return tuple(entry for node in read if isinstance(node, Table) for entry in entries_of(node))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_root(tmp_path)
    return tmp_path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60 if NIGHTLY else 20)
@given(st.lists(TITLES, min_size=1, max_size=6), st.sampled_from([",", ";", "\t"]))
def test_a_cell_is_found_where_it_stands(root: Path, titles: list[str], delimiter: str) -> None:
    rows = [GOOD | {"id": f"T-{number}", "title": title} for number, title in enumerate(titles)]
    for entry, row in zip(rows_of(root, as_csv(rows, delimiter=delimiter)), rows, strict=True):
        at = entry.at("id")
        assert at.file.text[at.start : at.end] == entry.id == row["id"]
        assert entry.text("title") == row["title"]
        at = entry.at("title")
        written = at.file.text[at.start : at.end]
        if row["title"]:
            assert written in (row["title"], '"' + row["title"].replace('"', '""') + '"')


def test_rows_beyond_the_limit_are_said_not_to_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("table_rows", "tables"):
        monkeypatch.setattr(f"sms_lint.load.{module}.MOST_KEPT", 2)
    make_root(tmp_path)
    text = as_csv([GOOD | {"id": f"T-{number}"} for number in range(5)])
    assert [entry.id for entry in rows_of(tmp_path, text)] == ["T-0", "T-1"]
    said = [unchecked.what for unchecked in check(tmp_path).unchecked]
    assert said == ["3 rows of records/data/t.csv"]


def test_a_table_without_rows_has_no_entries(tmp_path: Path) -> None:
    make_root(tmp_path)
    assert rows_of(tmp_path, ",".join(GOOD) + "\n") == ()
