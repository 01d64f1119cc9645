"""The texts of HTML: all that people read of an element, in order, cut where blocks begin and end."""

from collections.abc import Iterator

from lxml import html

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip


def text_within(node: html.HtmlElement) -> str:
    """The text of an element and of all that is in it."""
    return "".join(_seen_texts(node))


def _seen_texts(node: html.HtmlElement) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in ("script", "style", "template"):
        return
    apart = " " if node.tag in BLOCKS or node.tag == "br" else ""
    opening, closing = ("“", "”") if node.tag == "q" else (apart, apart)
    yield opening + (node.text or "")
    for child in node:
        yield from _seen_texts(child)
        yield child.tail or ""
    yield closing


def passages(node: html.HtmlElement) -> list[str]:
    """The texts of an element in order, cut where blocks begin and end."""
    parts: list[str] = [""]

    def walk(element: html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "template"):
            return
        cut = element.tag in BLOCKS or element.tag in ("br", "option", "title")
        parts.extend([""] * cut)
        if element.tag == "img":
            parts[-1] += f" {element.get('alt') or ''} "
        quote = element.tag == "q"
        parts[-1] += "“" * quote + (element.text or "")
        for child in element:
            walk(child)
            parts[-1] += child.tail or ""
        parts[-1] += "”" * quote
        parts.extend([""] * cut)

    walk(node)
    return [text for part in parts if (text := " ".join(part.split()))]
