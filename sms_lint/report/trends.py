"""Trends for people, for a report, and for programs: each with its method, its sample and what cannot be told."""

from collections.abc import Callable, Mapping, Sequence

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import bullets, heading, markdown_page, paragraph, table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.measure.trends.section import Section
from sms_lint.translation import on_screen

# The words of ours that stand in the cells of a row.
CELLS = frozenset(
    (
        "grows", "shrinks", "cannot be told", "stays the same", "passed", "not in two years", "symptom",
        "configuration item", "all",
    )
)  # fmt: skip
NEVER = "Trends are hints from records as they are. They decide nothing: people judge them, and say why."


def text(sections: Sequence[Section]) -> Printable:
    """For the screen: a table of columns for each kind of trend."""
    lines = []
    for section in sections:
        lines += [on_screen(section.title), *(f"  {said}" for said in _about(section))]
        lines += [f"    {row}" for row in _columns(section)]
        lines += [f"  {on_screen(f'Cannot be told: {untold}.')}" for untold in section.untold]
        lines.append("")
    return block([*lines, on_screen(NEVER)])


def _about(section: Section) -> tuple[str, str]:
    """How it was found, and of how much."""
    return on_screen(f"Method: {section.method}."), on_screen(f"Sample: {section.sample}.")


def _heads(section: Section) -> tuple[str, ...]:
    return tuple(map(on_screen, section.heads))


def _rows(section: Section) -> list[tuple[str, ...]]:
    """The rows; only our own words are said in the language, since cells also hold titles that people wrote."""
    return [tuple(on_screen(cell) if cell in CELLS else cell for cell in row) for row in section.rows]


def _columns(section: Section) -> list[str]:
    if not section.rows:
        return [on_screen("nothing to show")]
    lines = [_heads(section), *_rows(section)]
    widths = [max(len(row[column]) for row in lines) for column in range(len(section.heads))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in lines
    ]


def machine(sections: Sequence[Section]) -> Printable:
    """For programs: the rows of each kind by the names of their columns."""
    return json_text(
        [
            {
                "name": section.name,
                "title": section.title,
                "method": section.method,
                "sample": section.sample,
                "rows": [dict(zip(section.heads, row, strict=True)) for row in section.rows],
                "cannot_be_told": list(section.untold),
            }
            for section in sections
        ]
    )


def for_a_report(sections: Sequence[Section]) -> Printable:
    """Markdown, to go on from in a trend analysis."""
    parts = []
    for section in sections:
        parts += [heading(on_screen(section.title)), *map(paragraph, _about(section))]
        shown = table(_heads(section), _rows(section)) if section.rows else None
        parts.append(shown or paragraph(on_screen("Nothing to show.")))
        parts.append(bullets(on_screen(f"Cannot be told: {untold}") for untold in section.untold))
    return markdown_page(on_screen("Trends"), *parts, paragraph(on_screen(NEVER)))


TREND_FORMATS: Mapping[str, Callable[[Sequence[Section]], Printable]] = {
    "text": text,
    "markdown": for_a_report,
    "json": machine,
}
