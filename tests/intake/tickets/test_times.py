"""Times of tools become times with an offset; an hour that clocks skip is refused, one that they repeat is told."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.intake.tickets.times import Clock
from tests.intake.tickets.importing_into import imported, mapping_of, planned, rows_below

BERLIN = Clock(["%d.%m.%Y %H:%M", "%d.%m.%Y"], "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("01.09.2026 08:10", "2026-09-01T08:10+02:00"),
        ("01.12.2026 08:10", "2026-12-01T08:10+01:00"),
        ("01.09.2026", "2026-09-01"),
        ("2026-09-01 08:10:33", "2026-09-01T08:10:33+02:00"),
        ("2026-09-01T08:10:33.123Z", "2026-09-01T08:10:33Z"),
        ("2026-09-01T11:00:00.000+0000", "2026-09-01T11:00Z"),
        ("2026-09-01 11:00:00 UTC", "2026-09-01T11:00Z"),
        ("2026-09-01T11:00:00-0530", "2026-09-01T11:00-05:30"),
    ],
)
def test_a_time_states_its_offset(text: str, stated: str) -> None:
    read = BERLIN.read(text)
    assert read.text == stated
    assert read.second is None


def test_a_day_is_the_day_in_the_zone() -> None:
    assert BERLIN.day("2026-09-01T23:30:00Z") == "2026-09-02"
    assert BERLIN.day("01.09.2026 23:30") == "2026-09-01"


@pytest.mark.parametrize("text", ["30.02.2026 08:10", "2026-13-01", "yesterday", "1.9.", "08:10", "2026"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date of the calendar"):
        BERLIN.read(text)


def test_an_hour_that_clocks_skip_does_not_exist() -> None:
    with pytest.raises(ValueError, match="does not exist in Europe/Berlin: clocks were put forward"):
        BERLIN.read("29.03.2026 02:30")


def test_an_hour_that_clocks_repeat_may_be_either() -> None:
    read = BERLIN.read("25.10.2026 02:30")
    assert read.text == "2026-10-25T02:30+02:00"
    assert read.second is not None
    assert read.second.text == "2026-10-25T02:30+01:00"


@given(st.integers(0, 4 * 366 * 24 * 60))
def test_a_wall_clock_leads_back_to_its_time(minutes: int) -> None:
    at = datetime.fromtimestamp(1_767_225_600 + 60 * minutes, UTC)
    wall = at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%d.%m.%Y %H:%M")
    read = BERLIN.read(wall)
    assert at in {
        read.at and read.at.astimezone(UTC),
        read.second and read.second.at and read.second.at.astimezone(UTC),
    }


HEAD = "number,title,opened,resolved,category,priority,state\n"


def test_of_a_repeated_hour_the_second_is_taken_where_the_first_were_before_the_beginning(
    tmp_path: Path,
) -> None:
    mapping = mapping_of(form={"zone": "Europe/Berlin"})
    text = HEAD + "INC0000001,Mail,2026-10-25 02:50,2026-10-25 02:10,Mail,P3,resolved\n"
    found = imported(tmp_path, mapping, text)
    row = rows_below(tmp_path)["INC0000001"]
    assert (row["opened_at"], row["resolved_at"]) == ("2026-10-25T02:50+02:00", "2026-10-25T02:10+01:00")
    assert [(note.line, note.column) for note in found.made.notices] == [(2, "opened"), (2, "resolved")]


def test_a_row_with_an_hour_that_never_was_is_rejected(tmp_path: Path) -> None:
    mapping = mapping_of(form={"zone": "Europe/Berlin"})
    found = planned(tmp_path, mapping, HEAD + "INC0000001,Mail,2026-03-29 02:30,,Mail,P3,new\n")
    assert [(each.line, each.column, each.id) for each in found.made.rejected] == [
        (2, "opened", "INC0000001")
    ]
    assert not found.made.rows


def test_a_ticket_resolved_before_it_was_opened_is_taken_and_told(tmp_path: Path) -> None:
    text = HEAD + "INC0000001,Mail,2026-09-02 08:00,2026-09-01 08:00,Mail,P3,resolved\n"
    found = planned(tmp_path, mapping_of(), text)
    assert len(found.made.rows) == 1
    assert ["is taken as it is" in note.message for note in found.made.notices] == [True]
