"""A page that people read, out of a few kinds of block: in Markdown and in HTML, with nothing active in it."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from sms_lint.report.style import visible

_MARKS = re.compile(r"[\\`*_{}\[\]<>()#+!|&~]")


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


def as_markdown(title: str, blocks: Iterable[PageBlock]) -> str:
    """The page in Markdown."""
    parts = [f"# {_marked(title)}"]
    for block in blocks:
        if isinstance(block, PageHeading):
            parts.append(f"## {_marked(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(_marked(block.text))
        elif isinstance(block, Listing):
            parts.append("\n".join(f"- {_marked(point)}" for point in block.points))
        else:
            lines = [block.heads, ["---"] * len(block.heads), *block.rows]
            parts.append("\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines))
    return "\n\n".join(parts) + "\n"


def _cell(cell: str | PageLink) -> str:
    if isinstance(cell, PageLink):
        return f"[{_marked(cell.name)}]({cell.name})"
    return cell if cell == "---" else _marked(cell)


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", _plain(text))


def _plain(text: str) -> str:
    return " ".join(visible(text).split())


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #999;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#eee}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(title: str, blocks: Iterable[PageBlock]) -> str:
    """The page in HTML: one file, without any script, that loads nothing."""
    body = "\n".join(_element(block) for block in blocks)
    name = escape(_plain(title))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n<main>\n<h1>{name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _element(block: PageBlock) -> str:
    if isinstance(block, PageHeading):
        return f"<h2>{escape(_plain(block.text))}</h2>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(_plain(block.text))}</p>"
    if isinstance(block, Listing):
        return "<ul>\n" + "".join(f"<li>{escape(_plain(point))}</li>\n" for point in block.points) + "</ul>"
    heads = "".join(f'<th scope="col">{escape(_plain(head))}</th>' for head in block.heads)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_content(cell)}</td>' for cell in row)}</tr>\n" for row in block.rows
    )
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _content(cell: str | PageLink) -> str:
    if isinstance(cell, PageLink):
        return f'<a href="{escape(cell.name)}">{escape(cell.name)}</a>'
    return escape(_plain(cell))
