"""Tables that say how they were found, on a page."""

from collections.abc import Iterable

from sms_lint.measure.trends.section import Section
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import bullets, heading, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.report.sections import CELLS
from sms_lint.translation import ours


def sections_as_page(here: PageContext, sections: Iterable[Section]) -> Safe:
    """Each section with its heading, how it was found, of how much, its table, and what nobody can tell."""
    return Safe("".join(_section(here, section) for section in sections))


def _section(here: PageContext, section: Section) -> Safe:
    about = ours(f"Method: {section.method}. Sample: {section.sample}.")
    untold = [text(ours(f"Cannot be told: {said}.")) for said in section.untold]
    rows = [[_cell(here, cell) for cell in row] for row in section.rows]
    return Safe(
        heading(2, text(ours(section.title)), f"sms-{section.name}")
        + table(section.heads, rows, section.title, "loose cards")
        + paragraph(here.prose(about), "count")
        + bullets(untold)
    )


def _cell(here: PageContext, cell: str) -> Safe:
    """A cell: a word of ours in the language, a role by its title, else the text with its ids as links."""
    if cell in CELLS:
        return text(ours(cell))
    return here.node(cell) if cell in here.view.role_titles else here.prose(cell)
