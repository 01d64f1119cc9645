"""Text and places."""

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.source import Location, Origin, SourceFile, whole
from sms_lint.ground.text import places

TEXT = "kind: risk\nid: RSK-1\nreview: {every: 12 months, last: 2026-01-01}\nlist:\n  - one\n  - two\n"


def origin() -> Origin:
    return Origin(SourceFile("records/x.yml", TEXT), places)


def shown(at: Location) -> str:
    return at.file.text[at.start : at.end]


def test_a_value_is_found_by_its_keys() -> None:
    assert shown(origin().at("review", "last")) == "2026-01-01"
    assert shown(origin().at("list", 1)) == "two"


def test_a_key_is_found_by_itself_and_an_item_by_its_value() -> None:
    assert shown(origin().at_key("review", "last")) == "last"
    assert shown(origin().at_key("list", 0)) == "one"


def test_a_missing_value_falls_back_to_the_nearest_parent() -> None:
    assert shown(origin().at("review", "next", 3)) == "{every: 12 months, last: 2026-01-01}"
    assert shown(origin().under("review").at("every")) == "12 months"


def test_the_heading_is_one_line() -> None:
    assert shown(origin().heading()) == "kind: risk"
    assert shown(origin().under("review").heading()) == "review"


def test_a_file_without_anything_still_has_a_place() -> None:
    empty = SourceFile("a.yml", "")
    assert whole(empty) == Location(empty, 0, 0)
    assert Origin(empty, places).at("x").line == 1


def test_line_ends_of_other_systems_are_not_part_of_a_line() -> None:
    file = SourceFile("a.yml", "a: 1\r\nb: 2\r\n")
    assert file.line(1) == "a: 1"
    assert file.line_column(6) == (2, 1)
    assert file.line_count == 3


@given(st.text(), st.integers())
def test_every_offset_has_a_line_and_a_column(text: str, offset: int) -> None:
    file = SourceFile("a", text)
    line, column = file.line_column(offset)
    clipped = max(0, min(offset, len(text)))
    assert text[:clipped].count("\n") == line - 1
    assert column == clipped - (text.rfind("\n", 0, clipped) + 1) + 1
