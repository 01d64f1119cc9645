"""A Word file that came back: which text it was, what it says now, and what people noted in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.markdown_runs import EMPHASIS, STRIKE, STRONG, Run, tidied
from sms_lint.intake.office_file import WORD, opened, xml_of
from sms_lint.intake.word.pieces import CELL, Grid, Part, Piece, Shape, nested, settled
from sms_lint.intake.word.style_names import CODE_MARK, CONTROL, NO_WORDS, PICTURE, RAISED_MARK, shape_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = (f"{W}del", f"{W}moveFrom")
_OFF = ("0", "false", "none", "off")
_NOTE = re.compile(r"\[(\w+)\]")
_CUSTOM = "docProps/custom.xml"


@dataclass(frozen=True)
class Returned:
    """A Word file of ours that came back.

    `parts` are its pieces as they are once all tracked changes are accepted, `rejected` as they were before them.
    `control` are the cells of the table of control data. `tracked` counts the tracked changes.
    """

    id: str
    version: str
    digest: str
    parts: Sequence[Part]
    rejected: Sequence[Part]
    control: Sequence[str]
    comments: Sequence[str]
    tracked: int


@dataclass
class _Reader:
    """Reads pieces; `accepted` says whether tracked changes count as done or as not made."""

    styles: Mapping[str, str]
    numbered: Mapping[tuple[str, int], bool]
    links: Mapping[str, str]
    accepted: bool
    parts: list[Part] = field(default_factory=list)
    control: list[str] = field(default_factory=list)
    begun: list[Run] = field(default_factory=list)

    @property
    def absent(self) -> tuple[str, ...]:
        """What counts as not there."""
        return _GONE if self.accepted else (f"{W}ins", f"{W}moveTo")

    def body(self, node: etree._Element) -> None:
        """Every paragraph and table, also those inside frames of Word's own."""
        for child in node:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag in (
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}customXml",
                f"{W}smartTag",
                f"{W}ins",
                f"{W}moveTo",
            ):
                self.body(child)

    def paragraph(self, node: etree._Element) -> None:
        """A paragraph; one whose end was struck out goes on in the next."""
        runs = [*self.begun, *self.runs(node)]
        self.begun = []
        if self.joins(node):
            self.begun = runs
            return
        shape = self.shape(node)
        if shape.kind == "code":
            said = "".join("\n" if run.form == "break" else run.text for run in runs).rstrip("\n")
            runs = [Run(said, form="code")] if said.strip() else []
        kept = tuple(runs) if shape.kind == "code" else settled(runs)
        if kept:
            self.parts.append(Piece(shape, kept))

    def joins(self, node: etree._Element) -> bool:
        """Whether the end of a paragraph counts as not there."""
        mark = node.find(f"{W}pPr/{W}rPr")
        return mark is not None and any(mark.find(tag) is not None for tag in self.absent)

    def shape(self, node: etree._Element) -> Shape:
        """What a paragraph is, by its style, or by the list that somebody made of it."""
        style = node.find(f"{W}pPr/{W}pStyle")
        name = self.styles.get(style.get(f"{W}val"), "") if style is not None else ""
        shape = shape_of(name)
        number = node.find(f"{W}pPr/{W}numPr")
        if (
            shape.kind in ("paragraph", "item")
            and number is not None
            and not name.casefold().startswith("sms")
        ):
            level, which = (_value(number, name) for name in ("ilvl", "numId"))
            depth = int(level) if level.isdecimal() else 0
            if which == "0":
                return Shape("paragraph")
            if shape.kind == "paragraph":
                return Shape("item", 0, depth + 1, self.numbered.get((which, depth), False))
            return shape._replace(depth=shape.depth + depth)
        return shape

    def table(self, node: etree._Element) -> None:
        """A table, or that of the control data."""
        rows = [row for row in node.iter(f"{W}tr") if not self.is_absent(row)]
        caption = node.find(f"{W}tblPr/{W}tblCaption")
        grid = tuple(tuple(self.cell(cell) for cell in row.iter(f"{W}tc")) for row in rows)
        if caption is not None and caption.get(f"{W}val") == CONTROL:
            self.control = [cell.words for row in grid for cell in row]
        elif any(cell.runs for row in grid for cell in row):
            self.parts.append(Grid(grid))

    def is_absent(self, row: etree._Element) -> bool:
        """Whether a row counts as not there."""
        marks = row.find(f"{W}trPr")
        return marks is not None and any(marks.find(tag) is not None for tag in self.absent)

    def cell(self, node: etree._Element) -> Piece:
        """A cell; its paragraphs are lines below each other."""
        runs: list[Run] = []
        for paragraph in node.iter(f"{W}p"):
            found = tidied(self.runs(paragraph))
            runs += [*([Run("", form="break")] if runs and found else []), *found]
        return Piece(CELL, settled(runs))

    def runs(self, node: etree._Element, target: str = "") -> Iterator[Run]:
        """The pieces of a line."""
        for child in node:
            if child.tag in self.absent or child.tag == _FALLBACK:
                continue
            if child.tag == f"{W}hyperlink":
                address = child.get(f"{W}anchor") or ""
                if address.startswith(PICTURE):
                    yield Run(_label(child), frozenset(), target, "picture", address.removeprefix(PICTURE))
                    continue
                inner = self.links.get(child.get(f"{_R}id") or "", "") or address.removeprefix("sms:")
                yield from self.runs(child, inner)
            elif child.tag == f"{W}r":
                yield from self.run(child, target)
            elif isinstance(child.tag, str) and child.tag != f"{W}pPr":
                yield from self.runs(child, target)

    def run(self, node: etree._Element, target: str) -> Iterator[Run]:
        """One piece of a line: its texts, line breaks and pictures, with the marks they have in common."""
        marks, style = self.marks(node)
        for child in node.iter():
            if child.tag in (f"{W}t", f"{W}delText"):
                yield _texted(child.text or "", marks, style, target)
            elif child.tag == f"{W}noBreakHyphen":
                yield Run("-", marks, target)
            elif child.tag == f"{W}tab" and child.getparent() is node:
                yield Run(" ", marks, target, "code" if style == CODE_MARK.casefold() else "text")
            elif child.tag in (f"{W}br", f"{W}cr") and child.get(f"{W}type") not in ("page", "column"):
                yield Run("", marks, target, "break")
            elif child.tag == _DRAWN and (child.get("name") or "").startswith("sms:"):
                source = child.get("name").removeprefix("sms:")
                yield Run(" ".join((child.get("descr") or "").split()), marks, target, "picture", source)

    def marks(self, node: etree._Element) -> tuple[frozenset[str], str]:
        """The marks of a run, and the name of its style in small letters."""
        said = node.find(f"{W}rPr")
        if said is None:
            return frozenset(), ""
        found = {
            mark
            for tag, mark in (("b", STRONG), ("i", EMPHASIS), ("strike", STRIKE))
            if (each := said.find(f"{W}{tag}")) is not None and (each.get(f"{W}val") or "1") not in _OFF
        }
        style = said.find(f"{W}rStyle")
        name = self.styles.get(style.get(f"{W}val"), "").casefold() if style is not None else ""
        found |= {STRONG} if name == "strong" else {EMPHASIS} if name == "emphasis" else set()
        return frozenset(found), name


def _label(node: etree._Element) -> str:
    """The words of a picture that stands as words; none where it has but the word for it."""
    said = "".join(text.text or "" for text in node.iter(f"{W}t")).strip().removeprefix("[").removesuffix("]")
    return "" if said == NO_WORDS else said


def _texted(text: str, marks: frozenset[str], style: str, target: str) -> Run:
    text = text.replace("\xa0", " ").replace("\u00ad", "")
    if style == CODE_MARK.casefold():
        return Run(text, marks, target, "code")
    note = _NOTE.fullmatch(text.strip())
    if style == RAISED_MARK.casefold() and note:
        return Run(note[1], marks, target, "footnote_reference")
    return Run(text, marks, target)


def _value(node: etree._Element, name: str) -> str:
    found = node.find(f"{W}{name}")
    return (found.get(f"{W}val") or "") if found is not None else ""


def read_returned(raw: bytes) -> Returned | None:
    """What a Word file says that was exported here; None where it was not. Raises SmsError for a broken file."""
    parts = opened(raw, WORD)
    marks = _marks(parts)
    if not {"sms-id", "sms-digest"} <= marks.keys():
        return None
    main = next(name for name in parts if re.fullmatch(WORD.main, name))
    body = xml_of(parts[main]).find(f"{W}body")
    if body is None:
        raise SmsError("holds no text; open it in Word and save it again")
    made = [
        _Reader(_styles(parts), _numbered(parts), _links(parts, main), accepted) for accepted in (True, False)
    ]
    for reader in made:
        reader.body(body)
    tracked = sum(1 for node in body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"))
    after, before = made
    return Returned(
        marks["sms-id"],
        marks.get("sms-version", ""),
        marks["sms-digest"],
        nested(after.parts),
        nested(before.parts),
        after.control,
        list(_comments(parts)),
        tracked,
    )


def _marks(parts: Mapping[str, bytes]) -> dict[str, str]:
    if _CUSTOM not in parts:
        return {}
    return {node.get("name") or "": "".join(node.itertext()).strip() for node in xml_of(parts[_CUSTOM])}


def _styles(parts: Mapping[str, bytes]) -> dict[str, str]:
    if "word/styles.xml" not in parts:
        return {}
    root = xml_of(parts["word/styles.xml"])
    return {style.get(f"{W}styleId") or "": _value(style, "name") for style in root.iter(f"{W}style")}


def _numbered(parts: Mapping[str, bytes]) -> dict[tuple[str, int], bool]:
    """Whether a list has numbers, by its number and the depth."""
    if "word/numbering.xml" not in parts:
        return {}
    root = xml_of(parts["word/numbering.xml"])
    forms = {
        (model.get(f"{W}abstractNumId"), int(level.get(f"{W}ilvl") or 0)): _value(level, "numFmt") != "bullet"
        for model in root.iter(f"{W}abstractNum")
        for level in model.iter(f"{W}lvl")
    }
    found = {}
    for number in root.iter(f"{W}num"):
        for (model, level), form in forms.items():
            if model == _value(number, "abstractNumId"):
                found[number.get(f"{W}numId") or "", level] = form
    return found


def _links(parts: Mapping[str, bytes], main: str) -> dict[str, str]:
    name = f"word/_rels/{main.rpartition('/')[2]}.rels"
    if name not in parts:
        return {}
    return {
        node.get("Id") or "": node.get("Target") or ""
        for node in xml_of(parts[name])
        if node.get("TargetMode")
    }


def _comments(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name in parts:
        if re.fullmatch(r"word/comments\d*\.xml", name):
            for comment in xml_of(parts[name]).iter(f"{W}comment"):
                yield " ".join(" ".join(text.text or "" for text in comment.iter(f"{W}t")).split())
