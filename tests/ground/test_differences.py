"""What was written between two versions."""

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.differences import FieldChange, Piece, SectionChange, difference, stated_version

BEFORE = """---
kind: policy
version: "1.0"
review: {every: 12 months, last: 2026-01-05}
tags:
  - one
---
# Change policy

What it is for.

## Approval {: data-satisfies="20000-1:8.5.1.3" }

Two people approve every change.
The change manager decides.

```
## no heading
```

## Old part

Gone soon.
"""


def test_two_versions_that_say_the_same_differ_in_nothing() -> None:
    found = difference(BEFORE, BEFORE.replace("\n\n", "\n\n\n").replace("soon.", "soon.  "))
    assert found.fields == ()
    assert found.sections == ()


def test_a_field_is_shown_as_it_was_and_as_it_is() -> None:
    after = BEFORE.replace('"1.0"', '"1.1"').replace("  - one", "  - one\n  - two")
    assert difference(BEFORE, after).fields == (
        FieldChange("version", '"1.0"', '"1.1"'),
        FieldChange("tags", "- one", "- one\n- two"),
    )
    assert stated_version(after) == "1.1"
    assert stated_version("# No front matter\n") == ""


def test_of_a_list_the_lines_that_changed_are_told_and_of_a_single_value_none() -> None:
    field = FieldChange("tags", "- one\n- two men", "- one\n- two people\n- three")
    assert field.lines == (
        (Piece("same", "- two"), Piece("removed", " men"), Piece("added", " people")),
        (Piece("added", "- three"),),
    )
    assert FieldChange("tags", "- one", "- one\n- two").lines == ()
    assert FieldChange("tags", "", "- one\n- two").lines == ()


def test_a_reworded_line_is_shown_word_by_word() -> None:
    after = BEFORE.replace("Two people approve", "One person approves")
    assert difference(BEFORE, after).sections == (
        SectionChange(
            "Approval",
            (
                (
                    Piece("removed", "Two people approve"),
                    Piece("added", "One person approves"),
                    Piece("same", " every change."),
                ),
            ),
        ),
    )


def test_lines_with_little_in_common_are_two_lines() -> None:
    after = BEFORE.replace("The change manager decides.", "Costs above a limit go to the board.")
    (section,) = difference(BEFORE, after).sections
    assert section.lines == (
        (Piece("removed", "The change manager decides."),),
        (Piece("added", "Costs above a limit go to the board."),),
    )


def test_sections_come_and_go_by_their_titles() -> None:
    after = BEFORE.replace("## Old part", "## New part")
    assert [(section.title, section.change) for section in difference(BEFORE, after).sections] == [
        ("New part", "added"),
        ("Old part", "removed"),
    ]


def test_a_clause_that_a_section_no_longer_answers_is_a_change() -> None:
    after = BEFORE.replace(' {: data-satisfies="20000-1:8.5.1.3" }', "")
    (section,) = difference(BEFORE, after).sections
    assert section.lines == ((Piece("removed", "Clauses: 20000-1:8.5.1.3"),),)


def test_a_heading_in_code_is_no_section() -> None:
    after = BEFORE.replace("## no heading", "## none either")
    assert [section.title for section in difference(BEFORE, after).sections] == ["Approval"]


def test_a_text_rewritten_from_end_to_end_is_shown_line_by_line() -> None:
    before = "# T\n\n" + "\n".join(f"old sentence number {number}" for number in range(200))
    after = before.replace("old", "new")
    (section,) = difference(before, after).sections
    assert len(section.lines) == 400


TEXTS = st.lists(
    st.sampled_from(["a b c d", "a b x d", "", "## One", "## Two", "p: q", "---", "e\u00a0f"])
).map("\n".join)


@given(TEXTS, TEXTS)
def test_old_and_new_can_be_read_out_of_what_changed(before: str, after: str) -> None:
    old, new = (set(map(str.rstrip, text.splitlines())) for text in (before, after))
    for section in difference(before, after).sections:
        for line in section.lines:
            was = "".join(piece.text for piece in line if piece.change != "added")
            now = "".join(piece.text for piece in line if piece.change != "removed")
            assert was in old or not was
            assert now in new or not now
            assert was != now
    assert not difference(before, before).sections
