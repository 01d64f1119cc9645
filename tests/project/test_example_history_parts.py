"""The parts that the invented history is made with: earlier texts, entries, keys, the authority, and data that do not fit."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.durations import Duration
from sms_lint.ground.errors import SmsError
from sms_lint.model.statement import NAMESPACE
from sms_lint.outside.ssh_signature import SignatureError, signer
from sms_lint.outside.timestamp import TimestampError
from sms_lint.outside.timestamp.checking import check_token
from tooling.example_history import authority
from tooling.example_history.__main__ import ROOT, make
from tooling.example_history.days import before, working_day_after
from tooling.example_history.edits import undone
from tooling.example_history.entries import read_register
from tooling.example_history.keys import public_key, signature
from tooling.example_history.located import Group, read
from tooling.example_history.records import record_files

TEXT = """# Title

First paragraph.

## Part one

Said once. Said, too.

| row | one |
| row | two |

## Part two {: #two }

The end.
"""


def group(**said: str) -> Group:
    made = Group(said)
    made.place = "data/x.yml:7"
    return made


@pytest.mark.parametrize(
    ("edit", "stood"),
    [
        (group(instead_of="Said once.", stood="Said."), TEXT.replace("Said once.", "Said.")),
        (group(without=" Said, too."), TEXT.replace(" Said, too.", "")),
        (group(line="| one |"), TEXT.replace("| row | one |\n", "")),
        (group(paragraph="First para"), TEXT.replace("First paragraph.\n\n", "")),
        (group(paragraph="The end"), TEXT.replace("\n\nThe end.\n", "\n")),
        (group(section="Part two"), TEXT[: TEXT.index("\n## Part two")]),
        (group(section="Part one"), TEXT.replace(TEXT[TEXT.index("## Part one") : TEXT.index("## Part two")], "")),
    ],
)  # fmt: skip
def test_an_earlier_text_is_the_later_one_but_for_what_was_different(edit: Group, stood: str) -> None:
    assert undone(TEXT, [edit]) == stood


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (group(instead_of="Never said", stood=""), "holds `Never said` 0 times, not once"),
        (group(without="Said"), "holds `Said` 2 times, not once"),
        (group(section="Part three"), "has 0 sections `Part three`, not one"),
        (group(instead_of="Said once."), "`stood` is missing"),
        (group(wihtout="Said once."), "`wihtout` is not known"),
    ],
)
def test_what_does_not_fit_any_more_is_named_with_its_line(edit: Group, why: str) -> None:
    with pytest.raises(SmsError) as error:
        undone(TEXT, [edit])
    assert str(error.value).startswith("data/x.yml:7: ")
    assert why in str(error.value)


def test_each_group_of_the_data_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "story.yml"
    path.write_text("A:\n  - day: 2026-01-05\n    was: [{line: x}]\n", "utf-8")
    data = read(path)
    assert data["A"][0] == {"day": "2026-01-05", "was": [{"line": "x"}]}
    assert data["A"][0]["was"][0].place == "story.yml:3"


@pytest.mark.parametrize("path", sorted((ROOT / "records").rglob("*.yml")), ids=lambda path: path.name)
def test_the_fields_of_each_entry_make_up_its_file_again(path: Path) -> None:
    text = path.read_text("utf-8")
    register = read_register(text)
    entries = ("".join(field.text for field in entry.fields) + entry.end for entry in register.entries)
    assert register.head + "".join(entries) == text


def test_records_only_grow_up_to_what_they_are() -> None:
    for file in record_files(ROOT):
        numbers = [len(file.ids(day)) for day in file.days]
        assert numbers == sorted(numbers), file.path
        if file.days:
            assert file.at(file.days[-1]) == (ROOT / file.path).read_text("utf-8"), file.path


def test_signatures_hold_and_belong_to_one_person() -> None:
    made = signature("P-001", b"a statement")
    assert signer(b"a statement", made, NAMESPACE) == public_key("P-001") != public_key("P-002")
    with pytest.raises(SignatureError):
        signer(b"another one", made, NAMESPACE)


@settings(max_examples=20)  # each is signed twice
@given(st.binary(max_size=200), st.integers(0, 400_000_000))
def test_the_authority_answers_the_same_each_time(message: bytes, seconds: int) -> None:
    moment = datetime(2025, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)
    assert authority.token(message, moment) == authority.token(message, moment)


def test_the_answers_of_the_authority_hold_for_what_was_asked() -> None:
    at = datetime(2026, 3, 31, 18, 5, 9, tzinfo=UTC)
    token = authority.token(b"an anchor", at)
    assert check_token(b"an anchor", token, authority.certificates()) == at
    with pytest.raises(TimestampError):
        check_token(b"another one", token, authority.certificates())


def test_days_are_counted_back_as_people_do() -> None:
    assert before(date(2026, 3, 31), Duration(1, "month")) == date(2026, 2, 28)
    assert before(date(2026, 1, 15), Duration(3, "month")) == date(2025, 10, 15)
    assert before(date(2024, 2, 29), Duration(1, "year")) == date(2023, 2, 28)
    assert before(date(2026, 1, 15), Duration(2, "week")) == date(2026, 1, 1)
    assert working_day_after(date(2026, 10, 30)) == date(2026, 11, 2)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(SmsError, match="was not made here"):
        make(tmp_path)
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "years of work"
