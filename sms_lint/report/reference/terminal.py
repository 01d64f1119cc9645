"""A page of the reference for a terminal: plain lines, as wide as the screen, code as it is written."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator

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

Paint = Callable[[str, str], str]
_INDENT = "  "
# Columns whose cells speak for themselves.
_CLEAR = frozenset({"Value", "Needed", "Severity", "By when"})


def as_text(page: ReferencePage, width: int, paint: Paint) -> str:
    """The page as lines of at most `width` characters, those of code apart; `paint` colours a text."""
    lines = [*_wrapped(f"{page.title}: {page.summary}", width, "", lambda line: paint(line, "bold"))]
    for block in page.blocks:
        if isinstance(block, Heading):
            lines += ["", paint(block.title, "bold")]
        else:
            lines += _lines(block, width, paint)
    return "\n".join(lines) + "\n"


def _lines(block: Block, width: int, paint: Paint) -> Iterator[str]:
    if isinstance(block, Prose):
        yield from _prose(block.markdown, width)
    elif isinstance(block, Bullets):
        yield from _bullets([_plain(item) for item in block.items], width)
    elif isinstance(block, Facts):
        for name, value in block.pairs:
            yield from _wrapped(f"{name}: {_plain(value)}", width, _INDENT)
    elif isinstance(block, Grid):
        yield from _grid(block, width, paint)
    elif isinstance(block, Code):
        yield from ([paint(f"{_INDENT}{block.caption}:", "dim")] if block.caption else [])
        yield from (f"{_INDENT}{_INDENT}{line}".rstrip() for line in block.text.split("\n"))


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
    """Each row as a name with what is said of it, and below that, further in, what else there is."""
    for first, second, *rest in grid.rows:
        name, _, title = _plain(first).lstrip("`").partition("` ")
        plain = name.strip("`")
        named = paint(plain, "bold")
        said = f"{named}{f' ({title})' if title else ''}: {_plain(second)}"
        yield from _wrapped(said, width + len(named) - len(plain), _INDENT)
        more = (_more(head, cell) for head, cell in zip(grid.heads[2:], rest, strict=True) if _plain(cell))
        yield from _wrapped(" · ".join(more), width, _INDENT * 3)


def _more(head: str, cell: Inline) -> str:
    return _plain(cell) if head in _CLEAR else f"{head.lower()}: {_plain(cell)}"


def _wrapped(text: str, width: int, indent: str, finish: Callable[[str], str] = str) -> Iterator[str]:
    words = " ".join(text.split())
    for line in textwrap.wrap(
        words,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    ):
        yield finish(line)
