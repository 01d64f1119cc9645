"""Word files: `mammoth` reads their text, a reader of our own all the words, so that none is lost between the two."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from lxml import etree, html

from sms_lint.ground.errors import SmsError
from sms_lint.intake.documents.from_tree import document_of
from sms_lint.intake.documents.html_tree import html_tree
from sms_lint.intake.documents.source_document import Aside, SourceDocument
from sms_lint.intake.office_file import WORD, opened, xml_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name^='toc '] => !
p[style-name^='TOC'] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
r[style-name='Verbatim Char'] => code
r[style-name='HTML Code'] => code
"""
_PART = re.compile(r"word/(?P<name>document|footnotes|endnotes|header|footer|comments)\d*\.xml")
_AROUND = {"header": "the header of its pages", "footer": "the footer of its pages", "comments": "a comment"}
_NO_TITLE = re.compile(
    r"(?:microsoft word - |document\d*$|untitled|dokument\d*$|title$|titel$)|\.docx?$", re.I
)


def read_word(raw: bytes, name: str) -> SourceDocument:
    """A Word file. Raises SmsError for one that is broken, protected or too large."""
    parts = opened(raw, WORD)
    texts = {part: xml_of(parts[part]) for part in parts if _PART.fullmatch(part)}
    pictures: dict[str, bytes] = {}
    root = _as_html(raw, pictures)
    blocks, aside = html_tree(root, lambda address: address if address in pictures else "")
    around = list(dict.fromkeys(_around(texts)))
    struck = [Aside("struck out in Word, as a tracked change", text) for text in _struck_out(texts)]
    hints = [*_title(parts), PurePosixPath(name).stem.replace("_", " ")]
    passages = [
        text
        for part in texts
        if _sort(part) in ("document", "footnotes", "endnotes")
        for text in _texts(texts[part])
    ]
    return document_of(blocks, hints, passages, [*aside, *around, *struck], pictures, _remarks(texts, parts))


def _as_html(raw: bytes, pictures: dict[str, bytes]) -> html.HtmlElement:
    import mammoth

    def picture(image: Any) -> Mapping[str, str]:
        with suppress(Exception):  # a picture outside the file, or one that is not there
            with image.open() as stream:
                address = f"picture-{len(pictures) + 1}.{_ending(image.content_type)}"
                pictures[address] = stream.read()
            return {"src": address}
        return {"src": ""}

    try:
        found = mammoth.convert_to_html(
            BytesIO(raw), style_map=_STYLES, convert_image=mammoth.images.img_element(picture)
        )
    except Exception:  # noqa: BLE001 - whatever it stumbles on, the file is what it cannot read
        raise SmsError("cannot be read as a Word file; open it in Word and save it again") from None
    root = html.fromstring(f"<div>{found.value}</div>")
    _below_title(root)
    return root


def _below_title(root: html.HtmlElement) -> None:
    """Beside a title in the style of a title, what is called heading 1 is a section."""
    if root.find(".//h1[@class='title']") is None:
        return
    for level in range(5, 0, -1):
        for heading in root.iter(f"h{level}"):
            if heading.get("class") != "title":
                heading.tag = f"h{level + 1}"


def _ending(content_type: str) -> str:
    return {"jpeg": "jpg", "svg+xml": "svg", "x-emf": "emf", "x-wmf": "wmf"}.get(
        ending := content_type.rpartition("/")[2], ending
    )


def _sort(part: str) -> str:
    match = _PART.fullmatch(part)
    return match["name"] if match else ""


def _texts(root: etree._Element) -> Iterator[str]:
    """The text of each paragraph, without what was struck out."""
    for paragraph in root.iter(f"{W}p"):
        if text := " ".join("".join(_pieces(paragraph)).split()):
            yield text


def _pieces(node: etree._Element) -> Iterator[str]:
    for child in node:
        if child.tag in (f"{W}p", f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}tbl"):
            continue  # paragraphs of text boxes have their turn; what is there twice counts once
        if child.tag in (f"{W}t", f"{_MATH}t"):
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str):
            yield from _pieces(child)


def _around(texts: Mapping[str, etree._Element]) -> Iterator[Aside]:
    for part, root in texts.items():
        if what := _AROUND.get(_sort(part)):
            yield from (Aside(what, text) for text in _texts(root))


def _struck_out(texts: Mapping[str, etree._Element]) -> Iterator[str]:
    for root in texts.values():
        for paragraph in root.iter(f"{W}p"):
            gone = "".join(piece.text or "" for piece in paragraph.iter(f"{W}delText"))
            if gone.strip():
                yield " ".join(gone.split())


def _title(parts: Mapping[str, bytes]) -> list[str]:
    if "docProps/core.xml" not in parts:
        return []
    said = (xml_of(parts["docProps/core.xml"]).findtext(f".//{_TITLE}") or "").strip()
    return [] if not said or _NO_TITLE.search(said) else [said]


def _remarks(texts: Mapping[str, etree._Element], parts: Mapping[str, bytes]) -> list[str]:
    found = []
    body = next(texts[part] for part in texts if _sort(part) == "document")
    if next(body.iter(f"{W}ins", f"{W}del"), None) is not None:
        found.append(
            "it has tracked changes: they were taken as accepted; what they strike out is in the report"
        )
    if any(name.startswith(("word/charts/", "word/diagrams/", "word/embeddings/")) for name in parts):
        found.append(
            "it holds charts, drawings or embedded files, which a text cannot hold; add them as pictures"
        )
    return found
