"""The pieces that pages are made of: each takes safe text and gives safe text.

They are HTML, which Markdown lets through untouched: its own tables and lists would read marks in the values.
Every line begins with a tag, so that no value is ever the beginning of a line.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sms_lint.publish.site.escape import Safe, address, text
from sms_lint.translation import ours, told

EMPTY = Safe("")
NOTHING = Safe('<span class="sms-none">none</span>')


def in_words(content: Safe) -> Safe:
    """The content of a page with the word for nothing in the language that is spoken."""
    word = told().name("none, of a field").removesuffix(", of a field")
    return Safe(content.replace(NOTHING, f'<span class="sms-none">{text(word)}</span>'))


class Sign(NamedTuple):
    """A state as people read it: a symbol and a word, so that nobody needs the colour of its tone."""

    symbol: str
    word: str
    tone: str


def day(value: object) -> Safe:
    """A day, never broken at the end of a line; nothing where there is none."""
    return Safe(f"<time>{text(value)}</time>") if value else EMPTY


def badge(sign: Sign) -> Safe:
    """A state: symbol and word."""
    return Safe(
        f'<span class="sms-badge sms-{sign.tone}"><span aria-hidden="true">{sign.symbol}</span> '
        f"{text(ours(sign.word))}</span>"
    )


def link(target: str, label: Safe, title: str = "", kind: str = "") -> Safe:
    """A link; `target` is an address that was made or judged by us, `kind` the class for its look."""
    hint = f' title="{text(title)}"' if title else ""
    name = f' class="sms-{kind}"' if kind else ""
    return Safe(f'<a href="{address(target)}"{hint}{name}>{label}</a>')


def table(heads: Sequence[str], rows: Iterable[Sequence[Safe]], name: str = "", kind: str = "") -> Safe:
    """A table; `heads` are our own words, `kind` further classes. An empty one says so.

    With the class `cards` each cell names its column, so that a phone shows each row as a card.
    """
    titles = [text(ours(title)) for title in heads]
    named = [f' data-head="{title}"' if "cards" in kind.split() else "" for title in titles]
    body = [
        f"<tr>{''.join(f'<td{head}>{cell}</td>' for head, cell in zip(named, row, strict=True))}</tr>"
        for row in rows
    ]
    if not body:
        return Safe(f"<p>{ours('There are none.')}</p>\n")
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    classes = " ".join(["sms-table", *(f"sms-{word}" for word in kind.split())])
    label = f' aria-label="{text(ours(name))}"' if name else ""
    return Safe(
        f'<div class="{classes}">\n<table{label}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(body)
        + "\n</tbody>\n</table>\n</div>\n"
    )


def facts(pairs: Iterable[tuple[str, Safe]], kind: str = "facts") -> Safe:
    """Names of ours and values; `kind` is the class for its look."""
    return named_facts(((text(ours(name)), value) for name, value in pairs), kind)


def named_facts(pairs: Iterable[tuple[Safe, Safe]], kind: str = "facts") -> Safe:
    """The same with names that are said already."""
    rows = "\n".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in pairs)
    return Safe(f'<dl class="sms-{kind}">\n{rows}\n</dl>\n') if rows else EMPTY


def bullets(items: Sequence[Safe]) -> Safe:
    """A list."""
    return Safe("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>\n") if items else EMPTY


def stacked(lines: Iterable[str]) -> Safe:
    """Lines one below the other, far enough apart that each can be pointed at; nothing where there is none."""
    inner = "".join(f"<div>{line}</div>" for line in lines)
    return Safe(f'<div class="sms-stack">{inner}</div>') if inner else EMPTY


def paragraph(content: Safe, kind: str = "") -> Safe:
    """A paragraph."""
    name = f' class="sms-{kind}"' if kind else ""
    return Safe(f"<p{name}>{content}</p>\n")


def folded(summary: Safe, content: Safe, *, is_open: bool = False) -> Safe:
    """Content that opens on demand, or is open until somebody closes it."""
    state = " open" if is_open else ""
    return Safe(f'<details class="sms-fold"{state}><summary>{summary}</summary>\n{content}</details>\n')


def heading(level: int, title: Safe, anchor: str) -> Safe:
    """A Markdown heading with an anchor of its own, so that it is in the page's table of contents."""
    return Safe(f"\n{'#' * level} {title} {{: #{anchor} }}\n\n")


def charts(found: Iterable[tuple[str, Safe]]) -> Safe:
    """Charts beside each other where there is room, each with its caption; one without a picture is left out."""
    figures = "".join(
        f'<figure class="sms-chart"><figcaption>{text(caption)}</figcaption>\n{picture}</figure>\n'
        for caption, picture in found
        if picture
    )
    return Safe(f'<div class="sms-charts">\n{figures}</div>\n') if figures else EMPTY
