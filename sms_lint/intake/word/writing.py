"""A document as a Word file: its control data, its text in Word's own styles, and what says later which text it was."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sms_lint.ground.output.markdown_runs import EMPHASIS, STRIKE, STRONG, Run
from sms_lint.intake.word.pieces import Grid, Part, Piece, Shape, parts_of, shown
from sms_lint.intake.word.style_names import CODE_MARK, CONTROL, LINK_MARK, PICTURE, RAISED_MARK, style_of
from sms_lint.model.node import Document

_WIDEST = Cm(16)
_LINKED = ("http://", "https://", "mailto:")
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def digest_of(text: str) -> str:
    """What says that a text is still the one that was exported."""
    return sha256(text.encode()).hexdigest()


def word_file(document: Document, picture: Callable[[str], bytes | None]) -> bytes:
    """The Word file of a document; `picture` gives a file by the address that the text uses for it."""
    text = document.origin.file.text
    writer = _Writer(docx.Document(), picture)
    writer.control(document)
    for part in parts_of(text):
        writer.part(part)
    writer.marks({"sms-id": document.id, "sms-version": document.version, "sms-digest": digest_of(text)})
    properties = writer.file.core_properties
    properties.title, properties.author, properties.comments = _plain(document.title)[:255], "", ""
    stream = BytesIO()
    writer.file.save(stream)
    return stream.getvalue()


@dataclass
class _Writer:
    """Puts pieces into a new Word file, one after the other."""

    file: Any
    picture: Callable[[str], bytes | None]
    numbered: dict[int, int] = field(default_factory=dict)
    styles: dict[str, Any] = field(default_factory=dict)

    def control(self, document: Document) -> None:
        """The control data, above the text and on each page."""
        section = self.file.sections[0]
        section.header.paragraphs[0].text = _plain(
            f"{document.title} · {document.id} · version {document.version} · {document.classification}"
        )
        table = self.file.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        _caption(table, CONTROL)
        for name, value in _control_rows(document):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, _plain(value)
            cells[0].paragraphs[0].runs[0].bold = True
        self.file.add_paragraph()

    def part(self, part: Part) -> None:
        """One piece or table."""
        if isinstance(part, Grid):
            self.numbered.clear()
            self.grid(part)
            return
        shape = part.shape
        if shape.kind not in ("item", "continuation", "code"):
            self.numbered.clear()
        paragraph = self.file.add_paragraph(style=self.style(part))
        if shape.kind == "item" and shape.ordered:
            self.number(paragraph, shape.depth)
        self.runs(paragraph, part.runs)

    def grid(self, grid: Grid) -> None:
        """A table, its first row being its head."""
        table = self.file.add_table(rows=0, cols=max(len(row) for row in grid.rows))
        table.style = "Table Grid"
        for place, row in enumerate(grid.rows):
            cells = table.add_row().cells
            for cell, piece in zip(cells, row, strict=False):
                self.runs(cell.paragraphs[0], piece.runs)
            if place == 0:
                _repeat(table.rows[0])
        self.file.add_paragraph()

    def style(self, piece: Piece) -> Any:
        """The style of a piece, made where Word has none of that name."""
        name = style_of(piece.shape)
        return self.styles.get(name) or self.found(name, lambda: self.make(name, piece.shape))

    def found(self, name: str, make: Callable[[], Any]) -> Any:
        """A style by its name; looked for once, since Word has many."""
        self.styles[name] = self.file.styles[name] if name in self.file.styles else make()
        return self.styles[name]

    def make(self, name: str, shape: Shape) -> Any:
        """A style of our own for a piece of which Word has none."""
        made = self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = self.file.styles["Normal"]
        made.paragraph_format.left_indent = Cm(0.6 * (shape.depth + shape.quoted))
        if shape.kind == "code":
            made.font.name, made.font.size = "Courier New", Pt(9)
        return made

    def character_style(self, name: str) -> Any:
        """The style of a piece of a line."""
        return self.styles.get(name) or self.found(name, lambda: self.make_for_line(name))

    def make_for_line(self, name: str) -> Any:
        """A style of our own for a piece of a line."""
        made = self.file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        if name == CODE_MARK:
            made.font.name, made.font.size = "Courier New", Pt(9.5)
        elif name == RAISED_MARK:
            made.font.superscript = True
        else:
            made.font.underline, made.font.color.rgb = True, RGBColor(0x1F, 0x4E, 0x9E)
        return made

    def number(self, paragraph: Any, depth: int) -> None:
        """Give an item of a list with numbers its number: each list begins with 1."""
        for deeper in [known for known in self.numbered if known > depth]:
            del self.numbered[deeper]
        if depth not in self.numbered:
            self.numbered[depth] = _fresh_numbering(self.file, depth)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self.numbered[depth]

    def runs(self, paragraph: Any, runs: Iterable[Run]) -> None:
        """The pieces of a line."""
        for run in runs:
            if run.form == "picture" and not self.can_show(run):
                self.linked(paragraph, PICTURE + run.source).text = _plain(shown(run))
            else:
                self.fill(self.linked(paragraph, run.target) if run.target else paragraph.add_run(), run)

    def fill(self, made: Any, run: Run) -> None:
        """One piece of a line, with its marks."""
        made.bold = True if STRONG in run.marks else None
        made.italic = True if EMPHASIS in run.marks else None
        made.font.strike = True if STRIKE in run.marks else None
        if run.form == "break":
            made.add_break(WD_BREAK.LINE)
        elif run.form == "picture":
            self.show(made, run)
        else:
            made.text = _plain(shown(run))
        if run.form == "code":
            made.style = self.character_style(CODE_MARK)
        elif run.form == "footnote_reference":
            made.style = self.character_style(RAISED_MARK)

    def can_show(self, run: Run) -> bool:
        """Whether Word knows the form of a picture."""
        from docx.image.image import Image

        raw = self.picture(run.source)
        try:
            return raw is not None and bool(Image.from_blob(raw).px_width)
        except Exception:  # noqa: BLE001 - a form that Word does not know, or a picture that is broken
            return False

    def show(self, made: Any, run: Run) -> None:
        """A picture, no wider than the page."""
        shape = made.add_picture(BytesIO(self.picture(run.source) or b""))
        if shape.width > _WIDEST:
            shape.width, shape.height = _WIDEST, int(shape.height * _WIDEST / shape.width)
        shape._inline.docPr.set("name", f"sms:{run.source}")
        shape._inline.docPr.set("descr", _plain(run.text))

    def linked(self, paragraph: Any, target: str) -> Any:
        """A run inside a link. One within the repository is kept by its address, which Word would change."""
        from docx.text.run import Run as WordRun

        link = OxmlElement("w:hyperlink")
        if target.startswith(_LINKED):
            link.set(
                qn("r:id"), self.file.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
        else:
            link.set(qn("w:anchor"), target if target.startswith(PICTURE) else f"sms:{target}")
        element = OxmlElement("w:r")
        link.append(element)
        paragraph._p.append(link)
        made = WordRun(element, paragraph)
        made.style = self.character_style(LINK_MARK)
        return made

    def marks(self, values: Mapping[str, str]) -> None:
        """Properties that Word keeps and nobody sees."""
        from lxml import etree

        root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _VALUES})
        for number, (name, value) in enumerate(values.items(), 2):
            made = etree.SubElement(
                root, f"{{{_PROPERTIES}}}property", fmtid=_FORM, pid=str(number), name=name
            )
            etree.SubElement(made, f"{{{_VALUES}}}lpwstr").text = value
        part = PackagePart(
            PackURI("/docProps/custom.xml"),
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            self.file.part.package,
        )
        self.file.part.package.relate_to(
            part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
        )


def control_cells(document: Document) -> list[str]:
    """The texts of the table of control data, cell by cell."""
    return [_plain(text) for row in _control_rows(document) for text in row]


def _control_rows(document: Document) -> Sequence[tuple[str, str]]:
    review = document.review
    last = f", last on {review.last.isoformat()}" if review.last else ""
    rows = [
        ("Document", document.id),
        ("Version", document.version),
        ("State", document.lifecycle),
        ("Owner", str(document.owner)),
        ("Approver", str(document.approver)),
        ("Effective from", document.effective.isoformat() if document.effective else ""),
        ("Review", f"every {review.every}{last}"),
        ("Classification", document.classification),
    ]
    return [(name, value) for name, value in rows if value]


def _plain(text: str) -> str:
    """A text without characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _caption(table: Any, text: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), text)
    table._tbl.tblPr.append(caption)


def _repeat(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _fresh_numbering(file: Any, depth: int) -> int:
    """A numbering of its own that goes on from 1, after the model of Word's own style for that depth."""
    style = file.styles["List Number" + (f" {depth}" if 1 < depth <= 3 else "")]
    numbering = file.part.numbering_part.numbering_definitions._numbering
    model = style.element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(model).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)
