"""A page that people read, out of a few kinds of block: in Markdown and in HTML, with nothing active in it."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from sms_lint.ground.output.characters import words_of
from sms_lint.ground.output.markdown_page import (
    MarkdownLink,
    bullets,
    heading,
    markdown_page,
    paragraph,
    table,
)
from sms_lint.ground.output.printable import Printable


class PageHeading(NamedTuple):
    """The title of a part."""

    text: str


class Paragraph(NamedTuple):
    """A few sentences."""

    text: str


class Listing(NamedTuple):
    """Points, one below the other."""

    points: Sequence[str]


class PageLink(NamedTuple):
    """A cell that leads to a file of the pack."""

    name: str


class PageTable(NamedTuple):
    """Rows of cells below a row of heads."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str | PageLink]]


PageBlock = PageHeading | Paragraph | Listing | PageTable


def as_markdown(title: str, blocks: Iterable[PageBlock]) -> Printable:
    """The page in Markdown."""
    return markdown_page(title, *map(_lines, blocks))


def _lines(block: PageBlock) -> Sequence[str]:
    if isinstance(block, PageHeading):
        return heading(block.text)
    if isinstance(block, Paragraph):
        return paragraph(block.text)
    if isinstance(block, Listing):
        return bullets(block.points)
    return table(block.heads, [[_linked(cell) for cell in row] for row in block.rows])


def _linked(cell: str | PageLink) -> str | MarkdownLink:
    return MarkdownLink(cell.name, cell.name) if isinstance(cell, PageLink) else cell


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #999;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#eee}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(title: str, blocks: Iterable[PageBlock]) -> str:
    """The page in HTML: one file, without any script, that loads nothing."""
    body = "\n".join(_element(block) for block in blocks)
    name = escape(words_of(title))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n<main>\n<h1>{name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _element(block: PageBlock) -> str:
    if isinstance(block, PageHeading):
        return f"<h2>{escape(words_of(block.text))}</h2>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(words_of(block.text))}</p>"
    if isinstance(block, Listing):
        return "<ul>\n" + "".join(f"<li>{escape(words_of(point))}</li>\n" for point in block.points) + "</ul>"
    heads = "".join(f'<th scope="col">{escape(words_of(head))}</th>' for head in block.heads)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_content(cell)}</td>' for cell in row)}</tr>\n" for row in block.rows
    )
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _content(cell: str | PageLink) -> str:
    if isinstance(cell, PageLink):
        return f'<a href="{escape(cell.name)}">{escape(cell.name)}</a>'
    return escape(words_of(cell))
