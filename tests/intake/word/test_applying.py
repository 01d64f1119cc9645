"""What was changed in Word is changed in the Markdown, exactly; nothing else is touched."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.markdown_runs import Run
from sms_lint.intake.word.applying import applied
from sms_lint.intake.word.pieces import Grid, Part, Piece, Shape, parts_of
from tests.intake.word.edits import edited_parts

TEXT = """\
---
kind: policy
id: POL-BCK
---
# Backup policy

<!-- kept as it is -->

## Purpose {: #why data-satisfies="20000-1:8.7.2" }

Data that a *service* stores can be restored
after __any__ loss; see [the plan](plan.md) and
https://example.org/a_b for more\\* words.

- The owner sets the interval
  in writing.
- The operator
  - makes copies daily
  - tests them
    each month
- [x] Done

1. First
2. Second
3. Third

> A quotation of
> two lines.

| What | How often |
|------|:---------:|
| mail   | `daily` |
| files |  weekly<br>and monthly |

```sh
restore --all
```

Setext heading
--------------

Last words.[^1]

[^1]: A note.
"""


def test_no_change_changes_no_byte() -> None:
    assert applied(TEXT, parts_of(TEXT)).text == TEXT


def with_words(old: str, new: str) -> list[Part]:
    """The pieces of the text with other words in one of them."""

    def changed(piece: Piece) -> Piece:
        runs = tuple(
            Run(run.text.replace(old, new), run.marks, run.target, run.form, run.source) for run in piece.runs
        )
        return Piece(piece.shape, runs)

    return [
        Grid(tuple(tuple(changed(cell) for cell in row) for row in part.rows))
        if isinstance(part, Grid)
        else changed(part)
        for part in parts_of(TEXT)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Backup policy", "Backups"),
        ("Purpose", "What it is for"),
        ("loss;", "loss or damage;"),
        ("the plan", "our plan"),
        ("operator", "engineer"),
        ("daily", "hourly"),
        ("mail", "e-mail"),
        ("weekly", "each week"),
        ("Second", "Then"),
        ("two lines", "many words"),
        ("Last words", "The end"),
    ],
)
def test_a_changed_word_is_the_only_change(old: str, new: str) -> None:
    assert applied(TEXT, with_words(old, new)).text == TEXT.replace(old, new)


def test_two_line_breaks_in_a_cell_are_two() -> None:
    text = "| a |\n|---|\n| one<br><br/>two |\n"
    (grid,) = parts_of(text)
    assert isinstance(grid, Grid)
    assert [run.form for run in grid.rows[1][0].runs] == ["text", "break", "break", "text"]


def test_a_new_item_looks_like_its_neighbours() -> None:
    parts = parts_of(TEXT)
    place = next(place for place, part in enumerate(parts) if part.words == "Second")
    parts.insert(place + 1, Piece(parts[place].key[0], (Run("Then rest"),)))  # type: ignore[index]
    assert applied(TEXT, parts).text == TEXT.replace("2. Second\n", "2. Second\n2. Then rest\n")


def test_a_removed_paragraph_goes_with_its_empty_line() -> None:
    parts = [part for part in parts_of(TEXT) if not part.words.startswith("Data that")]
    start, end = TEXT.index("Data that"), TEXT.index("- The owner")
    assert applied(TEXT, parts).text == TEXT[:start] + TEXT[end:]


def test_what_cannot_be_written_is_refused_and_named() -> None:
    parts = [*parts_of(TEXT), Piece(Shape("item", 0, 4), (Run("too deep"),))]
    with pytest.raises(SmsError, match="too deep"):
        applied(TEXT, parts)


def plain(part: Part) -> object:
    return part.words if isinstance(part, Grid) else (part.shape, part.words)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.data())
def test_random_edits_come_back_exactly(data: st.DataObject) -> None:
    base = parts_of(TEXT)
    wanted = data.draw(edited_parts(base))
    written, remarks = applied(TEXT, wanted)
    assert [plain(part) for part in parts_of(written)] == [plain(part) for part in wanted]
    assert remarks or [part.key for part in parts_of(written)] == [part.key for part in wanted]
    assert "<!-- kept as it is -->" in written
    assert written.startswith(TEXT[: TEXT.index("# Backup")])
