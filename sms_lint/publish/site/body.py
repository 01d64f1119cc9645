"""The owner's Markdown as HTML of our own, with its links leading to the site's pages.

The tree of the text is written out element by element, so the site builder has nothing to read but headings, which it
needs for its table of contents. Whatever is no element of the tree is a text, and all of it is escaped.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from sms_lint.ground.fields import ID_PATTERN
from sms_lint.ground.source import Section
from sms_lint.ground.text import heading_of, parsed, sections
from sms_lint.ground.text.prose import Element
from sms_lint.ground.text.targets import FIGURE
from sms_lint.model.node import Node
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, code, text
from sms_lint.publish.site.files import copied, page_of
from sms_lint.publish.site.forge_addresses import file_address
from sms_lint.publish.site.html import link
from sms_lint.publish.site.view import PageContext, resolve
from sms_lint.translation import ours

_ID = re.compile(rf"(?<![\w.:/#-])(?:{ID_PATTERN})(?![\w-])")
_TAG = re.compile(r"<(/?)([A-Za-z]+)[ ]*/?>|<!--.*?-->", re.S)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_INLINE = {"emphasis": "em", "strong": "strong", "strike": "del"}
_DONE = '<span role="img" aria-label="done">&#9745;</span> '
_TO_DO = '<span role="img" aria-label="to do">&#9744;</span> '
_EMPTY = frozenset({"br", "wbr", "hr"})


class WrittenText(NamedTuple):
    """A file of the repository, and the page that its text is shown on. `ids` says whether ids become links."""

    here: PageContext
    path: str
    ids: bool = True

    def page_of(self, path: str) -> Address | None:
        """The page of a file of the repository, where it has one."""
        return page_of(self.here.view, path)

    def copied(self, path: str) -> str | None:
        """Where the site has a copy of a file, where it is copied."""
        return copied(self.here.view, path)


def document_body(written: WrittenText, node: Node) -> Safe:
    """The text of a document under its title, its sections keeping their anchors."""
    return plain_body(written, node.origin.file.text)


def plain_body(written: WrittenText, source: str) -> Safe:
    """The text of any Markdown file under its title."""
    return Safe("".join(_Body(written, source).parts()))


def passage(written: WrittenText, source: str) -> Safe:
    """A short text without sections."""
    body = _Body(written, source)
    return Safe(body.blocks(parsed(source).children))


class _Body:
    """The tree of one text on its way to a page."""

    def __init__(self, written: WrittenText, source: str) -> None:
        self.written = written
        self.source = source
        self.allowed = frozenset(written.here.sms.config.text.html)
        self.notes: dict[str, int] = {}
        self.is_public = written.here.view.edition == "public"

    def parts(self) -> Iterator[str]:
        """Headings in Markdown, which the builder makes a table of contents of; all else as HTML."""
        titled = False
        tree, following = parsed(self.source), iter(sections(self.source))
        for child in tree.children:
            if child.kind == "heading":
                section = next(following)
                if titled or child.level > 1:
                    yield self._heading(child, section)
                elif any(part.kind == "html" for part in child.walk()):
                    # The page has a title of its own, which is plain text.
                    yield f"<p>{self.inline(_titled(child, self.source))}</p>\n\n"
                titled = titled or child.level == 1
            elif child.kind != "footnote":
                yield f"\n{self.block(child)}\n\n"
        yield self._footnotes([part for part in tree.walk() if part.kind == "footnote"])

    def _heading(self, element: Element, section: Section) -> str:
        title = self.inline(_titled(element, self.source), linked=False)
        met = "" if self.is_public else self.written.here.clauses(section.satisfies)
        note = f'<p class="sms-meets">{ours(f"Meets {met}")}</p>\n\n' if met else ""
        return f"\n{'#' * element.level} {title} {{: #{_anchor(section)} }}\n\n{note}"

    def blocks(self, elements: Iterable[Element]) -> str:
        return "".join(self.block(element) for element in elements)

    def block(self, element: Element) -> str:
        """A block as HTML; an inline element that stands in an item by itself is written as what it is."""
        write = self._blocks.get(element.kind)
        return write(element) if write else self.inline([element])

    @cached_property
    def _blocks(self) -> Mapping[str, Callable[[Element], str]]:
        return {
            "paragraph": lambda element: f"<p>{self.inline(element.children)}</p>",
            "heading": self._inner_heading,
            "code_block": self._code_block,
            "html_block": self._html_block,
            "list": self._list,
            "quote": self._quote,
            "table": self._table,
            "rule": lambda _: "<hr>",
            "footnote": lambda _: "",
        }

    def _inner_heading(self, element: Element) -> str:
        """One in a list or a quotation, which begins no section."""
        title = self.inline(_titled(element, self.source))
        return f"<h{element.level}>{title}</h{element.level}>"

    def _html_block(self, element: Element) -> str:
        shown = self._html("".join(child.text for child in element.children))
        return f"<p>{shown}</p>" if shown.strip() else ""

    def _code_block(self, element: Element) -> str:
        body = "".join(child.text for child in element.children).rstrip("\n")
        language = element.text.split()[0] if element.text.split() else ""
        label = "Diagram, as it is written in Mermaid" if language == "mermaid" else ""
        shown = f"<pre><code>{code(body)}</code></pre>"
        return f'<p class="sms-label">{label}:</p>{shown}' if label else shown

    def _list(self, element: Element) -> str:
        tag = "ul" if element.level < 0 else "ol"
        start = f' start="{element.level}"' if element.level not in (-1, 1) else ""
        items = "".join(f"<li>{self.blocks(item.children)}</li>" for item in element.children)
        return f"<{tag}{start}>{items}</{tag}>"

    def _quote(self, element: Element) -> str:
        inside = self.blocks(element.children)
        if not element.text:
            return f"<blockquote>{inside}</blockquote>"
        sort = {"Caution": "danger", "Important": "info"}.get(element.text, element.text.lower())
        title = f'<p class="admonition-title">{text(element.text)}</p>'
        return f'<div class="admonition {text(sort)}">{title}{inside}</div>'

    def _table(self, element: Element) -> str:
        head, *rows = element.children
        made = f"<thead>{self._row(head, element.columns, 'th')}</thead>"
        body = "".join(self._row(row, element.columns, "td") for row in rows)
        return f"<table>{made}<tbody>{body}</tbody></table>" if body else f"<table>{made}</table>"

    def _row(self, row: Element, columns: tuple[str, ...], tag: str) -> str:
        cells = zip(row.children, columns, strict=False)
        return f"<tr>{''.join(self._cell(cell, column, tag) for cell, column in cells)}</tr>"

    def _cell(self, cell: Element, column: str, tag: str) -> str:
        aligned = f' class="sms-{column}"' if column in ("right", "center") else ""
        return f"<{tag}{aligned}>{self.inline(cell.children)}</{tag}>"

    def _footnotes(self, notes: list[Element]) -> str:
        """The notes that the text refers to, in the order of these references."""
        by_name = {note.text: note for note in reversed(notes)}
        used = [(name, by_name[name]) for name in self.notes if name in by_name]
        if not used:
            return ""
        items = "".join(
            f'<li id="fn-{number}">{self.blocks(note.children)}'
            f'<a class="footnote-backref" href="#fnref-{number}" title="Back to the text">&#8617;</a></li>'
            for number, (_, note) in enumerate(used, 1)
        )
        return f'\n<div class="footnote"><hr><ol>{items}</ol></div>\n\n'

    def inline(self, elements: Iterable[Element], *, linked: bool = True) -> str:
        """Inline elements as HTML; `linked` says whether links and ids lead anywhere, which they do not in a link."""
        open_: list[str] = []
        shown = "".join(self._inline(element, linked, open_) for element in elements)
        return shown + "".join(f"</{name}>" for name in reversed(open_))

    def _inline(self, element: Element, linked: bool, open_: list[str]) -> str:
        tag = _INLINE.get(element.kind)
        if tag:
            return f"<{tag}>{self.inline(element.children, linked=linked)}</{tag}>"
        match element.kind:
            case "text":
                return self._text(element.text, linked)
            case "html":
                return self._html(element.text, open_)
            case "link":
                return self._link(element, linked)
        return self._pieces.get(element.kind, self.block)(element)

    @cached_property
    def _pieces(self) -> Mapping[str, Callable[[Element], str]]:
        return {
            "code": lambda element: f"<code>{code(element.text.replace(chr(10), ' '))}</code>",
            "picture": self._picture,
            "soft_break": lambda _: " ",
            "break": lambda _: "<br>",
            "task": lambda element: _DONE if element.level else _TO_DO,
            "footnote_reference": lambda element: self._note(element.text),
        }

    def _text(self, written: str, linked: bool) -> str:
        if not (linked and self.written.ids):
            return text(written)
        known = self.written.here.view.addresses
        shown: list[str] = []
        at = 0
        for match in _ID.finditer(written):
            if match.group() in known:
                name = match.group()
                shown += [text(written[at : match.start()]), self.written.here.node(name, text(name))]
                at = match.end()
        return "".join((*shown, text(written[at:])))

    def _html(self, written: str, open_: list[str] | None = None) -> str:
        """Allowed elements without attributes as they are, comments left out, all else as letters."""
        opened: list[str] = [] if open_ is None else open_
        shown: list[str] = []
        at = 0
        for match in _TAG.finditer(written):
            shown.append(text(written[at : match.start()]))
            shown.append(self._tag(match, opened))
            at = match.end()
        shown.append(text(written[at:]))
        if open_ is None:
            shown += [f"</{name}>" for name in reversed(opened)]
        return "".join(shown)

    def _tag(self, match: re.Match[str], open_: list[str]) -> str:
        closes, name = match[1], (match[2] or "").lower()
        if not name:
            return ""
        if name not in self.allowed:
            return text(match.group())
        if name in _EMPTY:
            return f"<{name}>"
        if not closes:
            open_.append(name)
            return f"<{name}>"
        if name not in open_:
            return ""
        shown = ""
        while (last := open_.pop()) != name:
            shown += f"</{last}>"
        return f"{shown}</{name}>"

    def _link(self, element: Element, linked: bool) -> str:
        shown = self.inline(element.children, linked=False)
        found = lead(self.written, element.target) if linked else None
        named = Safe(shown or text(self._target(element)))
        return link(found, named, element.title) if found else named

    def _picture(self, element: Element) -> str:
        target = element.target
        if unescape(target).lower().endswith(_IMAGES) and not _SCHEME.match(target):
            copied = self.written.copied(resolve(self.written.path, unquote(target)) or "")
            if copied:
                return (
                    f'<img src="{text(self.written.here.to(Address(copied)))}" alt="{text(element.words)}">'
                )
        found = lead(self.written, target)
        shown = text(element.words or self._target(element))
        # Pictures stand side by side without a space; their words do not.
        return f" {link(found, shown) if found else shown} "

    def _target(self, element: Element) -> str:
        """What stands for a link without words: where it leads, unless that may be the name of a file inside."""
        return "" if self.is_public and not _SCHEME.match(element.target) else element.target

    def _note(self, name: str) -> str:
        first = name not in self.notes
        number = self.notes.setdefault(name, len(self.notes) + 1)
        place = f' id="fnref-{number}"' if first else ""
        return f'<sup{place}><a class="footnote-ref" href="#fn-{number}">{number}</a></sup>'


def _titled(element: Element, source: str) -> list[Element]:
    """The inline elements of a heading without its attributes."""
    cut = heading_of(element, source).cut
    kept = [child for child in element.children if child.start < cut]
    if kept and kept[-1].kind == "text" and kept[-1].end > cut:
        last = kept[-1]
        kept[-1] = Element("text", last.start, cut, text=last.text[: cut - last.end].rstrip())
    return kept


def _anchor(section: Section) -> str:
    return re.sub(r"[^\w:.-]", "", section.anchor) or "section"


def lead(written: WrittenText, target: str) -> str | None:
    """Where a link leads on the site; None where it leads nowhere that is allowed."""
    plain = re.sub(r"[\x00-\x20\x7f]", "", unescape(target))
    scheme = _SCHEME.match(plain)
    if figure := FIGURE.fullmatch(plain):
        place = _measured(written, figure["name"])
        return written.here.to(place) if place else None
    if scheme or plain.startswith(("//", "\\")):
        return plain if scheme and scheme.group().lower() in ("http:", "https:", "mailto:", "tel:") else None
    path, _, anchor = plain.partition("#")
    if not path:
        return f"#{anchor}"
    return _inside(written, unquote(path), anchor)


def _measured(written: WrittenText, name: str) -> Address | None:
    """The page of what a figure is of: of a KPI, or of the first register of a kind of records."""
    kind = re.split(r"[/.]", name)[0]
    registers = (register.id for register in written.here.sms.registers if register.of == kind)
    return written.here.view.addresses.get(name if name[0].isupper() else next(registers, ""))


def _inside(written: WrittenText, path: str, anchor: str) -> str | None:
    found = resolve(written.path, path)
    if found is None:
        return None
    page = written.page_of(found)
    if page is not None:
        return written.here.to(Address(page.page, anchor or page.anchor))
    copied = written.copied(found)
    if copied:
        return written.here.to(Address(copied))
    return file_address(written.here.sms.config, found)
