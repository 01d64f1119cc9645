"""A document as the pieces that Word shows: paragraphs, headings, items, cells, each with its place in the Markdown."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from string import punctuation
from typing import NamedTuple

from sms_lint.ground.output.markdown_runs import Run, tidied
from sms_lint.ground.text import heading_of, parsed
from sms_lint.ground.text.prose import Element

_MARKS = frozenset({"strong", "emphasis", "strike"})
_LINE = frozenset(
    {"text", "code", "link", "picture", "break", "soft_break", "html", "footnote_reference", "task", *_MARKS}
)


_BRACES = re.compile(r"\s+\{:?[^{}]*\}\s*\Z")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.I)
_ESCAPABLE = frozenset(punctuation)


class Shape(NamedTuple):
    """What a piece is: the level of a heading; how deep in lists and quotations, and whether its item has a number."""

    kind: str
    level: int = 0
    depth: int = 0
    ordered: bool = False
    quoted: int = 0


class Character(NamedTuple):
    """A character that people see, what it is part of, and where it stands; -1 where that is not one place."""

    sign: str
    run: Run
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading, item or the like: what it says, and from where to where its words stand in the file.

    `block` is the place of the whole, marks included; `prefix` what stands before its words in their first line.
    """

    shape: Shape
    runs: tuple[Run, ...]
    start: int = 0
    end: int = 0
    block: tuple[int, int] = (0, 0)
    prefix: str = ""
    characters: tuple[Character, ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> tuple[Shape, tuple[Run, ...]]:
        """What makes two pieces the same."""
        return self.shape, self.runs

    @property
    def words(self) -> str:
        """What people read of it."""
        return "".join(shown(run) for run in self.runs)


@dataclass(frozen=True)
class Grid:
    """A table: its rows of cells, and its place."""

    rows: tuple[tuple[Piece, ...], ...]
    block: tuple[int, int] = (0, 0)
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> Hashable:
        """What makes two tables the same."""
        return tuple(tuple(cell.key for cell in row) for row in self.rows)

    @property
    def words(self) -> str:
        """What people read of it."""
        return "\n".join(" | ".join(cell.words for cell in row) for row in self.rows)


Part = Piece | Grid
CELL = Shape("cell")


def shown(run: Run) -> str:
    """What stands in Word for a piece of a line."""
    if run.form == "footnote_reference":
        return f"[{run.text}]"
    if run.form == "picture":
        return f"[{run.text or 'picture'}]"
    return "\n" if run.form == "break" else run.text


def parts_of(text: str) -> list[Part]:
    """The pieces and tables of a Markdown text with front matter, in order. Comments and rules are none."""
    return nested(_parts(parsed(text).children, text, Shape("paragraph")))


def nested(parts: Iterable[Part]) -> list[Part]:
    """Pieces whose items are never more than one step deeper than what is above them, as people see them."""
    found: list[Part] = []
    depth = 0
    for part in parts:
        if isinstance(part, Piece) and part.shape.depth:
            allowed = max(depth + (part.shape.kind == "item"), 1)
            shape = part.shape._replace(depth=min(part.shape.depth, allowed))
            depth = shape.depth
            found.append(part if shape == part.shape else replace(part, shape=shape))
        else:
            depth = 0
            found.append(part)
    return found


def _parts(blocks: Iterable[Element], text: str, around: Shape) -> Iterator[Part]:
    for block in blocks:
        match block.kind:
            case "paragraph":
                yield from _piece(block, text, around)
            case "heading":
                heading = heading_of(block, text)
                yield from _piece(
                    block, text, around._replace(kind="heading", level=block.level), heading.cut
                )
            case "code_block":
                yield _code(block, text, around)
            case "quote":
                yield from _parts(block.children, text, around._replace(quoted=around.quoted + 1))
            case "list":
                for item in block.children:
                    deeper = around._replace(kind="item", depth=around.depth + 1, ordered=block.level >= 0)
                    yield from _item(item, text, deeper)
            case "table":
                yield _grid(block, text)
            case "footnote":
                yield from _parts(block.children, text, around._replace(kind="footnote"))


def _item(item: Element, text: str, shape: Shape) -> Iterator[Part]:
    """The pieces of an item: its own line, then what follows below it."""
    line = [child for child in item.children if child.kind in _LINE]
    blocks = [child for child in item.children if child.kind not in _LINE]
    if line:
        wrapped = replace(item, children=line, start=line[0].start, end=line[-1].end)
        yield from _piece(wrapped, text, shape)
    below = shape._replace(kind="continuation", ordered=False)
    for place, block in enumerate(blocks):
        first = place == 0 and not line and block.kind == "paragraph"
        yield from _parts([block], text, shape if first else below)


def _piece(block: Element, text: str, shape: Shape, cut: int | None = None) -> Iterator[Piece]:
    signs = list(_characters(block.children, text))
    if cut is not None and cut < block.end:
        said = "".join(sign.sign if len(sign.sign) == 1 else "\0" for sign in signs)
        braces = _BRACES.search(said)
        signs = signs[: braces.start()] if braces else signs
    while signs and signs[-1].sign == " ":
        signs.pop()
    runs = runs_of_characters(signs)
    if not runs:
        return
    start = next(child.start for child in block.children if child.kind != "task")
    end = block.children[-1].end if cut is None else min(block.children[-1].end, cut)
    end = start + len(text[start:end].rstrip())
    line = text.rfind("\n", 0, start) + 1
    yield Piece(shape, runs, start, end, (line, _line_end(text, block.end)), text[line:start], tuple(signs))


def runs_of_characters(signs: Sequence[Character]) -> tuple[Run, ...]:
    """The pieces of a line that characters make."""
    return settled(
        replace(sign.run, text=sign.sign) if sign.run.form in ("text", "code") else sign.run for sign in signs
    )


def settled(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The pieces of a line without marks on the spaces around words, which nobody sees and Markdown cannot write."""
    found = tidied(runs)
    for mark in sorted(_MARKS):
        found = [each for run in _split_spaces(found, mark) for each in run]
    return tuple(tidied(found))


def _split_spaces(runs: Sequence[Run], mark: str) -> Iterator[list[Run]]:
    for place, run in enumerate(runs):
        if mark not in run.marks or run.form != "text":
            yield [run]
            continue
        first = place == 0 or mark not in runs[place - 1].marks
        last = place == len(runs) - 1 or mark not in runs[place + 1].marks
        core = run.text.lstrip(" ") if first else run.text
        before = run.text[: len(run.text) - len(core)]
        kept = core.rstrip(" ") if last else core
        plain = run.marks - {mark}
        yield [
            replace(run, text=before, marks=plain),
            replace(run, text=kept),
            replace(run, text=core[len(kept) :], marks=plain),
        ]


def _characters(
    elements: Iterable[Element], text: str, marks: frozenset[str] = frozenset(), target: str = ""
) -> Iterator[Character]:
    for part in elements:
        if part.kind in _MARKS:
            yield from _characters(part.children, text, marks | {part.kind}, target)
        elif part.kind == "link":
            yield from _characters(part.children, text, marks, part.target)
        else:
            yield from _of_leaf(part, text, marks, target)


def _of_leaf(part: Element, text: str, marks: frozenset[str], target: str) -> Iterator[Character]:
    """The characters of what holds no other part: a text, a picture, the end of a line."""
    span = (part.start, part.end)
    if part.kind == "picture":
        run = Run(part.words, marks, target, "picture", part.target)
        yield Character(run.text, run, *span)
    elif part.kind == "soft_break":
        yield Character(" ", Run(" ", marks, target))
    elif part.kind == "break":
        yield Character("", Run("", marks, target, "break"), *span)
    elif part.kind == "html" and _LINE_BREAK.match(part.text):
        for each in _LINE_BREAK.finditer(text, *span):
            yield Character("", Run("", marks, target, "break"), *each.span())
    elif part.kind == "footnote_reference":
        yield Character("", Run(part.text, marks, target, part.kind), *span)
    elif part.kind in ("text", "code", "html"):
        yield from _of_text(part, text, marks, target)


def _of_text(part: Element, text: str, marks: frozenset[str], target: str) -> Iterator[Character]:
    form = "code" if part.kind == "code" else "text"
    run = Run(part.text, marks, target, form)
    places = _places(part, text) if form == "text" else None
    for place, sign in enumerate(part.text):
        at = places[place] if places else (-1, part.end)
        yield Character(" " if sign == "\xa0" else sign, run, *at)


def _places(part: Element, text: str) -> list[tuple[int, int]] | None:
    """Where each character of a text stands, with the backslash before it; None where signs stand for others."""
    found: list[tuple[int, int]] = []
    at = part.start
    for sign in part.text:
        start = at
        at += text[at] == "\\" and text[at + 1 : at + 2] == sign and sign in _ESCAPABLE
        if text[at : at + 1] != sign:
            return None
        at += 1
        found.append((start, at))
    return found if at == part.end else None


def _code(block: Element, text: str, around: Shape) -> Piece:
    said = "".join(child.text for child in block.children).rstrip("\n").replace("\xa0", " ")
    shape = around._replace(kind="code", level=0, ordered=False)
    start = text.rfind("\n", 0, block.start) + 1
    return Piece(
        shape, (Run(said, form="code"),), block.start, block.end, (start, _line_end(text, block.end))
    )


def _grid(block: Element, text: str) -> Grid:
    rows, lines = [], []
    for row in block.children:
        rows.append(tuple(_cell(cell, text) for cell in row.children))
        line = text.rfind("\n", 0, row.start) + 1
        lines.append((line, _line_end(text, row.start + 1)))
    return Grid(tuple(rows), (text.rfind("\n", 0, block.start) + 1, _line_end(text, block.end)), tuple(lines))


def _cell(cell: Element, text: str) -> Piece:
    signs = list(_characters(cell.children, text))
    start = cell.children[0].start if cell.children else cell.start
    end = cell.children[-1].end if cell.children else cell.start
    return Piece(CELL, runs_of_characters(signs), start, end, (cell.start, cell.end), "", tuple(signs))


def _line_end(text: str, offset: int) -> int:
    """The end of the line that something before an offset stands in; an offset behind a line end is that line's."""
    at = offset - 1 if text[offset - 1 : offset] == "\n" else offset
    found = text.find("\n", at)
    return len(text) if found == -1 else found
