"""Edits of values: whatever is written, the file reads it back, and nothing beside it changes."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import places, read_yaml
from sms_lint.ground.text.csv_cells import cell_spans
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.model.fix import TextEdit, apart, smallest_edit, value_edit

# What reads as something else in some place: marks of YAML and CSV, numbers, words for yes and no, odd spaces.
VALUES = st.one_of(
    st.sampled_from(
        ["1.10", "no", "2026-03-31", "~", "a: b", "a #b", "- a", "*a", "it's", 'say "x"', "a, b", "[a]", "{a"]
    ),
    st.text(st.sampled_from("ab1.,;:#-'\"[]{}|>*&! \u00e4\U0001f6a8"), min_size=1, max_size=20),
)
YAML = [
    ("# before\nk: {} # behind\nz: 1\n", ("k",)),
    ("k: [a, {}, b]\n", ("k", 1)),
    ("k: {{a: {}, b: c}}\n", ("k", "a")),
    ("k:\n  - {}\n  - b\n", ("k", 0)),
    ("entries:\n  - id: X\n    k: {}\n", ("entries", 0, "k")),
]


@pytest.mark.parametrize(("form", "route"), YAML)
@given(VALUES, st.sampled_from(["old", "'old'", '"old"']))
def test_a_value_that_is_written_is_read_back(
    form: str, route: tuple[str | int, ...], value: str, old: str
) -> None:
    assume(value == value.strip())
    file = SourceFile("records/a.yml", form.format(old))
    place = places(file)[route]
    edit = value_edit(Location(file, place.start, place.end), value)
    after = edited(file.text, [Edit(edit.at.start, edit.at.end, edit.text)])
    before_values, values = read_yaml(file.text).values, read_yaml(after).values
    for key in route[:-1]:
        before_values, values = before_values[key], values[key]
    assert values[route[-1]] == value
    values[route[-1]] = before_values[route[-1]]
    assert values == before_values
    head, _, tail = file.text.partition(old)
    assert after.startswith(head)
    assert after.endswith(tail)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(VALUES, st.sampled_from(["old", '"old"']), st.sampled_from(["\n", "\r\n"]))
def test_a_cell_that_is_written_is_read_back(delimiter: str, value: str, old: str, ending: str) -> None:
    rows = [["id", "k", "z"], ["A", "@", "1"], ["B", "b", "2"]]
    text = ending.join(delimiter.join(row) for row in rows).replace("@", old) + ending
    file = SourceFile("records/data/a.csv", text)
    span = list(cell_spans(text, text.index("A"), delimiter))[1]
    edit = value_edit(Location(file, *span), value)
    after = edited(text, [Edit(edit.at.start, edit.at.end, edit.text)])
    found = list(csv.reader(io.StringIO(after, newline=""), delimiter=delimiter))
    assert found == [rows[0], ["A", value, "1"], rows[2]]


@given(st.text("ab\n ", min_size=1, max_size=30), st.text("ab\n ", max_size=30))
def test_the_smallest_edit_makes_the_one_text_of_the_other(before: str, after: str) -> None:
    file = SourceFile("records/a.yml", f"<{before}>")
    edit = smallest_edit(Location(file, 1, 1 + len(before)), after)
    assert edited(file.text, [Edit(edit.at.start, edit.at.end, edit.text)]) == f"<{after}>"
    assert 1 <= edit.at.start <= edit.at.end <= 1 + len(before)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2), (3, 4)], True),
        ([(0, 2), (2, 4)], False),
        ([(1, 1), (1, 1)], False),
        ([(0, 4), (1, 2)], False),
        ([], True),
    ],
)
def test_edits_that_touch_are_not_apart(spans: list[tuple[int, int]], expected: bool) -> None:
    file = SourceFile("a.md", "abcdef")
    assert apart(TextEdit(Location(file, *span), "") for span in spans) is expected
    other = SourceFile("b.md", "abcdef")
    assert apart([TextEdit(Location(file, 0, 2), ""), TextEdit(Location(other, 1, 2), "")])
