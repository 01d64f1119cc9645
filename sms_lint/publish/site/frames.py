"""What is HTML already stays away from the builder: it gets each page with marks in its place, and makes the frame.

Nearly all that a page holds is HTML of ours, which the builder would read tag by tag and hand on unchanged; that took
three quarters of its time. Headings stay with it, for its table of contents, and so does whatever is no plain block of
ours. The whole text of each page is kept beside, so that a page is compared, and filled in, by what it says.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from sms_lint.outside.disk import PlainFiles, lay_out, read_plain

_HEADING = re.compile(r"^#{1,6} .*$", re.M)
_MARK = re.compile(r'<p data-sms-part="(\d+)"></p>')
# What begins a block for the builder; a line that begins otherwise would become a paragraph, or be Markdown.
_BLOCK = re.compile(
    r"</?(?:blockquote|details|div|dl|figure|h[1-6]|hr|nav|ol|p|pre|section|summary|table|ul)\b"
)


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


def fill(site: Path, texts: Path, pages: Iterable[str] | None = None) -> None:
    """Fill in the pages of a site, or some of them by their paths; `texts` is the folder with their whole texts."""
    known = PlainFiles(texts)
    made = (
        pages if pages is not None else (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    )
    for name in sorted(made):
        source = f"{name.removesuffix('.html')}.md"
        if known.is_file(source):
            page, text = read_plain(site, name).decode("utf-8"), read_plain(texts, source).decode("utf-8")
            lay_out(site, {name: filled(page, text).encode()})


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
    lines = piece.split("\n")
    filled_lines = [line for line in lines if line.strip()]
    begins = [
        line for before, line in zip(["", *lines], lines, strict=False) if line.strip() and not before.strip()
    ]
    return (
        bool(filled_lines)
        and all(line.startswith("<") for line in filled_lines)
        and all(map(_BLOCK.match, begins))
    )
