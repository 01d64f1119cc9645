"""Trends for people, for a report, and for programs: each with its method, its sample and what cannot be told."""

from collections.abc import Callable, Mapping, Sequence

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import bullets, heading, markdown_page, paragraph, table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.measure.trends.section import Section

NEVER = "Trends are hints from records as they are. They decide nothing: people judge them, and say why."


def text(sections: Sequence[Section]) -> Printable:
    """For the screen: a table of columns for each kind of trend."""
    lines = []
    for section in sections:
        lines += [section.title, f"  Method: {section.method}.", f"  Sample: {section.sample}."]
        lines += [f"    {row}" for row in _columns(section)]
        lines += [f"  Cannot be told: {untold}." for untold in section.untold]
        lines.append("")
    return block([*lines, NEVER])


def _columns(section: Section) -> list[str]:
    if not section.rows:
        return ["nothing to show"]
    lines = [section.heads, *section.rows]
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
        parts += [heading(section.title), paragraph(f"Method: {section.method}.")]
        parts.append(paragraph(f"Sample: {section.sample}."))
        parts.append(table(section.heads, section.rows) if section.rows else paragraph("Nothing to show."))
        parts.append(bullets(f"Cannot be told: {untold}" for untold in section.untold))
    return markdown_page("Trends", *parts, paragraph(NEVER))


TREND_FORMATS: Mapping[str, Callable[[Sequence[Section]], Printable]] = {
    "text": text,
    "markdown": for_a_report,
    "json": machine,
}
