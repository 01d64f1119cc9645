"""What is HTML already stays away from the builder: it gets each page with marks in its place, and makes the frame.

Nearly all that a page holds is HTML of ours, which the builder would read tag by tag and hand on unchanged; that took
three quarters of its time. Headings stay with it, for its table of contents, and so does whatever is no plain block of
ours. The whole text of each page is kept beside, so that a page is compared, and filled in, by what it says.
"""

import re
from collections.abc import Callable
from pathlib import Path

from sms_lint.outside.disk import PlainFiles

_HEADING = re.compile(r"^#{1,6} .*$", re.M)
_MARK = re.compile(r'<p data-sms-part="(\d+)"></p>')
# What begins a block for the builder; a line that begins otherwise would become a paragraph, or be Markdown.
_BLOCK = r"</?(?:blockquote|details|div|dl|figure|h[1-6]|hr|nav|ol|p|pre|section|summary|table|ul)\b"
# A line that begins with no tag, and the first line of a block that begins with none for the builder.
_NO_TAG = re.compile(r"\n(?!<)[^\S\n]*+\S")
_NO_BLOCK = re.compile(rf"\n[^\S\n]*+\n(?!{_BLOCK})(?=[^\S\n]*+\S)")
# What the theme's templates leave between their tags; where a page says something word for word, each blank counts.
_LITERAL = re.compile(r"<article\b.*</article>|<(pre|script|style|textarea)\b.*?</\1\s*>", re.I | re.S)
_INDENT = re.compile(r"\n\s+")


def framed(text: str) -> str:
    """The page as the builder gets it: a mark for each part that is nothing but blocks of HTML."""
    number = iter(range(len(text)))
    return "".join(
        f'\n\n<p data-sms-part="{next(number)}"></p>\n\n' if is_part else part
        for part, is_part in _parts(text)
    )


def filled(page: str, text: str) -> str:
    """A page that the builder made, with the parts of its text in the place of their marks."""
    parts = [part for part, is_part in _parts(text) if is_part]
    return _MARK.sub(lambda match: parts[int(match[1])].strip("\n"), page)


def finished_by(texts: Path) -> Callable[[str, str], str]:
    """What makes a page of the builder whole, by its path and text; `texts` is the folder with the whole texts."""
    known, most = PlainFiles(texts), 1 << 40

    def finished(name: str, page: str) -> str:
        source = f"{name.removesuffix('.html')}.md"
        text = known.read(source, most).decode("utf-8") if known.is_file(source) else ""
        return without_indents(filled(page, text) if text else page)

    return finished


def without_indents(page: str) -> str:
    """The page without empty lines and indents around its content: the theme leaves 10 KB of them on each page."""
    pieces, at = [], 0
    for literal in _LITERAL.finditer(page):
        pieces += [_INDENT.sub("\n", page[at : literal.start()]), literal.group()]
        at = literal.end()
    return "".join([*pieces, _INDENT.sub("\n", page[at:])])


def _parts(text: str) -> list[tuple[str, bool]]:
    """The text in its pieces, headings apart; whether each is nothing but blocks of HTML."""
    head, rule, body = text.partition("\n---\n")
    found = [(head + rule, False)]
    at = 0
    for match in _HEADING.finditer(body):
        found += [(body[at : match.start()], True), (match.group(), False)]
        at = match.end()
    found.append((body[at:], True))
    return [(piece, is_body and _is_html(piece)) for piece, is_body in found]


def _is_html(piece: str) -> bool:
    """Whether each line begins with a tag, and each block with one that begins a block for the builder, too."""
    after_an_empty_line = f"\n\n{piece}"
    return (
        not piece.isspace()
        and bool(piece)
        and not _NO_TAG.search(after_an_empty_line)
        and not _NO_BLOCK.search(after_an_empty_line)
    )
