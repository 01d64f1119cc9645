"""A page of the reference for a terminal: plain lines, as wide as the screen, code as it is written."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator

from sms_lint.ground.output.printable import Painted, Printable, block, line
from sms_lint.report.reference.blocks import (
    Block,
    Bullets,
    Code,
    Facts,
    Grid,
    Heading,
    Inline,
    Prose,
    ReferencePage,
)
from sms_lint.report.reference.in_language import in_words

Paint = Callable[[str, str], str | Painted]
_INDENT = "  "
# Columns whose cells speak for themselves.
_CLEAR = frozenset({"Value", "Needed", "Severity", "By when"})


def as_text(page: ReferencePage, width: int, paint: Paint) -> Printable:
    """The page as lines of at most `width` characters, those of code apart; `paint` colours a text."""
    lines: list[str] = [
        line(paint(text, "bold")) for text in _wrapped(f"{page.title}: {page.summary}", width, "")
    ]
    for part in page.blocks:
        if isinstance(part, Heading):
            lines += ["", line(paint(part.title, "bold"))]
        else:
            lines += _lines(part, width, paint)
    return block(lines)


def _lines(part: Block, width: int, paint: Paint) -> Iterator[str]:
    if isinstance(part, Prose):
        yield from _prose(part.markdown, width)
    elif isinstance(part, Bullets):
        yield from _bullets([_plain(item) for item in part.items], width)
    elif isinstance(part, Facts):
        for name, value in part.pairs:
            yield from _wrapped(f"{name}: {_plain(value)}", width, _INDENT)
    elif isinstance(part, Grid):
        yield from _grid(part, width, paint)
    elif isinstance(part, Code):
        yield from ([line(paint(f"{_INDENT}{part.caption}:", "dim"))] if part.caption else [])
        yield from (f"{_INDENT}{_INDENT}{text}".rstrip() for text in part.text.split("\n"))


def _plain(value: Inline) -> str:
    return value if isinstance(value, str) else ", ".join(value.names)


def _prose(markdown: str, width: int) -> Iterator[str]:
    """Paragraphs; lists and tables keep their lines."""
    for number, part in enumerate(re.split(r"\n[ \t]*\n", markdown)):
        yield from [""] if number else []
        if re.match(r"[ \t]*(?:[-*|>]|\d+\.)", part):
            yield from (f"{_INDENT}{line}" for line in part.split("\n"))
        else:
            yield from _wrapped(part, width, _INDENT)


def _bullets(items: Iterable[str], width: int) -> Iterator[str]:
    """A list; one of short names runs on in lines."""
    items = list(items)
    if items and all(" " not in item for item in items):
        yield from _wrapped(", ".join(items), width, _INDENT)
        return
    for item in items:
        yield from textwrap.wrap(
            item,
            width,
            initial_indent=f"{_INDENT}- ",
            subsequent_indent=f"{_INDENT}  ",
            break_on_hyphens=False,
        )


def _grid(grid: Grid, width: int, paint: Paint) -> Iterator[str]:
    """Each row as a name with its description, and below that, indented, the rest."""
    for first, second, *rest in grid.rows:
        name, _, title = _plain(first).lstrip("`").partition("` ")
        plain = name.strip("`")
        said = f"{plain}{f' ({title})' if title else ''}: {_plain(second)}"
        for text in _wrapped(said, width, _INDENT):
            whole = text.startswith(_INDENT + plain) if plain else False
            yield line(_INDENT, paint(plain, "bold"), text[len(_INDENT + plain) :]) if whole else text
            plain = ""  # it is only in the first line
        more = (_more(head, cell) for head, cell in zip(grid.heads[2:], rest, strict=True) if _plain(cell))
        yield from _wrapped(" · ".join(more), width, _INDENT * 3)


def _more(head: str, cell: Inline) -> str:
    return _plain(cell) if head in map(in_words, _CLEAR) else f"{head.lower()}: {_plain(cell)}"


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
