"""From a page's tree to what the typesetter is given: blocks and inline pieces, as plain data.

An inline piece is a list: `["t", text]`, `["c", code]`, `["b", pieces]`, `["em", pieces]`, `["ins", pieces]`,
`["del", pieces]`, `["sup", pieces]`, `["a", target, pieces]`, `["br"]`. A block is a mapping with its kind under `k`;
the template (`assets/document.typ`) draws each of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from sms_lint.publish.pdf.dom import Element

TypesetPiece = list[Any]
TypesetBlock = dict[str, Any]
# Where a link leads in the PDF: an address, `#label`, or nothing where it is not in it.
Resolve = Callable[[str], str]

_INLINE = {"strong": "b", "b": "b", "em": "em", "i": "em", "ins": "ins", "del": "del", "sup": "sup"}
_BLOCKS = frozenset({
    "address", "article", "blockquote", "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "ol", "p", "pre", "section", "svg", "table", "ul",
})  # fmt: skip
_LEFT_OUT = frozenset({"headerlink", "sms-unseen", "footnote-backref"})
_HEADING = re.compile(r"h[1-6]")
_LONGEST_WORD = 22
_PAGE_WIDTH, _PAGE_HEIGHT = 480.0, 600.0
# Of letters in the widest table; a page of one column holds three times as many.
_MOST_ON_A_PAGE = 1500
_LONG_CODE = re.compile(r"\S{80,}")
_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")
_BREAK = "\u200b"  # a place where a long word may be broken


class Writer:
    """Turns elements into blocks; `resolve` says where links lead, `prefix` keeps the labels of documents apart."""

    def __init__(self, resolve: Resolve, prefix: str, pictures: Callable[[str], str]) -> None:
        self.resolve = resolve
        self.prefix = prefix
        self.pictures = pictures

    def blocks(self, children: Iterable[Element | str]) -> list[TypesetBlock]:
        """Blocks in order; stretches of inline content become paragraphs."""
        found: list[TypesetBlock] = []
        run: list[Element | str] = []

        def end_run() -> None:
            pieces = self.inline(run)
            if any(piece[0] != "t" or piece[1].strip() for piece in pieces):
                found.append({"k": "p", "c": pieces})
            run.clear()

        for child in children:
            if isinstance(child, Element) and (child.tag in _BLOCKS or child.tag == "img"):
                end_run()
                found += self._block(child)
            else:
                run.append(child)
        end_run()
        return found

    def _block(self, element: Element) -> Iterator[TypesetBlock]:
        if _LEFT_OUT.intersection(element.classes):
            return
        write = self._writers.get(element.tag)
        if write:
            yield from write(element)
        elif _HEADING.fullmatch(element.tag):
            yield self._heading(element)
        else:
            yield from self.blocks(element.children)

    @cached_property
    def _writers(self) -> Mapping[str, Callable[[Element], Iterable[TypesetBlock]]]:
        return {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "dl": self._facts,
            "img": self._picture,
            "pre": lambda element: [{"k": "pre", "t": _wrapped(element.text.strip("\n"))}],
            "hr": lambda _: [{"k": "hr"}],
            "blockquote": lambda element: [{"k": "quote", "c": self.blocks(element.children)}],
        }

    def _list(self, element: Element) -> Iterator[TypesetBlock]:
        items = [self.blocks(item.children) for item in element.find("li")]
        yield {"k": element.tag, "items": items, "start": int(element.attributes.get("start") or 1)}

    def _heading(self, element: Element) -> TypesetBlock:
        identity = element.attributes.get("id", "")
        label = f"{self.prefix}{identity}" if identity else ""
        return {"k": "h", "level": int(element.tag[1]), "label": label, "c": self.inline(element.children)}

    def _paragraph(self, element: Element) -> Iterator[TypesetBlock]:
        """A picture in a paragraph becomes a block of its own."""
        if any(True for _ in element.find("img", "svg")):
            yield from self.blocks(element.children)
        else:
            kind = next((name for name in element.classes if name.startswith("sms-")), "")
            yield {"k": "p", "c": self.inline(element.children), "kind": kind.removeprefix("sms-")}

    def _picture(self, element: Element) -> Iterator[TypesetBlock]:
        alternative = element.attributes.get("alt", "").strip() or "Picture"
        if "data-svg" in element.attributes:
            drawing = element.attributes["data-svg"]
            yield {"k": "svg", "t": drawing, "alt": alternative, "width": _width(drawing)}
            return
        path = self.pictures(element.attributes.get("src", ""))
        if path:
            yield {"k": "img", "path": path, "alt": alternative}
        else:
            yield {"k": "p", "c": [["t", f"[{alternative}]"]]}

    def _table(self, element: Element) -> Iterator[TypesetBlock]:
        rows = [list(row.find("td", "th")) for row in element.find("tr")]
        first = rows[0] if rows else []
        heads = rows.pop(0) if rows and all(cell.tag == "th" for cell in rows[0]) else []
        columns = max((len(row) for row in [heads, *rows]), default=0)
        if columns:
            yield {
                "k": "table",
                "columns": columns,
                "heads": [self.inline(cell.children) for cell in heads]
                + [[] for _ in range(columns - len(heads) if heads else 0)],
                "rows": [self._row(row, columns) for row in rows],
                "align": [_alignment(cell) for cell in first] + [""] * (columns - len(first)),
                "whole": [_fits(row, columns) for row in rows],
            }

    def _row(self, row: list[Element], columns: int) -> list[list[TypesetBlock]]:
        cells = [self.blocks(cell.children) for cell in row]
        return cells + [[] for _ in range(columns - len(cells))]

    def _facts(self, element: Element) -> Iterator[TypesetBlock]:
        names, values = list(element.find("dt")), list(element.find("dd"))
        rows = [
            [" ".join(name.text.split()), self.blocks(value.children)]
            for name, value in zip(names, values, strict=False)
        ]
        if rows:
            yield {"k": "facts", "rows": rows}

    def inline(self, children: Iterable[Element | str]) -> list[TypesetPiece]:
        """Inline pieces; spaces as a browser shows them."""
        return _joined(piece for child in children for piece in self._pieces(child))

    def _pieces(self, child: Element | str) -> Iterator[TypesetPiece]:
        if isinstance(child, str):
            yield ["t", breakable(re.sub(r"\s+", " ", child))]
        elif _LEFT_OUT.intersection(child.classes):
            return
        elif child.tag == "br":
            yield ["br"]
        elif child.tag == "code":
            yield ["c", breakable(child.text)]
        elif child.tag == "img":
            yield ["t", f"[{child.attributes.get('alt') or 'picture'}]"]
        elif child.tag == "a" and (target := self.resolve(child.attributes.get("href", ""))):
            yield ["a", target, self.inline(child.children)]
        elif child.tag in _INLINE:
            yield [_INLINE[child.tag], self.inline(child.children)]
        else:
            yield from self.inline(child.children)


def _alignment(cell: Element) -> str:
    """How the column of a cell is aligned; empty for the side where lines begin."""
    return next((name for name in ("right", "center") if f"sms-{name}" in cell.classes), "")


def _fits(row: Iterable[Element], columns: int) -> bool:
    """Whether a row is certainly shorter than a page: a column may be far narrower than its share."""
    return all(
        len(cell.text) * columns <= _MOST_ON_A_PAGE and not any(cell.find("img", "svg")) for cell in row
    )


def _wrapped(text: str) -> str:
    """Code, its words that are longer than a line with places where they may be broken."""
    return _LONG_CODE.sub(lambda match: _BREAK.join(_parts(match.group())), text)


def _width(drawing: str) -> float:
    """How wide a drawing becomes, in points: three quarters of its pixels, or what the page has room for."""
    wide, high = (
        float(matched[1]) if (matched := re.search(rf'\b{name}="([\d.]+)"', drawing)) else 600
        for name in ("width", "height")
    )
    return wide * min(0.75, _PAGE_WIDTH / wide, _PAGE_HEIGHT / high)


def _joined(pieces: Iterable[TypesetPiece]) -> list[TypesetPiece]:
    """The same with neighbouring texts put together."""
    found: list[TypesetPiece] = []
    for piece in pieces:
        if found and piece[0] == "t" == found[-1][0]:
            found[-1] = ["t", found[-1][1] + piece[1]]
        else:
            found.append(piece)
    return found


def breakable(text: str) -> str:
    """The text with places where words too long for a column may be broken."""
    return _WORD.sub(lambda match: _BREAK.join(_parts(match.group())), text)


def _parts(word: str) -> Iterator[str]:
    """A long word in parts: after its marks, and where there are none every dozen letters."""
    for part in re.findall(r"[^/_.:\-@]*[/_.:\-@]?", word):
        yield from (part[at : at + 12] for at in range(0, len(part), 12))
