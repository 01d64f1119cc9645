"""A mapping is proposed for any file, says what it is unsure of, and can be read back."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.ground.text import read_yaml
from sms_lint.intake.tickets.guessing import guessed_mapping
from sms_lint.model.kinds import kinds
from sms_lint.model.mapping import read_mapping


def guessed(text: str | bytes, name: str = "export.csv") -> str:
    """The proposal for an export."""
    return guessed_mapping(name, text.encode() if isinstance(text, str) else text, kinds())


HEAD = "Ticket;Subject;Created;State;Priority;Queue;Customer\n"


def test_what_is_recognised_becomes_a_sound_mapping() -> None:
    text = guessed(HEAD + "7;Mail;31.12.2026 08:10;Closed;High;Desk;Somebody\n")
    values = read_yaml(text).values
    assert not read_mapping(values, kinds()).faults
    assert values["form"]["dates"] == ["%d.%m.%Y %H:%M"]
    assert values["columns"]["id"] == {"from": "Ticket", "as": "INC-{}"}
    assert values["columns"]["status"]["values"] == {"Closed": "closed"}
    assert values["personal"] == ["Customer"]


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("INC0010021", {"from": "Ticket"}),
        ("INC-10", {"from": "Ticket"}),
        ("INC10", {"from": "Ticket", "match": "[0-9]+", "as": "INC-{}"}),
        ("inc_0010", {"from": "Ticket", "match": "[0-9]+", "as": "INC-{}"}),
        ("TKT #42", {"from": "Ticket", "match": "[0-9]+", "as": "TKT-{}"}),
    ],
)
def test_a_number_keeps_the_letters_that_it_begins_with(number: str, rule: dict[str, str]) -> None:
    text = guessed(HEAD + f"{number};Mail;31.12.2026 08:10;Closed;High;Desk;x\n")
    assert read_yaml(text).values["columns"]["id"] == rule


@pytest.mark.parametrize(
    ("row", "unsure"),
    [
        (
            "7;Mail;03/04/2026 08:10;Closed;High;Desk;x",
            "whether `03/04/2026 08:10` is written %d/%m/%Y %H:%M or %m/%d/%Y",
        ),
        ("7;Mail;31.12.2026 08:10;Parked;High;Desk;x", "what `Parked` in `State` means"),
        ("7;Mail;the other day;Closed;High;Desk;x", "the form of the date `the other day`"),
        (
            "7;Mail;31.12.2026 08:10;Closed;High;Desk;x\n7;Mail;31.12.2026 08:10;New;High;Desk;x",
            "7 stands in 2 rows",
        ),
        ("T #7;Mail;31.12.2026 08:10;Closed;High;Desk;x", "ids such as `T #7`"),
        ("7;Mail;31.12.2026 08:10;Closed;;Desk;x", "no column was recognised for `priority`"),
    ],
)
def test_what_is_unsure_is_said(row: str, unsure: str) -> None:
    assert f"# UNSURE: {unsure}" in guessed(HEAD + row + "\n")


def test_a_day_above_twelve_settles_the_order() -> None:
    text = guessed(
        HEAD
        + "7;Mail;03/04/2026;Closed;High;Desk;x\n8;Mail;31/04/2026;Closed;High;Desk;x\n9;Mail;30/04/2026;New;High;Desk;x\n"
    )
    assert 'dates: ["%d/%m/%Y"]' in text


NAMES = st.sampled_from(
    [
        "Ticket",
        "ID",
        "Title",
        "Status",
        "Created",
        "Closed",
        "Priority",
        "Type",
        "",
        "a: b",
        '"',
        "#",
        "[x]",
        "- y",
        "Größe",
    ]
)
CELLS = st.one_of(
    st.sampled_from(["", "?", "7", "Closed", "yes", "2026-01-01", "03/04/2026", ": {", "'", "\\", "a\nb"]),
    st.text(max_size=5),
)


@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(st.lists(CELLS, max_size=8), max_size=5))
@settings(max_examples=40)
def test_any_proposal_can_be_read_back(names: list[str], rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([names, *rows])
    try:
        text = guessed(stream.getvalue().encode("utf-8", "surrogatepass"))
    except SmsError:
        return
    parsed = read_yaml(text)
    assert parsed.whole, parsed.flaws
    assert {"kind", "columns"} <= parsed.values.keys() or "based_on" in parsed.values
