"""What a page of the reference is made of: the same blocks for the site, for a terminal and for Markdown."""

from typing import Literal, NamedTuple

PageSort = Literal["rule", "kind", "clause", "setting"]


class PageLinks(NamedTuple):
    """Names that have pages of their own: rules, kinds, clauses or settings."""

    to: PageSort
    names: tuple[str, ...]


# A sentence, in which text between backticks is code, or names that have pages.
Inline = str | PageLinks


class Heading(NamedTuple):
    """The title of a section."""

    title: str


class Prose(NamedTuple):
    """Paragraphs in Markdown."""

    markdown: str


class Bullets(NamedTuple):
    """A list of sentences."""

    items: tuple[Inline, ...]


class Facts(NamedTuple):
    """Names with their values."""

    pairs: tuple[tuple[str, Inline], ...]


class Grid(NamedTuple):
    """A table; the first cell of a row names what the row is about."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]


class Code(NamedTuple):
    """A file, or a piece of one. `marked` are the lines that matter, counted from 0: faulty ones, or `mended` ones."""

    caption: str
    text: str
    marked: tuple[int, ...] = ()
    mended: bool = False


Block = Heading | Prose | Bullets | Facts | Grid | Code


class ReferencePage(NamedTuple):
    """A page about one rule, kind or setting. `name` is what it is explained by; `summary` is one sentence."""

    name: str
    title: str
    summary: str
    blocks: tuple[Block, ...]


def as_sentence(words: str) -> str:
    """Words as a sentence of their own: with a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""
