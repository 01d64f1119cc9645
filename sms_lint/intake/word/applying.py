"""Changes made in Word as edits of the Markdown: only what changed is written anew, and the result is read again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.markdown_document import block_text, escaped_text, line_text
from sms_lint.ground.output.markdown_runs import element_of
from sms_lint.ground.text import body_start
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.ground.text.prose import Element
from sms_lint.intake.word.comparing import paired, paired_rows
from sms_lint.intake.word.pieces import Character, Grid, Part, Piece, parts_of, shown


class Applied(NamedTuple):
    """The text as it is then, and what of the change could not be written: sentences for people."""

    text: str
    remarks: tuple[str, ...] = ()


def applied(text: str, now: Sequence[Part]) -> Applied:
    """The text of a file once it says what the Word file says. Raises SmsError where its words cannot be written so.

    First within lines, so that the marks and line ends of their other words stay; else line by line. What comes out is
    read again and has to be what Word says; a mark that Markdown has no way to write is left out, and said.
    """
    base = parts_of(text)
    wanted = [part.key for part in now]
    if [part.key for part in base] == wanted:
        return Applied(text)
    written = text
    for fine in (True, False):
        written = edited(text, _Changes(text, base, now, fine).edits())
        if [part.key for part in parts_of(written)] == wanted:
            return Applied(written)
    there = parts_of(written)
    if [_plain(part) for part in there] == [_plain(part) for part in now]:
        pairs = zip(there, now, strict=True)
        return Applied(written, tuple(_unmarked(new) for old, new in pairs if old.key != new.key))
    place = next(
        (
            place
            for place, (old, new) in enumerate(zip(there, now, strict=False))
            if _plain(old) != _plain(new)
        ),
        min(len(there), len(now)),
    )
    where = _begin(now[place] if place < len(now) else there[place])
    raise SmsError(
        f"the change at “{where}” cannot be written in Markdown as it is in Word; make it in the text itself, "
        "undo it in Word, and import the rest"
    )


def _plain(part: Part) -> object:
    """What a piece says, whatever its marks."""
    if isinstance(part, Grid):
        return tuple(tuple(cell.words for cell in row) for row in part.rows)
    return part.shape, part.words


def _unmarked(part: Part) -> str:
    return f"a mark (bold, italic, struck out) in “{_begin(part)}” cannot be written in Markdown; its words are in"


def _begin(part: Part) -> str:
    return " ".join(part.words.split())[:80]


@dataclass
class _Changes:
    """Works out the edits from pieces before and now; `fine` says that unchanged words of a line keep their marks."""

    text: str
    before: Sequence[Part]
    now: Sequence[Part]
    fine: bool

    def edits(self) -> Iterator[Edit]:
        """Every edit of the file, in order."""
        last: Part | None = None
        fresh: list[Part] = []
        for pair in paired(self.before, self.now):
            if pair.before is None:
                fresh.append(self.now[pair.now or 0])
                continue
            if fresh:
                yield self.inserted(last, fresh)
                fresh = []
            old = self.before[pair.before]
            if pair.now is None:
                yield self.removed(old)
            else:
                yield from self.changed(old, self.now[pair.now])
                last = old
        if fresh:
            yield self.inserted(last, fresh)

    def changed(self, old: Part, new: Part) -> Iterator[Edit]:
        """The edits of one piece, or of one table."""
        if old.key == new.key:
            return
        if isinstance(old, Grid) and isinstance(new, Grid):
            yield from self.table(old, new)
        elif isinstance(old, Piece) and isinstance(new, Piece):
            yield from self.line(old, new)

    def line(self, old: Piece, new: Piece) -> Iterator[Edit]:
        """The edits of a paragraph, a heading, an item or a cell."""
        cell = old.shape.kind == "cell"
        if old.shape.kind == "code":
            yield Edit(
                old.start,
                old.end,
                self.as_block(new, _indent(old)) + "\n" * self.text[: old.end].endswith("\n"),
            )
            return
        patches = _patches(old, new, cell=cell) if self.fine else None
        if patches is not None:
            yield from patches
        elif cell and not old.runs:
            yield Edit(old.block[0], old.block[1], f" {line_text(new.runs, cell=True)} ")
        else:
            written = line_text(new.runs, cell=cell, heading=old.shape.kind == "heading")
            yield Edit(old.start, old.end, _below(written, old))

    def table(self, old: Grid, new: Grid) -> Iterator[Edit]:
        """The edits of the cells and rows of a table; one whose columns changed is written anew."""
        widths = {len(row) for row in (*old.rows, *new.rows)}
        head = old.rows and new.rows
        pairs = paired_rows(old.rows[1:], new.rows[1:])
        if len(widths) != 1 or not head:
            yield Edit(*old.block, _table_text(new))
            return
        yield from self.row(old.rows[0], new.rows[0])
        end = self.text.find("\n", old.lines[0][1] + 1)
        end = len(self.text) if end == -1 else end
        for pair in pairs:
            if pair.before is None:
                yield Edit(end, end, f"\n{_row_text(new.rows[1 + (pair.now or 0)])}")
                continue
            line = old.lines[1 + pair.before]
            if pair.now is None:
                yield Edit(line[0] - 1, line[1], "")
            else:
                yield from self.row(old.rows[1 + pair.before], new.rows[1 + pair.now])
            end = line[1]

    def row(self, old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Edit]:
        """The edits of the cells of one row."""
        for before, now in zip(old, new, strict=True):
            yield from self.changed(before, now)

    def removed(self, old: Part) -> Edit:
        """A piece taken out with its line, and with the empty line after it."""
        start, end = old.block
        end = min(end + 1, len(self.text))
        if self.text[end : end + 1] == "\n" and not (isinstance(old, Piece) and old.shape.depth):
            end += 1
        return Edit(start, end, "")

    def inserted(self, last: Part | None, fresh: Sequence[Part]) -> Edit:
        """New pieces behind another one, in the way in which their neighbours are written."""
        at = last.block[1] if last is not None else body_start(self.text)
        pieces: list[str] = []
        above = last
        for part in fresh:
            alone = not (_is_item(part) and _is_item(above) and not self.is_loose(part))
            pieces.append(("\n\n" if alone else "\n") + self.as_block(part, self.prefix(part, above)))
            above = part
        text = "".join(pieces)
        if last is None:
            return Edit(at, at, text.lstrip("\n") + "\n\n")
        after = self.text[at : at + 2]
        closing = (
            ""
            if after in ("\n\n", "\n", "") or (_is_item(fresh[-1]) and not self.is_loose(fresh[-1]))
            else "\n"
        )
        return Edit(at, at, text + closing)

    def is_loose(self, part: Part) -> bool:
        """Whether items like this one have empty lines between them."""
        return any(
            self.text[first.block[1] : second.block[0]].count("\n") > 1
            for first, second in pairwise(self.before)
            if isinstance(part, Piece)
            and isinstance(first, Piece)
            and isinstance(second, Piece)
            and first.shape == second.shape == part.shape
        )

    def prefix(self, part: Part, above: Part | None) -> str:
        """What a new piece has before its words: as the nearest piece of its sort has it."""
        if isinstance(part, Grid) or part.shape.kind == "heading":
            return "#" * part.shape.level + " " if isinstance(part, Piece) else ""
        quoted = "> " * part.shape.quoted
        if part.shape.kind == "footnote":
            return "    "
        if not part.shape.depth:
            return quoted
        place = next((place for place, each in enumerate(self.before) if each is above), None)
        near = self.nearest(part, place if place is not None else len(self.before))
        if near is not None:
            return near.prefix.replace("[x]", "[ ]").replace("[X]", "[ ]")
        marker = "" if part.shape.kind == "continuation" else "1. " if part.shape.ordered else "- "
        item = self.item_above(part, above)
        indent = " " * len(item.prefix) if item is not None else quoted + "  " * (part.shape.depth - 1)
        return indent + marker

    def nearest(self, part: Piece, place: int) -> Piece | None:
        """The nearest piece of the same sort above a place in the same list, or else just below it."""
        above = self.before[place::-1] if place < len(self.before) else []
        for side in (above, self.before[place + 1 :]):
            for each in side:
                if not isinstance(each, Piece) or not each.shape.depth:
                    break
                if each.shape == part.shape and each.prefix:
                    return each
        return None

    def item_above(self, part: Piece, above: Part | None) -> Piece | None:
        """The item that a new piece lies in."""
        deep = part.shape.depth - (part.shape.kind == "item")
        place = next((place for place, each in enumerate(self.before) if each is above), -1)
        for each in self.before[place::-1] if place >= 0 else []:
            if (
                isinstance(each, Piece)
                and each.shape.kind == "item"
                and each.shape.depth == deep
                and each.prefix
            ):
                return each
        return None

    def as_block(self, part: Part, prefix: str) -> str:
        """A new piece as lines."""
        if isinstance(part, Grid):
            return _table_text(part)
        if part.shape.kind == "code":
            code = Element("code_block", 0, 0, [Element("text", 0, 0, text=part.words)])
            return block_text(code).replace("\n", f"\n{prefix}") if prefix else block_text(code)
        written = line_text(part.runs, heading=part.shape.kind == "heading")
        return prefix + written.replace("\n", "\n" + _indent_of(prefix))


def _is_item(part: Part | None) -> bool:
    return isinstance(part, Piece) and part.shape.kind == "item"


def _indent(piece: Piece) -> str:
    return _indent_of(piece.prefix)


def _indent_of(prefix: str) -> str:
    return "".join(sign if sign == ">" else " " for sign in prefix)


def _below(written: str, old: Piece) -> str:
    """Lines of a piece, those after the first as deep as the piece."""
    return written.replace("\n", "\n" + _indent(old))


def _row_text(row: Sequence[Piece]) -> str:
    return f"| {' | '.join(line_text(cell.runs, cell=True) for cell in row)} |"


def _table_text(grid: Grid) -> str:
    rows = [
        Element("row" if place else "head", 0, 0, [element_of("cell", cell.runs) for cell in row])
        for place, row in enumerate(grid.rows)
    ]
    return block_text(Element("table", 0, 0, rows))


def _patches(old: Piece, new: Piece, *, cell: bool) -> list[Edit] | None:
    """Edits of words inside a line; None where marks are touched, or where a character stands in several places."""
    before = list(old.characters)
    now = [
        Character(sign, run)
        for run in new.runs
        for sign in (run.text if run.form == "text" else [shown(run)])
    ]
    matcher = SequenceMatcher(
        None, [_sort(each) for each in before], [_sort(each) for each in now], autojunk=False
    )
    edits: list[Edit] = []
    for sign, first, end, start, stop in matcher.get_opcodes():
        if sign == "equal":
            continue
        edit = _patch(before, (first, end), now[start:stop], cell=cell)
        if edit is None:
            return None
        edits.append(edit)
    return edits


def _sort(character: Character) -> object:
    run = character.run
    return (
        character.sign,
        run.marks,
        run.target,
        run.form,
        run.text if run.form == "footnote_reference" else "",
        run.source,
    )


def _patch(
    before: Sequence[Character], span: tuple[int, int], new: Sequence[Character], *, cell: bool
) -> Edit | None:
    first, end = span
    gone = before[first:end]
    beside = gone[0] if gone else before[first - 1] if first else before[first] if before else None
    if beside is None or any(each.start < 0 or each.run.form != "text" for each in (*gone, beside)):
        return None
    style = (beside.run.marks, beside.run.target)
    if any((each.run.marks, each.run.target, each.run.form) != (*style, "text") for each in (*gone, *new)):
        return None
    start = gone[0].start if gone else beside.end if first else beside.start
    stop = gone[-1].end if gone else start
    if stop - start != sum(each.end - each.start for each in gone):
        return None
    written = escaped_text("".join(each.sign for each in new), cell=cell, linked=bool(style[1]))
    return Edit(start, stop, written)
