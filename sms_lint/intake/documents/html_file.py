"""Pages of HTML, as programs save them and people write them."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from lxml import etree, html

from sms_lint.ground.errors import SmsError
from sms_lint.intake.documents.from_tree import document_of
from sms_lint.intake.documents.html_texts import passages
from sms_lint.intake.documents.html_tree import html_tree
from sms_lint.intake.documents.source_document import Aside, SourceDocument

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


def read_html(raw: bytes, name: str, beside: Callable[[str], bytes | None]) -> SourceDocument:
    """A page; `beside` gives a file by the address that the page uses. Raises SmsError where there is no text."""
    root = _root(decoded(raw))
    pictures: dict[str, bytes] = {}
    main = _main(root)
    blocks, aside = html_tree(main, lambda address: _picture(address, pictures, beside))
    outside = [] if main is root else [Aside("around the text", text) for text in _around(root, main)]
    hints = [
        *(text for text in (_text(root, ".//title"),) if text),
        PurePosixPath(name).stem.replace("_", " "),
    ]
    return document_of(blocks, hints, passages(main), [*outside, *aside], pictures)


def decoded(raw: bytes) -> str:
    """The text of a file by its marks, by what it declares, as UTF-8, or else as older programs of Windows save it."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    declared = _CHARSET.search(raw[:4096])
    for encoding in ("utf-8", declared[1].decode() if declared else "cp1252", "cp1252"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _root(text: str) -> html.HtmlElement:
    if "\0" in text:
        raise SmsError("is no text; save it as HTML or as a Word file")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        # Bytes, since a text that declares an encoding is refused.
        root = html.document_fromstring(f"<meta charset=utf-8>{text}".encode(errors="replace"), parser=parser)
    except (etree.ParserError, ValueError):
        raise SmsError("holds no text") from None
    if any("depth" in entry.message.casefold() for entry in parser.error_log):
        raise SmsError("is nested deeper than any page; save it again from a browser, or as a Word file")
    return root


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The part of a page that is its text, where it says so; the whole page otherwise."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1:
            return found[0]
    return root


def _around(root: html.HtmlElement, main: html.HtmlElement) -> list[str]:
    left = list(passages(main))
    found = []
    for text in passages(root):
        if text in left:
            left.remove(text)
        else:
            found.append(text)
    return found


def _text(root: html.HtmlElement, path: str) -> str:
    node = root.find(path)
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _picture(address: str, pictures: dict[str, bytes], beside: Callable[[str], bytes | None]) -> str:
    raw = beside(address) if address and not re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.I) else None
    if raw is None:
        return ""
    pictures[address] = raw
    return address
