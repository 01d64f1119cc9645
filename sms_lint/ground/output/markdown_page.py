"""A page in Markdown out of headings, paragraphs, lists and tables, whose texts stay texts.

A text is written so that GitHub, GitLab and the builder of the site all show it as it is. They differ in which marks a
backslash takes the meaning from; what the site's builder would leave a backslash before is written as a number.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote

from sms_lint.ground.output.characters import words_of
from sms_lint.ground.output.printable import Printable, block

_MARK = re.compile(
    r"(?P<slashed>[\\`*_{}\[\]#!])"
    r"|[<>&|~$^]|=(?==)"
    r"|:(?=//)|(?<=mailto):|(?<=xmpp):|(?<=\bwww)\.",  # else made a link unasked
    re.I,
)
# What opens a list, a heading, a block or a command, where a line begins.
_OPENING = re.compile(r"(?P<slashed>(?!))|^[-+=:?]|^\d+[.)]")


# What a forge makes a link to a person, a group, an issue or a proposal, however it is written; in code it does not.
_REFERENCE = re.compile(
    r"(?<![\w./-])[\w./-]*#\w[\w./-]*"  # `acme/sms#12` too
    r"|(?<![\w/])(?:[@!]|&(?!\w+;))\w[\w./-]*"
)
_ADDRESS = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w.~/%?&=#:+-]*)?")
_MARK_NAME = re.compile(r"[\w :.-]+")


class MarkdownLink(NamedTuple):
    """A text that leads to a file beside the page."""

    text: str
    target: str


Cell = str | MarkdownLink


def markdown_page(title: str, *parts: Iterable[str]) -> Printable:
    """A page; each part is a run of lines as the functions below give them."""
    return block(["# " + _inline(title), *(text for part in parts for text in ("", *part))])


def passage(*parts: Iterable[str]) -> Printable:
    """Parts below each other without a title of a page, for a few lines in an editor."""
    return block([text for number, part in enumerate(parts) for text in ([""] if number else []) + [*part]])


def heading(text: str, level: int = 2) -> list[Printable]:
    """The title of a part."""
    return [Printable(f"{'#' * level} {_inline(text)}")]


def paragraph(text: str) -> list[Printable]:
    """A few sentences."""
    return [Printable(_inline(text))]


def bullets(texts: Iterable[str], *, to_do: bool = False) -> list[Printable]:
    """A list, of things to be ticked off where `to_do`."""
    return [Printable(f"- {'[ ] ' if to_do else ''}{_inline(text)}") for text in texts]


def remarks(texts: Iterable[str]) -> list[Printable]:
    """A list for a comment on a forge: nobody is called by a name in it, and nothing is linked by a number."""
    return [Printable(f"- {_quiet(text)}") for text in texts]


def link_out(text: str, address: str) -> list[Printable]:
    """A link to a page elsewhere; just the text where the address is none of the web."""
    shown = _inline(text)
    return [Printable(f"[{shown}]({address})" if _ADDRESS.fullmatch(address) else shown)]


def mark(name: str) -> Printable:
    """A line that nobody sees, by which a program finds its own text again. Raises ValueError for other characters."""
    if not _MARK_NAME.fullmatch(name) or "--" in name:
        raise ValueError(f"{name!r} cannot be a mark")
    return Printable(f"<!-- {name} -->")


def _quiet(text: str) -> str:
    plain, found = words_of(text), 0
    written = []
    for reference in _REFERENCE.finditer(plain):
        written += [_MARK.sub(_marked, plain[found : reference.start()]), f"`{reference.group()}`"]
        found = reference.end()
    return _OPENING.sub(_marked, "".join((*written, _MARK.sub(_marked, plain[found:]))))


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[Printable]:
    """A table; every row has as many cells as there are heads."""
    lines = [heads, *rows]
    written = [Printable(f"| {' | '.join(map(_cell, cells))} |") for cells in lines]
    return [written[0], Printable(f"|{' --- |' * len(heads)}"), *written[1:]]


def links(before: str, targets: Iterable[MarkdownLink]) -> list[Printable]:
    """A line of links, with a few words before them."""
    return [Printable(f"{_inline(before)} {', '.join(map(_cell, targets))}")]


def _cell(cell: Cell) -> str:
    if isinstance(cell, MarkdownLink):
        return f"[{_within(cell.text)}]({quote(cell.target, safe='/#@', errors='replace')})"
    return _within(cell)


def _inline(text: str) -> str:
    """A text as one line that holds no mark of Markdown, no HTML, and no address that is made a link unasked."""
    return _OPENING.sub(_marked, _within(text))


def _within(text: str) -> str:
    """The same where no line begins: in a cell of a table."""
    return _MARK.sub(_marked, words_of(text))


def _marked(match: re.Match[str]) -> str:
    found = match.group()
    return f"\\{found}" if match["slashed"] else f"{found[:-1]}&#{ord(found[-1])};"
