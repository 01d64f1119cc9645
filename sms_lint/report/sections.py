"""Tables that say how they were found: for people, for a report, and for programs.

Each has its method, its sample and what cannot be told.
"""

from collections.abc import Callable, Sequence

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import bullets, heading, markdown_page, paragraph, table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.measure.trends.section import Section
from sms_lint.translation import on_screen

# The words of ours that stand in the cells of a row.
CELLS = frozenset(
    (
        "grows", "shrinks", "cannot be told", "stays the same", "passed", "not in two years", "symptom",
        "configuration item", "all", "overdue", "coming due", "later", "no day", "nobody", "none yet", "not counted",
        "at risk", "likely met", "no agreement", "everybody",
    )
)  # fmt: skip


# What says a sentence of ours in the language that is spoken: as commands do, or as pages do.
Say = Callable[[str], str]


def text(sections: Sequence[Section], remark: str, say: Say) -> Printable:
    """For the screen: a table of columns for each section, and a remark of ours at the end."""
    lines = []
    for section in sections:
        lines += [say(section.title), *(f"  {said}" for said in _about(section, say))]
        lines += [f"    {row}" for row in _columns(section, say)]
        lines += [f"  {say(f'Cannot be told: {untold}.')}" for untold in section.untold]
        lines.append("")
    return block([*lines, say(remark)])


def _about(section: Section, say: Say) -> tuple[str, str]:
    """How it was found, and of how much."""
    return say(f"Method: {section.method}."), say(f"Sample: {section.sample}.")


def _heads(section: Section, say: Say) -> tuple[str, ...]:
    return tuple(map(say, section.heads))


def _rows(section: Section, say: Say) -> list[tuple[str, ...]]:
    """The rows; only our own words are said in the language, since cells also hold titles that people wrote."""
    return [tuple(say(cell) if cell in CELLS else cell for cell in row) for row in section.rows]


def _columns(section: Section, say: Say) -> list[str]:
    if not section.rows:
        return [on_screen("nothing to show")]
    lines = [_heads(section, say), *_rows(section, say)]
    widths = [max(len(row[column]) for row in lines) for column in range(len(section.heads))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in lines
    ]


def machine(sections: Sequence[Section]) -> Printable:
    """For programs: the rows of each section by the names of their columns, in small letters."""
    return json_text(
        [
            {
                "name": section.name,
                "title": section.title,
                "method": section.method,
                "sample": section.sample,
                "rows": [dict(zip(map(str.lower, section.heads), row, strict=True)) for row in section.rows],
                "cannot_be_told": list(section.untold),
            }
            for section in sections
        ]
    )


def markdown(sections: Sequence[Section], title: str, remark: str, say: Say) -> Printable:
    """A page of Markdown, to go on from in a report or in minutes."""
    parts = []
    for section in sections:
        parts += [heading(say(section.title)), *map(paragraph, _about(section, say))]
        shown = table(_heads(section, say), _rows(section, say)) if section.rows else None
        parts.append(shown or paragraph(on_screen("Nothing to show.")))
        parts.append(bullets(say(f"Cannot be told: {untold}") for untold in section.untold))
    return markdown_page(say(title), *parts, paragraph(say(remark)))
