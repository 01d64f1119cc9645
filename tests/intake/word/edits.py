"""Random edits of a document, as somebody makes them in Word."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from sms_lint.ground.output.markdown_runs import Run
from sms_lint.intake.word.pieces import Grid, Part, Piece, Shape, settled

WORDS = [
    "incident",
    "owner",
    "Ä-team",
    "2 * 3",
    "[x]",
    "snake_case",
    "5 < 6",
    "R&D",
    "| a |",
    "# 1",
    "1. one",
    "`tick`",
    "~~",
]


def text(draw: Any) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)))


def edited_runs(draw: Any, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The line with a word put in, taken out, or replaced somewhere; or another mark on one of its pieces."""
    found = list(runs)
    place = draw(st.integers(0, len(found) - 1)) if found else 0
    how = draw(st.sampled_from(["insert", "delete", "replace", "mark"]))
    if not found or found[place].form != "text":
        return settled([*found, Run(" " + text(draw))]) if found[-1:] else (Run(text(draw)),)
    run = found[place]
    at = draw(st.integers(0, len(run.text)))
    end = draw(st.integers(at, len(run.text)))
    said = {
        "insert": run.text[:at] + text(draw) + run.text[at:],
        "delete": run.text[:at] + run.text[end:],
        "replace": run.text[:at] + text(draw) + run.text[end:],
        "mark": run.text,
    }[how]
    marks = frozenset({"strong"}) - run.marks if how == "mark" else run.marks
    found[place] = replace(run, text=said, marks=marks)
    return settled(found) or (Run("left"),)


def edited_grid(draw: Any, grid: Grid) -> Grid:
    """The table with a cell changed, a row put in or a row taken out."""
    rows = [list(row) for row in grid.rows]
    how = draw(st.sampled_from(["cell", "row in", "row out"]))
    place = draw(st.integers(0, len(rows) - 1))
    if how == "row in":
        made = [Piece(Shape("cell"), (Run(text(draw)),)) for _ in rows[0]]
        rows.insert(max(place, 1), made)
    elif how == "row out" and len(rows) > 2:
        del rows[max(place, 1)]
    elif rows[place]:
        column = draw(st.integers(0, len(rows[place]) - 1))
        cell = rows[place][column]
        rows[place][column] = Piece(cell.shape, edited_runs(draw, cell.runs))
    return Grid(tuple(map(tuple, rows)))


@st.composite
def edited_parts(draw: Any, parts: list[Part], most: int = 3) -> list[Part]:
    """The pieces after a few edits: words, new and removed paragraphs and items, cells and rows."""
    found: list[Part] = [each if isinstance(each, Grid) else Piece(each.shape, each.runs) for each in parts]
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.integers(0, len(found) - 1))
        part = found[place]
        if isinstance(part, Grid):
            found[place] = edited_grid(draw, part)
        elif part.shape.kind == "code":
            found[place] = Piece(part.shape, (Run(part.words + "\nmore", form="code"),))
        elif (how := draw(st.sampled_from(["line", "line", "in", "out"]))) == "line":
            found[place] = Piece(part.shape, edited_runs(draw, part.runs))
        elif how == "in":
            found.insert(place + 1, Piece(part.shape, (Run(text(draw)),)))
        elif part.shape.kind == "paragraph" and len(found) > 1:
            del found[place]
    return found
